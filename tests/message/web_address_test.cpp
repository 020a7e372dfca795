#include <doctest/doctest.h>

#include "message/web_address.h"

using namespace onevoice::message;

TEST_CASE("all spellings of a web address are one") {
    for (const char* text : {"https://www.blog.example/", "http://blog.example", "blog.example", "www.blog.example", "BLOG.Example.",
                             "https://blog.example:443/", " https://www.Blog.example//?utm_source=mail", "blog.example/#about"}) {
        CAPTURE(text);
        const auto address = web_address(text);
        REQUIRE(address.has_value());
        CHECK(address->text() == "blog.example");
    }
}

TEST_CASE("an international domain is the same in both spellings") {
    CHECK(web_address("https://www.b\u00fccher-lena.example")->host == "xn--bcher-lena-9db.example");
    CHECK(web_address("xn--bcher-lena-9db.example")->host == "xn--bcher-lena-9db.example");
    CHECK(web_address("B\u00dcCHER-LENA.example")->host == "xn--bcher-lena-9db.example");
}

TEST_CASE("a path is kept in one spelling") {
    struct Case {
        const char* text;
        const char* path;
    };
    for (const Case& each : {Case{"site.example/@Lena", "/@lena"}, Case{"site.example/%40lena/", "/@lena"}, Case{"site.example//a//b/", "/a/b"},
                             Case{"site.example/~lena?x=1", "/~lena"}, Case{"site.example/a%2Fb", "/a%2fb"}, Case{"site.example/100%", "/100%"}}) {
        CAPTURE(each.text);
        CHECK(web_address(each.text)->path == each.path);
    }
}

TEST_CASE("a query is noticed, and a fragment is none") {
    CHECK(web_address("site.example/profile?id=7")->query);
    CHECK_FALSE(web_address("site.example/profile#a?b")->query);
}

TEST_CASE("what is no web address is none") {
    for (const char* text : {"", "blog", "localhost", "lena@blog.example", "https://lena@blog.example/", "ftp://blog.example/", "mailto:lena",
                             "12.5", "192.0.2.1", "http://192.0.2.1/x", "z.B", "a..b", "blog.example:x", "https://", "://x.example"}) {
        CAPTURE(text);
        CHECK_FALSE(web_address(text).has_value());
    }
}

TEST_CASE("a public suffix is told from a domain below it") {
    CHECK(is_public_suffix("co.uk"));
    CHECK(is_public_suffix("blogspot.com"));
    CHECK_FALSE(is_public_suffix("lena.blogspot.com"));
    CHECK_FALSE(is_public_suffix("blog.example"));
}
