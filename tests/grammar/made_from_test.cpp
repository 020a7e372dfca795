// What is made from the grammar: the editor's schema and the manual.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>
#include <string>

#include "every_type.h"
#include "grammar/grammar.h"

using namespace onevoice;
using namespace onevoice::tests;
using nlohmann::json;

namespace {

/// A temporary file with a name, removed at the end.
class Page {
public:
    explicit Page(const std::string& content) {
        const int descriptor = mkstemp(name_.data());
        REQUIRE(descriptor >= 0);
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(fdopen(descriptor, "w"), std::fclose);
        REQUIRE(std::fwrite(content.data(), 1, content.size(), out.get()) == content.size());
    }
    ~Page() { std::remove(name_.c_str()); }
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    std::string name_ = "/tmp/onevoice-manual-XXXXXX";
};

std::string output_of(const std::string& command) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(popen(command.c_str(), "r"), pclose);
    REQUIRE(in != nullptr);
    std::string out;
    for (int c; (c = std::fgetc(in.get())) != EOF;) out += static_cast<char>(c);
    return out;
}

std::string page() {
    return ".Dd March 2, 2026\n.Dt ONEVOICE.TEST 5\n.Os\n.Sh NAME\n.Nm onevoice.test\n.Nd a test\n.Sh DESCRIPTION\n" +
           grammar::manual(every_type());
}

}  // namespace

TEST_CASE("the schema is JSON that tells every section and key") {
    const json schema = json::parse(grammar::json_schema(every_type()));
    CHECK(schema["$schema"] == "http://json-schema.org/draft-07/schema#");
    CHECK(schema["additionalProperties"] == false);
    const json& pattern = schema["properties"]["pattern"];
    CHECK(pattern["type"] == "array");
    CHECK(schema["properties"]["filter"]["type"] == "object");
    CHECK(pattern["items"]["required"] == json({"name", "match"}));
    CHECK(pattern["items"]["additionalProperties"] == false);
    const json& keys = pattern["items"]["properties"];
    for (const auto& key : every_type().sections.front().keys) CHECK(keys.contains(std::string(key.name)));
    CHECK(keys["action"]["enum"] == json({"pass", "annotate", "hold"}));
    CHECK(keys["scopes"]["anyOf"][1]["items"]["enum"] == json({"contact", "organisation"}));
    CHECK(keys["enabled"]["type"] == "boolean");
    CHECK(keys["priority"]["minimum"] == 0);
    CHECK(keys["within"]["description"] == "A window.\nDefault: \"90d\"");
    CHECK(keys["examples"]["properties"]["limits"]["properties"]["depth"]["type"] == "integer");
    CHECK(keys["examples"]["required"] == json({"match"}));
    CHECK(keys["keys"]["additionalProperties"]["type"] == "string");
}

TEST_CASE("mandoc has nothing to say against the manual") {
    const Page source(page());
    CHECK(output_of("mandoc -T lint -W style " + source.name() + " 2>&1 | grep -v 'referenced manual not found'") == "");
}

TEST_CASE("the manual shows help, types, choices and defaults as they are meant") {
    const Page source(page());
    const std::string shown = output_of("mandoc -T ascii -O width=500 " + source.name() + " | col -bx");
    for (const char* expected : {
             "[[pattern]]",
             "It is written as `[[pattern]]' (`name' first).",
             R"(Free text, with \ and "quotes" in it.  `No' is no macro here.)",
             ".leading dot and 'quote'.",
             "See `match', `unless'; `name's too (`a'), or `b'!",
             "One of `\"pass\"', `\"annotate\"', `\"hold\"'; default `\"hold\"'.",
             "A name in quotes; required.",
             "A number; default `0.7'.",
             "This section has no keys.",
             "How deep.",
         }) {
        CAPTURE(expected);
        CAPTURE(shown);
        CHECK(shown.find(expected) != std::string::npos);
    }
}
