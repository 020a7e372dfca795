#include "holds/breaker_state.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "holds/conflict.h"

namespace onevoice::holds {
namespace {

using nlohmann::ordered_json;

std::int64_t minute_of(Time at) { return std::chrono::floor<std::chrono::minutes>(at.time_since_epoch()).count(); }

ordered_json json_of(const std::map<std::int64_t, std::uint64_t>& minutes) {
    ordered_json out = ordered_json::array();
    for (const auto& [minute, count] : minutes) out.push_back({minute, count});
    return out;
}

std::map<std::int64_t, std::uint64_t> minutes_of(const ordered_json& pairs) {
    std::map<std::int64_t, std::uint64_t> out;
    for (const ordered_json& pair : pairs) out[pair.at(0).get<std::int64_t>()] += pair.at(1).get<std::uint64_t>();
    return out;
}

ordered_json json_of(const Trip& trip) {
    return {{"rule", trip.rule},
            {"at", format_time(trip.at)},
            {"holds", trip.holds},
            {"messages", trip.messages},
            {"budget", {{"holds", trip.budget.holds}, {"share", trip.budget.share}, {"window", trip.budget.window.count()}}}};
}

Trip trip_of(const ordered_json& object) {
    const ordered_json& budget = object.at("budget");
    return {object.at("rule").get<std::string>(), time_of(object, "at"), object.at("holds").get<std::uint64_t>(),
            object.at("messages").get<std::uint64_t>(),
            {budget.at("holds").get<std::uint64_t>(), budget.at("share").get<std::uint64_t>(), Seconds{budget.at("window").get<std::int64_t>()}}};
}

}  // namespace

std::string text_of(const Trip& trip) {
    return std::to_string(trip.holds) + " of " + std::to_string(trip.messages) + " messages were held within " + format_duration(trip.budget.window) +
           ", allowed are " + std::to_string(trip.budget.holds) + " and " + std::to_string(trip.budget.share) + " %";
}

void BreakerState::forget_old(Minutes& minutes, Time now) {
    minutes.erase(minutes.begin(), minutes.upper_bound(minute_of(now - rules::longest_budget_window)));
}

std::uint64_t BreakerState::within(const Minutes& minutes, Seconds window, Time now) {
    std::uint64_t out = 0;
    for (auto minute = minutes.upper_bound(minute_of(now - window)); minute != minutes.end(); ++minute) out += minute->second;
    return out;
}

void BreakerState::add_messages(std::uint64_t count, Time now) {
    if (count > 0) messages_[minute_of(now)] += count;
    forget_old(messages_, now);
    for (auto rule = holds_.begin(); rule != holds_.end();) {
        forget_old(rule->second, now);
        rule = rule->second.empty() ? holds_.erase(rule) : std::next(rule);
    }
}

std::optional<Trip> BreakerState::add_hold(const std::string& rule, const rules::Budget& budget, Time now) {
    Minutes& minutes = holds_[rule];
    ++minutes[minute_of(now)];
    if (budget.holds == 0 || trips_.contains(rule)) return std::nullopt;
    const std::uint64_t holds = within(minutes, budget.window, now);
    // What another daemon has not told yet is missing; a rule holds no more than there are messages.
    const std::uint64_t messages = std::max(holds, within(messages_, budget.window, now));
    if (holds <= budget.holds || holds * 100 <= budget.share * messages) return std::nullopt;
    return trips_[rule] = Trip{rule, now, holds, messages, budget};
}

std::optional<Trip> BreakerState::rearm(std::string_view rule) {
    const auto found = trips_.find(rule);
    if (found == trips_.end()) return std::nullopt;
    const Trip trip = found->second;
    trips_.erase(found);
    if (const auto held = holds_.find(rule); held != holds_.end()) holds_.erase(held);
    return trip;
}

std::string BreakerState::to_json() const {
    ordered_json tripped = ordered_json::array();
    for (const auto& [rule, trip] : trips_) tripped.push_back(json_of(trip));
    ordered_json holds = ordered_json::array();
    for (const auto& [rule, minutes] : holds_) holds.push_back({{"rule", rule}, {"minutes", json_of(minutes)}});
    return ordered_json{{"tripped", tripped}, {"holds", holds}, {"messages", json_of(messages_)}}.dump();
}

Result<BreakerState> BreakerState::from_json(std::string_view json) {
    const ordered_json object = ordered_json::parse(json, nullptr, false);
    if (!object.is_object()) return Error{Kind::malformed, "it is no JSON object"};
    try {
        BreakerState out;
        for (const ordered_json& each : object.at("tripped")) {
            Trip trip = trip_of(each);
            out.trips_.emplace(trip.rule, trip);
        }
        for (const ordered_json& each : object.at("holds")) out.holds_[each.at("rule").get<std::string>()] = minutes_of(each.at("minutes"));
        out.messages_ = minutes_of(object.at("messages"));
        return out;
    } catch (const std::exception& exception) {
        return Error{Kind::malformed, exception.what()};
    }
}

}  // namespace onevoice::holds
