#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include "grammar/grammar.h"
#include "grammar/node.h"
#include "grammar/values.h"

namespace onevoice::grammar {

/// Checks one parsed file against its grammar. Every problem becomes a complaint; what is sound is kept.
class Reader {
public:
    Reader(const Grammar& grammar, Complaints& complaints) : grammar_(grammar), complaints_(complaints) {}

    Document read(const Node& root) {
        Document document;
        for (const Node::Member& member : root.members) {
            const auto section = std::find_if(grammar_.sections.begin(), grammar_.sections.end(),
                                              [&](const Section& each) { return each.name == member.key; });
            if (section == grammar_.sections.end()) unknown_section(member);
            else read_section(*section, member, document.sections[member.key]);
        }
        return document;
    }

    static void fill(const Grammar& grammar, Document& document, const Document& presets) {
        for (const Section& section : grammar.sections) {
            std::vector<Table>& tables = document.sections[std::string(section.name)];
            if (tables.empty() && !section.repeated) {
                tables.emplace_back();
                tables.back().keys_ = &section.keys;
            }
            const Table* preset = presets.one(section.name);
            if (preset == nullptr) continue;
            for (Table& table : tables) table.values_.insert(preset->values_.begin(), preset->values_.end());
        }
    }

    /// Takes the places away: a preset stands in no file.
    static void forget_places(Document& document) {
        for (auto& [name, tables] : document.sections)
            for (Table& table : tables) {
                table.place_ = {};
                for (auto& [key, value] : table.values_) {
                    value.place = {};
                    for (Located& text : value.texts) text.place = {};
                }
            }
    }

private:
    static bool is_tables(const Node& node) {
        return node.kind == Node::Kind::array && !node.elements.empty() &&
               std::all_of(node.elements.begin(), node.elements.end(),
                           [](const Node& each) { return each.kind == Node::Kind::table; });
    }
    static std::string header(const Section& section) {
        const std::string name(section.name);
        return section.repeated ? "[[" + name + "]]" : "[" + name + "]";
    }

    /// " (it belongs in [milter])" when another section has the key.
    [[nodiscard]] std::string home_of(std::string_view key) const {
        for (const Section& section : grammar_.sections)
            for (const Key& each : section.keys)
                if (each.name == key) return " (it belongs in " + header(section) + ")";
        return {};
    }

    void unknown_section(const Node::Member& member) {
        std::vector<std::string_view> names;
        for (const Section& section : grammar_.sections) names.push_back(section.name);
        if (member.value.kind == Node::Kind::table || is_tables(member.value))
            complaints_.add(member.spot, "unknown section '" + member.key + "'" + suggestion(member.key, names));
        else
            complaints_.add(member.spot, "key '" + member.key + "' stands outside of every section" + home_of(member.key));
    }

    void read_section(const Section& section, const Node::Member& member, std::vector<Table>& tables) {
        const Node& node = member.value;
        const std::string name(section.name);
        if (node.kind == Node::Kind::table) {
            if (section.repeated)
                complaints_.add(node.spot, "section '" + name + "' can stand several times: write [[" + name + "]], not [" + name + "]");
            tables.push_back(read_table(section.keys, node, node.spot, header(section), ""));
        } else if (is_tables(node)) {
            if (!section.repeated)
                complaints_.add(node.elements.front().spot,
                                "section '" + name + "' stands only once: write [" + name + "], not [[" + name + "]]");
            for (const Node& each : node.elements) {
                Table table = read_table(section.keys, each, each.spot, header(section), "");
                if (section.repeated || tables.empty()) tables.push_back(std::move(table));
            }
        } else if (!(section.repeated && node.kind == Node::Kind::array && node.elements.empty())) {
            complaints_.add(member.spot, "'" + name + "' is a section: write " + header(section));
        }
    }

