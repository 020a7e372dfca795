#include <doctest/doctest.h>

#include <chrono>

#include "tests/rules/loaded.h"

using namespace onevoice;
using namespace onevoice::rules;

namespace {

std::string department(const std::string& name) {
    return "[[department]]\nname = \"" + name + "\"\nlogins = \"" + name + "\"\n";
}

std::vector<std::string> department_names(const Loaded& set) {
    std::vector<std::string> out;
    if (set.rules != nullptr)
        for (const Department& each : set.rules->departments()) out.push_back(each.name);
    return out;
}

}  // namespace

TEST_CASE("files, folders and globs count in the order in which they are given, each file once") {
    const Folder folder;
    const std::string last = folder.write("z.toml", department("z"));
    folder.write("rules.d/20-b.toml", department("b"));
    folder.write("rules.d/10-a.toml", department("a"));
    folder.write("rules.d/.#lock.toml", "not [ toml");
    folder.write("rules.d/backup.toml~", "not [ toml");
    folder.write("more-2.toml", department("d"));
    folder.write("more-1.toml", department("c"));
    LoadOptions options;
    options.files = {last, folder.path() + "/rules.d", folder.path() + "/more-*.toml", folder.path() + "/*.toml",
                     folder.path() + "/rules.d/../z.toml"};
    const Loaded set = load(options);
    CHECK(department_names(set) == std::vector<std::string>{"z", "a", "b", "c", "d"});
}

TEST_CASE("a rule file that is not there names itself") {
    const Folder folder;
    LoadOptions options;
    options.files = {folder.path() + "/missing.toml"};
    const Loaded set = load(options);
    CHECK(set.rules == nullptr);
    CHECK(set.text().find(folder.path() + "/missing.toml: error: reading the file: no such file or directory\n") == 0);
}

TEST_CASE("a folder without rule files, a glob without files and no files at all are warnings") {
    const Folder folder;
    LoadOptions options;
    options.files = {folder.path(), folder.path() + "/*.toml"};
    const Loaded set = load(options);
    CHECK(set.rules != nullptr);
    CHECK(set.text().find(folder.path() + ": warning: the folder has no *.toml\n") != std::string::npos);
    CHECK(set.text().find(folder.path() + "/*.toml: warning: no file matches\n") != std::string::npos);
    const Loaded nothing = load(LoadOptions{});
    CHECK(nothing.rules != nullptr);
    CHECK(nothing.text() == "warning: there are no rule files, so every message passes\n");
}

TEST_CASE("a device or a pipe is no rule file") {
    LoadOptions options;
    options.files = {"/dev/null"};
    const Loaded set = load(options);
    CHECK(set.rules == nullptr);
    CHECK(set.text().find("/dev/null: error: reading the file: not a regular file\n") == 0);
}

TEST_CASE("one error prevents a rule set and warnings alone do not") {
    CHECK(loaded(department("a") + "voice = \"nobody\"\n").rules != nullptr);
    CHECK(loaded(department("a") + "voise = \"nobody\"\n").rules == nullptr);
}

TEST_CASE("findings stand in the order of the files, whichever part found them") {
    const Folder folder;
    LoadOptions options;
    options.files = {
        folder.write("b.toml", department("x") + "mode = \"loud\"\n" + department("x")),
        folder.write("a.toml", "[[pattern]]\nname = \"p\"\nact = \"none\"\nmatch = 'some words'\n[[nonsense]]\n")};
    const Loaded set = load(options);
    std::vector<std::pair<std::string, std::size_t>> errors;
    for (const grammar::Diagnostic& each : set.diagnostics)
        if (each.severity == grammar::Severity::error)
            errors.emplace_back(std::filesystem::path(each.place.file).filename().string(), each.place.line);
    CHECK(errors ==
          std::vector<std::pair<std::string, std::size_t>>{{"b.toml", 4}, {"b.toml", 6}, {"a.toml", 3}, {"a.toml", 5}});
}

