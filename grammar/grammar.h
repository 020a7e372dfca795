// The grammar of onevoice's TOML files, told once as a table: the reader, its suggestions for misspelt names, the
// manual pages and the editor's JSON schema are all made from it. The only folder that includes toml++.
//
// A file kind (settings, rules) is a Grammar: a list of Sections with Keys. read_file() checks a file against it and
// returns validated Tables that know their places; every problem is a Diagnostic with file, line and column.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace onevoice::grammar {

enum class Type {
    text,      ///< a string
    texts,     ///< a string, or an array of strings
    name,      ///< a string of letters, digits, '-', '_', '.' or blanks, not empty
    names,     ///< one name, or an array of them
    boolean,
    integer,   ///< not negative
    number,    ///< floating point or integer
    duration,  ///< "90d"
    size,      ///< "50M" or an integer of bytes
    date,      ///< a TOML date, or an RFC 3339 string
    path,      ///< a string; a relative one counts from the folder of the file it stands in
    paths,
    table,     ///< an inline table with the keys in `fields`; without fields, any keys with strings
};

struct Key {
    std::string_view name;
    Type type = Type::text;
    std::string_view help;           ///< one or two sentences for manual and editor; backticks mark code
    bool required = false;
    std::string_view preset{};       ///< the default as written in TOML, for the manual; empty: none
    std::vector<std::string_view> one_of{};  ///< when not empty, the only values allowed
    std::vector<Key> fields{};       ///< of a table
};

struct Section {
    std::string_view name;  ///< "milter" for [milter]; "pattern" for [[pattern]]
    bool repeated = false;  ///< [[name]]
    std::string_view help;
    std::vector<Key> keys;
};

struct Grammar {
    std::string_view name;     ///< "settings", "rules"
    std::string_view title;
    std::vector<Section> sections;
};

enum class Severity { error, warning };

struct Diagnostic {
    Severity severity = Severity::error;
    Place place;
    std::string what;

    /// "file:line:column: error: what"
    [[nodiscard]] std::string text() const;
};

/// A string with the place where it was written.
struct Located {
    std::string value;
    Place place;
};

/// One validated section of a file. Getters answer nothing when the key is not written; a key of the wrong type was a
/// diagnostic already, and its getter answers nothing too. Asking for a key that the grammar lacks, or with the getter
/// of another type, is a bug (std::logic_error); texts() also answers for the types of text().
class Table {
public:
    [[nodiscard]] const Place& place() const { return place_; }
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] std::optional<Located> text(std::string_view key) const;     ///< text, name, path
    [[nodiscard]] std::vector<Located> texts(std::string_view key) const;      ///< texts, names, paths
    [[nodiscard]] std::optional<bool> boolean(std::string_view key) const;
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key) const;  ///< integer, size (bytes)
    [[nodiscard]] std::optional<double> number(std::string_view key) const;
    [[nodiscard]] std::optional<Seconds> duration(std::string_view key) const;
    [[nodiscard]] std::optional<Time> date(std::string_view key) const;
    [[nodiscard]] std::optional<Table> table(std::string_view key) const;
    [[nodiscard]] std::map<std::string, Located> pairs(std::string_view key) const;  ///< a table without fields
    /// Where the key's value stands; the section's own place when it is not written; an empty Place for a preset.
    [[nodiscard]] Place place_of(std::string_view key) const;

    struct Value {
        std::vector<Located> texts;
        bool boolean = false;
        std::int64_t integer = 0;
        double number = 0;
        Seconds duration{};
        Time date{};
        std::vector<Table> table;  ///< none or one
        std::map<std::string, Located> pairs;
        Place place;
    };

private:
    friend class Reader;
    [[nodiscard]] const Value* find(std::string_view key, std::initializer_list<Type> types) const;

    const std::vector<Key>* keys_ = nullptr;
    Place place_;
    std::map<std::string, Value, std::less<>> values_;
};

struct Document {
    /// Section name → its tables in order; a section that is not repeated has one at the most.
    std::map<std::string, std::vector<Table>, std::less<>> sections;

    [[nodiscard]] const std::vector<Table>& all(std::string_view section) const;
    [[nodiscard]] const Table* one(std::string_view section) const;
};

/// Reads one file, or text that is called `file` in diagnostics. Diagnostics are appended in the order of the file;
/// what could be read is returned even when there are errors. `grammar` must outlive the Document.
Document read_file(const Grammar& grammar, const std::string& file, std::vector<Diagnostic>& diagnostics);
Document read_text(const Grammar& grammar, std::string_view text, const std::string& file, std::vector<Diagnostic>& diagnostics);

/// Gives every key that is not written its preset, and every section that is not repeated a table. What came from a
/// preset has an empty Place.
void fill_presets(const Grammar& grammar, Document& document);

/// The nearest candidate to a misspelt word, or empty when none is near: at most a third of the letters of the longer word are
/// wrong, missing, too many or swapped with their neighbour. Upper and lower case count as the same.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates);
/// " (did you mean 'x'?)" or empty.
[[nodiscard]] std::string suggestion(std::string_view word, const std::vector<std::string_view>& candidates);

/// A string as the files write it: literal where that is possible, else with escapes.
[[nodiscard]] std::string as_toml(std::string_view text);
/// The same over several lines; it begins and ends on lines of its own.
[[nodiscard]] std::string as_toml_lines(std::string_view text);

[[nodiscard]] bool any_error(const std::vector<Diagnostic>& diagnostics);

/// The grammar as a JSON schema (draft 7) for editors.
[[nodiscard]] std::string json_schema(const Grammar& grammar);
/// The grammar as mdoc(7) source: the body of a manual page's reference section.
[[nodiscard]] std::string manual(const Grammar& grammar);

}  // namespace onevoice::grammar
