#include "milter/privileges.h"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace onevoice::milter {
namespace {

Error failed(const std::string& what) { return {Kind::misconfigured, "dropping privileges: " + what}; }

}  // namespace

Result<void> become(const std::string& user, const std::string& group) {
    if (user.empty()) return {};
    const passwd* account = ::getpwnam(user.c_str());
    if (account == nullptr) return failed("no user '" + user + "'");
    gid_t group_id = account->pw_gid;
    if (!group.empty()) {
        const struct group* entry = ::getgrnam(group.c_str());
        if (entry == nullptr) return failed("no group '" + group + "'");
        group_id = entry->gr_gid;
    }
    const uid_t user_id = account->pw_uid;
    if (::geteuid() == user_id && ::getegid() == group_id) return {};
    if (::geteuid() != 0) return failed("only root can become user '" + user + "'");
    if (::initgroups(user.c_str(), group_id) != 0 || ::setgid(group_id) != 0 || ::setuid(user_id) != 0)
        return failed("becoming user '" + user + "': " + std::strerror(errno));
    // There must be no way back.
    if (user_id != 0 && ::setuid(0) == 0) return failed("user '" + user + "' can still become root");
    return {};
}

}  // namespace onevoice::milter
