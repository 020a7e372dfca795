// What a message looks like to onevoice, for people: the text with evidence marked and what was set aside dimmed, each
// act with its rule, and what did not become an act with the reason.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/terminal.h"
#include "filter/journey.h"

namespace onevoice::cli {

void print_recognition(std::ostream& out, const filter::Recognition& recognised, const Terminal& terminal);
/// What nearly matched, and what was missing: `most` of it, and how much there is besides.
void print_near_misses(std::ostream& out, const std::vector<rules::NearMiss>& misses, std::size_t most, const Terminal& terminal);
/// The contacts that it calls by name or web address, and why those that it only mentions do not count.
void print_named(std::ostream& out, const std::vector<rules::NamedContact>& named, const Terminal& terminal);
void print_judgement(std::ostream& out, const std::string& recipient, const rules::Judgement& judgement, const Terminal& terminal);

}  // namespace onevoice::cli
