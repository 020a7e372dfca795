// A folder with scripts in the place of Postfix's tools, for answers that a real Postfix does not give on demand. What the
// real one does is tested end to end.
#pragma once

#include <sys/stat.h>

#include <memory>
#include <string>

#include "holds/mta_queue.h"
#include "tests/support/folder.h"

namespace onevoice::holds {

class ScriptedTools {
public:
    /// The body of a shell script; $TOOLS is the folder, and every call is noted in $TOOLS/calls.
    void script(const std::string& name, const std::string& body) const {
        const std::string path = folder.write(name, "#!/bin/sh\nTOOLS=" + folder.path() + "\necho \"" + name + " $*\" >>$TOOLS/calls\n" + body + "\n");
        ::chmod(path.c_str(), 0755);
    }
    [[nodiscard]] std::unique_ptr<MtaQueue> queue() const { return postfix_queue({"/etc/postfix-out", folder.path()}); }

    tests::Folder folder;
};

/// A line of postqueue -j.
inline std::string queued(const std::string& id, const std::string& queue) {
    return R"({"queue_name": ")" + queue + R"(", "queue_id": ")" + id +
           R"(", "arrival_time": 1773655200, "message_size": 345, "forced_expire": false, "sender": "press@shop.example", )"
           R"("recipients": [{"address": "lena@blog.example", "delay_reason": "none"}, {"address": "tom@site.example"}]})";
}

}  // namespace onevoice::holds
