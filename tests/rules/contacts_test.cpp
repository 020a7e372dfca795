#include <doctest/doctest.h>

#include "tests/rules/loaded.h"

using namespace onevoice;
using namespace onevoice::rules;

TEST_CASE("a recipient of a contact group has all its addresses as aliases") {
    const Loaded set = sound();
    REQUIRE(set.rules != nullptr);
    const auto contact = set.rules->contact_of("<Lena+blog@Mountain-View.example>");
    REQUIRE(contact.ok());
    CHECK(contact->address == "lena@mountain-view.example");
    CHECK(contact->group == "Mountain View");
    CHECK(contact->aliases == std::vector<std::string>{"lena@mountain-view.example", "lena.b@letters.example"});
    CHECK(contact->organisation == "mountain-view.example");
}

TEST_CASE("a recipient of no group is its own alias") {
    const Loaded set = sound();
    REQUIRE(set.rules != nullptr);
    const auto contact = set.rules->contact_of("Otto@mail.firm.example");
    REQUIRE(contact.ok());
    CHECK(contact->group == "");
    CHECK(contact->aliases == std::vector<std::string>{"otto@mail.firm.example"});
    CHECK(contact->organisation == "firm.example");
}

TEST_CASE("known and configured shared providers are no organisation") {
    const Folder folder;
    LoadOptions options;
    options.files = {folder.write("rules.toml", "[[department]]\nname = \"a\"\nlogins = \"a\"\n")};
    options.shared_providers = {"club.example"};
    const Loaded set = load(options);
    REQUIRE(set.rules != nullptr);
    CHECK(set.rules->contact_of("otto@gmail.com")->organisation == "");
    CHECK(set.rules->contact_of("otto@club.example")->organisation == "");
    CHECK(set.rules->contact_of("otto@firm.example")->organisation == "firm.example");
}

TEST_CASE("what is no address is no contact") {
    const Loaded set = sound();
    REQUIRE(set.rules != nullptr);
    for (const char* text : {"", "<>", "nobody", "@shop.example", "otto@"}) {
        CAPTURE(text);
        const auto contact = set.rules->contact_of(text);
        REQUIRE_FALSE(contact.ok());
        CHECK(contact.error().kind == Kind::malformed);
    }
}
