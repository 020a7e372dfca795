#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "holds/json_text.h"
#include "samples.h"

using namespace onevoice::holds;
using nlohmann::ordered_json;

TEST_CASE("objects, arrays and all kinds of members are separated as JSON wants it") {
    JsonText out;
    out.begin_object();
    out.begin_array("none");
    out.end_array();
    out.begin_object("empty");
    out.end_object();
    out.text("bracket", "[{");
    out.text_if_any("left out", "");
    out.texts("texts", {"", "{", "]"});
    out.map("map", {{"a\"b", "1"}, {"c", ""}});
    out.begin_array("objects");
    for (int i = 0; i < 2; ++i) {
        out.begin_object();
        out.number("n", -i);
        out.truth("t", i == 1);
        out.end_object();
    }
    out.end_array();
    out.end_object();
    CHECK(out.take() == R"({"none":[],"empty":{},"bracket":"[{","texts":["","{","]"],"map":{"a\"b":"1","c":""},)"
                        R"("objects":[{"n":0,"t":false},{"n":-1,"t":true}]})");
}

TEST_CASE("a text comes back from another JSON reader as it was") {
    std::vector<std::string> texts{"", "plain", "\"\\/", "\x7f\x01\x1f\n\t", "ä€😀𐍈\U0010ffff\u0080\uffff", std::string("a\0b", 3)};
    for (const std::string& text : texts) {
        JsonText out;
        out.begin_object();
        out.text("x", text);
        out.end_object();
        const std::string line = out.take();
        CAPTURE(line);
        CHECK(ordered_json::parse(line)["x"] == text);
        for (const unsigned char c : line) CHECK((c >= 0x20 && c <= 0x7e));
    }
}

TEST_CASE("what is no UTF-8 becomes replacement characters and swallows nothing behind it") {
    for (const std::string& bad : {std::string("\xff"), std::string("\xc3"), std::string("\xe2\x82"), std::string("\xed\xa0\x80"), std::string("\xf4\x90\x80\x80")}) {
        JsonText out;
        out.begin_object();
        out.text("x", bad + "\"end");
        out.end_object();
        const std::string read = ordered_json::parse(out.take())["x"];
        CHECK(read.starts_with("\xef\xbf\xbd"));
        CHECK(read.ends_with("\"end"));
    }
}
