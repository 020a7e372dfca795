#include "registry/sqlite.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "registry/erase.h"
#include "registry/migrate.h"
#include "registry/readers.h"
#include "registry/schema.h"
#include "registry/writer.h"

namespace onevoice::registry {

namespace {

constexpr auto memory_path = ":memory:";

Wanted conflicts_since(Time since, Attempt except, std::size_t recipients, std::vector<std::int64_t> things) {
    // Of the organisation's decisions a message with a crowd of recipients gets 65,536 in all (some 30 MB), each at least 16.
    const std::size_t share = std::clamp<std::size_t>(65536 / recipients, 16, longest_history);
    return {since, true, except, longest_history, share, std::move(things)};
}

class SqliteRegistry final : public Registry {
public:
    SqliteRegistry(const SqliteOptions& options, const KeyInUse& key, std::unique_ptr<Store> store)
        : memory_(options.path == memory_path),
          busy_(options.busy),
          pseudonyms_(key.key),
          key_id_(key.id),
          readers_(options.path, busy_),
          writer_(std::move(store), busy_) {}

    Result<void> decide(const Proposal& proposal, const Judge& judge) override;
    Result<std::vector<EarlierDecision>> history(const Identity& identity, Time since) override;
    Result<std::vector<Entry>> find(const Selector& selector) override;
    Result<std::uint64_t> settle(const Selector& selector, State state, std::optional<Time> at) override;
    Result<std::uint64_t> purge(Time now, const std::function<Seconds(std::string_view act)>& retention) override {
        return erase_expired(writer_, [this](const Writer::Work& work) { return read(work); }, now, retention, busy_);
    }
    Result<std::uint64_t> forget(const Identity& identity) override {
        return erase_contact(writer_, pseudonymous(identity, pseudonyms_), busy_);
    }
    Result<Statistics> statistics() override;

private:
    /// A database in memory has one connection only, the writer's.
    Result<void> read(const Writer::Work& work) { return memory_ ? writer_.transact(work) : readers_.read(work); }
    Result<void> reserve(Store& store, const Proposal& proposal, std::span<const Contact> contacts, const Judge& judge) const;
    [[nodiscard]] std::optional<std::int64_t> message(const std::string& message_id, const std::string& queue_id) const;

    /// " WHERE …" with the parameters ?3 to ?5, in that order: message, queue ID, contact.
    struct Condition {
        std::string sql;
        Parameter message{nullptr}, queue_id{nullptr}, contact{nullptr};
    };
    Result<Condition> condition(const Selector& selector, const Pseudonym& contact) const;

