#include "rules/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <new>

namespace onevoice::rules {
namespace {

// The machine stack gives the just-in-time code 32 KB; patterns with many alternatives over a whole paragraph need more.
// The upper end bounds what one thread can take; beyond it the search ends as `limit`.
constexpr std::size_t jit_stack_start = 32u << 10;
constexpr std::size_t jit_stack_limit = 512u << 10;

std::string message_of(int code) {
    std::array<PCRE2_UCHAR, 256> buffer{};
    pcre2_get_error_message(code, buffer.data(), buffer.size());
    return reinterpret_cast<const char*>(buffer.data());
}

template <class T>
T* must(T* allocated) {
    if (allocated == nullptr) throw std::bad_alloc();
    return allocated;
}

/// A folded source is lower case like text. Only what names characters by their numbers or properties can still mean others.
bool names_characters(std::string_view source) {
    for (std::size_t at = source.find('\\'); at != std::string_view::npos && at + 1 < source.size(); at = source.find('\\', at + 2))
        if (std::string_view("xoNcpP0123456789X").find(source[at + 1]) != std::string_view::npos) return true;
    return false;
}

bool all_ascii(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

pcre2_code* compiled(std::string_view source, std::uint32_t options, int& error, PCRE2_SIZE& at) {
    pcre2_code* code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(source.data()), source.size(),
                                     options | PCRE2_DOTALL | PCRE2_NEVER_BACKSLASH_C, &error, &at, nullptr);
    // Where the machine has no just-in-time compiler the interpreter does the same, more slowly.
    if (code != nullptr) pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    return code;
}

}  // namespace

void RegexScratch::FreeData::operator()(pcre2_real_match_data_8* p) const { pcre2_match_data_free(p); }
void RegexScratch::FreeContext::operator()(pcre2_real_match_context_8* p) const { pcre2_match_context_free(p); }
void RegexScratch::FreeStack::operator()(pcre2_real_jit_stack_8* p) const { pcre2_jit_stack_free(p); }
void Regex::FreeCode::operator()(pcre2_real_code_8* p) const { pcre2_code_free(p); }

RegexScratch::RegexScratch()
    : stack_(must(pcre2_jit_stack_create(jit_stack_start, jit_stack_limit, nullptr))),
      context_(must(pcre2_match_context_create(nullptr))),
      data_(must(pcre2_match_data_create(most_groups + 1, nullptr))) {
    pcre2_set_match_limit(context_.get(), match_limit);
    pcre2_jit_stack_assign(context_.get(), nullptr, stack_.get());
}
RegexScratch::~RegexScratch() = default;
RegexScratch::RegexScratch(RegexScratch&&) noexcept = default;
RegexScratch& RegexScratch::operator=(RegexScratch&&) noexcept = default;

std::pair<std::size_t, std::size_t> RegexScratch::group(std::uint32_t index) const {
    const PCRE2_SIZE* bounds = pcre2_get_ovector_pointer(data_.get());
    return {bounds[2 * index], bounds[2 * index + 1]};
}

Result<Regex> Regex::compile(std::string_view folded_source) {
    int error = 0;
    PCRE2_SIZE at = 0;
    const bool plain = !names_characters(folded_source);
    Regex out;
    out.code_.reset(compiled(folded_source, PCRE2_UTF | PCRE2_UCP | (plain ? 0 : PCRE2_CASELESS), error, at));
    if (!out.code_) return Error{Kind::malformed, "does not compile: " + message_of(error) + " at byte " + std::to_string(at)};

    std::uint32_t groups = 0;
    pcre2_pattern_info(out.code_.get(), PCRE2_INFO_CAPTURECOUNT, &groups);
    if (groups > most_groups) return Error{Kind::malformed, "has more than " + std::to_string(most_groups) + " groups: write (?:…) where nothing is captured"};

    std::uint32_t count = 0;
    std::uint32_t entry_size = 0;
    PCRE2_SPTR table = nullptr;
    pcre2_pattern_info(out.code_.get(), PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(out.code_.get(), PCRE2_INFO_NAMEENTRYSIZE, &entry_size);
    pcre2_pattern_info(out.code_.get(), PCRE2_INFO_NAMETABLE, &table);
    for (std::uint32_t i = 0; i < count; ++i, table += entry_size) {
        // pcre2api(3): two bytes of group number, most significant first, then the name.
        out.names_.emplace_back(reinterpret_cast<const char*>(table + 2), static_cast<std::uint32_t>((table[0] << 8) | table[1]));
    }
    // Folding leaves nearly all text ASCII, and there it makes no difference whether a byte is called a character.
    if (plain && all_ascii(folded_source)) out.ascii_code_.reset(compiled(folded_source, 0, error, at));
    return out;
}

Regex::Outcome Regex::search(std::string_view subject, std::size_t from, RegexScratch& scratch) const {
    const bool bytewise = ascii_code_ && all_ascii(subject);
    const int code = pcre2_match(bytewise ? ascii_code_.get() : code_.get(), reinterpret_cast<PCRE2_SPTR>(subject.data()), subject.size(), from,
                                 (bytewise ? 0 : PCRE2_NO_UTF_CHECK) | PCRE2_NOTEMPTY, scratch.data_.get(), scratch.context_.get());
    // A \K inside a lookahead can put the start of a match behind its end: of no use to anybody.
    if (code > 0) return scratch.group(0).first < scratch.group(0).second ? Outcome::match : Outcome::none;
    if (code == PCRE2_ERROR_NOMATCH) return Outcome::none;
    if (code == PCRE2_ERROR_NOMEMORY) throw std::bad_alloc();
    return Outcome::limit;
}

}  // namespace onevoice::rules
