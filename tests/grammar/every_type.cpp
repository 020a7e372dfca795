#include "every_type.h"

namespace onevoice::tests {

using grammar::Key;
using grammar::Type;

const grammar::Grammar& every_type() {
    static const grammar::Grammar table{
        "test", "A grammar for tests",
        {{"pattern", true, "What a phrase looks like. It is written as `[[pattern]]` (`name` first).",
          {
              {.name = "name", .type = Type::name,
               .help = "How it is called in every message, log line and answer of the command line, which is why it must be "
                       "short and clear. `unix:` is one.",
               .required = true},
              {.name = "title", .type = Type::text, .help = R"(Free text, with \ and "quotes" in it. `No` is no macro here.)"},
              {.name = "match", .type = Type::texts, .help = ".leading dot and 'quote'.", .required = true},
              {.name = "acts", .type = Type::names, .help = "See `match`, `unless`; `name`s too (`a`), or `b`!"},
              {.name = "enabled", .type = Type::boolean, .help = "", .preset = "true"},
              {.name = "priority", .type = Type::integer, .help = "The highest wins.", .preset = "0"},
              {.name = "contained", .type = Type::number, .help = "A share.", .preset = "0.7"},
              {.name = "within", .type = Type::duration, .help = "A window.", .preset = "\"90d\""},
              {.name = "largest", .type = Type::size, .help = "A bound.", .preset = "\"1M\""},
              {.name = "until", .type = Type::date, .help = "Its end."},
              {.name = "file", .type = Type::path, .help = "A file."},
              {.name = "files", .type = Type::paths, .help = "Files."},
              {.name = "action", .type = Type::text, .help = "What is done.", .preset = "\"hold\"", .one_of = {"pass", "annotate", "hold"}},
              {.name = "scopes", .type = Type::names, .help = "Where.", .one_of = {"contact", "organisation"}},
              {.name = "examples", .type = Type::table, .help = "Run at every load.",
               .fields = {{.name = "match", .type = Type::texts, .help = "Found in these.", .required = true},
                          {.name = "pass", .type = Type::texts, .help = "Not found in these."},
                          {.name = "limits", .type = Type::table, .help = "Deeper.",
                           .fields = {{.name = "depth", .type = Type::integer, .help = "How deep."}}}}},
              {.name = "keys", .type = Type::table, .help = "Names and patterns."},
          }},
         {"filter", false, "One section.",
          {
              {.name = "mode", .type = Type::text, .help = "The mode.", .preset = "\"hold\"", .one_of = {"off", "hold"}},
              {.name = "time_budget", .type = Type::duration, .help = "The time.", .preset = "\"10s\""},
              {.name = "networks", .type = Type::texts, .help = "Networks.", .preset = R"(["10.0.0.0/8", "fc00::/7"])"},
              {.name = "header", .type = Type::text, .help = "No default."},
          }},
         {"empty", false, "", {}}}};
    return table;
}

}  // namespace onevoice::tests
