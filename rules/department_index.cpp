#include "rules/department_index.h"

#include <algorithm>
#include <charconv>

#include "message/address.h"
#include "rules/glob.h"

namespace onevoice::rules {
namespace {

unsigned prefix_of(const Network& network) {
    const std::string text = network.text();
    unsigned prefix = 0;
    std::from_chars(text.data() + text.rfind('/') + 1, text.data() + text.size(), prefix);
    return prefix;
}

}  // namespace

void DepartmentIndex::Entries::add(const std::string& entry, const Department* department) {
    if (is_glob(entry)) globs.emplace_back(entry, department);
    else written.emplace(entry, department);
}

const Department* DepartmentIndex::Entries::written_as(const std::string& text) const {
    const auto found = written.find(text);
    return found == written.end() ? nullptr : found->second;
}

const Department* DepartmentIndex::Entries::matching(std::string_view text) const {
    for (const auto& [glob, department] : globs)
        if (glob_matches(glob, text)) return department;
    return nullptr;
}

DepartmentIndex::DepartmentIndex(const std::vector<Department>& departments) {
    for (const Department& department : departments) {
        by_name_.emplace(department.name, &department);
        for (const std::string& login : department.logins) logins_.add(login, &department);
        for (const std::string& sender : department.senders) senders_.add(sender, &department);
        for (const Network& network : department.clients) clients_.push_back({prefix_of(network), network, &department});
    }
    std::stable_sort(clients_.begin(), clients_.end(), [](const Client& a, const Client& b) { return a.prefix > b.prefix; });
}

const Department* DepartmentIndex::of(const Sender& sender) const {
    if (const Department* department = of_login(sender.login)) return department;
    if (const Department* department = of_address(sender.address)) return department;
    return of_client(sender.client);
}

std::string_view DepartmentIndex::voice_of(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? std::string_view() : std::string_view(found->second->voice);
}

const Department* DepartmentIndex::of_login(std::string_view login) const {
    if (login.empty()) return nullptr;
    const std::string full = lower_case(login);
    const std::string user = full.substr(0, full.rfind('@'));  // an entry without '@' stands for every realm
    if (const Department* department = logins_.written_as(full)) return department;
    if (const Department* department = logins_.written_as(user)) return department;
    for (const auto& [glob, department] : logins_.globs)
        if (glob_matches(glob, full) || (glob.find('@') == std::string::npos && glob_matches(glob, user))) return department;
    return nullptr;
}

const Department* DepartmentIndex::of_address(std::string_view address) const {
    const Result<std::string> canonical = message::canonical_address(address);
    if (!canonical) return nullptr;
    if (const Department* department = senders_.written_as(*canonical)) return department;
    return senders_.matching(*canonical);
}

const Department* DepartmentIndex::of_client(std::string_view client) const {
    const Result<Address> address = Address::parse(client);
    if (!address) return nullptr;
    for (const Client& each : clients_)
        if (each.network.contains(*address)) return each.department;
    return nullptr;
}

}  // namespace onevoice::rules
