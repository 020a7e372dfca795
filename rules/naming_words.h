// The words by which a sentence shows whom it is about, folded, in the languages of the shipped rules. Private to rules/.
#pragma once

#include <string_view>

namespace onevoice::rules {

/// "your", before which a site or account is the reader's own. German "Ihr" with a capital only: "ihr Blog" is somebody else's.
[[nodiscard]] bool is_second_person(std::string_view folded, std::string_view written);

/// What an applicant has and is known by: account, website, blog, ...
[[nodiscard]] bool is_belonging(std::string_view folded);

/// What else a line of an account or reference field can begin with: reference, applicant, ...
[[nodiscard]] bool is_field_label(std::string_view folded);

/// "for", behind which a subject says what it is about.
[[nodiscard]] bool is_for(std::string_view folded);

/// Words with which a clause gives a reason: whoever is named there is seldom the one who is told.
[[nodiscard]] bool gives_reason(std::string_view folded);

/// Words with which a clause compares, gives an example, or tells of somebody's article or company.
[[nodiscard]] bool turns_aside(std::string_view folded);

}  // namespace onevoice::rules
