#include "rules/fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "message/eight_bytes.h"
#include "rules/fold_character.h"

namespace onevoice::rules {
namespace {

enum class Ascii : std::uint8_t { plain, blank, wide };

constexpr std::array<Ascii, 256> ascii_kinds() {
    std::array<Ascii, 256> kinds{};
    for (std::size_t c = 0; c < 256; ++c) kinds[c] = c >= 0x80 ? Ascii::wide : (c <= 0x20 || c == 0x7f ? Ascii::blank : Ascii::plain);
    return kinds;
}
constexpr auto kinds = ascii_kinds();

Ascii kind_of(char c) { return kinds[static_cast<unsigned char>(c)]; }

struct Decoded {
    std::int32_t codepoint = 0;
    std::size_t bytes = 0;
};

/// A byte that begins no character reads as U+FFFD, so that folded text is valid whatever comes.
Decoded decode(std::string_view text, std::size_t at) {
    utf8proc_int32_t codepoint = 0;
    const auto left = static_cast<utf8proc_ssize_t>(text.size() - at);
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at), left, &codepoint);
    if (length <= 0) return {0xfffd, 1};
    return {codepoint, static_cast<std::size_t>(length)};
}

}  // namespace

class Folding {
public:
    Folding(std::string_view source, std::span<const std::size_t> breaks) : source_(source), breaks_(breaks) {
        out_.text.reserve(source.size() + source.size() / 32 + 16);
        out_.source_size_ = source.size();
    }

    Folded run() {
        while (at_ < source_.size()) {
            switch (kind_of(source_[at_])) {
                case Ascii::plain: take_plain(); break;
                case Ascii::blank: take_blanks(); break;
                case Ascii::wide: take_wide(); break;
            }
        }
        trim();
        return std::move(out_);
    }

private:
    void start_run(std::size_t source, std::size_t source_bytes) {
        out_.runs_.push_back({static_cast<std::uint32_t>(out_.text.size()), static_cast<std::uint32_t>(source), static_cast<std::uint32_t>(source_bytes)});
    }

    /// Byte for byte from `source` on: goes on with the last run when that ends exactly here.
    void go_even(std::size_t source) {
        if (!out_.runs_.empty()) {
            const auto& last = out_.runs_.back();
            if (last.source_bytes == 0 && last.source + (out_.text.size() - last.folded) == source) return;
        }
        start_run(source, 0);
    }

    void take_plain() {
        const std::size_t from = at_;
        const std::size_t end = source_.size();
        while (at_ + 8 < end) {
            const message::EightBytes next(source_.data() + at_);
            const std::uint64_t blanks = next.where(' ');
            if (!next.printable() || message::EightBytes::two_in_a_row(blanks)) break;
            if (message::EightBytes::last(blanks) && kind_of(source_[at_ + 8]) != Ascii::plain) break;
            at_ += 8;
        }
        while (at_ < end) {
            if (kind_of(source_[at_]) == Ascii::plain) {
                ++at_;
            } else if (source_[at_] == ' ' && at_ + 1 < end && kind_of(source_[at_ + 1]) == Ascii::plain) {
                at_ += 2;
            } else {
                break;
            }
        }
        go_even(from);
        const std::size_t begin = out_.text.size();
        out_.text.append(source_.substr(from, at_ - from));
        char* folded = out_.text.data() + begin;
        for (std::size_t i = 0; i < at_ - from; ++i) {
            const auto c = static_cast<unsigned char>(folded[i]);
            folded[i] = static_cast<char>(c | (static_cast<unsigned char>(static_cast<unsigned char>(c - 'A') < 26) << 5));
        }
    }

    /// Length of the blank at `at`, in bytes; 0 when none stands there. Invisible characters count inside a run of blanks.
    [[nodiscard]] std::size_t blank_at(std::size_t at) const {
        if (kind_of(source_[at]) == Ascii::blank) return 1;
        if (kind_of(source_[at]) == Ascii::plain) return 0;
        const Decoded next = decode(source_, at);
        return is_blank(next.codepoint) || fold_character(next.codepoint).empty() ? next.bytes : 0;
    }

    void take_blanks() {
        const std::size_t from = at_;
        std::size_t lines = 0;
        while (at_ < source_.size()) {
            const std::size_t length = blank_at(at_);
            if (length == 0) break;
            // A lone carriage return is not a line end here: the reader makes every line end a "\n".
            if (source_[at_] == '\n') ++lines;
            at_ += length;
        }
        while (next_break_ < breaks_.size() && breaks_[next_break_] < from) ++next_break_;
        if (next_break_ < breaks_.size() && breaks_[next_break_] <= at_) lines = 2;
        if (out_.text.empty()) return;

        if (at_ - from == 1 && lines < 2) {
            go_even(from);
        } else {
            start_run(from, at_ - from);
        }
        out_.text += lines == 0 ? " " : lines == 1 ? "\n" : "\n\n";
    }

