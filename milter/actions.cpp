#include "milter/actions.h"

namespace onevoice::milter {
namespace {

char* c_string(const std::string& text) { return const_cast<char*>(text.c_str()); }

sfsistat try_again_later(SMFICTX* context) {
    // Generic on purpose: a reply leaves the company. No '%': Postfix and Sendmail read it as a format.
    smfi_setreply(context, const_cast<char*>("451"), const_cast<char*>("4.7.1"),
                  const_cast<char*>("Message could not be checked, please try again later"));
    return SMFIS_TEMPFAIL;
}

bool add_reference(SMFICTX* context, const ReferenceHeader& header, const std::string& reference) {
    const std::string value = header.write_blank ? " " + reference : reference;
    return smfi_addheader(context, c_string(header.name), c_string(value)) == MI_SUCCESS;
}

}  // namespace

sfsistat apply(SMFICTX* context, const ReferenceHeader& header, const filter::Outcome& outcome) {
    using filter::Disposition;
    switch (outcome.disposition) {
        case Disposition::pass: return SMFIS_CONTINUE;
        case Disposition::annotate:
            return add_reference(context, header, outcome.reference) ? SMFIS_CONTINUE : try_again_later(context);
        case Disposition::hold:
            if (add_reference(context, header, outcome.reference) &&
                smfi_quarantine(context, c_string(outcome.quarantine_reason)) == MI_SUCCESS)
                return SMFIS_CONTINUE;
            return try_again_later(context);
        case Disposition::tempfail: return try_again_later(context);
    }
    return try_again_later(context);
}

}  // namespace onevoice::milter
