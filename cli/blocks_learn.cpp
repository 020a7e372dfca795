// onevoice blocks learn: a rule for a text block out of sample mails.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>

#include "cli/block_entry.h"
#include "cli/blocks.h"
#include "cli/terminal.h"
#include "holds/durable_file.h"
#include "rules/learnt_block.h"

namespace onevoice::cli {
namespace {

namespace fs = std::filesystem;

struct Samples {
    std::vector<std::string> names;
    std::vector<message::OwnWords> words;
    std::vector<std::string> bodies;  ///< without the subject: an answer has another
    std::size_t beyond = 0;           ///< not read
};

Result<Samples> read_samples(const std::vector<std::string>& sources, Exit& status) {
    // More samples say nothing new, and each is compared with the others.
    constexpr std::size_t most = 100;
    Samples out;
    const Result<void> done = for_each_own_words(sources, status, [&](const std::string& name, const message::OwnWords& words) {
        if (out.names.size() == most) {
            ++out.beyond;
            return;
        }
        out.names.push_back(name);
        out.words.push_back(words);
        out.bodies.push_back(words.text.substr(words.subject_bytes));
    });
    if (!done) return done.error();
    return out;
}

/// Why nothing is written, with the figures.
void tell_too_little(const Samples& samples, const rules::LearntBlock& block) {
    std::cerr << "onevoice: learning a text block: the mails share too little: " << block.telling_grams << " runs of three words beside greetings, at least "
              << rules::fewest_telling_grams << " are needed\n";
    for (std::size_t i = 0; i < samples.names.size(); ++i) {
        std::cerr << "  " << printable(samples.names[i]) << ": " << block.sample_words[i] << " words";
        if (!block.telling_without.empty()) std::cerr << "; without it the others share " << block.telling_without[i] << " such runs";
        std::cerr << '\n';
    }
}

/// What the rules find in the samples.
struct Suggestion {
    std::string act;
    std::string about;  ///< when all that have the act agree
    std::string source;
    std::string problem;  ///< no act, or several
};

Suggestion suggestion_of(const rules::RuleSet& rules, const Samples& samples) {
    struct Seen {
        std::size_t mails = 0;
        std::string rule;
        std::string about;
        bool one_matter = true;
    };
    std::map<std::string, Seen> acts;
    for (const message::OwnWords& words : samples.words) {
        const rules::Fingerprint fingerprint = rules.fingerprint(words);
        std::map<std::string, const rules::Act*> first;
        for (const rules::Act& act : fingerprint.acts) first.emplace(act.act, &act);
        for (const auto& [name, act] : first) {
            Seen& seen = acts[name];
            if (seen.mails++ == 0) {
                seen.rule = act->rule;
                seen.about = act->about;
            }
            seen.one_matter = seen.one_matter && seen.about == act->about;
        }
    }
    const auto most = std::max_element(acts.begin(), acts.end(), [](const auto& a, const auto& b) { return a.second.mails < b.second.mails; });
    Suggestion out;
    if (most == acts.end()) {
        out.problem = "the rules find no act in the mails; say it with --act";
        return out;
    }
    for (const auto& [name, seen] : acts)
        if (name != most->first && seen.mails == most->second.mails)
            out.problem = "the rules find " + most->first + " and " + name + " in the mails; choose with --act";
    out.act = most->first;
    if (most->second.one_matter) out.about = most->second.about;
    out.source = "found in " + std::to_string(most->second.mails) + " of " + std::to_string(samples.words.size()) + " mails, first by '" + most->second.rule + "'";
    return out;
}

/// The entry beside the rules that it will stand beside.
Result<std::shared_ptr<const rules::RuleSet>> load_with(rules::LoadOptions options, const std::string& entry) {
    options.texts.push_back({entry, {"entry"}});
    options.run_examples = false;
    std::vector<grammar::Diagnostic> diagnostics;
    auto rules = rules::RuleSet::load(options, diagnostics);
    if (rules) return rules;
    std::string why;
    for (const grammar::Diagnostic& diagnostic : diagnostics)
        if (diagnostic.severity == grammar::Severity::error) why += (why.empty() ? "" : "; ") + diagnostic.what;
    return Error{Kind::malformed, "trying the entry beside the other rules: " + why};
}

bool has_block(const rules::RuleSet& rules, const message::OwnWords& words, const std::string& name) {
    const rules::Fingerprint fingerprint = rules.fingerprint(words);
    return std::any_of(fingerprint.text_blocks.begin(), fingerprint.text_blocks.end(), [&](const auto& match) { return match.name == name; });
}

/// The entry does what it is for, or an error that says in which mail it does not.
Result<void> try_entry(const rules::LoadOptions& load, const std::string& entry, const std::string& name, const Samples& samples,
                       const LearnOptions& options, Exit& status) {
    const auto rules = load_with(load, entry);
    if (!rules) return rules.error();
    for (std::size_t i = 0; i < samples.names.size(); ++i)
        if (!has_block(**rules, samples.words[i], name))
            return Error{Kind::malformed, "trying the entry: it is not found in '" + samples.names[i] + "', which it was learnt from"};
    std::string wrong;
    const Result<void> read = for_each_own_words(options.against, status, [&](const std::string& mail, const message::OwnWords& words) {
        if (wrong.empty() && has_block(**rules, words, name)) wrong = mail;
    });
    if (!read) return read;
    if (!wrong.empty()) return Error{Kind::malformed, "trying the entry: it is found in '" + wrong + "', which is given as unrelated"};
    return {};
}

Result<void> write_entry(const LearnOptions& options, const std::string& entry) {
    if (options.output.empty()) {
        std::cout << entry;
        return {};
    }
    // The rules are no secret to those who may read the settings.
    if (Result<void> written = holds::replace_file(options.output, entry, 0644, "writing the rule file"); !written) return written;
    std::cout << "written to " << printable(options.output) << '\n';
    return {};
}

}  // namespace

Exit blocks_learn(const Invocation& invocation, const LearnOptions& options) {
    std::error_code failure;
    if (!options.output.empty() && !options.force && fs::exists(options.output, failure))
        return fail({Kind::malformed, "writing the rule file '" + options.output + "': it is there already; --force replaces it"});
    const auto load = load_options(invocation, options.rule_files);
    const auto rules = load ? load_rules(*load, false) : nullptr;
    if (!rules) return Exit::misconfigured;
    if (!options.act.empty()) {
        std::vector<std::string_view> acts;
        for (const rules::ActDefinition& act : rules->acts()) acts.push_back(act.name);
        if (std::find(acts.begin(), acts.end(), options.act) == acts.end())
            return fail({Kind::malformed, "no act is called '" + options.act + "'" + grammar::suggestion(options.act, acts)});
    }

    Exit status = Exit::ok;
    const auto samples = read_samples(options.samples, status);
    if (!samples) return fail(samples.error());
    if (samples->beyond > 0) std::cerr << "onevoice: " << samples->beyond << " mails beyond the first " << samples->names.size() << " were not looked at\n";
    if (samples->names.size() < 2)
        return fail({Kind::malformed, "learning a text block takes two mails or more, found " + std::to_string(samples->names.size())});

    const rules::LearntBlock block = rules::learn_block(samples->bodies);
    if (!block.enough()) return tell_too_little(*samples, block), Exit::no;
    std::optional<Unrelated> unrelated;
    if (!options.against.empty()) {
        unrelated.emplace();
        const rules::BlockGauge gauge(block.text);
        const Result<void> read = for_each_own_words(options.against, status, [&](const std::string& name, const message::OwnWords& words) {
            ++unrelated->mails;
            const double contained = gauge.contained_in(words.text);
            if (contained > unrelated->highest) unrelated->highest = contained, unrelated->highest_name = name;
        });
        if (!read) return fail(read.error());
    }
    const auto contained = rules::threshold_for(block, unrelated ? unrelated->highest : 0.0);
    if (!contained) {
        std::cerr << "onevoice: learning a text block: what the mails share tells them from no other mail: "
                  << printable(unrelated ? unrelated->highest_name : std::string()) << " contains " << percent(unrelated ? unrelated->highest : 0.0)
                  << " of it\n";
        return Exit::no;
    }

    const Suggestion suggestion = options.act.empty() ? suggestion_of(*rules, *samples) : Suggestion{options.act, "", "", ""};
    if (!suggestion.problem.empty()) {
        std::cerr << "onevoice: learning a text block: " << printable(suggestion.problem) << '\n';
        return Exit::no;
    }
    BlockEntry entry{options.name, suggestion.act, suggestion.source, options.about.empty() ? suggestion.about : options.about, *contained};
    if (entry.name.empty()) entry.name = name_of(entry.act, block.text);
    const std::string text = to_toml(entry, block, unrelated);
    if (const auto tried = try_entry(*load, text, entry.name, *samples, options, status); !tried) return fail(tried.error());
    if (const auto written = write_entry(options, text); !written) return fail(written.error());
    return status;
}

}  // namespace onevoice::cli
