#include "registry/store.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

namespace onevoice::registry {

namespace {

using Map = std::map<std::string, std::string>;

std::string packed(const Map& map) {
    // What is not UTF-8 is replaced: a captured value must never make a decision unstorable.
    return nlohmann::json(map).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<Map> unpacked(std::string_view text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    Map map;
    for (const auto& [name, value] : json.items()) {
        if (!value.is_string()) return std::nullopt;
        map.emplace(name, value.get<std::string>());
    }
    return map;
}

Parameter or_null(std::optional<std::int64_t> number) { return number ? Parameter(*number) : Parameter(nullptr); }
Parameter or_null(std::string_view text) { return text.empty() ? Parameter(nullptr) : Parameter(text); }

/// The same decision, told once more by the same message. Of two the states may differ: one was delivered, the other bounced.
bool repeats(const Decision& decision, const Decision& other) {
    return !decision.message_id.empty() && decision.message_id == other.message_id && decision.department == other.department &&
           decision.act == other.act && decision.about == other.about && thing_of(decision) == thing_of(other);
}

bool has(std::span<const Pseudonym> pseudonyms, Blob blob) {
    return std::ranges::any_of(pseudonyms, [&](const Pseudonym& one) { return std::ranges::equal(one, blob); });
}

}  // namespace

// Of the columns below.
constexpr int contact_column = 1;
constexpr int recipient_column = 12;
constexpr int signature_column = 13;

const char* const Store::columns = "id, contact, at, state, department, voice, act, about, message_id, keys, vals, queue_id, recipient, signature";

Contact pseudonymous(const Identity& identity, const Pseudonyms& pseudonyms) {
    Contact contact;
    contact.address = pseudonyms.contact(identity.address);
    contact.addresses.push_back(contact.address);
    for (const auto& alias : identity.aliases) {
        if (alias != identity.address) contact.addresses.push_back(pseudonyms.contact(alias));
    }
    for (const auto& name : identity.names) contact.names.push_back({pseudonyms.name(name), name});
    for (const auto& name : identity.told_as) contact.told_as.push_back(pseudonyms.name(name));
    if (!identity.organisation.empty()) contact.organisation = pseudonyms.organisation(identity.organisation);
    return contact;
}

Store::Store(std::unique_ptr<Database> database, Words words, Prepared prepared)
    : database_(std::move(database)), words_(std::move(words)), prepared_(std::move(prepared)) {}

Result<std::unique_ptr<Store>> Store::open(std::unique_ptr<Database> database) {
    auto words = Words::prepare(*database);
    if (!words) return words.error();
    // The numbers of the states below are those of the enumeration.
    static_assert(int(State::pending) == 0 && int(State::committed) == 1 && int(State::held) == 2);
    const auto select = [](const char* condition) {
        return std::string("SELECT ") + columns + " FROM decision WHERE " + condition +
               " AND at >= ?2 AND (?3 = 0 OR state IN (0, 1)) AND (?4 IS NULL OR message IS NOT ?4 OR department <> ?5)"
               " ORDER BY at DESC, id DESC";
    };
    auto contact = database->prepare(select("contact = ?1 AND thing IS ?6"));
    if (!contact) return contact.error();
    auto organisation = database->prepare(select("organisation = ?1 AND thing IS ?6"));
    if (!organisation) return organisation.error();
    auto all_of_contact = database->prepare(select("contact = ?1"));
    if (!all_of_contact) return all_of_contact.error();
    auto all_of_organisation = database->prepare(select("organisation = ?1"));
    if (!all_of_organisation) return all_of_organisation.error();
    auto earlier = database->prepare("SELECT id, state FROM decision WHERE message = ?1 AND department = ?2 AND (contact = ?3 OR recipient = ?3)");
    if (!earlier) return earlier.error();
    auto remove = database->prepare("DELETE FROM decision WHERE id = ?1");
    if (!remove) return remove.error();
    auto insert = database->prepare(
        "INSERT INTO decision (key_id, contact, organisation, at, state, department, voice, act, about, message, message_id, queue_id, keys, vals, recipient,"
        " thing, signature) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)");
    if (!insert) return insert.error();
    Prepared prepared{std::move(*contact), std::move(*organisation), std::move(*all_of_contact), std::move(*all_of_organisation),
                      std::move(*earlier), std::move(*remove), std::move(*insert)};
    return std::unique_ptr<Store>(new Store(std::move(database), std::move(*words), std::move(prepared)));
}

Result<Decision> Store::decision(const Row& row) {
    Decision decision;
    const std::tuple<int, std::string Decision::*> words[] = {
        {4, &Decision::department}, {5, &Decision::voice}, {6, &Decision::act}, {7, &Decision::about}};
    for (const auto& [column, member] : words) {
        auto word = words_.word(row.number(column));
        if (!word) return word.error();
        decision.*member = std::move(*word);
    }
    decision.at = Time(std::chrono::milliseconds(row.number(2)));
    decision.state = static_cast<State>(row.number(3));
    decision.message_id = row.text(8);
    decision.signature = static_cast<std::uint64_t>(row.number(signature_column));  // null reads as 0, which is unknown
    for (const auto& [column, member] : {std::pair{9, &Decision::keys}, std::pair{10, &Decision::values}}) {
        if (row.null(column)) continue;
        auto map = unpacked(row.text(column));
        if (!map) {
            return Error{Kind::misconfigured, "use registry " + database_->path() + ": the file is damaged: decision " +
                                                  std::to_string(row.number(0)) + " has unreadable keys"};
        }
        decision.*member = std::move(*map);
    }
    return decision;
}

Result<void> Store::collect(const Search& search, const Wanted& wanted, std::vector<EarlierDecision>& out) {
    if (!wanted.things) return collect_by(search.all, std::nullopt, search.most, search, wanted, out);
    if (auto done = collect_by(search.apart, std::nullopt, search.most, search, wanted, out); !done) return done;
    for (const std::int64_t thing : *wanted.things) {
        auto done = collect_by(search.apart, thing, std::min(search.most, longest_fact_history), search, wanted, out);
        if (!done) return done;
    }
    return {};
}

Result<void> Store::collect_by(Statement& statement, std::optional<std::int64_t> thing, std::size_t most, const Search& search,
                               const Wanted& wanted, std::vector<EarlierDecision>& out) {
    std::size_t left = most;
    if (left == 0) return {};
    const auto begin = static_cast<std::ptrdiff_t>(search.once_from.value_or(0));
    return statement.each(
        [&](const Row& row) -> Result<bool> {
            if (!search.skipped.empty() && has(search.skipped, row.blob(search.skipped_by))) return true;
            auto found = decision(row);
            if (!found) return found.error();
            if (search.once_from && std::any_of(out.begin() + begin, out.end(), [&](const EarlierDecision& other) {
                    return repeats(*found, other.decision);
                }))
                return true;
            out.push_back({row.number(0), std::move(*found), search.as.same_contact, search.as.told_as});
            return --left != 0;
        },
        {Blob(search.pseudonym), std::int64_t{wanted.since.time_since_epoch().count()}, std::int64_t{wanted.told_only},
         or_null(wanted.except.message), wanted.except.department, or_null(thing)});
}

Result<std::vector<EarlierDecision>> Store::history(const Contact& contact, const Wanted& wanted) {
    std::vector<EarlierDecision> out;
    for (const auto& address : contact.addresses) {
        const Search search{prepared_.contact, prepared_.all_of_contact, address, wanted.of_contact, {}};
        if (auto done = collect(search, wanted, out); !done) return done.error();
    }
    // One message has a row for each of its recipients and each name in it.
    const std::size_t by_name = out.size();
    for (const auto& name : contact.names) {
        const Search search{prepared_.contact, prepared_.all_of_contact, name.pseudonym, wanted.of_contact, {0, {}, true, name.text}, contact.addresses, recipient_column, by_name};
        if (auto done = collect(search, wanted, out); !done) return done.error();
    }
    if (contact.organisation) {
        const Search search{prepared_.organisation, prepared_.all_of_organisation, *contact.organisation, wanted.of_organisation, {0, {}, false, {}}, contact.addresses, contact_column};
        if (auto done = collect(search, wanted, out); !done) return done.error();
    }
    std::ranges::sort(out, [](const EarlierDecision& a, const EarlierDecision& b) {
        return std::tie(a.decision.at, a.id) > std::tie(b.decision.at, b.id);
    });
    return out;
}

Result<bool> Store::clear(const Attempt& attempt, const Pseudonym& address, bool committed) {
    if (!attempt.message) return false;
    bool held = false;
    std::vector<std::int64_t> rows;
    auto read = prepared_.earlier.each(
        [&](const Row& row) -> Result<bool> {
            const auto state = static_cast<State>(row.number(1));
            held = held || state == State::held;
            if ((state == State::committed) == committed) rows.push_back(row.number(0));
            return true;
        },
        {*attempt.message, attempt.department, Blob(address)});
    if (!read) return read.error();
    for (const auto row : rows) {
        if (auto removed = prepared_.remove.run({row}); !removed) return removed.error();
    }
    return held;
}

Result<void> Store::add(const Decision& decision, const Contact& contact, const Attempt& attempt, std::string_view queue_id,
                        std::optional<std::int64_t> thing, std::int64_t key_id) {
    std::int64_t words[4];
    const std::string* texts[4] = {&decision.department, &decision.voice, &decision.act, &decision.about};
    for (int i = 0; i < 4; ++i) {
        auto number = words_.number(*texts[i]);
        if (!number) return number.error();
        words[i] = *number;
    }
    const std::string keys = decision.keys.empty() ? "" : packed(decision.keys);
    const std::string values = decision.values.empty() ? "" : packed(decision.values);
    const Parameter signature = decision.signature == 0 ? Parameter(nullptr) : Parameter(static_cast<std::int64_t>(decision.signature));
    const auto insert = [&](const Pseudonym& told, const Parameter& organisation, const Parameter& recipient) {
        return prepared_.insert.run({key_id, Blob(told), organisation, std::int64_t{decision.at.time_since_epoch().count()},
                                     std::int64_t{static_cast<int>(decision.state)}, words[0], words[1], words[2], words[3],
                                     or_null(attempt.message), std::string_view(decision.message_id), or_null(queue_id), or_null(keys),
                                     or_null(values), recipient, or_null(thing), signature});
    };
    auto inserted = insert(contact.address, contact.organisation ? Parameter(Blob(*contact.organisation)) : Parameter(nullptr), nullptr);
    for (const Pseudonym& name : contact.told_as) {
        if (!inserted) break;
        inserted = insert(name, nullptr, Blob(contact.address));
    }
    return inserted;
}

}  // namespace onevoice::registry
