#include <algorithm>

#include "grammar/grammar.h"
#include "grammar/values.h"

namespace onevoice::grammar {
namespace {

/// roff's special characters as their escapes. A leading dot or apostrophe would be a request.
std::string escaped(std::string_view text, bool opens_line) {
    std::string out;
    if (opens_line && (text.starts_with('.') || text.starts_with('\''))) out = "\\&";
    for (const char c : text) {
        if (c == '\\') out += "\\e";
        else if (c == '"') out += "\\(dq";
        else if (c == '\n') out += ' ';
        else out += c;
    }
    return out;
}

bool closes(char c) { return std::string_view(".,:;)]?!").find(c) != std::string_view::npos; }

/// An argument of a macro that is neither split at blanks nor taken for a macro's name or for punctuation.
std::string argument(std::string_view text) {
    constexpr std::size_t longest_macro_name = 3;
    const bool punctuated = !text.empty() && closes(text.back());
    return (text.size() <= longest_macro_name ? "\"\\&" : "\"") + escaped(text, false) + (punctuated ? "\\&\"" : "\"");
}

/// One sentence, cut at blanks into lines of at most 80 bytes, as mandoc's style wants them.
void add_sentence(std::string& out, std::string_view sentence) {
    constexpr std::size_t widest = 80;
    while (sentence.size() > widest) {
        const std::size_t blank = sentence.rfind(' ', widest);
        if (blank == std::string_view::npos || blank == 0) break;
        out += escaped(sentence.substr(0, blank), true) + "\n";
        sentence.remove_prefix(blank + 1);
    }
    out += escaped(sentence, true) + "\n";
}

/// Running text with every sentence on a line of its own, as mdoc wants it.
void add_text(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = text.find(". ");
        const std::string_view sentence = end == std::string_view::npos ? text : text.substr(0, end + 1);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
        if (!sentence.empty()) add_sentence(out, sentence);
    }
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

/// Help text, with what stands in backticks as literals. Punctuation that touches a literal goes onto its line: "(`x`),"
/// is `.Ql ( x ) ,`. A literal with letters behind it ("`x`s") stays in the text, since a macro would swallow them.
void add_help(std::string& out, std::string_view help) {
    while (!help.empty()) {
        const std::size_t open = help.find('`');
        const std::size_t close = open == std::string_view::npos ? open : help.find('`', open + 1);
        if (close == std::string_view::npos) return add_text(out, trimmed(help));
        std::string_view before = help.substr(0, open);
        const bool bracket = before.ends_with('(');
        if (bracket) before.remove_suffix(1);
        add_text(out, trimmed(before));
        const std::string_view literal = help.substr(open + 1, close - open - 1);
        help.remove_prefix(close + 1);
        const std::size_t word_end = std::min(help.find(' '), help.size());
        const std::string_view behind = help.substr(0, word_end);
        help = trimmed(help.substr(word_end));
        if (std::all_of(behind.begin(), behind.end(), closes)) {
            out.append(bracket ? ".Ql ( " : ".Ql ").append(argument(literal));
            for (const char c : behind) out.append(" ").append(1, c);
        } else {
            out.append(bracket ? "(" : "").append("\\(oq").append(escaped(literal, false)).append("\\(cq").append(escaped(behind, false));
        }
        out += "\n";
    }
}

void add_keys(std::string& out, const std::vector<Key>& keys) {
    if (keys.empty()) return;
    out += ".Bl -tag -width Ds\n";
    for (const Key& key : keys) {
        out += ".It Ic " + argument(key.name) + "\n";
        if (!key.help.empty()) add_help(out, key.help);
        std::string kind(expectation(key.type));
        if (!key.one_of.empty()) {
            kind = key.one_of.size() == 1 ? "only" : "one of";
            for (std::size_t i = 0; i < key.one_of.size(); ++i)
                kind.append(i == 0 ? " `\"" : ", `\"").append(key.one_of[i]).append("\"`");
        }
        if (key.required) kind += "; required";
        kind[0] = kind[0] >= 'a' && kind[0] <= 'z' ? static_cast<char>(kind[0] - 'a' + 'A') : kind[0];
        if (key.preset.empty()) add_help(out, kind + ".");
        else add_help(out, kind + "; default `" + std::string(key.preset) + "`.");
        add_keys(out, key.fields);
    }
    out += ".El\n";
}

}  // namespace

std::string manual(const Grammar& grammar) {
    std::string out;
    for (const Section& section : grammar.sections) {
        const std::string name(section.name);
        // The closing escape tells mandoc that the bracket is meant to end the title.
        out += section.repeated ? ".Ss [[" + name + "]]\\&\n" : ".Ss [" + name + "]\\&\n";
        if (!section.help.empty()) add_help(out, section.help);
        else if (section.keys.empty()) out += "This section has no keys.\n";
        add_keys(out, section.keys);
    }
    return out;
}

}  // namespace onevoice::grammar
