// onevoice blocks match: which text blocks stand where in mails.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "cli/block_entry.h"
#include "cli/blocks.h"
#include "cli/fingerprint_json.h"
#include "cli/terminal.h"
#include "rules/learnt_block.h"
#include "rules/matcher.h"

namespace onevoice::cli {
namespace {

using nlohmann::ordered_json;

class Matching {
public:
    Matching(const rules::RuleSet& rules, bool with_near) : rules_(rules) {
        for (std::size_t i = 0; i < rules.text_block_count(); ++i) {
            by_name_.emplace(rules.text_block(i).name, i);
            if (with_near) gauges_.emplace_back(rules.text_block(i).text);
        }
    }

    /// Text blocks that the rules find in the words, in the order of the text.
    [[nodiscard]] std::vector<rules::TextBlockMatch> found(const message::OwnWords& words) const { return rules_.fingerprint(words).text_blocks; }
    [[nodiscard]] const rules::TextBlockSpec& block(const std::string& name) const { return rules_.text_block(by_name_.at(name)); }

    struct Near {
        const rules::TextBlockSpec* block = nullptr;
        double contained = 0;
    };
    /// Those that are contained by a third or more, but not enough; the nearest first.
    [[nodiscard]] std::vector<Near> near(const message::OwnWords& words, const std::vector<rules::TextBlockMatch>& found) const {
        constexpr double worth_telling = 1.0 / 3;
        std::vector<Near> out;
        for (std::size_t i = 0; i < gauges_.size(); ++i) {
            const rules::TextBlockSpec& block = rules_.text_block(i);
            if (std::any_of(found.begin(), found.end(), [&](const auto& match) { return match.name == block.name; })) continue;
            if (const double contained = gauges_[i].contained_in(words.text); contained >= worth_telling) out.push_back({&block, contained});
        }
        std::stable_sort(out.begin(), out.end(), [](const Near& a, const Near& b) { return a.contained > b.contained; });
        return out;
    }

private:
    const rules::RuleSet& rules_;
    std::unordered_map<std::string, std::size_t> by_name_;
    std::vector<rules::BlockGauge> gauges_;
};

/// The first and the last words of what matched.
std::string ends_of(const std::string& text) {
    constexpr std::size_t shown = 35;
    const std::string line = printable(text);
    if (line.size() <= 2 * shown + 3) return line;
    std::size_t front = shown;
    std::size_t back = line.size() - shown;
    while (front > 0 && (static_cast<unsigned char>(line[front]) & 0xc0) == 0x80) --front;
    while (back < line.size() && (static_cast<unsigned char>(line[back]) & 0xc0) == 0x80) ++back;
    return line.substr(0, front) + " … " + line.substr(back);
}

void print(const std::string& name, const message::OwnWords& words, const Matching& matching, const Terminal& terminal) {
    const auto found = matching.found(words);
    const auto near = matching.near(words, found);
    std::cout << printable(name) << (found.empty() ? ": no text block\n" : "\n");
    for (const rules::TextBlockMatch& match : found) {
        const rules::TextBlockSpec& block = matching.block(match.name);
        std::cout << "  " << terminal.strong(match.name) << "  " << percent(match.contained) << " (needs " << percent(block.contained) << ")  " << block.act
                  << (block.about.empty() ? "" : " about " + block.about) << "  " << block.place.text() << "\n    at " << match.from << "-" << match.to << ": \""
                  << ends_of(words.text.substr(match.from, match.to - match.from)) << "\"\n";
    }
    for (const auto& [block, contained] : near)
        std::cout << "  " << terminal.dim("near: " + block->name) << "  " << percent(contained) << " (needs " << percent(block->contained) << ")  "
                  << block->place.text() << '\n';
}

void print_json(const std::string& name, const message::OwnWords& words, const Matching& matching) {
    const auto found = matching.found(words);
    ordered_json blocks = ordered_json::array();
    for (const rules::TextBlockMatch& match : found) {
        const rules::TextBlockSpec& block = matching.block(match.name);
        blocks.push_back({{"name", match.name}, {"act", block.act}, {"about", block.about}, {"contained", match.contained}, {"needed", block.contained},
                          {"from", match.from}, {"to", match.to}, {"text", words.text.substr(match.from, match.to - match.from)},
                          {"place", block.place.text()}});
    }
    ordered_json near = ordered_json::array();
    for (const auto& [block, contained] : matching.near(words, found))
        near.push_back({{"name", block->name}, {"contained", contained}, {"needed", block->contained}, {"place", block->place.text()}});
    std::cout << line_of({{"message", name}, {"text_blocks", blocks}, {"near", near}}) << '\n';
}

}  // namespace

Exit blocks_match(const Invocation& invocation, const MatchOptions& options) {
    const auto rules = load_rules(invocation, options.rule_files, false);
    if (!rules) return Exit::misconfigured;
    const Matching matching(*rules, options.near);
    const Terminal terminal = Terminal::of_standard_output();
    Exit status = Exit::ok;
    const Result<void> done = for_each_own_words(options.sources, status, [&](const std::string& name, const message::OwnWords& words) {
        if (options.json)
            print_json(name, words, matching);
        else
            print(name, words, matching, terminal);
    });
    return done ? status : fail(done.error());
}

}  // namespace onevoice::cli
