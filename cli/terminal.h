// What goes to a terminal: colours only where there is one, and never a control character from a mail.
#pragma once

#include <string>
#include <string_view>

namespace onevoice::cli {

/// The text on one line: line ends and tabs as blanks, every other control or bidi character as '?', so that no mail can
/// move the cursor.
[[nodiscard]] std::string printable(std::string_view text);

class Terminal {
public:
    /// Colours when standard output is a terminal and NO_COLOR (https://no-color.org) is not set or empty.
    static Terminal of_standard_output();
    explicit Terminal(bool colours) : colours_(colours) {}

    [[nodiscard]] std::string strong(std::string_view text) const { return wrapped("1", text); }
    [[nodiscard]] std::string warning(std::string_view text) const { return wrapped("31", text); }
    [[nodiscard]] std::string good(std::string_view text) const { return wrapped("32", text); }
    [[nodiscard]] std::string notable(std::string_view text) const { return wrapped("33", text); }
    [[nodiscard]] std::string dim(std::string_view text) const { return wrapped("2", text); }
    /// Reversed; without colours between two asterisks on each side.
    [[nodiscard]] std::string marked(std::string_view text) const { return colours_ ? wrapped("7", text) : "**" + std::string(text) + "**"; }

private:
    [[nodiscard]] std::string wrapped(std::string_view code, std::string_view text) const;
    bool colours_;
};

}  // namespace onevoice::cli
