#include "registry/words.h"

#include <optional>
#include <utility>

namespace onevoice::registry {

Words::Words(Database& database, Statement by_text, Statement by_number, Statement add)
    : database_(&database), by_text_(std::move(by_text)), by_number_(std::move(by_number)), add_(std::move(add)) {}

Result<Words> Words::prepare(Database& database) {
    auto by_text = database.prepare("SELECT id FROM word WHERE text = ?1");
    if (!by_text) return by_text.error();
    auto by_number = database.prepare("SELECT text FROM word WHERE id = ?1");
    if (!by_number) return by_number.error();
    auto add = database.prepare("INSERT INTO word (text) VALUES (?1) RETURNING id");
    if (!add) return add.error();
    return Words(database, std::move(*by_text), std::move(*by_number), std::move(*add));
}

Result<std::int64_t> Words::known(std::string_view word) {
    const std::string text(word);
    if (const auto found = numbers_.find(text); found != numbers_.end()) return found->second;
    std::int64_t number = 0;
    auto read = by_text_.each(
        [&](const Row& row) -> Result<bool> {
            number = row.number(0);
            return true;
        },
        {word});
    if (!read) return read.error();
    if (number != 0) numbers_.emplace(text, number);
    return number;
}

Result<std::int64_t> Words::number(std::string_view word) {
    auto number = known(word);
    if (!number || *number != 0) return number;
    std::int64_t added = 0;
    auto done = add_.each(
        [&](const Row& row) -> Result<bool> {
            added = row.number(0);
            return true;
        },
        {word});
    if (!done) return done.error();
    numbers_.emplace(word, added);
    return added;
}

Result<std::string> Words::word(std::int64_t number) {
    if (const auto found = texts_.find(number); found != texts_.end()) return found->second;
    std::optional<std::string> text;
    auto read = by_number_.each(
        [&](const Row& row) -> Result<bool> {
            text = row.text(0);
            return true;
        },
        {number});
    if (!read) return read.error();
    if (!text) {
        return Error{Kind::misconfigured, "use registry " + database_->path() + ": the file is damaged: word " + std::to_string(number) + " is missing"};
    }
    texts_.emplace(number, *text);
    return *text;
}

void Words::forget() {
    numbers_.clear();
    texts_.clear();
}

}  // namespace onevoice::registry
