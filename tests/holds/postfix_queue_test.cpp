#include <doctest/doctest.h>

#include "samples.h"
#include "scripted_tools.h"

using namespace onevoice;
using namespace onevoice::holds;

using Lines = std::vector<std::string>;

TEST_CASE("the queue is listed with what postqueue says of each message") {
    ScriptedTools tools;
    tools.script("postqueue", "cat <<'END'\n" + queued("Q1", "hold") + "\n" + queued("Q2", "deferred") + "\nEND");
    const auto all = tools.queue()->list();
    REQUIRE(all.ok());
    REQUIRE(all->size() == 2);
    const QueuedMessage& first = all->front();
    CHECK(first.queue_id == "Q1");
    CHECK(first.queue == "hold");
    CHECK(first.sender == "press@shop.example");
    CHECK(first.recipients == Lines{"lena@blog.example", "tom@site.example"});
    CHECK(first.arrived == at("2026-03-16T10:00:00Z"));
    CHECK(first.bytes == 345);
    CHECK(tools.folder.lines("calls") == Lines{"postqueue -c /etc/postfix-out -j"});
}

TEST_CASE("an empty queue is no error") {
    ScriptedTools tools;
    tools.script("postqueue", "exit 0");
    CHECK(tools.queue()->list().value().empty());
}

TEST_CASE("what postqueue should not say is an error that tells the step") {
    struct Case {
        const char* script;
        const char* error;
    };
    for (const Case& each : {Case{"echo 'postqueue: warning: Mail system is down'", "listing the queue: postqueue -j wrote a line that is no JSON"},
                             Case{"echo '[]'", "listing the queue: postqueue -j wrote a line that is no JSON"},
                             Case{"echo '{\"queue_id\":'", "listing the queue: postqueue -j wrote a line that is no JSON"},
                             Case{"printf 'one\\npostqueue: fatal:\\033[1m no rights\\n' >&2; exit 69", "running postqueue: exit status 69: postqueue: fatal: [1m no rights"},
                             Case{"exit 1", "running postqueue: exit status 1"}}) {
        ScriptedTools tools;
        tools.script("postqueue", each.script);
        const auto all = tools.queue()->list();
        REQUIRE_FALSE(all.ok());
        CHECK(all.error().kind == Kind::unavailable);
        CHECK(all.error().what == each.error);
    }
    ScriptedTools tools;
    tools.script("postqueue", R"(echo '{"queue_id": "Q1", "recipients": 7}')");
    CHECK_FALSE(tools.queue()->list().ok());
}

TEST_CASE("a message is released by postsuper, then woken, then looked for") {
    ScriptedTools tools;
    tools.script("postqueue", "case $* in *-j) test -e $TOOLS/released || cat <<'END'\n" + queued("Q1", "hold") + "\nEND\nesac");
    tools.script("postsuper", "touch $TOOLS/released");
    const auto where = tools.queue()->release("Q1");
    REQUIRE(where.ok());
    CHECK(*where == Whereabouts::left);
    CHECK(tools.folder.lines("calls") == Lines{"postqueue -c /etc/postfix-out -j", "postsuper -c /etc/postfix-out -H Q1",
                                               "postqueue -c /etc/postfix-out -i Q1", "postqueue -c /etc/postfix-out -j"});
}

TEST_CASE("a message is returned by forced expiry") {
    ScriptedTools tools;
    tools.script("postqueue", "cat <<END\n" + queued("Q1", "$(cat $TOOLS/queue)") + "\nEND");
    tools.folder.write("queue", "hold");
    tools.script("postsuper", "echo active >$TOOLS/queue");
    const auto where = tools.queue()->return_to_sender("Q1");
    REQUIRE(where.ok());
    CHECK(*where == Whereabouts::queued);
    CHECK(tools.folder.lines("calls")[1] == "postsuper -c /etc/postfix-out -f Q1");
}

TEST_CASE("a message that is still held after its release is an error") {
    ScriptedTools tools;
    tools.script("postqueue", "cat <<'END'\n" + queued("Q1", "hold") + "\nEND");
    tools.script("postsuper", "exit 0");
    const auto where = tools.queue()->release("Q1");
    REQUIRE_FALSE(where.ok());
    CHECK(where.error().kind == Kind::unavailable);
    CHECK(where.error().what == "releasing 'Q1': postsuper reported success, but the message is still held");
}

TEST_CASE("only a message in the hold queue is touched") {
    ScriptedTools tools;
    tools.script("postqueue", "cat <<'END'\n" + queued("Q1", "deferred") + "\nEND");
    tools.script("postsuper", "exit 0");
    for (const char* id : {"Q1", "Q2", "ALL", "-", "-H", ""}) {
        const auto where = tools.queue()->release(id);
        REQUIRE_FALSE(where.ok());
        CHECK(where.error().kind == Kind::malformed);
    }
    CHECK(tools.folder.read("calls").find("postsuper") == std::string::npos);
}

TEST_CASE("an order that the MTA refuses is an error with its words") {
    ScriptedTools tools;
    tools.script("postqueue", "cat <<'END'\n" + queued("Q1", "hold") + "\nEND");
    tools.script("postsuper", "echo 'postsuper: fatal: use of this command is reserved for the superuser' >&2; exit 1");
    CHECK(tools.queue()->release("Q1").error().what ==
          "running postsuper: exit status 1: postsuper: fatal: use of this command is reserved for the superuser");
}

TEST_CASE("an order that was carried out is no failure when the queue cannot be listed afterwards") {
    ScriptedTools tools;
    tools.script("postqueue", "test ! -e $TOOLS/released || exit 69\ncat <<'END'\n" + queued("Q1", "hold") + "\nEND");
    tools.script("postsuper", "touch $TOOLS/released");
    const auto where = tools.queue()->release("Q1");
    REQUIRE(where.ok());
    CHECK(*where == Whereabouts::unknown);
}
