#include "base/network.h"

#include <doctest/doctest.h>

#include <string>

using namespace onevoice;

namespace {

struct Case {
    const char* network;
    const char* address;
    bool contained;
};

}  // namespace

TEST_CASE("a network contains its addresses and no others") {
    const Case table[] = {
        {"10.0.0.0/8", "10.0.0.0", true},
        {"10.0.0.0/8", "10.255.255.255", true},
        {"10.0.0.0/8", "11.0.0.0", false},
        {"10.0.0.0/8", "9.255.255.255", false},
        {"172.16.0.0/12", "172.31.255.255", true},
        {"172.16.0.0/12", "172.32.0.0", false},
        {"192.0.2.128/25", "192.0.2.127", false},
        {"192.0.2.128/25", "192.0.2.128", true},
        {"192.0.2.1", "192.0.2.1", true},
        {"192.0.2.1", "192.0.2.2", false},
        {"0.0.0.0/0", "203.0.113.9", true},
        {"fc00::/7", "fdff:ffff::1", true},
        {"fc00::/7", "fe00::", false},
        {"2001:db8::/33", "2001:db8:7fff::1", true},
        {"2001:db8::/33", "2001:db8:8000::1", false},
        {"::1", "::1", true},
        {"::1", "0:0:0:0:0:0:0:1", true},
        {"::1/128", "::2", false},
        {"::/0", "2001:db8::1", true},
    };
    for (const Case& each : table) {
        CAPTURE(each.network);
        CAPTURE(each.address);
        const auto network = Network::parse(each.network);
        REQUIRE(network.ok());
        CHECK(network->contains(each.address) == each.contained);
    }
}

TEST_CASE("an IPv4-mapped address is the IPv4 address, and IPv4 is in no IPv6 network") {
    const Case table[] = {
        {"10.0.0.0/8", "::ffff:10.1.2.3", true},
        {"10.0.0.0/8", "::FFFF:b01:203", false},
        {"::ffff:10.0.0.0/104", "10.1.2.3", true},
        {"::ffff:10.0.0.0/104", "11.1.2.3", false},
        {"::ffff:192.0.2.1", "192.0.2.1", true},
        {"::/0", "10.1.2.3", false},
        {"::/0", "::ffff:10.1.2.3", false},
        {"0.0.0.0/0", "::1", false},
        {"0.0.0.0/0", "::10.1.2.3", false},
    };
    for (const Case& each : table) {
        CAPTURE(each.network);
        CAPTURE(each.address);
        const auto network = Network::parse(each.network);
        REQUIRE(network.ok());
        CHECK(network->contains(each.address) == each.contained);
    }
}

TEST_CASE("an address is read as mail software writes it") {
    const std::pair<const char*, const char*> table[] = {
        {"192.0.2.1", "192.0.2.1"},        {"[192.0.2.1]", "192.0.2.1"},         {"2001:DB8:0::1", "2001:db8::1"},
        {"IPv6:2001:db8::1", "2001:db8::1"}, {"[ipv6:2001:db8::1]", "2001:db8::1"}, {"fe80::1%eth0", "fe80::1"},
        {"::ffff:192.0.2.1", "192.0.2.1"},
    };
    for (const auto& [text, expected] : table) {
        CAPTURE(text);
        const auto address = Address::parse(text);
        REQUIRE(address.ok());
        CHECK(address->text() == expected);
    }
}

TEST_CASE("what is no address is in no network") {
    const Network everything = Network::parse("0.0.0.0/0").value();
    const Network everything_else = Network::parse("::/0").value();
    for (const char* text : {"", "unknown", "10.0.0", "10.0.0.256", "010.0.0.1", "10.0.0.1/8", "10.0.0.1%eth0", "IPv6:10.0.0.1", "::g", "[]",
                             "localhost", "1:2:3:4:5:6:7:8:9", " 10.0.0.1"}) {
        CAPTURE(text);
        CHECK_FALSE(Address::parse(text).ok());
        CHECK_FALSE(everything.contains(text));
        CHECK_FALSE(any_contains({everything, everything_else}, text));
    }
    CHECK_FALSE(everything.contains(std::string_view("10.0.0.1\0", 9)));
}

TEST_CASE("what is no network is refused with the text in the error") {
    for (const char* text : {"", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.0/ 8", "fc00::/129", "inside",
                             "fe80::%eth0/64", "[10.0.0.0]/8", "::ffff:0.0.0.0/95"}) {
        CAPTURE(text);
        const auto network = Network::parse(text);
        REQUIRE_FALSE(network.ok());
        CHECK(network.error().what.find("'" + std::string(text) + "' is not a network") != std::string::npos);
    }
}

TEST_CASE("address bits beyond the prefix are refused with the network that was probably meant") {
    CHECK(Network::parse("10.0.0.1/8").error().what ==
          "reading a network: '10.0.0.1/8' has address bits beyond its prefix (did you mean '10.0.0.0/8'?)");
    CHECK(Network::parse("fc00::1/7").error().what ==
          "reading a network: 'fc00::1/7' has address bits beyond its prefix (did you mean 'fc00::/7'?)");
}

TEST_CASE("any of several networks can contain an address") {
    const std::vector<Network> networks{Network::parse("10.0.0.0/8").value(), Network::parse("fc00::/7").value()};
    CHECK(any_contains(networks, "10.9.9.9"));
    CHECK(any_contains(networks, "fd00::9"));
    CHECK_FALSE(any_contains(networks, "192.0.2.1"));
    CHECK_FALSE(any_contains({}, "10.9.9.9"));
}

TEST_CASE("a network is written with its prefix and read back as itself") {
    for (const char* text : {"10.0.0.0/8", "192.0.2.1/32", "fc00::/7", "::1/128", "::/0"}) {
        CAPTURE(text);
        const auto network = Network::parse(text);
        REQUIRE(network.ok());
        CHECK(network->text() == text);
    }
    CHECK(Network::parse("192.0.2.1").value() == Network::parse("192.0.2.1/32").value());
}
