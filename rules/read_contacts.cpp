#include <algorithm>
#include <array>
#include <unordered_map>

#include "message/address.h"
#include "rules/contents.h"

namespace onevoice::rules {
namespace {

/// Mailboxes of an office, not of a person (RFC 2142 and habit): whoever reads them changes.
constexpr std::array<std::string_view, 20> roles{
    "abuse",   "admin", "billing",  "careers", "contact", "hello",      "help",   "hr",    "info",    "jobs",
    "kontakt", "mail",  "no-reply", "noreply", "office",  "postmaster", "presse", "sales", "support", "webmaster"};

bool is_role(std::string_view address) {
    return std::find(roles.begin(), roles.end(), address.substr(0, address.find('@'))) != roles.end();
}

class Contacts {
public:
    explicit Contacts(Loading& loading) : findings_(loading.findings), shared_providers_(loading.shared_providers) {}

    ContactGroup read(const grammar::Table& table) {
        ContactGroup out;
        out.name = text_of(table, "name");
        out.names = values_of(table.texts("names"));
        out.place = table.place();
        for (const grammar::Located& address : table.texts("addresses")) add_address(out, address);
        for (const grammar::Located& url : table.texts("urls")) {
            if (url.value.starts_with("https://") || url.value.starts_with("http://")) out.urls.push_back(url.value);
            else findings_.error(url.place, quoted(url.value) + " is no web address, such as https://blog.example/");
        }
        if (!table.has("addresses") || table.texts("addresses").empty())
            findings_.warning(table.place(), "contact " + quoted(out.name) + " has no addresses: nobody belongs to it");
        return out;
    }

private:
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
        if (!address || address->find_first_of("*?") != std::string::npos) {
            findings_.error(written.place, quoted(written.value) + " is no address");
            return;
        }
        if (is_role(*address))
            findings_.warning(
                written.place,
                quoted(*address) + " is the address of a role: whoever reads it counts as contact " + quoted(group.name));
        const auto [other, added] = claims_.emplace(*address, Claim{group.name, written.place});
        if (added) {
            group.addresses.push_back(*address);
        } else if (other->second.group == group.name) {
            findings_.warning(written.place, "address " + quoted(*address) + " is written twice");
        } else {
            findings_.error(written.place, "address " + quoted(*address) + " already belongs to contact " +
                                               quoted(other->second.group) + " at " + other->second.place.text());
        }
    }

    /// The domain of "@domain" or "*@domain"; empty for anything else.
    static std::string whole_domain(std::string_view written) {
        if (written.starts_with('*')) written.remove_prefix(1);
        return written.starts_with('@') ? message::domain_of("x" + std::string(written)) : std::string();
    }

    struct Claim {
        std::string group;
        Place place;
    };
    Findings& findings_;
    const std::vector<std::string>& shared_providers_;
    std::unordered_map<std::string, Claim> claims_;
};

}  // namespace

void read_contacts(Loading& loading, Contents& contents) {
    Contacts reader(loading);
    for (const grammar::Table* table : tables_of(loading.files, "contact")) contents.contacts.push_back(reader.read(*table));
}

}  // namespace onevoice::rules
