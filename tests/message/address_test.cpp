#include "message/address.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <utility>

using namespace onevoice;
using namespace onevoice::message;

TEST_CASE("every spelling of one mailbox has the same canonical address") {
    const std::pair<const char*, const char*> table[] = {
        {"lena@bergblick.example", "lena@bergblick.example"},
        {"<lena@bergblick.example>", "lena@bergblick.example"},
        {"  < lena@bergblick.example > ", "lena@bergblick.example"},
        {"Lena@BERGBLICK.Example", "lena@bergblick.example"},
        {"lena@bergblick.example.", "lena@bergblick.example"},
        {"lena+presse@bergblick.example", "lena@bergblick.example"},
        {"lena+a+b@bergblick.example", "lena@bergblick.example"},
        {"L\u00DCne+\xFF@bergblick.example", "l\u00FCne@bergblick.example"},
        {"\"lena\"@bergblick.example", "lena@bergblick.example"},
        {"\"l\\ena\"@bergblick.example", "lena@bergblick.example"},
        {"@relay.example,@other.example:lena@bergblick.example", "lena@bergblick.example"},
        {"kontakt@müller.example", "kontakt@xn--mller-kva.example"},
        {"kontakt@MÜLLER.example", "kontakt@xn--mller-kva.example"},
        {"kontakt@mu\xCC\x88ller.example", "kontakt@xn--mller-kva.example"},
        {"kontakt@xn--mller-kva.example", "kontakt@xn--mller-kva.example"},
        {"kontakt@XN--MLLER-KVA.EXAMPLE", "kontakt@xn--mller-kva.example"},
        {"info@straße.example", "info@xn--strae-oqa.example"},
        {"JÖRG@müller.example", "jörg@xn--mller-kva.example"},
        {"jo\xCC\x88rg@müller.example", "jörg@xn--mller-kva.example"},
        {"ΝΙΚΟΣ@example.com", "νικοσ@example.com"},
        {"νικος@example.com", "νικοσ@example.com"},
    };
    for (const auto& [written, expected] : table) {
        CAPTURE(written);
        const auto canonical = canonical_address(written);
        REQUIRE(canonical.ok());
        CHECK(*canonical == expected);
        CHECK(canonical_address(*canonical).value() == *canonical);
    }
}

TEST_CASE("what distinguishes two mailboxes stays in the canonical address") {
    const std::pair<const char*, const char*> table[] = {
        {"+491701234@sms.example", "+491701234@sms.example"},  // a leading '+' is no tag
        {"\"lena brandt\"@bergblick.example", "\"lena brandt\"@bergblick.example"},
        {"\"a@b\"@bergblick.example", "\"a@b\"@bergblick.example"},
        {"\"a\\\"b\"@bergblick.example", "\"a\\\"b\"@bergblick.example"},
        {"lena.brandt@bergblick.example", "lena.brandt@bergblick.example"},
        {"lena-brandt@bergblick.example", "lena-brandt@bergblick.example"},
        {"lena..brandt.@docomo.example", "lena..brandt.@docomo.example"},
        {"weiß@example.com", "weiß@example.com"},
        {"ırmak@example.com", "ırmak@example.com"},
        {"postmaster@[192.0.2.1]", "postmaster@[192.0.2.1]"},
        {"postmaster@[IPv6:2001:DB8::1]", "postmaster@[ipv6:2001:db8::1]"},
        {"root@localhost", "root@localhost"},
        {"bounce@_dmarc.example", "bounce@_dmarc.example"},
    };
    for (const auto& [written, expected] : table) {
        CAPTURE(written);
        const auto canonical = canonical_address(written);
        REQUIRE(canonical.ok());
        CHECK(*canonical == expected);
        CHECK(canonical_address(*canonical).value() == *canonical);
    }
}

TEST_CASE("an address without a local part or a domain, or with two domains, is malformed and named in the error") {
    const std::string long_label(64, 'a');
    for (const std::string& written : std::vector<std::string>{
             "", "<>", "lena", "@", "lena@", "@bergblick.example", "\"\"@bergblick.example", "lena@bergblick..example", "lena@.example",
             "lena@[]", "lena@two words.example", "lena@a,b", "\"lena@bergblick.example", "lena@" + long_label + ".example",
             "lena@-\xE2\x82\xAC\xE2\x82.example", "lena@\xFF.example",
             "lena@bergblick@shop.example", "lena@@shop.example", "\"a@b\"@c@shop.example"}) {
        CAPTURE(written);
        const auto canonical = canonical_address(written);
        REQUIRE_FALSE(canonical.ok());
        CHECK(canonical.error().kind == Kind::malformed);
        CHECK(canonical.error().what.find("'" + written + "'") != std::string::npos);
    }
}

TEST_CASE("the domain is in A-labels, and empty when there is none") {
    CHECK(domain_of("<Info@MÜLLER.example>") == "xn--mller-kva.example");
    CHECK(domain_of("\"a@b\"@shop.example") == "shop.example");
    CHECK(domain_of("postmaster@[192.0.2.1]") == "[192.0.2.1]");
    CHECK(domain_of("<>").empty());
    CHECK(domain_of("lena").empty());
    CHECK(domain_of("lena@a..b").empty());
}

TEST_CASE("the organisation is the registrable domain") {
    const std::pair<const char*, const char*> table[] = {
        {"a@shop.example", "shop.example"},
        {"a@mail.eu.shop.example", "shop.example"},
        {"a@foo.co.uk", "foo.co.uk"},
        {"a@www.foo.co.uk", "foo.co.uk"},
        {"a@co.uk", ""},
        {"a@de", ""},
        {"a@localhost", ""},
        {"a@wanderpfade.blogspot.com", "wanderpfade.blogspot.com"},
        {"a@mail.wanderpfade.blogspot.com", "wanderpfade.blogspot.com"},
        {"a@blogspot.com", ""},
        {"a@someone.github.io", "someone.github.io"},
        {"a@xn--mller-kva.de", "xn--mller-kva.de"},
        {"a@news.xn--mller-kva.de", "xn--mller-kva.de"},
        {"a@firma.xn--55qx5d.cn", "firma.xn--55qx5d.cn"},
        {"a@news.firma.xn--55qx5d.cn", "firma.xn--55qx5d.cn"},
        {"a@[192.0.2.1]", ""},
        {"a@192.0.2.1", ""},
        {"", ""},
    };
    for (const auto& [address, expected] : table) {
        CAPTURE(address);
        CHECK(organisation_of(address, known_shared_providers()) == expected);
    }
}

TEST_CASE("a shared provider makes no organisation, nor does anything below it") {
    for (const char* address : {"lena@gmail.com", "lena@gmx.de", "lena@web.de", "lena@orange.fr", "lena@btinternet.com", "lena@mail.gmx.net"}) {
        CAPTURE(address);
        CHECK(organisation_of(address, known_shared_providers()).empty());
    }
    CHECK(organisation_of("lena@notgmail.com", known_shared_providers()) == "notgmail.com");
    CHECK(organisation_of("lena@gmail.com", {}) == "gmail.com");
    CHECK(organisation_of("lena@office.provider.example", {"provider.example"}).empty());
}

TEST_CASE("the shipped providers are canonical domains, each listed once") {
    std::set<std::string> seen;
    for (const std::string& provider : known_shared_providers()) {
        CAPTURE(provider);
        CHECK(domain_of("a@" + provider) == provider);
        CHECK(seen.insert(provider).second);
    }
    CHECK(seen.size() > 120);
}
