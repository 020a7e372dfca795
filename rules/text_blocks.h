// TextBlocks: registered boilerplate, found in a message whatever was filled in, rewrapped or written around it. Private to
// rules/.
//
// Grams of three words are hashed; a long block keeps those that winnowing selects (Schleimer, Wilkerson, Aiken 2003), a
// short one all. The message's grams are all looked up, so every kept gram that stands there is seen. A block matches when
// the share of its kept grams, by weight, inside one region of bounded length reaches `contained`. Grams that many blocks
// share (greetings, closings) weigh little.
//
// Cost: one look-up per word of the message, flat in the number of blocks. Only a block's rarest grams are in the index, just
// so many that a message without any of them cannot reach `contained` (prefix filtering, Chaudhuri, Ganti, Kaushik 2006).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/grammar.h"
#include "rules/gram_index.h"
#include "rules/matcher.h"
#include "rules/words.h"

namespace onevoice::rules {

/// The pieces of a block's text between its placeholders: {name}, {{name}}, %name%, an ellipsis, and __ or more.
[[nodiscard]] std::vector<std::string_view> pieces_of(std::string_view text);

/// A placeholder may be filled with a paragraph; words of a message that stand further apart are not of one block.
inline constexpr std::size_t placeholder_words = 60;

class TextBlocks {
public:
    /// A block without three words in a row is an error.
    TextBlocks(std::vector<TextBlockSpec> specs, std::vector<grammar::Diagnostic>& diagnostics);

    struct Found {
        std::uint32_t block = 0;
        double contained = 0;
        Stretch at;  ///< folded
    };
    /// In the order of the text. Of two blocks with different acts over the same words only the one that fits better.
    [[nodiscard]] std::vector<Found> find(const WordHashes& message) const;

    [[nodiscard]] const TextBlockSpec& spec(std::uint32_t block) const { return blocks_[block].spec; }
    [[nodiscard]] std::size_t size() const { return blocks_.size(); }

private:
    struct Gram {
        std::uint64_t hash = 0;
        float weight = 0;
    };
    struct Block {
        TextBlockSpec spec;
        std::vector<Gram> grams;
        double weight = 0;         ///< of all grams
        std::size_t region = 0;    ///< words of a message that may be looked at together
    };
    using Places = std::vector<std::pair<std::uint64_t, std::uint32_t>>;  ///< gram → word, sorted

    [[nodiscard]] Found measure(std::uint32_t block, const WordHashes& message, const Places& places) const;

    std::vector<Block> blocks_;
    GramIndex index_;
};

}  // namespace onevoice::rules
