#include "message/mailboxes.h"

#include <algorithm>
#include <string>

#include "message/ascii.h"
#include "message/encoded_words.h"
#include "message/visible_text.h"

namespace onevoice::message {
namespace {

/// Collects the pieces of one member of the list, left to right.
class Member {
public:
    std::string words;    ///< outside of angle brackets, quotes undone
    std::string angled;
    std::string comment;
    bool has_angled = false;
    bool quoted_at = false;  ///< an "@" inside a quoted string: not an address
    bool quoted_local = false;  ///< `words` has a local part in quotes, which stand in front of it

    void add_to(std::vector<Mailbox>& mailboxes) {
        Mailbox mailbox;
        if (has_angled) {
            mailbox.address = one_line(route_less(angled));
            mailbox.name = decode_header_text(words);
        } else {
            const std::string_view plain = trim(words);
            const bool one_word = plain.find_first_of(" \t\n") == std::string_view::npos;
            if (one_word) mailbox.address = one_line(plain);
            else if (!quoted_at) address_among_words(plain, mailbox);
        }
        if (mailbox.name.empty()) mailbox.name = decode_header_text(comment);
        if (!mailbox.address.empty()) mailboxes.push_back(std::move(mailbox));
        *this = Member{};
    }

private:
    /// "<@relay:someone@host>" (RFC 5322 section 4.4): the route is no part of the address.
    static std::string_view route_less(std::string_view text) {
        text = trim(text);
        const std::size_t colon = text.find(':');
        return text.starts_with('@') && colon != std::string_view::npos ? text.substr(colon + 1) : text;
    }

    /// "Max Muster max@example.org": the word with the "@" is the address.
    void address_among_words(std::string_view text, Mailbox& mailbox) const {
        const std::size_t at_sign = text.rfind('@');
        if (at_sign == std::string_view::npos) return;
        const std::size_t before = text.find_last_of(" \t\n", at_sign);
        std::size_t from = before == std::string_view::npos ? 0 : before + 1;
        if (quoted_local) from = std::min(from, text.find('"'));
        const std::size_t end = std::min(text.find_first_of(" \t\n", at_sign), text.size());
        mailbox.address = one_line(text.substr(from, end - from));
        mailbox.name = decode_header_text(text.substr(0, from));
    }
};

class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::vector<Mailbox> all() {
        std::vector<Mailbox> mailboxes;
        for (; at_ < text_.size(); ++at_) {
            switch (const char c = text_[at_]) {
                case '"':
                    if (!no_more_quotes_) quoted();
                    break;
                case '(': comment(); break;
                case '<': angled(); break;
                case ',':
                case ';': member_.add_to(mailboxes); break;
                case ':':
                    // The name of a group ends here; but a colon also stands in words such as "mailto:a@b".
                    if (!member_.has_angled) member_.words.clear();
                    break;
                default: member_.words += c;
            }
        }
        member_.add_to(mailboxes);
        return mailboxes;
    }

private:
    void quoted() {
        std::string inside;
        std::size_t i = at_ + 1;
        for (; i < text_.size() && text_[i] != '"'; ++i) {
            if (text_[i] == '\\' && i + 1 < text_.size()) ++i;
            inside += text_[i];
        }
        if (i == text_.size()) {  // no end: the quote is noise
            no_more_quotes_ = true;
            return;
        }
        const bool local_part = i + 1 < text_.size() && text_[i + 1] == '@';
        if (local_part) {
            inside = '"' + inside + '"';
            member_.quoted_local = true;
        }
        if (!local_part && inside.find('@') != std::string::npos) member_.quoted_at = true;
        member_.words += inside;
        at_ = i;
    }

    void comment() {
        std::size_t depth = 0;
        std::string inside;
        for (std::size_t i = at_; i < text_.size(); ++i) {
            if (text_[i] == '\\' && i + 1 < text_.size()) ++i;
            else if (text_[i] == '(') {
                if (++depth == 1) continue;
            } else if (text_[i] == ')' && --depth == 0) {
                if (!member_.comment.empty()) member_.comment += ' ';
                member_.comment += inside;
                at_ = i;
                return;
            }
            inside += text_[i];
        }
        member_.words += inside;  // no end: it is text, and there is no other end further on
        at_ = text_.size();
    }

    void angled() {
        std::size_t i = at_ + 1;
        bool in_quotes = false;
        for (; i < text_.size() && (in_quotes || (text_[i] != '>' && text_[i] != '<')); ++i) {
            if (text_[i] == '\\' && i + 1 < text_.size()) ++i;
            else if (text_[i] == '"') in_quotes = !in_quotes;
        }
        if (i >= text_.size() && in_quotes) {  // an open quote must not swallow the rest of the list
            i = at_ + 1;
            while (i < text_.size() && text_[i] != '>' && text_[i] != ',' && text_[i] != '<') ++i;
        }
        if (!member_.has_angled || member_.angled.find('@') == std::string::npos)
            member_.angled = text_.substr(at_ + 1, i - at_ - 1);
        member_.has_angled = true;
        const bool closed = i < text_.size() && text_[i] == '>';
        at_ = closed ? i : i - 1;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Member member_;
    bool no_more_quotes_ = false;  ///< seen to the end once: "\"\"\"" must not cost its square
};

}  // namespace

std::vector<Mailbox> parse_mailboxes(std::string_view raw) { return Scanner(raw).all(); }

}  // namespace onevoice::message
