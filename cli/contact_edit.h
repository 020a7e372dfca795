// Changes to contact sections of rule files: what people wrote keeps its comments and layout, and nothing is written that the
// loader would refuse.
//
// A change is tried first: the rules are loaded with the new text in place of the old. Then the old file is copied to FILE~,
// and replaced at one stroke. The daemon sees it with the next reload.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "grammar/grammar.h"
#include "rules/rule_set.h"

namespace onevoice::cli {

struct ContactAddition {
    std::string contact;  ///< name of the section
    std::vector<std::string> addresses;
    std::vector<std::string> names;
    std::vector<std::string> urls;
};

struct ContactChange {
    std::string what;  ///< was done, for people
    std::vector<grammar::Diagnostic> warnings;  ///< of the files that were changed
};

/// Adds to the contact where it stands; makes it when there is none, in `file`, or in contacts.toml in the last folder that
/// the rules are read from when that is empty. What it has already is left out.
/// Errors: malformed (nothing to add; the rules with the change have errors, which the text lists), misconfigured (the rules
/// have errors already; the file is none of those that are read), unavailable (it cannot be written: nothing is changed).
Result<ContactChange> add_contact(const rules::LoadOptions& load, const ContactAddition& addition, const std::string& file);

/// Adds everything of `other` to `kept`, and removes the section of `other`; its comments move along. Both are told by name,
/// address or web address. The same errors.
Result<ContactChange> merge_contacts(const rules::LoadOptions& load, const std::string& kept, const std::string& other);

}  // namespace onevoice::cli
