// Confusion: how often labelled mail was read rightly, per language and act, and what was taken for what.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "cli/labelled_mail.h"

namespace onevoice::cli {

struct Tally {
    std::size_t mails = 0;
    std::size_t right = 0;
    std::size_t missed = 0;
    std::size_t wrong_act = 0;
    std::size_t false_alarms = 0;  ///< of an act: neutral mails that were taken for it; of neutral and of all: neutral mails taken for any

    [[nodiscard]] double percent() const { return mails == 0 ? 100.0 : 100.0 * static_cast<double>(right) / static_cast<double>(mails); }
    void add(Outcome outcome);
};

class Confusion {
public:
    void add(const LabelledMail& mail, const std::set<std::string>& acts);

    [[nodiscard]] const Tally& all() const { return all_; }

    void print(std::ostream& out) const;
    [[nodiscard]] nlohmann::ordered_json json() const;

private:
    Tally all_;
    Tally hard_;
    std::map<std::pair<std::string, std::string>, Tally> rows_;                             ///< language and labels
    std::map<std::pair<std::string, std::pair<std::string, std::string>>, std::size_t> taken_;  ///< language, labels and acts found
};

/// "reject", "invite+reject", or "neutral" for none.
[[nodiscard]] std::string joined(const std::set<std::string>& acts);

}  // namespace onevoice::cli