TEST_CASE("the version names the bytes of all files, text blocks included") {
    const Folder folder;
    const auto version = [&](const std::string& rules, const std::string& letter) {
        folder.write("letter.txt", letter);
        LoadOptions options;
        options.files = {folder.write("rules.toml", rules)};
        const Loaded set = load(options);
        REQUIRE_MESSAGE(set.rules != nullptr, set.text());
        return set.rules->version();
    };
    const std::string rules =
        department("a") + "[[act]]\nname = \"dun\"\n[[text_block]]\nname = \"l\"\nact = \"dun\"\nfile = \"letter.txt\"\n";
    const std::string first = version(rules, "one two three four five six seven eight nine");
    CHECK(first.size() == 16);
    CHECK(first == version(rules, "one two three four five six seven eight nine"));
    CHECK(first != version(rules, "one two three four five six seven eight ten"));
    CHECK(first != version(rules + "\n", "one two three four five six seven eight nine"));
}

TEST_CASE("a text block is read from a file beside its rule file, or from the rule file itself") {
    const Folder folder;
    folder.write("blocks/letter.txt", "\xef\xbb\xbfone two three four five six seven eight nine");
    LoadOptions options;
    options.files = {folder.write(
        "rules.toml",
        department("a") +
            "[[act]]\nname = \"dun\"\n[[text_block]]\nname = \"l\"\nact = \"dun\"\nfile = \"blocks/letter.txt\"\n"
            "[[text_block]]\nname = \"m\"\nact = \"dun\"\ntext = \"nine eight seven six five four three two one\"\n")};
    const Loaded set = load(options);
    REQUIRE_MESSAGE(set.rules != nullptr, set.text());
    CHECK(set.rules->text_block_count() == 2);
    folder.write("blocks/letter.txt", "one two three four five six seven eight n\xe4hmlich");
    const Loaded latin = load(options);
    CHECK(latin.rules == nullptr);
    CHECK(latin.text().find("letter.txt': not UTF-8\n") != std::string::npos);
}

TEST_CASE("windows and retentions are told") {
    const Loaded set = sound();
    REQUIRE(set.rules != nullptr);
    CHECK(set.rules->longest_window() == Seconds{90 * 86400});
    CHECK(set.rules->retention_of("dun", Seconds{7}) == Seconds{120 * 86400});
    CHECK(set.rules->retention_of("reject", Seconds{7}) == Seconds{7});
    CHECK(set.rules->retention_of("unheard of", Seconds{7}) == Seconds{7});
    CHECK(set.rules->pattern_count() == 4);
    CHECK(set.rules->text_block_count() == 1);
    CHECK(set.rules->acts().size() == 4);
    CHECK(set.rules->contacts().front().urls == std::vector<std::string>{"https://mountain-view.example/"});
}

TEST_CASE("what a section does not say has the value that the manual names") {
    const Loaded set =
        loaded(department("a") + department("b") +
               "[[act]]\nname = \"x\"\n[[conflict]]\nname = \"c\"\nnever = \"x\"\nwith = \"x\"\nwithin = \"2w\"\n");
    REQUIRE(set.rules != nullptr);
    const ConflictRule& rule = set.rules->conflicts().front();
    CHECK(rule.either_order);
    CHECK(rule.action == Action::hold);
    CHECK(rule.scope == Scope::contact);
    CHECK(rule.priority == 0);
    CHECK_FALSE(rule.same_matter);
    CHECK_FALSE(rule.mode.has_value());
    CHECK(rule.within == Seconds{14 * 86400});
    CHECK(set.rules->acts().front().stance == "neutral");
}

TEST_CASE("modes and actions have names that are read back") {
    for (const Mode mode : {Mode::off, Mode::simulate, Mode::annotate, Mode::hold}) CHECK(mode_named(mode_name(mode)) == mode);
    CHECK_FALSE(mode_named("loud").has_value());
    CHECK_FALSE(mode_named("").has_value());
    CHECK(action_name(Action::pass) == "pass");
    CHECK(action_name(Action::annotate) == "annotate");
    CHECK(action_name(Action::hold) == "hold");
}

TEST_CASE("every key of the rule grammar has a help text that ends as a sentence") {
    for (const grammar::Section& section : rule_grammar().sections) {
        CAPTURE(std::string(section.name));
        CHECK(section.repeated);
        CHECK(section.help.ends_with('.'));
        for (const grammar::Key& key : section.keys) {
            CAPTURE(std::string(key.name));
            CHECK(key.help.ends_with('.'));
            CHECK_FALSE((key.required && !key.preset.empty()));
        }
    }
}
