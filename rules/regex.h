// Regex: one compiled PCRE2 pattern over folded text, and Scratch, what one thread needs to run any of them. Private to
// rules/; with prefilter.h the only files that see PCRE2 and vectorscan.
//
// UTF, Unicode properties, caseless, dot matches all. Compiled just in time where PCRE2 can. Work is bounded by a match
// limit. A Regex is immutable and may be used by any number of threads, each with its own Scratch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

struct pcre2_real_code_8;
struct pcre2_real_match_data_8;
struct pcre2_real_match_context_8;
struct pcre2_real_jit_stack_8;

namespace onevoice::rules {

/// Steps of PCRE2 from one starting place. Patterns that people write stay below a thousand in a sentence; one that gets
/// here has begun to try combinations. 20,000 steps take some 100 microseconds.
inline constexpr std::uint32_t match_limit = 20'000;

/// Groups that a pattern may have; a capture beyond would not be seen.
inline constexpr std::uint32_t most_groups = 63;

class RegexScratch {
public:
    RegexScratch();
    ~RegexScratch();
    RegexScratch(RegexScratch&&) noexcept;
    RegexScratch& operator=(RegexScratch&&) noexcept;

    /// [from, to) of group `index` after a match; {npos, npos} when it took no part.
    [[nodiscard]] std::pair<std::size_t, std::size_t> group(std::uint32_t index) const;

private:
    friend class Regex;
    struct FreeData { void operator()(pcre2_real_match_data_8* p) const; };
    struct FreeContext { void operator()(pcre2_real_match_context_8* p) const; };
    struct FreeStack { void operator()(pcre2_real_jit_stack_8* p) const; };
    std::unique_ptr<pcre2_real_jit_stack_8, FreeStack> stack_;
    std::unique_ptr<pcre2_real_match_context_8, FreeContext> context_;
    std::unique_ptr<pcre2_real_match_data_8, FreeData> data_;
};

class Regex {
public:
    enum class Outcome { match, none, limit };

    /// Errors: malformed, with PCRE2's own words and the byte where it stopped.
    static Result<Regex> compile(std::string_view folded_source);

    /// Searches `subject`, which must be valid UTF-8, from byte `from` on. Empty matches do not count.
    [[nodiscard]] Outcome search(std::string_view subject, std::size_t from, RegexScratch& scratch) const;

    /// Named groups, by number.
    [[nodiscard]] const std::vector<std::pair<std::string, std::uint32_t>>& names() const { return names_; }

private:
    struct FreeCode { void operator()(pcre2_real_code_8* p) const; };
    std::unique_ptr<pcre2_real_code_8, FreeCode> code_;
    std::unique_ptr<pcre2_real_code_8, FreeCode> ascii_code_;  ///< the same for text that is all ASCII, several times as fast; may be absent
    std::vector<std::pair<std::string, std::uint32_t>> names_;
};

}  // namespace onevoice::rules
