#include "cli/blocks.h"

#include <iostream>

#include "cli/terminal.h"
#include "message/mailbox.h"

namespace onevoice::cli {
namespace {

constexpr const char* source_help = "messages, mboxes, Maildirs or directories of .eml files";

void add_learn(CLI::App& blocks, Invocation& invocation) {
    const auto options = std::make_shared<LearnOptions>();
    CLI::App* command = blocks.add_subcommand("learn", "write the rule of a text block from sample mails, two or more");
    command->add_option("sample", options->samples, source_help)->required();
    command->add_option("--against", options->against, std::string("unrelated mail in which the text block must not be found: ") + source_help);
    command->add_option("--rules", options->rule_files, "rule files instead of those of the settings");
    command->add_option("--act", options->act, "the act; without it, what the rules find in the samples");
    command->add_option("--about", options->about, "the matter");
    command->add_option("--name", options->name, "the name; without it, the act and the first words");
    command->add_option("--output", options->output, "the rule file to write instead of standard output");
    command->add_flag("--force", options->force, "with --output: replace a file that is there");
    command->callback([&invocation, options] { invocation.status = blocks_learn(invocation, *options); });
}

void add_match(CLI::App& blocks, Invocation& invocation) {
    const auto options = std::make_shared<MatchOptions>();
    CLI::App* command = blocks.add_subcommand("match", "show which text blocks stand where in mails, and how much of them");
    command->add_option("source", options->sources, source_help)->required();
    command->add_option("--rules", options->rule_files, "rule files instead of those of the settings");
    command->add_flag("--near", options->near, "also text blocks that are contained in part, but not enough");
    command->add_flag("--json", options->json, "one JSON object per message");
    command->callback([&invocation, options] { invocation.status = blocks_match(invocation, *options); });
}

}  // namespace

Result<void> for_each_own_words(const std::vector<std::string>& sources, Exit& status,
                                const std::function<void(const std::string& name, const message::OwnWords& words)>& each) {
    for (const std::string& source : sources) {
        std::size_t total = 0;
        const Result<void> done = message::for_each_message(source, total, [&](const message::StoredMessage& stored) -> Result<void> {
            const Result<message::Reading> reading = message::read(stored.raw);
            if (reading) {
                each(stored.name, message::own_words(*reading));
            } else {
                std::cerr << "onevoice: " << printable(stored.name) << ": " << printable(reading.error().text()) << '\n';
                status = Exit::no;
            }
            return {};
        });
        if (!done) return done;
    }
    return {};
}

void add_blocks(CLI::App& app, Invocation& invocation) {
    CLI::App* blocks = app.add_subcommand("blocks", "text blocks: learn them from sample mails, find them in mails");
    blocks->require_subcommand(1);
    blocks->fallthrough();
    add_learn(*blocks, invocation);
    add_match(*blocks, invocation);
}

}  // namespace onevoice::cli
