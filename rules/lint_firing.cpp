#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "rules/lint.h"

namespace onevoice::rules {
namespace {

class Firing {
public:
    Firing(Loading& loading, const Contents& contents)
        : findings_(loading.findings), names_(loading.names), options_(loading.options), contents_(contents) {
        for (const PatternSpec& pattern : contents.matcher.patterns) {
            produced_.insert(pattern.act);
            for (const grammar::Located& match : pattern.match) {
                for (std::string& name : captured_names(match.value, "key_")) keys_.insert(std::move(name));
                for (std::string& name : captured_names(match.value, "value_")) values_.insert(std::move(name));
            }
        }
        for (const TextBlockSpec& block : contents.matcher.text_blocks) produced_.insert(block.act);
        for (const ActDefinition& act : contents.acts)
            retentions_.emplace(act.name, act.retention.value_or(options_.retention));
        for (const Department& department : contents.departments) {
            voices_.emplace(department.name, department.voice);
            all_voices_.insert(department.voice);
        }
        for (const Exception& exception : contents.exceptions) {
            if (!exception.contacts.empty() || exception.until <= options_.now) continue;
            for (const std::string& conflict : exception.conflicts) total_[conflict].push_back(&exception);
            if (!exception.conflicts.empty()) continue;
            if (covers_all_departments(exception)) for_all_[""].push_back(&exception);
            else for (const std::string& department : exception.departments) for_all_[department].push_back(&exception);
        }
    }

    void look_at(const ConflictRule& rule, const ConflictPlaces& places) {
        look_at_acts(rule);
        if (rule.kind == ConflictKind::contradiction) {
            look_at_captures(rule, rule.keys, Named::key, keys_);
            look_at_captures(rule, rule.values, Named::value, values_);
        }
        look_at_voices(rule, places);
        look_at_exceptions(rule);
        look_at_window(rule, places);
    }

    void look_at_all_voices() {
        const bool any = std::any_of(contents_.conflicts.begin(), contents_.conflicts.end(),
                                     [](const ConflictRule& rule) { return rule.kind != ConflictKind::repetition; });
        if (!any || all_voices_.size() != 1) return;
        findings_.warning(contents_.departments.front().place,
                          "all departments share the voice " + quoted(*all_voices_.begin()) + ", so no conflict can fire");
    }

private:
    void look_at_acts(const ConflictRule& rule) {
        if (contents_.matcher.patterns.empty() && contents_.matcher.text_blocks.empty()) return;  // said once for all
        for (const std::vector<std::string>* side : {&rule.never, &rule.other}) {
            if (side->empty()) continue;
            // An act that is not defined is an error of its own.
            const auto possible = [&](const std::string& act) {
                return produced_.contains(act) || !retentions_.contains(act);
            };
            if (std::any_of(side->begin(), side->end(), possible)) continue;
            const std::string acts =
                side->size() == 1 ? "act " + quoted(side->front()) : "any of its acts, such as " + quoted(side->front());
            findings_.warning(
                rule.place, called(rule) + " can never fire: no pattern and no text block gives " + acts);
            return;
        }
    }

    /// A contradiction needs a pattern for one of its keys, and for one of its values.
    void look_at_captures(const ConflictRule& rule, const std::vector<std::string>& names, Named kind,
                          const std::unordered_set<std::string>& captured) {
        // A name that looks like a misspelling is an error of its own.
        const auto possible = [&](const std::string& name) {
            return captured.contains(name) || (!names_.has(kind, name) && !names_.suggestion(kind, name).empty());
        };
        if (names.empty() || std::any_of(names.begin(), names.end(), possible)) return;
        const bool off = names_.has(kind, names.front());
        findings_.warning(rule.place, called(rule) + " can never fire: " + (off ? "every" : "no") + " pattern " + (off ? "that " : "") +
                                          "captures " + quoted(names.front()) + (off ? " is off" : ""));
    }

    static std::string called(const ConflictRule& rule) {
        return std::string(conflict_kind_name(rule.kind)) + " " + quoted(rule.name);
    }

    [[nodiscard]] std::set<std::string_view> voices_of(const std::vector<std::string>& departments) const {
        std::set<std::string_view> out;
        for (const std::string& name : departments) out.insert(voices_.at(name));
        return out;
    }

