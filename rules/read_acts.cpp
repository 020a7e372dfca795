#include <algorithm>
#include <map>

#include "rules/contents.h"

namespace onevoice::rules {
namespace {

/// Acts that yield to each other in a circle would all be dropped from a message that does them together.
class Circles {
public:
    Circles(const std::vector<ActDefinition>& acts, Findings& findings)
        : acts_(acts), findings_(findings), seen_(acts.size(), Seen::no) {
        for (std::size_t i = 0; i < acts.size(); ++i) by_name_.emplace(acts[i].name, i);
    }

    void find() {
        for (std::size_t i = 0; i < acts_.size(); ++i) visit(i);
    }

private:
    enum class Seen { no, open, done };

    void visit(std::size_t start) {
        // A stack of its own: a chain of acts may be as long as the files like.
        struct Step {
            std::size_t act;
            std::size_t next;
        };
        if (seen_[start] != Seen::no) return;
        std::vector<Step> path{{start, 0}};
        seen_[start] = Seen::open;
        while (!path.empty()) {
            Step& top = path.back();
            const ActDefinition& act = acts_[top.act];
            if (top.next == act.yields_to.size()) {
                seen_[top.act] = Seen::done;
                path.pop_back();
                continue;
            }
            const auto known = by_name_.find(act.yields_to[top.next++]);
            if (known == by_name_.end()) continue;
            const std::size_t next = known->second;
            if (seen_[next] == Seen::open) {
                findings_.error(act.place, "act " + quoted(act.name) + " yields to " + quoted(acts_[next].name) +
                                               (next == top.act ? ", itself" : ", which yields to it") +
                                               ": a message with both would do neither");
            } else if (seen_[next] == Seen::no) {
                seen_[next] = Seen::open;
                path.push_back({next, 0});
            }
        }
    }

    const std::vector<ActDefinition>& acts_;
    Findings& findings_;
    std::vector<Seen> seen_;
    std::map<std::string, std::size_t> by_name_;
};

}  // namespace

void read_acts(Loading& loading, Contents& contents) {
    for (const grammar::Table* table : tables_of(loading.files, "act")) {
        ActDefinition act;
        act.name = text_of(*table, "name");
        act.stance = table->has("stance") ? text_of(*table, "stance") : "neutral";
        act.yields_to = loading.names.checked(Named::act, *table, "yields_to");
        act.retention = table->duration("retention");
        act.place = table->place();
        if (act.retention && act.retention->count() == 0)
            loading.findings.error(table->place_of("retention"), "a retention of nothing forgets every decision at once");
        if (!act.yields_to.empty()) contents.matcher.courtesies.push_back({act.name, act.yields_to});
        contents.acts.push_back(std::move(act));
    }
    Circles(contents.acts, loading.findings).find();
}

}  // namespace onevoice::rules
