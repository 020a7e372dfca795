#include "config/settings.h"

namespace onevoice::config {
namespace {

using grammar::Key;
using grammar::Section;
using grammar::Type;

Section company() {
    return {"company", false, "Who is inside and who is outside. Only mail from the inside to the outside is looked at.", {
        {.name = "own_domains", .type = Type::names,
         .help = "Domains whose recipients are colleagues. A leading dot (`.shop.example`) means every domain below.",
         .required = true},
        {.name = "inside", .type = Type::texts,
         .help = "Networks of clients whose mail is outbound. A client that has logged in always is.",
         .preset = R"(["127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"])"},
        {.name = "shared_providers", .type = Type::names,
         .help = "Mail providers whose customers have nothing to do with each other, beside the many that are known already. Their "
                 "domains never make two recipients one organisation.",
         .preset = "[]"},
    }};
}

Section milter() {
    return {"milter", false, "How the daemon talks with the MTA and with the operator.", {
        {.name = "socket", .type = Type::text,
         .help = "Where the MTA connects: `unix:/path`, `inet:port@host` or `inet6:port@host`.",
         .preset = R"("unix:/run/onevoice/milter.sock")"},
        {.name = "socket_mode", .type = Type::text,
         .help = "Permission bits of a `unix:` socket, octal. The MTA's user must be in the socket's group.", .preset = R"("0660")"},
        {.name = "user", .type = Type::name,
         .help = "The user to become after start. Without it the daemon stays who it is, as under systemd."},
        {.name = "group", .type = Type::name, .help = "The group to become after start. Without it, the user's own."},
        {.name = "control", .type = Type::path, .help = "The socket that `onevoice reload` and its sisters use.",
         .preset = R"("/run/onevoice/control.sock")"},
        {.name = "pid_file", .type = Type::path, .help = "A file for the daemon's process ID. Without it none is written."},
    }};
}

Section filter() {
    return {"filter", false, "What is done with messages.", {
        {.name = "mode", .type = Type::text,
         .help = "`off` looks at nothing, `simulate` only logs what would be done, `annotate` adds a reference header instead of "
                 "holding, `hold` does what conflict rules say. Rules and departments can have a milder mode.",
         .preset = R"("hold")", .one_of = {"off", "simulate", "annotate", "hold"}},
        {.name = "fail_mode", .type = Type::text,
         .help = "What happens to a message that could not be judged, because the registry is away or time is up: `pass` lets it out, "
                 "marks it unchecked and checks it later, `tempfail` asks the client to come back, `hold` holds it.",
         .preset = R"("pass")", .one_of = {"pass", "tempfail", "hold"}},
        {.name = "bulk", .type = Type::text,
         .help = "Mail to many, such as newsletters: `skip` does not look at it, `annotate` compares it but never holds and never "
                 "remembers it, `full` treats it like any other mail.",
         .preset = R"("annotate")", .one_of = {"skip", "annotate", "full"}},
        {.name = "time_budget", .type = Type::duration,
         .help = "How long one message may wait for the registry before the fail mode applies. At most five minutes, which is how long "
                 "Postfix waits.",
         .preset = R"("10s")"},
        {.name = "reference_header", .type = Type::text,
         .help = "Name of the header field that annotated messages carry. Its value is opaque.",
         .preset = R"("X-OneVoice-Reference")"},
    }};
}

Section rules() {
    return {"rules", false, "Which rules are in force.", {
        {.name = "files", .type = Type::paths,
         .help = "Rule files, directories (their `*.toml` in the order of names) or globs.",
         .preset = R"(["/usr/share/onevoice/rules", "/etc/onevoice/rules.d"])"},
    }};
}

Section registry() {
    return {"registry", false, "What was decided about whom.", {
        {.name = "engine", .type = Type::text, .help = "The database that keeps decisions.", .preset = R"("sqlite")",
         .one_of = {"sqlite"}},
        {.name = "path", .type = Type::path, .help = "The database file. Its directory must be writable for the daemon.",
         .preset = R"("/var/lib/onevoice/registry.sqlite")"},
        {.name = "retention", .type = Type::duration,
         .help = "How long decisions are kept. An act can have its own. No conflict rule can look back further.",
         .preset = R"("365d")"},
        {.name = "key_file", .type = Type::path,
         .help = "The secret that pseudonyms are made with. It is made at first start. Keep its backup apart from the database's.",
         .preset = R"("/var/lib/onevoice/registry.key")"},
        {.name = "journal", .type = Type::path,
         .help = "Where decisions wait while the registry is away.", .preset = R"("/var/lib/onevoice/journal.jsonl")"},
    }};
}

Section holds() {
    return {"holds", false, "Withheld messages.", {
        {.name = "directory", .type = Type::path, .help = "One file per hold, with its full reason.",
         .preset = R"("/var/lib/onevoice/holds")"},
        {.name = "deadline", .type = Type::duration,
         .help = "How long a reviewer has. An older hold is shown as overdue.", .preset = R"("5d")"},
    }};
}

Section breaker() {
    return {"breaker", false,
            "The circuit breaker: a conflict rule that holds more than this is only simulated from then on, alarms once (`OV600` in the "
            "log), and waits for `onevoice rearm`. A rule can have a `budget` of its own.", {
        {.name = "holds", .type = Type::integer, .help = "Messages that one rule may hold within the window; 0: no rule ever trips.",
         .preset = "20"},
        {.name = "share", .type = Type::integer,
         .help = "Percent of the messages of all departments that one rule may hold. It trips when both are exceeded.", .preset = "5"},
        {.name = "window", .type = Type::duration, .help = "Between a minute and a day.", .preset = R"("1h")"},
    }};
}

Section log() {
    return {"log", false, "The hold log.", {
        {.name = "file", .type = Type::path, .help = "One JSON object per line and event.",
         .preset = R"("/var/log/onevoice/onevoice.jsonl")"},
        {.name = "syslog", .type = Type::boolean, .help = "Whether each event is also a short line in syslog.", .preset = "true"},
    }};
}

Section mta() {
    return {"mta", false, "The mail server whose hold queue is used.", {
        {.name = "kind", .type = Type::text, .help = "Which mail server it is.", .preset = R"("postfix")", .one_of = {"postfix"}},
        {.name = "config_directory", .type = Type::path, .help = "The directory of its `main.cf`.", .preset = R"("/etc/postfix")"},
        {.name = "tools", .type = Type::path, .help = "The directory of `postqueue`, `postsuper` and `postcat`.",
         .preset = R"("/usr/sbin")"},
        {.name = "log", .type = Type::path,
         .help = "Its own log, such as `/var/log/mail.log`. The daemon follows it, and a decision whose message was delivered is "
                 "committed, one whose message bounced is retracted. Without it every decision that was passed on stays pending, and "
                 "counts."},
    }};
}

Section limits() {
    return {"limits", false, "How much of one message is read. What lies beyond is left out, and the log says so.", {
        {.name = "message", .type = Type::size, .help = "A larger message is judged by its first bytes, this many.",
         .preset = R"("50M")"},
        {.name = "header", .type = Type::size, .help = "Bytes of one header.", .preset = R"("1M")"},
        {.name = "header_fields", .type = Type::integer, .help = "Fields of one header.", .preset = "2000"},
        {.name = "parts", .type = Type::integer, .help = "Parts of the message.", .preset = "1000"},
        {.name = "depth", .type = Type::integer, .help = "Parts within parts.", .preset = "50"},
        {.name = "text", .type = Type::size, .help = "Bytes of visible text.", .preset = R"("1M")"},
        {.name = "recipients", .type = Type::integer, .help = "Recipients outside the company that are judged.", .preset = "1000"},
    }};
}

}  // namespace

const grammar::Grammar& settings_grammar() {
    static const grammar::Grammar table{
        "settings", "Settings of onevoice",
        {company(), milter(), filter(), rules(), registry(), holds(), breaker(), log(), mta(), limits()}};
    return table;
}

}  // namespace onevoice::config
