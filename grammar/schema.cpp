#include <nlohmann/json.hpp>

#include "grammar/grammar.h"

namespace onevoice::grammar {
namespace {

using Json = nlohmann::ordered_json;

// The same spans that parse_duration reads, and the same sizes that the reader takes.
constexpr const char* duration_pattern = "^([0-9]+[wdhms])+$";
constexpr const char* size_pattern = "^[0-9]+[KMGkmg]?$";

Json object(const std::vector<Key>& keys);

Json one_or_many(const Json& one) { return {{"anyOf", Json::array({one, {{"type", "array"}, {"items", one}}})}}; }

Json value(const Key& key) {
    Json text{{"type", "string"}};
    if (!key.one_of.empty()) {
        text["enum"] = Json::array();
        for (const std::string_view allowed : key.one_of) text["enum"].push_back(allowed);
    }
    Json named = text;
    if (key.one_of.empty()) named["minLength"] = 1;
    switch (key.type) {
        case Type::text: return text;
        case Type::texts: return one_or_many(text);
        case Type::name:
        case Type::path: return named;
        case Type::names:
        case Type::paths: return one_or_many(named);
        case Type::boolean: return {{"type", "boolean"}};
        case Type::integer: return {{"type", "integer"}, {"minimum", 0}};
        case Type::number: return {{"type", "number"}};
        case Type::duration: return {{"type", "string"}, {"pattern", duration_pattern}};
        case Type::size:
            return {{"anyOf", Json::array({{{"type", "integer"}, {"minimum", 0}}, {{"type", "string"}, {"pattern", size_pattern}}})}};
        case Type::date: return text;  // editors hand a TOML date to the schema as a string
        case Type::table:
            if (key.fields.empty()) return {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}};
            return object(key.fields);
    }
    return Json::object();
}

Json object(const std::vector<Key>& keys) {
    Json properties = Json::object();
    Json required = Json::array();
    for (const Key& key : keys) {
        Json property = value(key);
        std::string description(key.help);
        if (!key.preset.empty()) description.append(description.empty() ? "" : "\n").append("Default: ").append(key.preset);
        if (!description.empty()) property["description"] = description;
        properties[std::string(key.name)] = std::move(property);
        if (key.required) required.push_back(key.name);
    }
    Json out{{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
    if (!required.empty()) out["required"] = std::move(required);
    return out;
}

}  // namespace

std::string json_schema(const Grammar& grammar) {
    Json sections = Json::object();
    for (const Section& section : grammar.sections) {
        Json one = object(section.keys);
        if (!section.help.empty()) one["description"] = section.help;
        sections[std::string(section.name)] = section.repeated ? Json{{"type", "array"}, {"items", one}} : one;
    }
    const Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
                      {"title", grammar.title},
                      {"type", "object"},
                      {"additionalProperties", false},
                      {"properties", std::move(sections)}};
    return schema.dump(2) + "\n";
}

}  // namespace onevoice::grammar
