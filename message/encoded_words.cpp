#include "message/encoded_words.h"

#include "message/ascii.h"
#include "message/charset.h"
#include "message/transfer_encoding.h"
#include "message/visible_text.h"

namespace onevoice::message {
namespace {

/// "=?charset*language?B?text?=" at the start of a text.
struct Word {
    std::string_view charset;
    char coding = 0;
    std::string_view text;
    std::size_t length = 0;  ///< of the whole word; 0 when there is none
    bool none_follow = false;  ///< no "?=" up to the end of the text: no later word has one either
};

Word word_at(std::string_view text) {
    if (!text.starts_with("=?")) return {};
    const std::size_t charset_end = text.find('?', 2);
    if (charset_end == std::string_view::npos || charset_end == 2 || charset_end + 2 >= text.size() ||
        text[charset_end + 2] != '?')
        return {};
    const char coding = lower(text[charset_end + 1]);
    if (coding != 'b' && coding != 'q') return {};
    const std::size_t from = charset_end + 3;
    // "?=" may also be the "?" before a coded "=" of a bad Q word that has raw question marks; the first one that is not
    // followed by two hexadecimal digits ends the word.
    std::size_t end = text.find("?=", from);
    while (coding == 'q' && end != std::string_view::npos && end + 3 < text.size() && hex_digit(text[end + 2]) >= 0 &&
           hex_digit(text[end + 3]) >= 0 && text.find("?=", end + 2) != std::string_view::npos)
        end = text.find("?=", end + 2);
    if (end == std::string_view::npos) return {{}, 0, {}, 0, true};
    std::string_view charset = text.substr(2, charset_end - 2);
    for (const char c : charset)
        if (is_blank(c)) return {};
    charset = charset.substr(0, charset.find('*'));  // RFC 2231 section 5
    return {charset, coding, text.substr(from, end - from), end + 2, false};
}

/// Collects words of one charset, and converts them together.
class Words {
public:
    explicit Words(std::string& out) : out_(out) {}
    void add(const Word& word) {
        if (!same(word.charset, charset_)) flush();
        charset_ = word.charset;
        if (word.coding == 'q') append_q(bytes_, word.text);
        else append_base64(bytes_, word.text, word.text.size());
    }
    void flush() {
        if (bytes_.empty()) return;
        CharsetOutcome outcome;
        out_ += to_utf8(bytes_, charset_, store_, outcome);
        bytes_.clear();
    }

private:
    std::string& out_;
    std::string_view charset_;
    std::string bytes_;
    std::string store_;
};

}  // namespace

std::string decode_header_text(std::string_view raw) {
    std::string store;
    CharsetOutcome outcome;
    const std::string_view text = to_utf8(raw, "", store, outcome);
    std::size_t mark = text.find("=?");
    if (mark == std::string_view::npos) return one_line(text);

    std::string out;
    Words words(out);
    std::size_t plain = 0;  // text before this is in `out`
    bool after_word = false;
    while (mark != std::string_view::npos) {
        const Word word = word_at(text.substr(mark));
        if (word.none_follow) break;
        if (word.length == 0) {
            mark = text.find("=?", mark + 2);
            continue;
        }
        const std::string_view between = text.substr(plain, mark - plain);
        if (!after_word || !trim(between).empty()) {  // blanks between two words are no text
            words.flush();
            out += between;
        }
        words.add(word);
        after_word = true;
        plain = mark + word.length;
        mark = text.find("=?", plain);
    }
    words.flush();
    out += text.substr(plain);
    return one_line(out);
}

}  // namespace onevoice::message
