// Lines to roles: one for every line, and what a container says stays. A byte in front of each line says what it is in.
#include "message/own_words.h"

#include <algorithm>
#include <string>
#include <utility>

#include "promises.h"

using namespace onevoice;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string text;
    message::append_visible(text, fuzz::bytes_of(data, size));
    constexpr message::Role hints[] = {message::Role::own,  message::Role::own,     message::Role::own,       message::Role::own,
                                       message::Role::quote, message::Role::forward, message::Role::signature, message::Role::own};
    std::vector<message::Line> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        message::Line line;
        const auto kind = static_cast<unsigned char>(text[at]);
        if (kind >= '0' && kind < '@') {
            line.hint = hints[kind & 7];
            line.quote_depth = (kind & 8) != 0;
            line.starts_part = kind == '7';
            ++at;
        }
        line.text = text.substr(at, end - at);
        lines.push_back(std::move(line));
        at = end + 1;
    }
    const std::vector<message::Role> roles = message::set_aside(lines);
    fuzz::promise(roles.size() == lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        fuzz::promise(roles[i] != message::Role::subject);
        fuzz::promise(lines[i].hint == message::Role::own || lines[i].text.empty() || roles[i] == lines[i].hint ||
                      lines[i].hint == message::Role::quote);  // a marker makes a quoting container a forward
    }
    return 0;
}
