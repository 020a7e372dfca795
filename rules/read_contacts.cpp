#include <algorithm>
#include <set>
#include <unordered_map>

#include "message/address.h"
#include "message/web_address.h"
#include "rules/contents.h"
#include "rules/named_contacts.h"
#include "rules/shared_names.h"
#include "rules/words.h"

namespace onevoice::rules {
namespace {

class Contacts {
public:
    explicit Contacts(Loading& loading) : findings_(loading.findings), shared_providers_(loading.shared_providers) {}

    ContactGroup read(const grammar::Table& table) {
        ContactGroup out;
        out.name = text_of(table, "name");
        out.names = values_of(table.texts("names"));
        out.urls = values_of(table.texts("urls"));
        out.place = table.place();
        role_ = {};
        for (const grammar::Located& address : table.texts("addresses")) add_address(out, address);
        for (const grammar::Located& name : table.texts("names")) add_name(out, name);
        for (const grammar::Located& url : table.texts("urls")) add_url(out, url);
        if (!table.has("addresses") || table.texts("addresses").empty())
            findings_.warning(table.place(), "contact " + quoted(out.name) + " has no addresses: nobody belongs to it");
        check_spread(out);
        return out;
    }

private:
    struct Claim {
        std::string group;
        Place place;
    };
    using Claims = std::unordered_map<std::string, Claim>;

    /// Whether it is the first time; otherwise a finding.
    bool claim(Claims& claims, const std::string& key, const ContactGroup& group, const grammar::Located& written, const std::string& what) {
        const auto [other, added] = claims.emplace(key, Claim{group.name, written.place});
        if (added) return true;
        if (other->second.group == group.name)
            findings_.warning(written.place, what + " is written twice");
        else
            findings_.error(written.place, what + " already belongs to contact " + quoted(other->second.group) + " at " + other->second.place.text());
        return false;
    }

    void add_address(ContactGroup& group, const grammar::Located& written) {
        if (const std::string domain = whole_domain(written.value); !domain.empty()) {
            std::string what =
                quoted(written.value) +
                " is a whole domain: a contact lists addresses, and conflicts with scope organisation see domains";
            if (message::organisation_of("x@" + domain, shared_providers_).empty())
                what += "; at this shared provider everybody would be one contact";
            findings_.error(written.place, what);
            return;
        }
        const Result<std::string> address = message::canonical_address(written.value);
        const bool pattern = written.value.find_first_of("*?") != std::string::npos;
        if (!address || pattern) {
            findings_.error(written.place, quoted(written.value) + (pattern ? " is a pattern, and would make strangers one contact: write each address"
                                                                            : " is no address"));
            return;
        }
        if (is_role_address(*address)) {
            findings_.warning(
                written.place,
                quoted(*address) + " is the address of a role: whoever reads it counts as contact " + quoted(group.name));
            role_ = written;
        }
        if (claim(addresses_, *address, group, written, "address " + quoted(*address))) group.addresses.push_back(*address);
    }

    /// The domain of "@domain" or "*@domain"; empty for anything else.
    static std::string whole_domain(std::string_view written) {
        if (written.starts_with('*')) written.remove_prefix(1);
        return written.starts_with('@') ? message::domain_of("x" + std::string(written)) : std::string();
    }

    void add_name(ContactGroup& group, const grammar::Located& written) {
        std::string key = name_key(written.value);
        const auto words = hash_words(key).words.size();
        std::string wrong;
        if (words == 0) wrong = "is no name: it has no letters";
        else if (words > longest_name) wrong = "is no name: it has more than " + std::to_string(longest_name) + " words";
        else wrong = too_common(key);
        if (!wrong.empty()) {
            findings_.error(written.place, quoted(written.value) + " " + wrong);
            return;
        }
        if (is_everyday_person(key))
            findings_.warning(written.place, quoted(written.value) + " is a name that many people have: mail that calls one of them counts as told to contact " +
                                                 quoted(group.name));
        if (claim(names_, key, group, written, "name " + quoted(written.value))) group.keys.push_back(std::move(key));
    }

    void add_url(ContactGroup& group, const grammar::Located& written) {
        const auto address = message::web_address(written.value);
        if (!address) {
            findings_.error(written.place, quoted(written.value) + " is no web address, such as https://blog.example/");
            return;
        }
        std::string wrong = shared_place(address->host, address->path);
        if (wrong.empty() && message::is_public_suffix(address->host)) wrong = "is a public suffix, under which strangers have their domains";
        if (wrong.empty() && address->path.empty() && is_provider(address->host)) wrong = "is a shared provider: everybody there would be this contact";
        if (wrong.empty() && address->query) wrong = "has a query, which is not compared: write the address without it, if that means nobody else";
        if (!wrong.empty()) {
            findings_.error(written.place, quoted(written.value) + " " + wrong);
            return;
        }
        if (claim(names_, address->text(), group, written, "web address " + quoted(address->text()))) group.keys.push_back(address->text());
    }

    [[nodiscard]] bool is_provider(const std::string& host) const {
        return std::find(shared_providers_.begin(), shared_providers_.end(), host) != shared_providers_.end();
    }

    /// A role address and several firms in one group: somebody took an agency, or a form's sender, for a person.
    void check_spread(const ContactGroup& group) {
        constexpr std::size_t many = 3;
        std::set<std::string> organisations;
        for (const std::string& address : group.addresses)
            if (std::string organisation = message::organisation_of(address, shared_providers_); !organisation.empty())
                organisations.insert(std::move(organisation));
        if (!role_.value.empty() && organisations.size() >= many)
            findings_.warning(role_.place, "contact " + quoted(group.name) + " has the address of a role and spans " + std::to_string(organisations.size()) +
                                               " domains: does it merge strangers?");
    }

    Findings& findings_;
    const std::vector<std::string>& shared_providers_;
    grammar::Located role_;  ///< the last one of the group at hand
    Claims addresses_;
    Claims names_;  ///< and web addresses
};

}  // namespace

void read_contacts(Loading& loading, Contents& contents) {
    Contacts reader(loading);
    for (const grammar::Table* table : tables_of(loading.files, "contact")) contents.contacts.push_back(reader.read(*table));
}

}  // namespace onevoice::rules
