#include <map>

#include "message/address.h"
#include "rules/contents.h"
#include "rules/glob.h"

namespace onevoice::rules {
namespace {

/// A sender in the spelling of canonical envelope senders, globs included; an error when it can match none.
Result<std::string> sender_entry(const std::string& written) {
    if (!is_glob(written)) {
        if (written.find('@') == std::string::npos)
            return Error{Kind::misconfigured,
                         quoted(written) + " is no address (for a whole domain write " + quoted("*@" + written) + ")"};
        if (written.front() == '@')
            return Error{Kind::misconfigured,
                         quoted(written) + " is no address (for a whole domain write " + quoted("*" + written) + ")"};
        Result<std::string> address = message::canonical_address(written);
        if (!address) return Error{Kind::misconfigured, quoted(written) + " is no address"};
        return address;
    }
    const std::size_t at = written.rfind('@');
    if (at == std::string::npos) return lower_case(written);
    const std::string local = lower_case(written.substr(0, at));
    std::string domain = written.substr(at + 1);
    if (domain.empty() || domain.find('@') != std::string::npos || written.find_first_of(" \t") != std::string::npos)
        return Error{Kind::misconfigured, quoted(written) + " matches no address"};
    if (is_glob(domain)) return local + "@" + lower_case(domain);
    domain = message::domain_of("x@" + domain);
    if (domain.empty()) return Error{Kind::misconfigured, quoted(written) + " matches no address"};
    return local + "@" + domain;
}

class Departments {
public:
    explicit Departments(Loading& loading) : findings_(loading.findings), names_(loading.names) {}

    Department read(const grammar::Table& table) {
        Department out;
        out.name = text_of(table, "name");
        out.voice = table.has("voice") ? text_of(table, "voice") : out.name;
        out.mode = mode_of(table);
        out.place = table.place();
        if (const auto owner = table.text("owner")) {
            out.owner = owner->value;
            if (!message::canonical_address(owner->value))
                findings_.error(owner->place, quoted(owner->value) + " is no address");
        }
        for (const grammar::Located& login : written_texts(table, "logins", findings_)) add_login(out, login);
        for (const grammar::Located& client : written_texts(table, "clients", findings_)) add_client(out, client);
        for (const grammar::Located& sender : written_texts(table, "senders", findings_)) add_sender(out, sender);
        if (!table.has("logins") && !table.has("clients") && !table.has("senders"))
            findings_.warning(table.place(), "department " + quoted(out.name) +
                                                 " has no logins, clients or senders: no mail belongs to it");
        return out;
    }

    /// A voice that nobody shares is most often the misspelt name of another.
    void check_voices(const std::vector<const grammar::Table*>& tables, const std::vector<Department>& departments) {
        std::map<std::string, std::size_t> speakers;
        std::map<std::string, std::string> voice_of;
        for (const Department& each : departments) {
            ++speakers[each.voice];
            voice_of.emplace(each.name, each.voice);
        }
        for (std::size_t i = 0; i < departments.size(); ++i) {
            const auto voice = tables[i]->text("voice");
            if (!voice || voice->value == departments[i].name) continue;
            const auto namesake = voice_of.find(voice->value);
            if (namesake != voice_of.end() && namesake->second != voice->value)
                findings_.warning(voice->place, "voice " + quoted(voice->value) + " is not that of department " +
                                                    quoted(voice->value) + ", which speaks with voice " +
                                                    quoted(namesake->second));
            else if (speakers[voice->value] == 1)
                findings_.warning(voice->place, "voice " + quoted(voice->value) + " is shared with no other department" +
                                                    names_.suggestion(Named::department, voice->value));
        }
    }

private:
    void add_login(Department& department, const grammar::Located& login) {
        if (login.value.empty()) {
            findings_.error(login.place, "a login must not be empty");
            return;
        }
        std::string entry = lower_case(login.value);
        claim(logins_, "login", entry, department.name, login.place);
        if (entry == "*")
            findings_.warning(login.place, "login '*' takes the mail of every login that no other department names");
        department.logins.push_back(std::move(entry));
    }

    void add_client(Department& department, const grammar::Located& client) {
        const Result<Network> network = Network::parse(client.value);
        if (!network) {
            findings_.error(client.place, network.error().what);
            return;
        }
        claim(clients_, "client", network->text(), department.name, client.place);
        department.clients.push_back(*network);
    }

    void add_sender(Department& department, const grammar::Located& sender) {
        Result<std::string> entry = sender_entry(sender.value);
        if (!entry) {
            findings_.error(sender.place, entry.error().what);
            return;
        }
        claim(senders_, "sender", *entry, department.name, sender.place);
        if (*entry == "*" || *entry == "*@*")
            findings_.warning(sender.place,
                              "sender " + quoted(*entry) + " takes the mail of every sender that no other department names");
        if (is_glob(*entry) && entry->substr(0, entry->rfind('@')).find('+') != std::string::npos)
            findings_.warning(sender.place, "sender " + quoted(sender.value) + " never matches: plus tags are cut off first");
        department.senders.push_back(std::move(*entry));
    }

    struct Claim {
        std::string department;
        Place place;
    };
    using Claims = std::map<std::string, Claim>;

    void claim(Claims& claims, const std::string& what, const std::string& entry, const std::string& department,
               const Place& place) {
        const auto [other, added] = claims.emplace(entry, Claim{department, place});
        if (added) return;
        if (other->second.department == department) findings_.warning(place, what + " " + quoted(entry) + " is written twice");
        else
            findings_.error(place, what + " " + quoted(entry) + " already belongs to department " +
                                       quoted(other->second.department) + " at " + other->second.place.text());
    }

    Findings& findings_;
    Names& names_;
    Claims logins_;
    Claims clients_;
    Claims senders_;
};

}  // namespace

void read_departments(Loading& loading, Contents& contents) {
    const auto tables = tables_of(loading.files, "department");
    Departments reader(loading);
    for (const grammar::Table* table : tables) contents.departments.push_back(reader.read(*table));
    reader.check_voices(tables, contents.departments);
}

}  // namespace onevoice::rules
