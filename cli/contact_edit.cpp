#include "cli/contact_edit.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>
#include <memory>
#include <utility>

#include "grammar/toml_edit.h"
#include "holds/durable_file.h"
#include "message/address.h"
#include "message/web_address.h"
#include "rules/named_contacts.h"
#include "rules/rule_files.h"

namespace onevoice::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = std::size_t{64} << 20;  // as much as the loader reads

/// Paths with their new texts, in the order in which they are written.
using Drafts = std::vector<std::pair<std::string, std::string>>;

std::string listed(const std::vector<grammar::Diagnostic>& diagnostics) {
    std::string out;
    for (const grammar::Diagnostic& each : diagnostics)
        if (each.severity == grammar::Severity::error) out += "\n  " + each.text();
    return out;
}

/// A file beside the real one that goes away again: what a rule file names relative to itself is found from there too.
class Trial {
public:
    static Result<std::unique_ptr<Trial>> write(const std::string& path, const std::string& text) {
        auto out = std::unique_ptr<Trial>(new Trial((fs::path(path).parent_path() / ("." + fs::path(path).filename().string() + ".trial")).string()));
        if (const auto written = holds::replace_file(out->path_, text, 0600, "trying a change of"); !written) return written.error();
        return out;
    }
    ~Trial() {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    explicit Trial(std::string path) : path_(std::move(path)) {}
    std::string path_;
};

bool same_file(const std::string& a, const std::string& b) {
    std::error_code ignored;
    return a == b || fs::weakly_canonical(a, ignored) == fs::weakly_canonical(b, ignored);
}

/// The files that are read, with one that is new where it would be read; misconfigured, when it would not.
Result<std::vector<std::string>> files_with(const rules::LoadOptions& load, const std::string& path) {
    std::vector<grammar::Diagnostic> ignored;
    rules::Findings findings(ignored);
    std::vector<std::string> files = rules::rule_paths(load.files, findings);
    if (std::any_of(files.begin(), files.end(), [&](const std::string& file) { return same_file(file, path); })) return files;
    const fs::path wanted(path);
    for (const std::string& folder : load.files)
        if (wanted.extension() == ".toml" && !wanted.filename().string().starts_with('.') && same_file(folder, wanted.parent_path().string())) {
            files.push_back(path);
            return files;
        }
    return Error{Kind::misconfigured, "changing '" + path + "': it is none of the rule files that the settings name, nor in a folder of them"};
}

/// Loads the rules as they would be. Errors as add_contact().
Result<std::vector<grammar::Diagnostic>> try_out(const rules::LoadOptions& load, const Drafts& drafts) {
    rules::LoadOptions options = load;
    options.run_examples = false;  // contacts play no part in them
    std::vector<std::unique_ptr<Trial>> trials;
    std::map<std::string, std::string> real;  // of each trial
    for (const auto& [path, text] : drafts) {
        auto files = files_with(options, path);
        if (!files) return files.error();
        auto trial = Trial::write(path, text);
        if (!trial) return trial.error();
        for (std::string& file : *files)
            if (same_file(file, path)) file = (*trial)->path();
        real.emplace((*trial)->path(), path);
        options.files = std::move(*files);
        trials.push_back(std::move(*trial));
    }
    std::vector<grammar::Diagnostic> diagnostics;
    const bool good = rules::RuleSet::load(options, diagnostics) != nullptr;
    std::vector<grammar::Diagnostic> ours;
    for (grammar::Diagnostic& each : diagnostics) {
        for (const auto& [trial, path] : real)
            for (std::size_t at; (at = each.what.find(trial)) != std::string::npos;) each.what.replace(at, trial.size(), path);
        if (const auto found = real.find(each.place.file); found != real.end()) {
            each.place.file = found->second;
            ours.push_back(each);
        }
    }
    if (!good) return Error{Kind::malformed, "changing the contacts: nothing was written, because the rules would have errors:" + listed(diagnostics)};
    return ours;
}

Result<void> write(const std::string& path, const std::string& text) {
    const std::string real = fs::weakly_canonical(path).string();  // a link stays one
    struct stat old {};
    mode_t mode = 0644;
    if (::stat(real.c_str(), &old) == 0) {
        mode = old.st_mode & 07777;
        const auto before = rules::content_of(real, largest_file);
        if (!before) return Error{Kind::unavailable, "reading '" + path + "': " + before.error().what};
        if (const auto kept = holds::replace_file(real + "~", *before, mode, "keeping a copy of"); !kept) return kept;
    }
    return holds::replace_file(real, text, mode, "writing");
}

Result<ContactChange> carry_out(const rules::LoadOptions& load, const Drafts& drafts, std::string what) {
    auto warnings = try_out(load, drafts);
    if (!warnings) return warnings.error();
    for (const auto& [path, text] : drafts)
        if (const auto written = write(path, text); !written) return written.error();
    return ContactChange{std::move(what), std::move(*warnings)};
}

Result<std::shared_ptr<const rules::RuleSet>> load_now(const rules::LoadOptions& load) {
    rules::LoadOptions options = load;
    options.run_examples = false;
    std::vector<grammar::Diagnostic> diagnostics;
    auto rules = rules::RuleSet::load(options, diagnostics);
    if (!rules) return Error{Kind::misconfigured, "reading the rules: they have errors already:" + listed(diagnostics)};
    return rules;
}

Result<std::string> text_of(const std::string& path) {
    auto text = rules::content_of(path, largest_file);
    if (!text) return Error{text.error().kind, "reading '" + path + "': " + text.error().what};
    return text;
}

Result<grammar::SectionText> section_of(std::string_view text, const Place& place) {
    for (const grammar::SectionText& section : grammar::sections_of(text))
        if (section.line == place.line) return section;
    return Error{Kind::malformed, "finding the contact: its section is written in a form that is not changed by program", place};
}

/// Those that the group has not, each once, in the one spelling that `key` gives.
template <class Key>
std::vector<std::string> missing(const std::vector<std::string>& has, const std::vector<std::string>& wanted, Key key) {
    std::vector<std::string> known, out;
    for (const std::string& each : has) known.push_back(key(each));
    for (const std::string& each : wanted) {
        if (std::find(known.begin(), known.end(), key(each)) != known.end()) continue;
        known.push_back(key(each));
        out.push_back(each);
    }
    return out;
}

std::string address_key(const std::string& text) {
    const auto address = message::canonical_address(text);
    return address ? *address : text;
}
std::string url_key(const std::string& text) {
    const auto address = message::web_address(text);
    return address ? address->text() : text;
}

ContactAddition missing_in(const rules::ContactGroup& group, const ContactAddition& wanted) {
    return {group.name, missing(group.addresses, wanted.addresses, address_key), missing(group.names, wanted.names, rules::name_key),
            missing(group.urls, wanted.urls, url_key)};
}

bool nothing(const ContactAddition& addition) { return addition.addresses.empty() && addition.names.empty() && addition.urls.empty(); }

/// The text with the addition in the section that stands at `place`.
Result<std::string> extended(std::string text, const Place& place, const ContactAddition& addition) {
    for (const auto& [key, values] : {std::pair{"addresses", &addition.addresses}, {"names", &addition.names}, {"urls", &addition.urls}}) {
        const auto section = section_of(text, place);
        if (!section) return section.error();
        text = grammar::with_added(text, *section, key, *values);
    }
    return text;
}

std::string section_text(const ContactAddition& addition) {
    std::string out = "[[contact]]\nname      = " + grammar::as_toml(addition.contact) + "\n";
    const auto add = [&](const char* key, const std::vector<std::string>& values) {
        std::string list;
        for (const std::string& value : values) list += (list.empty() ? "" : ", ") + grammar::as_toml(value);
        if (!list.empty()) out += std::string(key) + " = [" + list + "]\n";
    };
    add("addresses", addition.addresses);
    add("names    ", addition.names);
    add("urls     ", addition.urls);
    return out;
}

Result<std::string> file_for_new(const rules::LoadOptions& load) {
    for (auto folder = load.files.rbegin(); folder != load.files.rend(); ++folder) {
        std::error_code ignored;
        if (fs::is_directory(*folder, ignored)) return (fs::path(*folder) / "contacts.toml").string();
    }
    return Error{Kind::misconfigured, "adding a contact: the rules are read from no folder; name a file with --file"};
}

}  // namespace

