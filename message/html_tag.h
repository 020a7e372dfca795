// A start tag of HTML in its shortest form: only the attributes that say something about text. Private to message/.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "message/ascii.h"
#include "message/html_marks.h"

namespace onevoice::message {

[[nodiscard]] std::size_t end_of_html_name(std::string_view html, std::size_t at);
/// What libxml2 takes into a name: ASCII letters, digits, ":", "-", "_" and ".".
[[nodiscard]] bool is_html_name_byte(char c);
[[nodiscard]] std::size_t skip_blanks(std::string_view html, std::size_t at);

constexpr std::size_t longest_html_name = 60;  // the parser cuts at a hundred

/// Reads tags of one text, whose views it keeps.
class TagReader {
public:
    explicit TagReader(std::string_view html) : html_(html) {}

    /// Reads the tag whose "<" is at `at`; false when it is not written as expected, or its attributes cannot be told apart
    /// from a view of the text. The rest is what was read last.
    bool read(std::size_t at);

    [[nodiscard]] std::string_view name() const { return name_; }
    /// What to write behind the name: nothing, or a blank and attributes.
    [[nodiscard]] const std::string& attributes() const { return kept_; }
    [[nodiscard]] bool empty() const { return empty_; }            ///< ends in "/>"
    [[nodiscard]] bool keeps_breaks() const { return keeps_breaks_; }  ///< says so in its style, or may say so
    [[nodiscard]] std::size_t end() const { return end_; }         ///< behind the ">"

private:
    enum Name { style, class_, id, name_attribute, hidden, data, most_names };

    /// What a value said; mails repeat few values many times.
    struct Known {
        std::string_view value;
        Name name = most_names;
        StyleMarks marks;
        bool telling = false;
    };

    [[nodiscard]] char byte(std::size_t at) const { return at < html_.size() ? html_[at] : '\0'; }
    static Name name_of(std::string_view name);
    bool read_attributes(std::size_t& at);
    bool keep(std::string_view name, std::string_view value);
    bool is_telling(Name which, std::string_view name, std::string_view value);
    bool keep_style(std::string_view value);
    bool write_marks();
    bool write(std::string_view name, std::string_view value);

    std::string_view html_;
    std::string_view name_;
    std::size_t end_ = 0;
    bool empty_ = false;
    bool keeps_breaks_ = false;
    bool verbatim_style_ = false;
    std::string kept_;
    StyleMarks marks_;
    std::array<int, most_names> seen_{};
    std::array<Known, 32> known_{};
};

}  // namespace onevoice::message
