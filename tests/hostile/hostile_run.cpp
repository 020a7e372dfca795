// Sends mail files, whatever they hold, to a filter and says how each was answered.
//
//   hostile_run SOCKET SECONDS FILE…
//
// One line of JSON per file. Fails when a message is not answered within SECONDS, or the filter breaks the connection.
// All go over one connection, so that what one message leaves behind meets the next one; a new one after a failure.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/bench/daemon_client.h"

using namespace onevoice::bench;

namespace {

std::string content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::unique_ptr<Connection> connect(const std::string& socket, int patience) {
    auto connection = std::make_unique<Connection>(socket, patience);
    connection->client("10.0.0.7");
    return connection;
}

}  // namespace

int main(int count, char** words) {
    if (count < 4) {
        std::fprintf(stderr, "usage: hostile_run SOCKET SECONDS FILE...\n");
        return 64;
    }
    const std::string socket = words[1];
    const int patience = std::atoi(words[2]);
    int status = 0;
    std::unique_ptr<Connection> connection;
    for (int i = 3; i < count; ++i) {
        const std::string raw = content_of(words[i]);
        nlohmann::json line = {{"file", words[i]}, {"bytes", raw.size()}};
        try {
            if (!connection) connection = connect(socket, patience);
            const std::string packets = Packets::header_and_body(cut(raw), connection->leading_blank());
            const std::string id = "hostile" + std::to_string(i);
            const Answer answer = connection->message({"partner@blattgold.example", "partner", {"mara@" + id + ".example"}, id, {}}, packets);
            line["verdict"] = std::string(1, answer.verdict);
            line["held"] = !answer.quarantine.empty();
            line["ms"] = answer.microseconds / 1e3;
            if (answer.early) throw std::runtime_error("answered before it was transferred");
        } catch (const std::exception& error) {
            line["failure"] = error.what();
            connection.reset();
            status = 1;
        }
        std::puts(line.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace).c_str());
        std::fflush(stdout);
    }
    return status;
}