Result<ContactChange> add_contact(const rules::LoadOptions& load, const ContactAddition& wanted, const std::string& file) {
    const auto rules = load_now(load);
    if (!rules) return rules.error();
    const auto& groups = (*rules)->contacts();
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const rules::ContactGroup& each) { return each.name == wanted.contact; });
    if (group != groups.end()) {
        if (!file.empty() && !same_file(file, group->place.file))
            return Error{Kind::malformed, "adding to contact '" + group->name + "': it stands in another file", group->place};
        const ContactAddition addition = missing_in(*group, wanted);
        if (nothing(addition)) return Error{Kind::malformed, "adding to contact '" + group->name + "': there is nothing that it has not already", group->place};
        auto text = text_of(group->place.file);
        if (!text) return text.error();
        auto changed = extended(std::move(*text), group->place, addition);
        if (!changed) return changed.error();
        return carry_out(load, {{group->place.file, std::move(*changed)}}, "added to contact '" + group->name + "' in " + group->place.file);
    }
    const ContactAddition addition = missing_in({}, wanted);
    if (nothing(addition)) return Error{Kind::malformed, "adding contact '" + wanted.contact + "': neither an address, a name nor a web address is given"};
    std::string path = file;
    if (path.empty()) {
        auto chosen = file_for_new(load);
        if (!chosen) return chosen.error();
        path = std::move(*chosen);
    }
    std::string text;
    std::error_code ignored;
    if (fs::exists(path, ignored)) {
        auto before = text_of(path);
        if (!before) return before.error();
        text = std::move(*before);
    }
    if (!text.empty()) text += text.ends_with('\n') ? "\n" : "\n\n";
    ContactAddition named = addition;
    named.contact = wanted.contact;
    return carry_out(load, {{path, text + section_text(named)}}, "added contact '" + wanted.contact + "' in " + path);
}

