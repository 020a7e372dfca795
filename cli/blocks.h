// onevoice blocks: its two subcommands, and how both read mail.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "message/reading.h"

namespace onevoice::cli {

struct LearnOptions {
    std::vector<std::string> samples;
    std::vector<std::string> against;
    std::vector<std::string> rule_files;
    std::string act;
    std::string about;
    std::string name;
    std::string output;
    bool force = false;
};

struct MatchOptions {
    std::vector<std::string> sources;
    std::vector<std::string> rule_files;
    bool near = false;
    bool json = false;
};

Exit blocks_learn(const Invocation& invocation, const LearnOptions& options);
Exit blocks_match(const Invocation& invocation, const MatchOptions& options);

/// Every message of every source: a message, an mbox, a Maildir or a directory of .eml files. A message that is not to be
/// read is told on standard error, and makes `status` Exit::no.
Result<void> for_each_own_words(const std::vector<std::string>& sources, Exit& status,
                                const std::function<void(const std::string& name, const message::OwnWords& words)>& each);

}  // namespace onevoice::cli
