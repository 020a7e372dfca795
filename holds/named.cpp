#include "holds/named.h"

#include <nlohmann/json.hpp>

#include "holds/conflict.h"

namespace onevoice::holds {
using nlohmann::ordered_json;

void write_named(JsonText& out, const std::vector<LoggedName>& named) {
    if (named.empty()) return;
    out.begin_array("named");
    for (const LoggedName& name : named) {
        out.begin_object();
        out.text("contact", name.contact);
        out.text_if_any("place", name.place);
        out.text("by", name.by);
        out.text("words", name.words);
        out.text("where", name.where);
        out.end_object();
    }
    out.end_array();
}

std::vector<LoggedName> named_of(const ordered_json& object) {
    std::vector<LoggedName> out;
    for (const ordered_json& name : object.value("named", ordered_json::array()))
        out.push_back({text_of(name, "contact"), text_of(name, "place"), text_of(name, "by"), text_of(name, "words"), text_of(name, "where")});
    return out;
}

}  // namespace onevoice::holds