Result<ContactChange> merge_contacts(const rules::LoadOptions& load, const std::string& kept, const std::string& other) {
    const auto rules = load_now(load);
    if (!rules) return rules.error();
    const rules::ContactGroup* groups[2] = {};
    for (const auto& [who, group] : {std::pair{&kept, &groups[0]}, {&other, &groups[1]}}) {
        std::string because;
        *group = (*rules)->group_of(*who, because);
        if (*group == nullptr) return Error{Kind::malformed, "merging contacts: there is none of name or address '" + *who + "'"};
    }
    const auto& [into, from] = groups;
    if (into == from) return Error{Kind::malformed, "merging contacts: '" + kept + "' and '" + other + "' are one contact already", into->place};

    Drafts drafts;
    std::string comments;
    auto source = text_of(from->place.file);
    if (!source) return source.error();
    const auto section = section_of(*source, from->place);
    if (!section) return section.error();
    std::string rest = grammar::without(*source, *section, comments);
    const bool one_file = same_file(from->place.file, into->place.file);
    auto target = one_file ? Result<std::string>(rest) : text_of(into->place.file);
    if (!target) return target.error();
    Place place = into->place;
    if (one_file && place.line > from->place.line) {
        const auto lines = [](const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); };
        place.line -= lines(*source) - lines(*target);
    }
    auto merged = extended(std::move(*target), place, missing_in(*into, {into->name, from->addresses, from->names, from->urls}));
    if (!merged) return merged.error();
    const auto grown = section_of(*merged, place);
    if (!grown) return grown.error();
    merged->insert(grown->to, comments);
    // First the one that grows: should the second not be written, the rules say so, and nothing is lost.
    drafts.emplace_back(into->place.file, std::move(*merged));
    if (!one_file) drafts.emplace_back(from->place.file, std::move(rest));
    return carry_out(load, drafts, "merged contact '" + from->name + "' into '" + into->name + "' in " + into->place.file);
}

}  // namespace onevoice::cli
