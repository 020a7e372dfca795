// tell_registry DATABASE KEY_FILE DEPARTMENT ACT ABOUT AT MESSAGE_ID ADDRESS: one decision put on record.
#include <iostream>

#include "registry/sqlite.h"

int main(int argc, char** argv) {
    using namespace onevoice;
    if (argc != 9) return 64;
    const auto registry = registry::open_sqlite({argv[1], argv[2], Seconds(5)});
    const auto at = parse_time(argv[6]);
    if (!registry || !at) {
        std::cerr << (registry ? at.error() : registry.error()).text() << '\n';
        return 1;
    }
    Decision decision;
    decision.department = decision.voice = argv[3];
    decision.act = argv[4];
    decision.about = argv[5];
    registry::Proposal proposal;
    proposal.recipients = {{argv[8], {}, ""}};
    proposal.decisions = {decision};
    proposal.message_id = argv[7];
    proposal.at = *at;
    const auto told = (*registry)->decide(proposal, [](auto histories) { return std::vector<State>(histories.size(), State::pending); });
    if (!told) std::cerr << told.error().text() << '\n';
    return told ? 0 : 1;
}
