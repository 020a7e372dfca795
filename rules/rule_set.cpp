#include "rules/rule_set.h"

#include <algorithm>
#include <unordered_map>

#include "message/address.h"
#include "rules/conflict_index.h"
#include "rules/contact_index.h"
#include "rules/contents.h"
#include "rules/department_index.h"
#include "rules/judge.h"
#include "rules/lint.h"

namespace onevoice::rules {
namespace {

std::vector<std::string> with_known_providers(const std::vector<std::string>& configured) {
    std::vector<std::string> out = message::known_shared_providers();
    out.insert(out.end(), configured.begin(), configured.end());
    return out;
}

Contents read_contents(Loading& loading) {
    Contents contents;
    read_departments(loading, contents);
    read_contacts(loading, contents);
    read_acts(loading, contents);
    read_guards(loading, contents);
    read_patterns(loading, contents);
    read_text_blocks(loading, contents);
    read_conflicts(loading, contents);
    read_exceptions(loading, contents);
    return contents;
}

/// In the order of the files, and of the lines within each.
void sort_by_place(std::span<grammar::Diagnostic> diagnostics, const std::vector<RuleFile>& files) {
    std::unordered_map<std::string, std::size_t> order;
    for (const RuleFile& file : files) order.emplace(file.path, order.size());
    const auto rank = [&](const Place& place) {
        const auto known = order.find(place.file);
        return known == order.end() ? order.size() : known->second;
    };
    std::stable_sort(diagnostics.begin(), diagnostics.end(), [&](const grammar::Diagnostic& a, const grammar::Diagnostic& b) {
        const std::size_t first = rank(a.place);
        const std::size_t second = rank(b.place);
        if (first != second) return first < second;
        return a.place.line != b.place.line ? a.place.line < b.place.line : a.place.column < b.place.column;
    });
}

Stances stances_of(const std::vector<ActDefinition>& acts) {
    Stances out;
    for (const ActDefinition& act : acts)
        out.emplace(act.name, act.stance == "positive"   ? Stance::positive
                              : act.stance == "negative" ? Stance::negative
                                                         : Stance::neutral);
    return out;
}

}  // namespace

struct RuleSet::Parts {
    Contents contents;
    std::string version;
    std::unique_ptr<const Matcher> matcher;
    DepartmentIndex departments;
    ContactIndex contacts;
    ConflictIndex conflicts;
    Stances stances;
    std::unordered_map<std::string, Seconds> retentions;
    Seconds longest_window{};
};

RuleSet::RuleSet(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {
    Parts& it = *parts_;
    it.departments = DepartmentIndex(it.contents.departments);
    it.conflicts = ConflictIndex(it.contents.conflicts);
    it.stances = stances_of(it.contents.acts);
    for (const ActDefinition& act : it.contents.acts)
        if (act.retention) it.retentions.emplace(act.name, *act.retention);
    for (const ConflictRule& rule : it.contents.conflicts) it.longest_window = std::max(it.longest_window, rule.within);
}

RuleSet::~RuleSet() = default;

std::shared_ptr<const RuleSet> RuleSet::load(const LoadOptions& options, std::vector<grammar::Diagnostic>& diagnostics) {
    std::vector<grammar::Diagnostic> own;
    Findings findings(own);
    Version version;
    std::vector<std::string> shared_providers = with_known_providers(options.shared_providers);
    const std::vector<RuleFile> files = read_rule_files(options.files, options.texts, version, findings);
    Names names(files, findings);
    Loading loading{files, options, shared_providers, names, version, findings};

    auto parts = std::make_unique<Parts>();
    parts->contents = read_contents(loading);
    lint_patterns(loading, parts->contents);
    lint_firing(loading, parts->contents);
    lint_shadows(loading, parts->contents);
    // Of files that were not read rightly it is not known what is missing in them.
    if (!grammar::any_error(own)) lint_completeness(loading, parts->contents);
    parts->contents.matcher.watched = watched_facts(parts->contents.conflicts);
    parts->matcher = Matcher::compile(std::move(parts->contents.matcher), options.run_examples, own);
    parts->contacts = ContactIndex(parts->contents.contacts, std::move(shared_providers));
    parts->version = version.text();

    sort_by_place(own, files);
    const bool usable = parts->matcher != nullptr && !grammar::any_error(own);
    diagnostics.insert(diagnostics.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
    return usable ? std::shared_ptr<const RuleSet>(new RuleSet(std::move(parts))) : nullptr;
}

const Department* RuleSet::department_of(const Sender& sender) const { return parts_->departments.of(sender); }

Result<Contact> RuleSet::contact_of(std::string_view recipient) const { return parts_->contacts.of(recipient); }

std::vector<NamedContact> RuleSet::name_contacts(std::vector<Contact>& recipients, const message::OwnWords& words,
                                                 const Fingerprint& fingerprint) const {
    return parts_->contacts.name_contacts(recipients, words, fingerprint,
                                          [this](const std::string& address) { return parts_->departments.writes_as(address); });
}

const ContactGroup* RuleSet::group_of(std::string_view text, std::string& because) const { return parts_->contacts.group_of(text, because); }

Fingerprint RuleSet::fingerprint(const message::OwnWords& words, bool with_prevented) const {
    return parts_->matcher->match(words, with_prevented);
}

std::vector<NearMiss> RuleSet::near_misses(const message::OwnWords& words, const Fingerprint& found) const {
    return parts_->matcher->near_misses(words, found);
}

Judgement RuleSet::judge(const Fingerprint& fingerprint, const Department& department, const Contact& contact,
                         std::span<const EarlierDecision> history, Time now, Mode mode, const Tripped& tripped,
                         std::string_view message_id) const {
    const Grounds grounds{parts_->conflicts, parts_->departments, parts_->stances, parts_->contents.exceptions,
                          parts_->contents.pattern_modes};
    return rules::judge(grounds, {fingerprint, department, contact, history, now, mode, &tripped, message_id});
}

Seconds RuleSet::longest_window() const { return parts_->longest_window; }

Seconds RuleSet::retention_of(std::string_view act, Seconds otherwise) const {
    const auto known = parts_->retentions.find(std::string(act));
    return known == parts_->retentions.end() ? otherwise : known->second;
}

const std::vector<Department>& RuleSet::departments() const { return parts_->contents.departments; }
const std::vector<ContactGroup>& RuleSet::contacts() const { return parts_->contents.contacts; }
const std::vector<ActDefinition>& RuleSet::acts() const { return parts_->contents.acts; }
const std::vector<ConflictRule>& RuleSet::conflicts() const { return parts_->contents.conflicts; }
const std::vector<Exception>& RuleSet::exceptions() const { return parts_->contents.exceptions; }
std::size_t RuleSet::pattern_count() const { return parts_->matcher->pattern_count(); }
std::size_t RuleSet::text_block_count() const { return parts_->matcher->text_block_count(); }
const TextBlockSpec& RuleSet::text_block(std::size_t index) const { return parts_->matcher->text_block(index); }
const std::string& RuleSet::version() const { return parts_->version; }

}  // namespace onevoice::rules
