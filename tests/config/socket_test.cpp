#include "config/socket.h"

#include <doctest/doctest.h>

#include <string>

using namespace onevoice;
using config::parse_socket;
using config::Socket;

TEST_CASE("a socket is read and written in libmilter's notation") {
    for (const char* text : {"unix:/run/onevoice/milter.sock", "inet:8891@127.0.0.1", "inet:1@mail.shop.example", "inet6:65535@::1"}) {
        CAPTURE(text);
        const auto socket = parse_socket(text);
        REQUIRE(socket.ok());
        CHECK(socket->text() == text);
    }
    CHECK(parse_socket("local:/run/x").value().text() == "unix:/run/x");
    const Socket inet = parse_socket("inet:8891@127.0.0.1").value();
    CHECK(inet.family == Socket::Family::inet);
    CHECK(inet.port == 8891);
    CHECK(inet.host == "127.0.0.1");
    CHECK(parse_socket("inet6:8891@::1").value().family == Socket::Family::inet6);
}

TEST_CASE("the longest path of a socket is accepted and one byte more is refused") {
    const std::string longest = "/" + std::string(config::longest_socket_path - 1, 'a');
    CHECK(parse_socket("unix:" + longest).ok());
    CHECK_FALSE(parse_socket("unix:" + longest + "a").ok());
}

TEST_CASE("what is no socket is refused with what would be one") {
    const std::pair<const char*, const char*> table[] = {
        {"", "reading a socket: '' is none of unix:/path, inet:port@host, inet6:port@host"},
        {"/run/x", "reading a socket: '/run/x' is none of unix:/path, inet:port@host, inet6:port@host"},
        {"unix:", "reading a socket: 'unix:' needs an absolute path, such as unix:/run/onevoice/milter.sock"},
        {"unix:x", "reading a socket: 'unix:x' needs an absolute path, such as unix:/run/onevoice/milter.sock"},
        {"inet:8891", "reading a socket: 'inet:8891' needs a port and a host, such as inet:8891@127.0.0.1"},
        {"inet:8891@", "reading a socket: 'inet:8891@' needs a port and a host, such as inet:8891@127.0.0.1"},
        {"inet:0@h", "reading a socket: 'inet:0@h' needs a port from 1 to 65535, such as inet:8891@127.0.0.1"},
        {"inet:65536@h", "reading a socket: 'inet:65536@h' needs a port from 1 to 65535, such as inet:8891@127.0.0.1"},
        {"inet:smtp@h", "reading a socket: 'inet:smtp@h' needs a port from 1 to 65535, such as inet:8891@127.0.0.1"},
        {"inet:@h", "reading a socket: 'inet:@h' needs a port from 1 to 65535, such as inet:8891@127.0.0.1"},
        {"inet6:1@a@b", "reading a socket: 'inet6:1@a@b' needs a host, such as inet6:8891@::1"},
    };
    for (const auto& [text, expected] : table) {
        CAPTURE(text);
        const auto socket = parse_socket(text);
        REQUIRE_FALSE(socket.ok());
        CHECK(socket.error().what == expected);
    }
}
