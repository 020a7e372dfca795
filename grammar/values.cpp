#include "grammar/values.h"

#include <utf8proc.h>

#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>

namespace onevoice::grammar {
namespace {

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string_view kind_name(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::text: return "a string";
        case Node::Kind::integer: return "an integer";
        case Node::Kind::number: return "a floating point number";
        case Node::Kind::boolean: return "a boolean";
        case Node::Kind::date: return "a date";
        case Node::Kind::local_date_time: return "a date and time without an offset from UTC";
        case Node::Kind::local_time: return "a time of day";
        case Node::Kind::array: return "an array";
        case Node::Kind::table: return "a table";
    }
    return "something else";
}

/// Letters with their marks, digits, '-', '_', '.' and blanks in between.
bool is_name(std::string_view text) {
    if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t letter = 0;
        const utf8proc_ssize_t length = utf8proc_iterate(at, left, &letter);
        if (length <= 0) return false;
        at += length;
        left -= length;
        const utf8proc_category_t category = utf8proc_category(letter);
        const bool allowed = letter == '-' || letter == '_' || letter == '.' || letter == ' ' ||
                             (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME) ||
                             category == UTF8PROC_CATEGORY_ND;
        if (!allowed) return false;
    }
    return true;
}

/// "50M": a count of bytes with K, M or G, which are powers of 1024 as for the MTA's own limits.
std::optional<std::int64_t> size_of(std::string_view text) {
    std::int64_t count = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (failure != std::errc{} || count < 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    int shift = 0;
    if (text == "K" || text == "k") shift = 10;
    else if (text == "M" || text == "m") shift = 20;
    else if (text == "G" || text == "g") shift = 30;
    else if (!text.empty()) return std::nullopt;
    if (count > std::numeric_limits<std::int64_t>::max() >> shift) return std::nullopt;
    return count << shift;
}

std::string against_folder(const std::string& written, const std::string& file) {
    std::error_code failure;
    const std::filesystem::path base = std::filesystem::absolute(file, failure).parent_path();
    std::string path = (base / written).lexically_normal().string();
    if (path.size() > 1 && path.back() == '/') path.pop_back();
    return path;
}

/// One string of a text, name or path, or of their lists.
std::optional<Located> read_string(const Key& key, const Node& node, Complaints& complaints) {
    const auto complain = [&](std::string what) -> std::optional<Located> {
        complaints.add(node.spot, in_quotes(key.name) + ": " + std::move(what));
        return std::nullopt;
    };
    if (!key.one_of.empty()) {
        for (const std::string_view allowed : key.one_of)
            if (allowed == node.text) return Located{node.text, complaints.place(node.spot)};
        std::string all;
        for (const std::string_view allowed : key.one_of) all += (all.empty() ? "" : ", ") + in_quotes(allowed);
        return complain(in_quotes(node.text) + " is none of " + all + suggestion(node.text, key.one_of));
    }
    if (key.type == Type::name || key.type == Type::names) {
        if (node.text.empty()) return complain("a name must not be empty");
        if (!is_name(node.text))
            return complain(in_quotes(node.text) + " is not a name: letters, digits, '-', '_', '.' and blanks in between");
    }
    if (key.type == Type::path || key.type == Type::paths) {
        if (node.text.empty()) return complain("a path must not be empty");
        if (node.text.find('\0') != std::string::npos) return complain("a path must not contain a zero byte");
        return Located{against_folder(node.text, complaints.file()), complaints.place(node.spot)};
    }
    return Located{node.text, complaints.place(node.spot)};
}

class ValueReader {
public:
    ValueReader(const Key& key, const Node& node, Complaints& complaints) : key_(key), node_(node), complaints_(complaints) {
        value_.place = complaints.place(node.spot);
    }

    std::optional<Table::Value> read() {
        switch (key_.type) {
            case Type::text:
            case Type::name:
            case Type::path: return string();
            case Type::texts:
            case Type::names:
            case Type::paths: return node_.kind == Node::Kind::array ? strings() : string();
            case Type::boolean: return boolean();
            case Type::integer: return integer();
            case Type::number: return number();
            case Type::duration: return duration();
            case Type::size: return node_.kind == Node::Kind::text ? size() : integer();
            case Type::date: return date();
            case Type::table: return pairs();
        }
        return std::nullopt;
    }

private:
    std::optional<Table::Value> complain(std::string what) {
        complaints_.add(node_.spot, in_quotes(key_.name) + ": " + std::move(what));
        return std::nullopt;
    }
    std::optional<Table::Value> wrong() { return complain(mismatch(key_.type, node_.kind)); }

    std::optional<Table::Value> string() {
        if (node_.kind != Node::Kind::text) return wrong();
        std::optional<Located> text = read_string(key_, node_, complaints_);
        if (!text) return std::nullopt;
        value_.texts.push_back(std::move(*text));
        return value_;
    }
    std::optional<Table::Value> strings() {
        for (const Node& element : node_.elements) {
            if (element.kind != Node::Kind::text) {
                const std::string found(kind_name(element.kind));
                complaints_.add(element.spot, in_quotes(key_.name) + ": expected a string in the array, found " + found);
            } else if (std::optional<Located> text = read_string(key_, element, complaints_)) {
                value_.texts.push_back(std::move(*text));
            }
        }
        return value_;
    }
    std::optional<Table::Value> boolean() {
        if (node_.kind != Node::Kind::boolean) return wrong();
        value_.boolean = node_.boolean;
        return value_;
    }
    std::optional<Table::Value> integer() {
        if (node_.kind != Node::Kind::integer) return wrong();
        if (node_.integer < 0) return complain(std::to_string(node_.integer) + " is negative");
        value_.integer = node_.integer;
        return value_;
    }
    std::optional<Table::Value> number() {
        if (node_.kind == Node::Kind::integer) value_.number = static_cast<double>(node_.integer);
        else if (node_.kind == Node::Kind::number) value_.number = node_.number;
        else return wrong();
        if (!std::isfinite(value_.number)) return complain("expected a finite number");
        return value_;
    }
    std::optional<Table::Value> duration() {
        if (node_.kind != Node::Kind::text) return wrong();
        const Result<Seconds> span = parse_duration(node_.text);
        if (!span) return complain(span.error().what);
        value_.duration = *span;
        return value_;
    }
    std::optional<Table::Value> size() {
        const std::optional<std::int64_t> bytes = size_of(node_.text);
        if (!bytes) return complain(in_quotes(node_.text) + " is not a number of bytes with K, M or G, such as \"50M\"");
        value_.integer = *bytes;
        return value_;
    }
    std::optional<Table::Value> date() {
        if (node_.kind == Node::Kind::date) {
            value_.date = node_.date;
            return value_;
        }
        if (node_.kind != Node::Kind::text) return wrong();
        const Result<Time> time = parse_time(node_.text);
        if (!time) return complain(in_quotes(node_.text) + " is not " + std::string(expectation(Type::date)));
        value_.date = *time;
        return value_;
    }
    std::optional<Table::Value> pairs() {
        if (node_.kind != Node::Kind::table) return wrong();
        for (const Node::Member& member : node_.members) {
            if (member.value.kind != Node::Kind::text) {
                const std::string path = std::string(key_.name) + "." + member.key;
                complaints_.add(member.value.spot, in_quotes(path) + ": " + mismatch(Type::text, member.value.kind));
            } else {
                value_.pairs.emplace(member.key, Located{member.value.text, complaints_.place(member.value.spot)});
            }
        }
        return value_;
    }

    const Key& key_;
    const Node& node_;
    Complaints& complaints_;
    Table::Value value_;
};

}  // namespace