    void look_at_voices(const ConflictRule& rule, const ConflictPlaces& places) {
        // A rule that leaves one side open sees every voice there, and they are told once for all if they are one.
        if (rule.by.empty() || rule.against.empty()) return;
        const auto known = [&](const std::string& department) { return voices_.contains(department); };
        if (!std::all_of(rule.by.begin(), rule.by.end(), known) ||
            !std::all_of(rule.against.begin(), rule.against.end(), known))
            return;
        const auto by = voices_of(rule.by);
        const auto against = voices_of(rule.against);
        if (rule.kind == ConflictKind::repetition) {
            if (std::none_of(by.begin(), by.end(), [&](std::string_view voice) { return against.contains(voice); }))
                findings_.error(places.by, called(rule) + " can never fire: no voice of 'by' is among those of 'against'");
            return;
        }
        if (by.size() != 1 || against != by) return;
        findings_.error(places.by, called(rule) + " can never fire: its departments all speak with voice " + quoted(*by.begin()));
    }

    [[nodiscard]] bool covers_all_departments(const Exception& exception) const {
        return exception.departments.empty() || exception.departments.size() == voices_.size();  // each is listed once
    }

    /// Whether the exception covers every department whose messages the rule looks at.
    [[nodiscard]] bool covers(const Exception& exception, const ConflictRule& rule) const {
        if (covers_all_departments(exception)) return true;
        return !rule.by.empty() && std::all_of(rule.by.begin(), rule.by.end(), [&](const std::string& name) {
            return std::find(exception.departments.begin(), exception.departments.end(), name) != exception.departments.end();
        });
    }

    using Exceptions = std::unordered_map<std::string, std::vector<const Exception*>>;

    /// The first of the exceptions under `key` that covers the rule wholly.
    [[nodiscard]] const Exception* covering(const Exceptions& exceptions, const std::string& key,
                                            const ConflictRule& rule) const {
        const auto found = exceptions.find(key);
        if (found == exceptions.end()) return nullptr;
        for (const Exception* exception : found->second)
            if (covers(*exception, rule)) return exception;
        return nullptr;
    }

    void look_at_exceptions(const ConflictRule& rule) {
        const Exception* exception = covering(total_, rule.name, rule);
        if (exception == nullptr) exception = covering(for_all_, "", rule);
        if (exception == nullptr && !rule.by.empty()) exception = covering(for_all_, rule.by.front(), rule);
        if (exception == nullptr) return;
        findings_.warning(exception->place, called(rule) + " can never fire: the exception of " +
                                                quoted(exception->owner) + " covers it wholly until " +
                                                format_time(exception->until));
    }

    void look_at_window(const ConflictRule& rule, const ConflictPlaces& places) {
        if (rule.kind == ConflictKind::contradiction && rule.within > options_.retention)
            findings_.error(places.within, "the window " + format_duration(rule.within) + " of " + called(rule) +
                                               " is longer than facts are kept, " + format_duration(options_.retention));
        std::vector<const std::vector<std::string>*> earlier{&rule.other};
        if (rule.either_order || rule.kind == ConflictKind::repetition) earlier.push_back(&rule.never);
        for (const auto* acts : earlier)
            for (const std::string& act : *acts) {
                const auto kept = retentions_.find(act);
                if (kept == retentions_.end() || rule.within <= kept->second) continue;
                findings_.error(places.within, "the window " + format_duration(rule.within) + " of " + called(rule) +
                                                   " is longer than decisions of act " + quoted(act) +
                                                   " are kept, " + format_duration(kept->second));
                return;
            }
    }

    Findings& findings_;
    Names& names_;
    const LoadOptions& options_;
    const Contents& contents_;
    std::unordered_set<std::string> produced_;
    std::unordered_set<std::string> keys_;    ///< that patterns capture
    std::unordered_set<std::string> values_;
    std::unordered_map<std::string, Seconds> retentions_;
    std::unordered_map<std::string, std::string> voices_;
    std::set<std::string_view> all_voices_;
    Exceptions total_;    ///< for every contact, by conflict
    Exceptions for_all_;  ///< for every contact and conflict, by department; "": for all of them
};

}  // namespace

void lint_firing(Loading& loading, const Contents& contents) {
    Firing firing(loading, contents);
    for (std::size_t i = 0; i < contents.conflicts.size(); ++i)
        firing.look_at(contents.conflicts[i], contents.conflict_places[i]);
    firing.look_at_all_voices();
}

}  // namespace onevoice::rules
