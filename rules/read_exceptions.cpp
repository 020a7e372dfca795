#include "message/address.h"
#include "rules/contents.h"

namespace onevoice::rules {
namespace {

class Exceptions {
public:
    explicit Exceptions(Loading& loading) : loading_(loading) {}

    Exception read(const grammar::Table& table) {
        Exception out;
        out.conflicts = loading_.names.checked(Named::conflict, table, "conflicts");
        out.departments = loading_.names.checked(Named::department, table, "departments");
        for (const grammar::Located& contact : written_texts(table, "contacts", loading_.findings)) add_contact(out, contact);
        out.owner = text_of(table, "owner");
        out.reason = text_of(table, "reason");
        out.until = end_of(table.date("until").value_or(Time{}));
        out.place = table.place();
        if (table.has("until")) check_end(out, table.place_of("until"));
        for (const std::string_view key : {"owner", "reason"})
            if (const auto text = table.text(key); text && text->value.find_first_not_of(" \t\r\n") == std::string::npos)
                loading_.findings.error(text->place, "'" + std::string(key) + "' says nothing");
        if (!table.has("conflicts") && !table.has("contacts") && !table.has("departments"))
            loading_.findings.warning(table.place(), "the exception lets every conflict of everybody pass");
        return out;
    }

private:
    /// A date alone arrives as its midnight, and is meant to its end.
    static Time end_of(Time until) {
        const auto day = std::chrono::floor<std::chrono::days>(until);
        return until == day ? Time{day + std::chrono::days{1}} : until;
    }

    void check_end(const Exception& exception, const Place& place) {
        constexpr std::chrono::days soon{14};  // time enough to ask the owner whether it is still wanted
        const Time now = loading_.options.now;
        const std::string written = "the exception of " + quoted(exception.owner);
        if (exception.until <= now) loading_.findings.warning(place, written + " has expired");
        else if (exception.until <= now + soon) {
            const auto left = std::chrono::ceil<std::chrono::days>(exception.until - now).count();
            loading_.findings.warning(place,
                                      written + " expires within " + std::to_string(left) + (left == 1 ? " day" : " days"));
        }
    }

    void add_contact(Exception& exception, const grammar::Located& written) {
        const std::size_t at = written.value.find('@');
        if (at == std::string::npos) {
            loading_.names.check(Named::contact, written);
            exception.contacts.push_back(written.value);
            return;
        }
        if (at == 0 || written.value.starts_with("*@")) {
            const std::string domain = message::domain_of("x" + written.value.substr(written.value.find('@')));
            if (domain.empty() || at > 0) {
                const std::string advice =
                    at > 0 ? " (for a whole domain write " + quoted(written.value.substr(1)) + ")" : std::string();
                loading_.findings.error(written.place, quoted(written.value) + " is no address, domain or contact" + advice);
                return;
            }
            if (message::organisation_of("x@" + domain, loading_.shared_providers).empty())
                loading_.findings.warning(
                    written.place, quoted(written.value) + " is a shared provider: the exception covers everybody there");
            exception.contacts.push_back("@" + domain);
            return;
        }
        Result<std::string> address = message::canonical_address(written.value);
        if (address) exception.contacts.push_back(std::move(*address));
        else loading_.findings.error(written.place, quoted(written.value) + " is no address, domain or contact");
    }

    Loading& loading_;
};

}  // namespace

void read_exceptions(Loading& loading, Contents& contents) {
    Exceptions reader(loading);
    for (const grammar::Table* table : tables_of(loading.files, "exception"))
        contents.exceptions.push_back(reader.read(*table));
}

}  // namespace onevoice::rules
