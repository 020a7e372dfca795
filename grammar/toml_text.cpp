// The only file that includes toml++ (it compiles slowly). Its exceptions are off, so that a syntax error is a value;
// the packaged shared library has them on, therefore the headers alone are used.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "grammar/node.h"

namespace onevoice::grammar {
namespace {

/// toml++ counts columns in code points; a Place counts bytes, as compilers and editors expect.
class Spots {
public:
    explicit Spots(std::string_view text) : text_(text) {
        starts_.push_back(0);
        for (std::size_t i = 0; i < text.size(); ++i)
            if (text[i] == '\n') starts_.push_back(i + 1);
    }

    [[nodiscard]] Spot operator()(const toml::source_position& position) const {
        if (position.line == 0 || position.line > starts_.size()) return {position.line, position.column};
        const std::size_t start = starts_[position.line - 1];
        std::size_t at = start;
        for (std::size_t column = 1; column < position.column; ++column) {
            ++at;
            while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) ++at;
        }
        return {position.line, at - start + 1};
    }

private:
    std::string_view text_;
    std::vector<std::size_t> starts_;
};

template <class Written>
Node dated(Node node, const Written& written) {
    std::ostringstream text;
    text << written;
    const Result<Time> time = parse_time(text.str());
    node.kind = time.ok() ? Node::Kind::date : Node::Kind::local_date_time;
    if (time.ok()) node.date = *time;
    return node;
}

Node copy(const toml::node& from, const Spots& spots) {
    Node node;
    node.spot = spots(from.source().begin);
    if (const auto* text = from.as_string()) {
        node.kind = Node::Kind::text;
        node.text = text->get();
    } else if (const auto* integer = from.as_integer()) {
        node.kind = Node::Kind::integer;
        node.integer = integer->get();
    } else if (const auto* number = from.as_floating_point()) {
        node.kind = Node::Kind::number;
        node.number = number->get();
    } else if (const auto* boolean = from.as_boolean()) {
        node.kind = Node::Kind::boolean;
        node.boolean = boolean->get();
    } else if (const auto* date = from.as_date()) {
        return dated(std::move(node), date->get());
    } else if (const auto* date_time = from.as_date_time()) {
        return dated(std::move(node), date_time->get());
    } else if (from.is_time()) {
        node.kind = Node::Kind::local_time;
    } else if (const auto* array = from.as_array()) {
        node.kind = Node::Kind::array;
        node.elements.reserve(array->size());
        for (const toml::node& element : *array) node.elements.push_back(copy(element, spots));
    } else if (const auto* table = from.as_table()) {
        node.kind = Node::Kind::table;
        node.members.reserve(table->size());
        for (const auto& [key, value] : *table)
            node.members.push_back({std::string(key.str()), spots(key.source().begin), copy(value, spots)});
    }
    return node;
}

/// toml++ begins with "Error while parsing …"; our messages begin with the step.
std::string described(std::string_view description) {
    constexpr std::string_view opening = "Error while ";
    if (description.starts_with(opening)) description.remove_prefix(opening.size());
    while (description.ends_with('.')) description.remove_suffix(1);
    std::string out(description);
    if (!out.empty() && out.front() >= 'A' && out.front() <= 'Z') out.front() = static_cast<char>(out.front() - 'A' + 'a');
    return out;
}

}  // namespace

const Node* Node::member(std::string_view key) const {
    const auto found = std::find_if(members.begin(), members.end(), [&](const Member& each) { return each.key == key; });
    return found == members.end() ? nullptr : &found->value;
}

std::optional<Node> parse_toml(std::string_view text, NotToml& failure) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    const Spots spots(text);
    const toml::parse_result parsed = toml::parse(text);
    if (!parsed) {
        failure = {spots(parsed.error().source().begin), described(parsed.error().description())};
        return std::nullopt;
    }
    return copy(parsed.table(), spots);
}

}  // namespace onevoice::grammar