    bool memory_;
    std::chrono::milliseconds busy_;
    Pseudonyms pseudonyms_;
    std::int64_t key_id_;
    Readers readers_;
    Writer writer_;
};

std::optional<std::int64_t> SqliteRegistry::message(const std::string& message_id, const std::string& queue_id) const {
    if (!message_id.empty()) return pseudonyms_.message_id(message_id);
    if (!queue_id.empty()) return pseudonyms_.queue_id(queue_id);
    return std::nullopt;
}

Result<void> SqliteRegistry::decide(const Proposal& proposal, const Judge& judge) {
    if (proposal.recipients.empty()) return {};
    std::vector<Contact> contacts;
    contacts.reserve(proposal.recipients.size());
    for (const auto& recipient : proposal.recipients) contacts.push_back(pseudonymous(recipient, pseudonyms_));
    const auto work = [&](Store& store) { return reserve(store, proposal, contacts, judge); };
    return proposal.decisions.empty() ? read(work) : writer_.transact(work);
}

Result<void> SqliteRegistry::reserve(Store& store, const Proposal& proposal, std::span<const Contact> contacts, const Judge& judge) const {
    Attempt attempt;
    std::vector<bool> was_held(contacts.size(), false);
    if (!proposal.decisions.empty()) {
        auto department = store.words().number(proposal.decisions.front().department);
        if (!department) return department.error();
        attempt = {message(proposal.message_id, proposal.queue_id), *department};
        // Before the look-up: what an earlier attempt left need not be read over for every recipient.
        for (std::size_t i = 0; i < contacts.size(); ++i) {
            auto held = store.clear(attempt, contacts[i].address, false);
            if (!held) return held.error();
            was_held[i] = *held;
        }
    }
    std::vector<std::int64_t> things;
    for (const Thing& thing : proposal.things) things.push_back(pseudonyms_.thing(thing.name, thing.key));
    const Wanted wanted = conflicts_since(proposal.since, attempt, contacts.size(), std::move(things));
    std::vector<std::vector<EarlierDecision>> histories;
    histories.reserve(contacts.size());
    for (const auto& contact : contacts) {
        auto history = store.history(contact, wanted);
        if (!history) return history.error();
        histories.push_back(std::move(*history));
    }
    const std::vector<State> states = judge(histories);

    std::set<Pseudonym> stored;  // two spellings of one recipient are told once
    for (std::size_t i = 0; i < contacts.size() && !proposal.decisions.empty(); ++i) {
        if (!stored.insert(contacts[i].address).second) continue;
        const State state = i < states.size() ? states[i] : was_held[i] ? State::held : State::pending;
        if (state != State::held) {
            if (auto cleared = store.clear(attempt, contacts[i].address, true); !cleared) return cleared.error();
        }
        for (Decision decision : proposal.decisions) {
            decision.at = proposal.at;
            decision.message_id = proposal.message_id;
            decision.state = state;
            std::optional<std::int64_t> number;
            if (const auto thing = thing_of(decision)) number = pseudonyms_.thing(thing->name, thing->key);
            if (auto added = store.add(decision, contacts[i], attempt, proposal.queue_id, number, key_id_); !added) return added;
        }
    }
    return {};
}

Result<std::vector<EarlierDecision>> SqliteRegistry::history(const Identity& identity, Time since) {
    std::vector<EarlierDecision> out;
    auto done = read([&](Store& store) -> Result<void> {
        auto found = store.history(pseudonymous(identity, pseudonyms_), {since, false, {}, longest_history, longest_history});
        if (!found) return found.error();
        out = std::move(*found);
        return {};
    });
    if (!done) return done.error();
    return out;
}

Result<SqliteRegistry::Condition> SqliteRegistry::condition(const Selector& selector, const Pseudonym& contact) const {
    if (selector.message_id.empty() && selector.queue_id.empty()) {
        return Error{Kind::malformed, "select decisions: neither a message ID nor a queue ID is given"};
    }
    Condition condition;
    const auto also = [&condition](const char* test) { condition.sql += (condition.sql.empty() ? " WHERE " : " AND ") + std::string(test); };
    if (!selector.message_id.empty()) also("message = ?3"), condition.message = pseudonyms_.message_id(selector.message_id);
    if (!selector.queue_id.empty()) also("queue_id = ?4"), condition.queue_id = std::string_view(selector.queue_id);
    if (selector.address) also("(contact = ?5 OR recipient = ?5)"), condition.contact = Blob(contact);
    return condition;
}

Result<std::vector<Entry>> SqliteRegistry::find(const Selector& selector) {
    const Pseudonym contact = pseudonyms_.contact(selector.address.value_or(""));
    auto where = condition(selector, contact);
    if (!where) return where.error();
    std::vector<Entry> entries;
    auto done = read([&](Store& store) -> Result<void> {
        auto select = store.database().prepare(std::string("SELECT ") + Store::columns + " FROM decision" + where->sql + " ORDER BY id");
        if (!select) return select.error();
        return select->each(
            [&](const Row& row) -> Result<bool> {
                auto decision = store.decision(row);
                if (!decision) return decision.error();
                entries.push_back({row.number(0), std::move(*decision), std::string(row.text(11))});
                return true;
            },
            {nullptr, nullptr, where->message, where->queue_id, where->contact});
    });
    if (!done) return done.error();
    return entries;
}

Result<std::uint64_t> SqliteRegistry::settle(const Selector& selector, State state, std::optional<Time> at) {
    const Pseudonym contact = pseudonyms_.contact(selector.address.value_or(""));
    auto where = condition(selector, contact);
    if (!where) return where.error();
    std::uint64_t changed = 0;
    auto done = writer_.transact([&](Store& store) -> Result<void> {
        auto update = store.database().prepare("UPDATE decision SET state = ?1, at = coalesce(?2, at)" + where->sql);
        if (!update) return update.error();
        const Parameter time = at ? Parameter(std::int64_t{at->time_since_epoch().count()}) : Parameter(nullptr);
        auto updated = update->run({std::int64_t{static_cast<int>(state)}, time, where->message, where->queue_id, where->contact});
        changed = store.database().changed();
        return updated;
    });
    if (!done) return done.error();
    return changed;
}

Result<Statistics> SqliteRegistry::statistics() {
    Statistics statistics;
    statistics.engine = std::string("SQLite ") + sqlite3_libversion();
    auto done = read([&](Store& store) -> Result<void> {
        auto schema = store.database().number("PRAGMA user_version");
        if (!schema) return schema.error();
        statistics.schema = static_cast<int>(*schema);
        // Along the index of contacts, whose order makes the count of contacts cheap.
        auto select = store.database().prepare("SELECT total(n), count(*), min(first) FROM"
                                               " (SELECT count(*) AS n, min(at) AS first FROM decision GROUP BY contact)");
        if (!select) return select.error();
        return select->each([&](const Row& row) -> Result<bool> {
            statistics.decisions = static_cast<std::uint64_t>(row.number(0));
            statistics.contacts = static_cast<std::uint64_t>(row.number(1));
            if (!row.null(2)) statistics.oldest = Time(std::chrono::milliseconds(row.number(2)));
            return true;
        });
    });
    if (!done) return done.error();
    return statistics;
}

}  // namespace

Result<std::unique_ptr<Registry>> open_sqlite(const SqliteOptions& options) {
    if (options.key_file.empty() && options.path != memory_path) {
        return Error{Kind::misconfigured, "open registry " + options.path + ": no key file is named"};
    }
    auto database = Database::open(options.path, Access::write, options.busy);
    if (!database) return database.error();
    if (auto migrated = migrate(**database, schema_steps()); !migrated) return migrated.error();
    auto key = tie_key(**database, options.key_file);
    if (!key) return key.error();
    auto store = Store::open(std::move(*database));
    if (!store) return store.error();
    return std::unique_ptr<Registry>(std::make_unique<SqliteRegistry>(options, *key, std::move(*store)));
}

}  // namespace onevoice::registry