    /// `where` names the table in messages, `path` stands in front of the names of an inline table's keys.
    Table read_table(const std::vector<Key>& keys, const Node& node, Spot spot, const std::string& where, const std::string& path) {
        Table table;
        table.keys_ = &keys;
        table.place_ = complaints_.place(spot);
        for (const Node::Member& member : node.members) {
            const auto key = std::find_if(keys.begin(), keys.end(), [&](const Key& each) { return each.name == member.key; });
            if (key == keys.end()) {
                unknown_key(keys, member, where, path.empty());
            } else if (key->type == Type::table && !key->fields.empty() && member.value.kind == Node::Kind::table) {
                Table::Value value;
                value.place = complaints_.place(member.value.spot);
                const std::string inner = path + member.key;
                value.table.push_back(read_table(key->fields, member.value, member.value.spot, "'" + inner + "'", inner + "."));
                table.values_.emplace(member.key, std::move(value));
            } else if (auto value = read_value(*key, member.value, complaints_)) {
                table.values_.emplace(member.key, std::move(*value));
            }
        }
        for (const Key& key : keys)
            if (key.required && node.member(key.name) == nullptr)
                complaints_.add(spot, "key '" + std::string(key.name) + "' is missing in " + where);
        return table;
    }

    void unknown_key(const std::vector<Key>& keys, const Node::Member& member, const std::string& where, bool in_section) {
        std::vector<std::string_view> names;
        for (const Key& key : keys) names.push_back(key.name);
        std::string hint = suggestion(member.key, names);
        if (hint.empty() && in_section) hint = home_of(member.key);
        complaints_.add(member.spot, "unknown key '" + member.key + "' in " + where + hint);
    }

    const Grammar& grammar_;
    Complaints& complaints_;
};

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

/// The whole file; nothing with errno's text in `cause` when it cannot be read.
std::optional<std::string> content_of(const std::string& file, std::string& cause) {
    // Rule files of ten thousand patterns have some megabytes; what is larger by far is a mistake, such as /dev/zero.
    constexpr std::size_t largest = std::size_t{64} << 20;
    const std::unique_ptr<std::FILE, CloseFile> opened(std::fopen(file.c_str(), "re"));
    std::string content;
    if (opened) {
        std::string piece(std::size_t{1} << 16, '\0');
        while (const std::size_t count = std::fread(piece.data(), 1, piece.size(), opened.get())) {
            content.append(piece, 0, count);
            if (content.size() > largest) {
                cause = "larger than 64 MiB";
                return std::nullopt;
            }
        }
        if (std::ferror(opened.get()) == 0) return content;
    }
    cause = std::generic_category().message(errno);
    return std::nullopt;
}

bool earlier(const Diagnostic& a, const Diagnostic& b) {
    return a.place.line != b.place.line ? a.place.line < b.place.line : a.place.column < b.place.column;
}

}  // namespace

Document read_text(const Grammar& grammar, std::string_view text, const std::string& file, std::vector<Diagnostic>& diagnostics) {
    std::vector<Diagnostic> found;
    Complaints complaints(file, found);
    Document document;
    NotToml failure;
    if (const std::optional<Node> root = parse_toml(text, failure)) document = Reader(grammar, complaints).read(*root);
    else complaints.add(failure.spot, failure.what);
    std::stable_sort(found.begin(), found.end(), earlier);
    diagnostics.insert(diagnostics.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    return document;
}

Document read_file(const Grammar& grammar, const std::string& file, std::vector<Diagnostic>& diagnostics) {
    std::string cause;
    const std::optional<std::string> content = content_of(file, cause);
    if (content) return read_text(grammar, *content, file, diagnostics);
    diagnostics.push_back({Severity::error, {file}, "reading the file: " + cause});
    return {};
}

void fill_presets(const Grammar& grammar, Document& document) {
    std::string text;
    for (const Section& section : grammar.sections) {
        const std::string name(section.name);
        text += section.repeated ? "[[" + name + "]]\n" : "[" + name + "]\n";
        for (const Key& key : section.keys)
            if (!key.preset.empty()) text.append(key.name).append(" = ").append(key.preset).append("\n");
    }
    // Required keys have no preset and are missing here, so only the presets that were read count.
    std::vector<Diagnostic> ignored;
    Document presets = read_text(grammar, text, "presets", ignored);
    Reader::forget_places(presets);
    Reader::fill(grammar, document, presets);
}

}  // namespace onevoice::grammar
