// Full stops that end no sentence, in German, English, French, Italian, Spanish and Dutch. Private to rules/.
#pragma once

#include <string_view>

namespace onevoice::rules {

/// What follows the full stop.
enum class Next { lower, upper, digit, other };

/// Whether a full stop ends a sentence. `word` is the folded text before it, back to the last blank, without the stop;
/// `following` the folded text behind the blank.
[[nodiscard]] bool stop_ends_sentence(std::string_view word, Next next, std::string_view following);

}  // namespace onevoice::rules
