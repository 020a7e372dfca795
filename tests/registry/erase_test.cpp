// What is deleted is gone from the bytes of the files, not only from the answers.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <unordered_set>

#include "folder.h"
#include "registry/key_file.h"
#include "registry/pseudonym.h"
#include "registry/scrub.h"

using namespace onevoice;
using namespace onevoice::registry;

namespace {

constexpr int people = 12000;

std::string address(int i) { return "p" + std::to_string(i) + "@site" + std::to_string(i % 3000) + ".example"; }
std::string message_id(int i) { return "Message-" + std::to_string(i) + "-of-" + std::to_string(i * 7919); }

/// How many of the traces (each at least eight bytes) stand anywhere in the bytes.
int left_in(const std::string& bytes, const std::vector<std::string>& traces) {
    std::unordered_multimap<std::string_view, const std::string*> by_begin;
    for (const auto& trace : traces) by_begin.emplace(std::string_view(trace).substr(0, 8), &trace);
    std::unordered_set<const std::string*> found;
    for (std::size_t at = 0; at + 8 <= bytes.size(); ++at) {
        const auto [begin, end] = by_begin.equal_range(std::string_view(bytes).substr(at, 8));
        for (auto one = begin; one != end; ++one) {
            if (bytes.compare(at, one->second->size(), *one->second) == 0) found.insert(one->second);
        }
    }
    return static_cast<int>(found.size());
}

std::string text(const Pseudonym& pseudonym) { return {reinterpret_cast<const char*>(pseudonym.data()), pseudonym.size()}; }

int left(const Folder& folder, const std::vector<std::string>& traces) {
    return left_in(content(folder.path("registry.db")) + content(folder.path("registry.db-wal")), traces);
}

/// Everybody, told in crowds of 50, so that pages split in every index: an even crowd is invited, an odd one rejected.
constexpr int crowd = 50;

/// Members in the order of a hash, so that old and new lie on the same pages.
int member(int n) { return static_cast<int>(static_cast<long>(n) * 7907 % people); }

void fill(Registry& registry) {
    for (int c = 0; c < people / crowd; ++c) {
        auto proposal = message(message_id(c), "press", c % 2 == 0 ? "invite" : "reject", person(""), 5);
        proposal.recipients.clear();
        for (int n = c * crowd; n < (c + 1) * crowd; ++n) {
            proposal.recipients.push_back(person(address(member(n)), "site" + std::to_string(member(n) % 3000) + ".example"));
        }
        proposal.queue_id = "Queue" + std::to_string(c) + "Q";
        proposal.decisions[0].keys = {{"order", "Order-Number-" + std::to_string(c) + "."}};
        REQUIRE(registry.decide(proposal, pass).ok());
    }
}

struct Traces {
    std::vector<std::string> gone, kept;
};

Traces traces(const Folder& folder) {
    const Pseudonyms pseudonyms(read_key_file(folder.path("registry.key")).value());
    Traces out;
    for (int c = 0; c < people / crowd; ++c) {
        auto& into = c % 2 == 0 ? out.gone : out.kept;
        for (int n = c * crowd; n < (c + 1) * crowd; ++n) into.push_back(text(pseudonyms.contact(address(member(n)))));
        into.push_back(message_id(c) + "Queue");  // as they stand side by side in a row
        into.push_back("Order-Number-" + std::to_string(c) + ".");
    }
    return out;
}

}  // namespace

TEST_CASE("after a purge nothing of the purged is left in the files, and all of the kept is") {
    const Folder folder;
    const auto registry = folder.open();
    fill(*registry);
    const auto expected = traces(folder);
    REQUIRE(left(folder, expected.gone) == static_cast<int>(expected.gone.size()));

    const auto retention = [](std::string_view act) { return act == "invite" ? Seconds(0) : Seconds::max(); };
    CHECK(registry->purge(day(100), retention).value() == people / 2);
    CHECK(content(folder.path("registry.db-wal")).empty());
    CHECK(left(folder, expected.gone) == 0);
    CHECK(left(folder, expected.kept) == static_cast<int>(expected.kept.size()));
    CHECK(seen(*registry, person(address(member(crowd))), 6).size() == 1);
    CHECK(seen(*registry, person(address(member(0))), 6).empty());
}

TEST_CASE("after forgetting one person nothing of them is left in the files") {
    const Folder folder;
    const auto registry = folder.open();
    for (int i = 0; i < 20; ++i) REQUIRE(registry->decide(message(message_id(i), "press", "invite", person(address(i)), 5), pass).ok());
    const Pseudonyms pseudonyms(read_key_file(folder.path("registry.key")).value());
    const std::vector<std::string> gone = {text(pseudonyms.contact(address(7))), message_id(7)};
    REQUIRE(left(folder, gone) == 2);
    CHECK(registry->forget(person(address(7))).value() == 1);
    CHECK(left(folder, gone) == 0);
    CHECK(left(folder, {text(pseudonyms.contact(address(8)))}) == 1);
}

TEST_CASE("no address and no domain is ever in the files") {
    const Folder folder;
    const auto registry = folder.open();
    REQUIRE(registry->decide(message("m1", "press", "invite", person("ada.lovelace@blog.example", "blog.example"), 5), pass).ok());
    REQUIRE(registry->settle({"m1", "", "ada.lovelace@blog.example"}, State::committed).value() == 1);
    CHECK(left(folder, {"ada.lovelace@blog.example", "blog.example"}) == 0);
    CHECK(left_in(content(folder.path("registry.db-wal")) + "ada.lovelace@blog.example", {"ada.lovelace@blog.example"}) == 1);
}

TEST_CASE("the unallocated middle of a page is found in b-tree pages only, and never outside of the page") {
    struct Row {
        const char* what;
        std::vector<unsigned char> begin;
        std::size_t offset, from, size;
    };
    const Row table[] = {
        {"table leaf with two cells", {13, 0, 0, 0, 2, 0x01, 0x00, 0}, 4096, 12, 256 - 12},
        {"index leaf with no cell", {10, 0, 0, 0, 0, 0x02, 0x00, 0}, 4096, 8, 512 - 8},
        {"table inner page", {5, 0, 0, 0, 1, 0x01, 0x00, 0}, 4096, 14, 256 - 14},
        {"index inner page", {2, 0, 0, 0, 1, 0x01, 0x00, 0}, 4096, 14, 256 - 14},
        {"overflow page", {0, 0, 0, 9, 0, 0x01, 0x00, 0}, 4096, 0, 0},
        {"content begins before the cells end", {13, 0, 0, 0, 9, 0x00, 0x08, 0}, 4096, 0, 0},
        {"content begins behind the page", {13, 0, 0, 0, 1, 0x0f, 0xff, 0}, 4096, 0, 0},
        {"content that begins at 64 KB in a small page", {13, 0, 0, 0, 1, 0, 0, 0}, 4096, 0, 0},
        {"first page", {'S'}, 0, 0, 0},
    };
    for (const auto& [what, begin, offset, from, size] : table) {
        CAPTURE(what);
        std::array<unsigned char, 512> page{};
        std::ranges::copy(begin, page.begin());
        const auto middle = unallocated(page, offset);
        CHECK(middle.size() == size);
        if (size != 0) CHECK(middle.data() - page.data() == static_cast<std::ptrdiff_t>(from));
    }
    std::array<unsigned char, 512> first{};
    first[100] = 13;
    first[104] = 1;
    first[105] = 1;
    CHECK(unallocated(first, 0).size() == 256 - 110);
}
