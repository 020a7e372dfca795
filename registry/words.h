// Words: departments, voices, acts and matters, which rows name by number. Each connection remembers those it met.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "registry/database.h"

namespace onevoice::registry {

class Words {
public:
    static Result<Words> prepare(Database& database);

    /// Adds the word when it is new; inside a write transaction.
    Result<std::int64_t> number(std::string_view word);
    /// 0 when nobody has used the word yet; no row has that number.
    Result<std::int64_t> known(std::string_view word);
    /// Errors: misconfigured (damaged: a number without a word).
    Result<std::string> word(std::int64_t number);

    /// After a rollback, whose new words are gone again.
    void forget();

private:
    Words(Database& database, Statement by_text, Statement by_number, Statement add);

    Database* database_;
    Statement by_text_, by_number_, add_;
    std::unordered_map<std::string, std::int64_t> numbers_;
    std::unordered_map<std::int64_t, std::string> texts_;
};

}  // namespace onevoice::registry
