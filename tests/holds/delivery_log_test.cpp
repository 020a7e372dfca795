#include "holds/delivery_log.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

using namespace onevoice;
using namespace onevoice::holds;

TEST_CASE("a line of Postfix's log tells what became of a message, or nothing") {
    struct Row {
        const char* line;
        const char* expected;  ///< "queue recipient outcome"; empty: nothing
    };
    const Row table[] = {
        {"Nov 23 10:00:00 mx postfix/smtp[12]: 4jXtBT3FG2z1c6Sm: to=<a@b.example>, relay=r[192.0.2.1]:25, delay=0.1, "
         "delays=0/0/0/0.1, dsn=2.0.0, status=sent (250 ok)",
         "4jXtBT3FG2z1c6Sm a@b.example delivered"},
        {"2026-11-23T10:00:00.1+01:00 mx postfix-out/smtp[12]: 3F2A1B9C: to=<a@b.example>, relay=none, dsn=5.1.1, status=bounced (no)",
         "3F2A1B9C a@b.example failed"},
        {"Nov 23 10:00:00 mx postfix/qmgr[12]: 4jXtBT3FG2z1c6Sm: from=<a@b.example>, status=expired, returned to sender", ""},
        {"Nov 23 10:00:00 mx postfix/error[12]: 4jXtBT3FG2z1c6Sm: to=<a@b.example>, relay=none, dsn=4.0.0, status=expired (x)",
         "4jXtBT3FG2z1c6Sm a@b.example failed"},
        {"Nov 23 10:00:00 mx postfix/smtp[12]: 4jXtBT3FG2z1c6Sm: to=<new@b.example>, orig_to=<old@b.example>, relay=r, dsn=2.0.0, "
         "status=sent (250 ok)",
         "4jXtBT3FG2z1c6Sm old@b.example delivered"},
        {"Nov 23 10:00:00 mx postfix/smtp[12]: 4jXtBT3FG2z1c6Sm: to=<a@b.example>, relay=r, dsn=4.3.0, status=deferred (later)", ""},
        // The words of the other server prove nothing.
        {"Nov 23 10:00:00 mx postfix/smtp[12]: 4jXtBT3FG2z1c6Sm: to=<a@b.example>, relay=r, dsn=4.3.0, status=deferred (, dsn=2.0.0, "
         "status=sent (250 ok))",
         ""},
        {"Nov 23 10:00:00 mx postfix/cleanup[12]: 4jXtBT3FG2z1c6Sm: milter-reject: END-OF-MESSAGE from x[192.0.2.1]: 5.7.1 no",
         "4jXtBT3FG2z1c6Sm * failed"},
        {"Nov 23 10:00:00 mx postfix/cleanup[12]: 4jXtBT3FG2z1c6Sm: milter-hold: END-OF-MESSAGE from x[192.0.2.1]: milter triggers HOLD", ""},
        {"Nov 23 10:00:00 mx postfix/smtpd[12]: connect from x[192.0.2.1]", ""},
        {"Nov 23 10:00:00 mx other[12]: 4jXtBT3FG2z1c6Sm: to=<a@b.example>, relay=r, dsn=2.0.0, status=sent (ok)", ""},
        {"", ""},
    };
    for (const Row& row : table) {
        CAPTURE(row.line);
        const auto delivery = postfix_delivery(row.line);
        const std::string found =
            delivery ? delivery->queue_id + " " + delivery->recipient.value_or("*") + (delivery->delivered ? " delivered" : " failed") : "";
        CHECK(found == row.expected);
    }
}

TEST_CASE("a followed log gives each delivery once, through half lines and rotation, and nothing from before it was opened") {
    std::string directory = "/tmp/onevoice-delivery-XXXXXX";
    REQUIRE(::mkdtemp(directory.data()) != nullptr);
    const std::string file = directory + "/maillog";
    const auto line = [](const std::string& queue) {
        return "Nov 23 10:00:00 mx postfix/smtp[12]: " + queue + ": to=<a@b.example>, relay=r, dsn=2.0.0, status=sent (ok)\n";
    };
    std::vector<std::string> seen;
    const auto remember = [&](const Delivery& delivery) { seen.push_back(delivery.queue_id); };

    std::ofstream out(file);
    out << line("BEFORE1") << std::flush;
    const auto log = DeliveryLog::open(file);
    REQUIRE(log.ok());
    (*log)->poll(remember);
    CHECK(seen.empty());

    const std::string second = line("SECOND2");
    out << line("FIRST11") << second.substr(0, 40) << std::flush;
    (*log)->poll(remember);
    out << second.substr(40) << std::flush;
    (*log)->poll(remember);
    CHECK(seen == std::vector<std::string>{"FIRST11", "SECOND2"});

    out << line("LASTOLD") << std::flush;
    REQUIRE(::rename(file.c_str(), (file + ".1").c_str()) == 0);
    std::ofstream fresh(file);
    fresh << line("FRESH11") << std::flush;
    (*log)->poll(remember);
    (*log)->poll(remember);
    CHECK(seen == std::vector<std::string>{"FIRST11", "SECOND2", "LASTOLD", "FRESH11"});

    ::unlink(file.c_str());
    ::unlink((file + ".1").c_str());
    ::rmdir(directory.c_str());
    CHECK_FALSE(DeliveryLog::open(file).ok());
}
