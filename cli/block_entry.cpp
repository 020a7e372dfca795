#include "cli/block_entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/terminal.h"
#include "grammar/grammar.h"

namespace onevoice::cli {
namespace {

constexpr std::size_t line_width = 100;

/// Long lines are broken at blanks, which no text block minds.
std::string wrapped(const std::string& text) {
    std::string out;
    std::size_t column = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '\r' || text[at] == '\t') {
            out += text[at++] == '\t' ? " " : "";
            continue;
        }
        if (text[at] == '\n') {
            out += text[at++];
            column = 0;
            continue;
        }
        const std::size_t end = std::min(text.find_first_of(" \n\t\r", at), text.size());
        if (column > 0 && column + (end - at) > line_width) {
            if (out.ends_with(' ')) out.back() = '\n';
            column = 0;
        }
        out.append(text, at, end - at);
        column += end - at;
        at = end;
        if (at < text.size() && text[at] == ' ') {
            out += ' ';
            ++column;
            ++at;
        }
    }
    return out;
}

/// A few of the different texts, each cut to what is enough to know it again.
std::string examples_of(std::vector<std::string> texts) {
    constexpr std::size_t most = 5, longest = 60;
    std::vector<std::string> different;
    for (std::string& text : texts)
        if (std::find(different.begin(), different.end(), text) == different.end()) different.push_back(std::move(text));
    std::string out;
    for (std::size_t i = 0; i < std::min(most, different.size()); ++i) {
        std::string shown = different[i];
        if (shown.size() > longest) {
            std::size_t end = longest;
            while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xc0) == 0x80) --end;  // not within a letter
            shown = shown.substr(0, end) + "…";
        }
        out += (out.empty() ? "" : ", ") + (shown.empty() ? "nothing" : '"' + printable(shown) + '"');
    }
    return different.size() > most ? fmt::format("{} and {} more", out, different.size() - most) : out;
}

std::string range(const std::vector<std::size_t>& numbers) {
    const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end());
    return *least == *most ? std::to_string(*least) : fmt::format("{} to {}", *least, *most);
}

std::string comments(const rules::LearntBlock& block, const std::optional<Unrelated>& unrelated) {
    std::string out = fmt::format("# Learnt from {} mails by onevoice blocks learn. Review it, then delete these lines: they quote the mails.\n"
                                  "# {} words are shared; the mails have {}.",
                                  block.sample_words.size(), block.words, range(block.sample_words));
    const std::size_t longest = *std::max_element(block.sample_words.begin(), block.sample_words.end());
    if (longest == rules::most_sample_words) out += " No more of each were looked at.";
    if (block.left_out > 0) out += fmt::format(" {} more shared words stand too far from these, and were left out.", block.left_out);
    out += "\n# Each of the mails contains " + percent(*std::min_element(block.contained.begin(), block.contained.end())) + " of them";
    out += block.unseen.empty() ? "; two mails cannot tell how much others will.\n"
                                : fmt::format("; learnt without it, {}.\n", percent(*std::min_element(block.unseen.begin(), block.unseen.end())));
    // A third of a letter is its block, or a footer that every letter of the house has.
    if (!unrelated && block.words * 3 < longest)
        out += "# That is little: try --against with other mail, to see that not all your mails share it.\n";
    if (unrelated)
        out += fmt::format("# Of {} unrelated mails none contains more than {}{}.\n", unrelated->mails, percent(unrelated->highest),
                           unrelated->highest > 0 ? " (" + printable(unrelated->highest_name) + ")" : "");
    if (!block.varying.empty()) out += "# What varied:\n";
    for (std::size_t i = 0; i < block.varying.size(); ++i) out += fmt::format("#   {{{}}}  {}\n", i + 1, examples_of(block.varying[i]));
    return out;
}

}  // namespace

std::string percent(double share) { return fmt::format("{} %", static_cast<int>(std::floor(share * 100 + 1e-6))); }

std::string to_toml(const BlockEntry& entry, const rules::LearntBlock& block, const std::optional<Unrelated>& unrelated) {
    std::string out = comments(block, unrelated);
    out += "[[text_block]]\nname      = " + grammar::as_toml(entry.name) + "\nact       = " + grammar::as_toml(entry.act);
    if (!entry.act_source.empty()) out += "  # " + printable(entry.act_source);
    if (!entry.about.empty()) out += "\nabout     = " + grammar::as_toml(entry.about);
    out += fmt::format("\ncontained = {:.4g}\ntext      = {}\n", entry.contained, grammar::as_toml_lines(wrapped(block.text)));
    return out;
}

std::string name_of(const std::string& act, const std::string& text) {
    constexpr int words = 4;
    std::string out = act;
    bool in_word = false;
    int seen = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto c = static_cast<unsigned char>(text[at]);
        // Letters beyond ASCII stay; the signs that letters have (Latin-1's, dashes, quotes) begin with these two bytes.
        const std::size_t sign = c == 0xc2 ? 2 : c == 0xe2 ? 3 : 0;
        const bool letter = sign == 0 && (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
        if (letter && !in_word) {
            if (++seen > words) break;
            out += '-';
        }
        if (letter) out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        in_word = letter;
        if (sign > 0) at += sign - 1;
    }
    return out;
}

}  // namespace onevoice::cli
