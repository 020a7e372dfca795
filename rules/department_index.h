// DepartmentIndex: whose mail it is. Login first, then sender address, then client network; a written entry before a
// glob, a narrow network before a wide one, and otherwise the order of the files.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "rules/rule_set.h"

namespace onevoice::rules {

class DepartmentIndex {
public:
    DepartmentIndex() = default;
    /// Keeps pointers into `departments`, which must stay where they are.
    explicit DepartmentIndex(const std::vector<Department>& departments);

    [[nodiscard]] const Department* of(const Sender& sender) const;
    /// Whether a department's entry is this canonical address, written out. A glob such as "*@network.example" may well cover
    /// addresses that a network keeps for outsiders.
    [[nodiscard]] bool writes_as(const std::string& address) const { return senders_.written_as(address) != nullptr; }
    /// The voice that a department of this name speaks with; empty when there is no such department.
    [[nodiscard]] std::string_view voice_of(const std::string& name) const;

private:
    struct Entries {
        std::unordered_map<std::string, const Department*> written;
        std::vector<std::pair<std::string, const Department*>> globs;

        void add(const std::string& entry, const Department* department);
        [[nodiscard]] const Department* written_as(const std::string& text) const;
        [[nodiscard]] const Department* matching(std::string_view text) const;
    };
    [[nodiscard]] const Department* of_login(std::string_view login) const;
    [[nodiscard]] const Department* of_address(std::string_view address) const;
    [[nodiscard]] const Department* of_client(std::string_view client) const;

    struct Client {
        unsigned prefix = 0;
        Network network;
        const Department* department = nullptr;
    };
    Entries logins_;
    Entries senders_;
    std::vector<Client> clients_;  ///< narrow ones first
    std::unordered_map<std::string, const Department*> by_name_;
};

}  // namespace onevoice::rules