void Complaints::add(Spot spot, std::string_view what) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string shown;
    for (const char c : what) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7F) shown += c;
        else shown.append("\\x").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    }
    out_.push_back({Severity::error, place(spot), std::move(shown)});
}

std::string_view expectation(Type type) {
    switch (type) {
        case Type::text: return "a string";
        case Type::texts: return "a string or an array of strings";
        case Type::name: return "a name in quotes";
        case Type::names: return "a name in quotes or an array of names";
        case Type::boolean: return "true or false";
        case Type::integer: return "an integer";
        case Type::number: return "a number";
        case Type::duration: return "a duration such as \"90d\"";
        case Type::size: return "a size such as \"50M\"";
        case Type::date: return "a date such as 2026-03-02 or 2026-03-02T10:00:00+01:00";
        case Type::path: return "a path in quotes";
        case Type::paths: return "a path in quotes or an array of paths";
        case Type::table: return "an inline table such as { key = \"value\" }";
    }
    return "something else";
}

std::string mismatch(Type type, Node::Kind found) {
    return "expected " + std::string(expectation(type)) + ", found " + std::string(kind_name(found));
}

std::optional<Table::Value> read_value(const Key& key, const Node& node, Complaints& complaints) {
    return ValueReader(key, node, complaints).read();
}

}  // namespace onevoice::grammar