    void take_wide() {
        const Decoded first = decode(source_, at_);
        if (is_blank(first.codepoint)) {
            take_blanks();
            return;
        }
        const std::size_t after = at_ + first.bytes;
        const bool marked = after < source_.size() && kind_of(source_[after]) == Ascii::wide && is_mark(decode(source_, after).codepoint);
        if (first.codepoint < latin_end && !marked) {
            emit(at_, after, fold_latin(first.codepoint));
            return;
        }
        take_cluster(first);
    }

    void take_cluster(const Decoded& first) {
        // A mark behind an ASCII letter that is already out: take the letter back.
        std::size_t from = at_;
        // 30 marks on one letter is twice what any script stacks; more is decoration and vanishes.
        std::array<std::int32_t, 32> cluster{};
        std::size_t count = 0;
        if (is_mark(first.codepoint) && from > 0 && kind_of(source_[from - 1]) == Ascii::plain && !out_.text.empty()) {
            --from;
            cluster[count++] = source_[from];
            out_.text.pop_back();
            if (!out_.runs_.empty() && out_.runs_.back().folded == out_.text.size()) out_.runs_.pop_back();
        }
        cluster[count++] = first.codepoint;
        std::size_t after = at_ + first.bytes;
        while (after < source_.size() && kind_of(source_[after]) == Ascii::wide) {
            const Decoded next = decode(source_, after);
            if (!is_mark(next.codepoint)) break;
            if (count < cluster.size()) cluster[count++] = next.codepoint;
            after += next.bytes;
        }
        emit(from, after, fold_cluster({cluster.data(), count}));
    }

    void emit(std::size_t from, std::size_t to, std::string_view folded) {
        if (!folded.empty() && !(folded == " " && out_.text.empty())) {
            start_run(from, to - from);
            out_.text += folded;
        }
        at_ = to;
    }

    void trim() {
        while (!out_.text.empty() && (out_.text.back() == ' ' || out_.text.back() == '\n')) out_.text.pop_back();
        while (!out_.runs_.empty() && out_.runs_.back().folded >= out_.text.size()) out_.runs_.pop_back();
    }

    std::string_view source_;
    std::span<const std::size_t> breaks_;
    std::size_t next_break_ = 0;
    std::size_t at_ = 0;
    Folded out_;
};

const Folded::Run* Folded::run_at(std::size_t folded) const {
    const auto after = std::upper_bound(runs_.begin(), runs_.end(), folded, [](std::size_t at, const Run& run) { return at < run.folded; });
    return after == runs_.begin() ? nullptr : &*(after - 1);
}

std::size_t Folded::source_from(std::size_t folded) const {
    if (folded >= text.size()) return source_size_;
    const Run* run = run_at(folded);
    if (run == nullptr) return 0;
    return run->source_bytes == 0 ? run->source + (folded - run->folded) : run->source;
}

std::size_t Folded::source_to(std::size_t folded) const {
    if (folded == 0) return text.empty() ? 0 : source_from(0);
    const Run* run = run_at(folded - 1);
    if (run == nullptr) return 0;
    return run->source_bytes == 0 ? run->source + (folded - run->folded) : run->source + run->source_bytes;
}

std::size_t Folded::folded_at(std::size_t source) const {
    const auto after = std::upper_bound(runs_.begin(), runs_.end(), source, [](std::size_t at, const Run& run) { return at < run.source; });
    if (after == runs_.begin()) return 0;
    const Run& run = *(after - 1);
    const std::size_t end = after == runs_.end() ? text.size() : after->folded;
    if (run.source_bytes != 0) return run.source == source ? run.folded : end;
    return std::min<std::size_t>(end, run.folded + (source - run.source));
}

Folded fold(std::string_view source, std::span<const std::size_t> breaks) { return Folding(source, breaks).run(); }

std::string fold_line(std::string_view source) {
    std::string out = fold(source).text;
    std::replace(out.begin(), out.end(), '\n', ' ');
    out.erase(std::unique(out.begin(), out.end(), [](char a, char b) { return a == ' ' && b == ' '; }), out.end());
    return out;
}

}  // namespace onevoice::rules
