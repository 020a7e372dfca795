#include "message/parameters.h"

#include <doctest/doctest.h>

using namespace onevoice::message;

TEST_CASE("the value of a field is read without case, blanks and comments") {
    struct Row {
        const char* field;
        const char* value;
    };
    const Row rows[] = {
        {"text/plain", "text/plain"},
        {" Text/HTML ; charset=x", "text/html"},
        {"text / plain", "text/plain"},
        {"text/plain (a (nested) comment); x=y", "text/plain"},
        {"(before) text/plain", "text/plain"},
        {"\"text/plain\"; x=y", "text/plain"},
        {"text/plain; ", "text/plain"},
        {"", ""},
        {";", ""},
        {"attachment", "attachment"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.field);
        CHECK(parse_parameters(row.field).value == row.value);
    }
}

TEST_CASE("a parameter is found however it is written") {
    struct Row {
        const char* field;
        const char* name;
        const char* value;
    };
    const Row rows[] = {
        {"a/b; charset=utf-8", "charset", "utf-8"},
        {"a/b; CHARSET=\"utf-8\"", "charset", "utf-8"},
        {"a/b;charset = utf-8 ; x=y", "charset", "utf-8"},
        {"a/b; charset=utf-8 (comment)", "charset", "utf-8"},
        {"a/b;; charset=utf-8;", "charset", "utf-8"},
        {"a/b; noise; charset=utf-8", "charset", "utf-8"},
        {"a/b; charset=first; charset=second", "charset", "first"},
        {"a/b; name=two words.pdf", "name", "two words.pdf"},
        {"a/b; name=\"semi;colon (no comment).pdf\"", "name", "semi;colon (no comment).pdf"},
        {"a/b; name=\"with \\\"quotes\\\"\"", "name", "with \"quotes\""},
        {"a/b; name=\"never closed", "name", "never closed"},
        {"a/b; name=\"ends in a backslash\\", "name", "ends in a backslash\\"},
        {"a/b; name=\"=?utf-8?Q?=C3=BC.pdf?=\"", "name", "ü.pdf"},
        {"a/b; name=(open comment", "name", "(open comment"},
        {"a/b; boundary=\"two  blanks\"", "boundary", "two  blanks"},
        {"a/b; boundary=\"=?x\"", "boundary", "=?x"},
        {"a/b; boundary=\"end blank \"", "boundary", "end blank"},
        {"a/b; boundary=b (c)", "boundary", "b"},
        {"a/b; x=", "x", ""},
        {"a/b; =y", "", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.field);
        CHECK(parse_parameters(row.field).get(row.name) == row.value);
    }
}

TEST_CASE("RFC 2231 sections are joined in their order and decoded in the first one's charset") {
    struct Row {
        const char* field;
        const char* value;
    };
    const Row rows[] = {
        {"attachment; name*=utf-8''%C3%BCber.pdf", "über.pdf"},
        {"attachment; name*=iso-8859-1'de'%FCber.pdf", "über.pdf"},
        {"attachment; name*=no-quotes.pdf", "no-quotes.pdf"},
        {"attachment; name*=%", "%"},
        {"attachment; name*=utf-8''%4", "%4"},
        {"attachment; name*0=one; name*1=two", "onetwo"},
        {"attachment; name*1=two; name*0=one", "onetwo"},
        {"attachment; name*0=a; name*1=b; name*2=c; name*10=k; name*3=d", "abcdk"},
        {"attachment; name*0*=utf-8''%C3; name*1*=%BC; name*2=\" plain %41\"", "ü plain %41"},
        {"attachment; name=old.pdf; name*=utf-8''new.pdf", "new.pdf"},
        {"attachment; name*=utf-8''new.pdf; name=old.pdf", "new.pdf"},
        {"attachment; name*0=a; name*0=again; name*1=b", "ab"},
        {"attachment; name*99999999999999999999=x; name=y", "y"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.field);
        CHECK(parse_parameters(row.field).get("name") == row.value);
    }
}

TEST_CASE("parameters beyond any use are left out instead of sorted") {
    std::string field = "a/b";
    for (int i = 0; i < 20000; ++i) field += "; p" + std::to_string(i) + "=x";
    CHECK(parse_parameters(field).all.size() == 200);
}

TEST_CASE("openings without an end do not cost the square of their number") {
    for (const char* piece : {"(;", "(", "\";", "=?x?q?", ";x=(", "((;"}) {
        CAPTURE(piece);
        std::string field = "a/b; charset=utf-8; ";
        while (field.size() < (1 << 20)) field += piece;
        CHECK(parse_parameters(field).get("charset") == "utf-8");
    }
}
