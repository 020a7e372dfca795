// Members of the JSON objects that people write: manifests, labels, scenarios. What is wrong is told with file and line.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace onevoice::cli {

enum class Presence { needed, optional };

/// One object. A getter whose member is missing or of another type answers an empty value and keeps the first such problem:
/// a reader asks for everything and looks at problem() at the end.
class Members {
public:
    /// `what` names the file's kind in messages: "manifest".
    Members(nlohmann::json object, std::string what, Place place) : object_(std::move(object)), what_(std::move(what)), place_(std::move(place)) {}

    [[nodiscard]] bool is_object() const { return object_.is_object(); }
    [[nodiscard]] bool has(const char* name) const { return object_.contains(name); }
    [[nodiscard]] const Place& place() const { return place_; }

    std::string text(const char* name, Presence presence);
    std::vector<std::string> texts(const char* name, Presence presence);
    bool flag(const char* name);  ///< false when it is not there
    Time time(const char* name);  ///< needed
    /// The members of an array of objects.
    std::vector<Members> objects(const char* name, Presence presence);
    /// The members of an object of objects, by their names.
    std::vector<std::pair<std::string, Members>> named_objects(const char* name);

    /// Keeps a problem of the reader's own, unless there is one already.
    void complain(const std::string& cause);
    [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }

private:
    const nlohmann::json* find(const char* name, Presence presence);

    nlohmann::json object_;
    std::string what_;
    Place place_;
    std::optional<Error> problem_;
};

/// JSON Lines: one object a line, empty lines ignored. Errors: unavailable (file), malformed with file and line, and what
/// `each` returns.
Result<void> for_each_json_line(const std::string& file, const std::string& what, const std::function<Result<void>(Members&)>& each);

/// A file that is one object. Errors as above.
Result<Members> read_json_object(const std::string& file, const std::string& what);

}  // namespace onevoice::cli
