// The table that rule files are read by. Its help texts are the reference part of onevoice-rules(5) and of the editor schema.
#include <utility>
#include <vector>

#include "rules/rule_set.h"

namespace onevoice::rules {
namespace {

using grammar::Key;
using grammar::Section;
using grammar::Type;

const std::vector<std::string_view> modes{"off", "simulate", "annotate", "hold"};
const std::vector<std::string_view> guard_kinds{"negation", "condition", "question", "third-party", "mention", "pending", "policy"};

Key examples_key() {
    return {.name = "examples",
            .type = Type::table,
            .help = "Texts that must match and texts that must pass. They are tried whenever the rules are loaded; one that does "
                    "not do as it says is an error.",
            .fields = {{.name = "match", .type = Type::texts, .help = "Texts in which it must match."},
                       {.name = "pass", .type = Type::texts, .help = "Texts in which it must not match."}}};
}

Key budget_key() {
    return {.name = "budget",
            .type = Type::table,
            .help = "Instead of that of the settings: what the rule may hold before its circuit breaker trips, and it only simulates until "
                    "it is armed again.",
            .fields = {{.name = "holds", .type = Type::integer, .help = "Messages within the window; 0: it never trips.", .preset = "20"},
                       {.name = "share",
                        .type = Type::integer,
                        .help = "Percent of the messages of all departments; it trips when both are exceeded.",
                        .preset = "5"},
                       {.name = "window", .type = Type::duration, .help = "Between a minute and a day.", .preset = "\"1h\""}}};
}

Section department() {
    return {.name = "department",
            .repeated = true,
            .help = "Somebody inside or working for the company who writes to outsiders; an agency is a department too. Mail belongs "
                    "to the department of its login, or else of its envelope sender, or else of the client's address. The From "
                    "header plays no part.",
            .keys = {
                {.name = "name", .type = Type::name, .help = "How logs, notices and other rules call it.", .required = true},
                {.name = "voice",
                 .type = Type::name,
                 .help = "Departments with the same voice speak for each other and never conflict. Without it, the department's "
                         "own name is its voice; write another department's name to join that one."},
                {.name = "owner", .help = "Mail address of who answers for the department."},
                {.name = "logins",
                 .type = Type::texts,
                 .help = "SASL logins, with `*` and `?`, in any case. One without `@` also stands for the login in every realm."},
                {.name = "clients",
                 .type = Type::texts,
                 .help = "Client networks, as `192.0.2.0/24` or `2001:db8::/32` or one address; the narrowest network wins."},
                {.name = "senders",
                 .type = Type::texts,
                 .help = "Envelope sender addresses, or globs such as `*@network.example`; a written address wins over a glob."},
                {.name = "mode",
                 .help = "The most that its conflicts may lead to; the most lenient of global, department's and rule's mode counts.",
                 .one_of = modes},
                {.name = "description", .help = "For people."},
            }};
}

Section contact() {
    return {.name = "contact",
            .repeated = true,
            .help = "One person or firm behind several addresses: what one address was told, all were told. Mail to somebody else "
                    "that says by name or web address that it is about this contact counts too. Nothing else merges addresses.",
            .keys = {
                {.name = "name", .type = Type::name, .help = "How logs and exceptions call it; not looked for in mail.", .required = true},
                {.name = "addresses", .type = Type::texts, .help = "Mail addresses, each in one contact only. No patterns: they would merge strangers."},
                {.name = "names",
                 .type = Type::texts,
                 .help = "Names that the person or firm goes by, such as a blog's, each in one contact only. Compared as whole words of "
                         "folded text, at most eight. One that is short or common is an error, because it would meet strangers."},
                {.name = "urls",
                 .type = Type::texts,
                 .help = "Web addresses, such as a blog, each in one contact only; what is below one counts as it. Scheme, `www.`, case "
                         "and a slash at the end do not count. A platform without a page of it is an error."},
            }};
}

Section act() {
    return {.name = "act",
            .repeated = true,
            .help = "What a message does to its recipient. The vocabulary is open; conflicts name acts.",
            .keys = {
                {.name = "name", .type = Type::name, .help = "Such as `invite` or `reject`.", .required = true},
                {.name = "stance",
                 .help = "Whether it is good news. A later act of the opposite stance by the same voice about the same matter "
                         "supersedes an earlier one.",
                 .preset = "\"neutral\"",
                 .one_of = {"positive", "negative", "neutral"}},
                {.name = "yields_to",
                 .type = Type::names,
                 .help = "Acts beside which this one is mere courtesy, and is dropped, when both stand in the same message."},
                {.name = "retention",
                 .type = Type::duration,
                 .help = "How long the registry keeps such a decision; the registry's own retention when it is not written."},
                {.name = "description", .help = "For people."},
            }};
}

Section guard() {
    return {.name = "guard",
            .repeated = true,
            .help = "Words that show that a sentence does not do what a pattern found in it: it negates, asks, quotes a policy.",
            .keys = {
                {.name = "name", .type = Type::name, .help = "How `onevoice explain` calls it.", .required = true},
                {.name = "kind",
                 .help = "What the words show. `question` also holds without any guard for a sentence that ends with a question mark.",
                 .required = true,
                 .one_of = guard_kinds},
                {.name = "language", .help = "Guards patterns of this language and those without one; every pattern when not written."},
                {.name = "acts", .type = Type::names, .help = "Guards patterns of these acts only; of every act when not written."},
                {.name = "guards",
                 .type = Type::names,
                 .help = "`acts`: stops acts. `facts`: keeps what patterns without `act` capture from being stated; contradictions do not "
                         "compare it then.",
                 .preset = "\"acts\"",
                 .one_of = {"acts", "facts"}},
                {.name = "scope",
                 .help = "`sentence` looks at the sentence in which the pattern's match starts, `previous` also at the one before. The "
                         "others look wherever the match stands: `subject` at the subject, `opening` at the subject and the first four "
                         "sentences of the text, `text` at every sentence.",
                 .preset = "\"sentence\"",
                 .one_of = {"sentence", "previous", "subject", "opening", "text"}},
                {.name = "match", .type = Type::texts, .help = "PCRE2 patterns; any of them guards.", .required = true},
                {.name = "unless", .type = Type::texts, .help = "PCRE2 patterns that prevent it in the same sentence."},
                examples_key(),
            }};
}

Section pattern() {
    return {.name = "pattern",
            .repeated = true,
            .help = "Words that do an act, or, without `act`, state facts. Matching knows no case and no accents, and takes `ae` and "
                    "`ä`, or `ss` and `ß`, for the same. Captures named `key_…` give keys (an order number), captures named "
                    "`value_…` give values (an amount).",
            .keys = {
                {.name = "name", .type = Type::name, .help = "Unique among patterns and text blocks.", .required = true},
                {.name = "act", .type = Type::name, .help = "The act that the words do. Without it, the pattern only captures."},
                {.name = "about", .type = Type::name, .help = "The matter, such as `partnership`."},
                {.name = "language", .help = "Such as `de`: chooses the guards that apply."},
                {.name = "scope",
                 .help = "What the pattern sees at a time. `text` is costly without a literal of three letters in the pattern.",
                 .preset = "\"sentence\"",
                 .one_of = {"sentence", "subject", "paragraph", "text"}},
                {.name = "match",
                 .type = Type::texts,
                 .help = "PCRE2 patterns, best written as TOML literal strings; any of them matches.",
                 .required = true},
                {.name = "unless", .type = Type::texts, .help = "PCRE2 patterns; a hit in the same unit prevents the match."},
                {.name = "despite",
                 .type = Type::names,
                 .help = "Kinds of guards that do not stop this pattern.",
                 .one_of = guard_kinds},
                examples_key(),
                {.name = "mode",
                 .help = "The most that conflicts from this pattern may lead to; `off` leaves the pattern out.",
                 .one_of = modes},
            }};
}

Section text_block() {
    return {.name = "text_block",
            .repeated = true,
            .help = "Boilerplate, found again filled in, rewrapped, as HTML, or inside a longer letter.",
            .keys = {
                {.name = "name", .type = Type::name, .help = "Unique among patterns and text blocks.", .required = true},
                {.name = "act", .type = Type::name, .help = "The act that the text does.", .required = true},
                {.name = "about", .type = Type::name, .help = "The matter, such as `partnership`."},
                {.name = "language", .help = "Such as `de`; for people."},
                {.name = "text", .help = "The text itself; either this or `file`."},
                {.name = "file", .type = Type::path, .help = "A UTF-8 file with the text."},
                {.name = "contained",
                 .type = Type::number,
                 .help = "The share of the text block that a message must contain, more than 0 and at most 1.",
                 .preset = "0.7"},
            }};
}

// Keys that conflict, contradiction and repetition share.

Key window_key() {
    return {.name = "within",
            .type = Type::duration,
            .help = "The window: an earlier decision counts while it is younger than this, and no more when it is exactly as old.",
            .required = true};
}

Key scope_key() {
    return {.name = "scope",
            .help = "`organisation` also counts what other addresses of the recipient's registrable domain were told.",
            .preset = "\"contact\"",
            .one_of = {"contact", "organisation"}};
}

Key action_key(std::string_view preset) {
    return {.name = "action", .help = "What is done to the message.", .preset = preset, .one_of = {"hold", "annotate"}};
}

Key rule_mode_key() {
    return {.name = "mode",
            .help = "The most that this rule may lead to; a rule that is tried out never weakens another.",
            .one_of = modes};
}

Key priority_key() {
    return {.name = "priority",
            .type = Type::integer,
            .help = "The highest decides; among equals the severest action, then the order of the files.",
            .preset = "0"};
}

Key by_key() { return {.name = "by", .type = Type::names, .help = "Departments whose messages it looks at; all when not written."}; }

Key against_key() {
    return {.name = "against", .type = Type::names, .help = "Departments whose earlier decisions count; all when not written."};
}

/// `own`, and then the keys by which every rule that judges is bounded, weighed and tried out.
std::vector<Key> with_rule_keys(std::vector<Key> own, std::string_view action) {
    for (Key& key : std::vector<Key>{window_key(), scope_key(), action_key(action), rule_mode_key(), priority_key(), budget_key(), by_key(), against_key()})
        own.push_back(std::move(key));
    return own;
}

Section conflict() {
    return {.name = "conflict",
            .repeated = true,
            .help = "Two acts of different voices that contradict each other when the same contact is told both.",
            .keys = with_rule_keys({
                {.name = "name", .type = Type::name, .help = "How logs, notices and exceptions call it.", .required = true},
                {.name = "never", .type = Type::names, .help = "The acts of the new message.", .required = true},
                {.name = "after", .type = Type::names, .help = "The earlier acts that forbid it."},
                {.name = "with", .type = Type::names, .help = "Instead of `after`: the other acts, no matter which came first."},
                {.name = "same",
                 .help = "`matter`: only when both are about the same matter, or one of them names none.",
                 .one_of = {"matter"}},
            }, "\"hold\"")};
}

Section contradiction() {
    return {.name = "contradiction",
            .repeated = true,
            .help = "Values that must not differ: two departments of different voices state another value of the same name about the "
                    "same thing to the same contact. Only the last that a voice stated counts, and no longer when the contact was told the "
                    "new value since. Values are compared by their type; what cannot be read as it is not compared.",
            .keys = with_rule_keys({
                {.name = "name", .type = Type::name, .help = "How logs, notices and exceptions call it.", .required = true},
                {.name = "values",
                 .type = Type::names,
                 .help = "Names of values that patterns capture, without `value_`, such as `date_delivery`.",
                 .required = true},
                {.name = "keys",
                 .type = Type::names,
                 .help = "Names of keys that patterns capture, without `key_`, such as `order`: any of them says what the values are "
                         "about.",
                 .required = true},
            }, "\"hold\"")};
}

Section repetition() {
    return {.name = "repetition",
            .repeated = true,
            .help = "One voice that does the same to the same contact again and again: the same act, in the same matter or in similar own "
                    "words. The departments of the voice count together. A message that is sent again with its Message-ID does not count.",
            .keys = with_rule_keys({
                {.name = "name", .type = Type::name, .help = "How logs, notices and exceptions call it.", .required = true},
                {.name = "acts", .type = Type::names, .help = "The acts, each counted for itself.", .required = true},
                {.name = "times",
                 .type = Type::integer,
                 .help = "The message that makes it so many within the window is the first that it looks at; 2 to 100.",
                 .preset = "3"},
                {.name = "keys",
                 .type = Type::names,
                 .help = "Names of keys that tell matters apart, such as `order`: the same key is the same matter, another key another."},
                {.name = "values",
                 .type = Type::names,
                 .help = "Names of values that tell matters apart, such as `date_event`."},
            }, "\"annotate\"")};
}

Section exception() {
    return {.name = "exception",
            .repeated = true,
            .help = "Lets conflicts pass, for a reason and for a time. A key that is not written does not restrict it.",
            .keys = {
                {.name = "conflicts", .type = Type::names, .help = "Names of conflicts, contradictions and repetitions."},
                {.name = "contacts",
                 .type = Type::texts,
                 .help = "Addresses, whole domains as `@firm.example`, or names of contacts."},
                {.name = "departments", .type = Type::names, .help = "Departments whose new messages pass."},
                {.name = "owner", .help = "Who answers for it.", .required = true},
                {.name = "reason", .help = "Why; stands in the log beside every message that passes.", .required = true},
                {.name = "until",
                 .type = Type::date,
                 .help = "The end. A date without a time of day is included to its end, in UTC.",
                 .required = true},
            }};
}

}  // namespace

const grammar::Grammar& rule_grammar() {
    static const grammar::Grammar rules{
        .name = "rules",
        .title = "Rules of onevoice",
        .sections = {department(), contact(), act(), guard(), pattern(), text_block(), conflict(), contradiction(), repetition(), exception()}};
    return rules;
}

}  // namespace onevoice::rules
