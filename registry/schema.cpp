#include "registry/schema.h"

namespace onevoice::registry {

namespace {

// A row with its indexes takes 200 to 230 bytes. AUTOINCREMENT: an id that was shown in a reason is never given to another
// decision. Department, voice, act and matter come from rule files and are few, so a row names them by number.
// organisation, message, queue_id, keys, vals and what came later are null where there is nothing to tell.
constexpr const char* version_1 = R"sql(
CREATE TABLE pseudonym_key (
    id   INTEGER PRIMARY KEY,
    mark BLOB NOT NULL UNIQUE
);
CREATE TABLE word (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);
CREATE TABLE decision (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    key_id       INTEGER NOT NULL,  -- the key of its pseudonyms
    contact      BLOB NOT NULL,     -- pseudonym of the address
    organisation BLOB,              -- pseudonym of the domain
    at           INTEGER NOT NULL,  -- milliseconds since 1970
    state        INTEGER NOT NULL,  -- 0 pending, 1 committed, 2 held, 3 retracted, 4 superseded
    department   INTEGER NOT NULL,
    voice        INTEGER NOT NULL,
    act          INTEGER NOT NULL,
    about        INTEGER NOT NULL,
    message      INTEGER,           -- keyed number of the Message-ID, or of the queue ID where there is none
    message_id   TEXT NOT NULL,
    queue_id     TEXT,
    keys         TEXT,              -- JSON objects
    vals         TEXT
);
CREATE INDEX decision_contact ON decision (contact, at);
CREATE INDEX decision_organisation ON decision (organisation, at) WHERE organisation IS NOT NULL;
CREATE INDEX decision_message ON decision (message) WHERE message IS NOT NULL;
CREATE INDEX decision_queue ON decision (queue_id) WHERE queue_id IS NOT NULL;
)sql";

// A decision that was told to one address and names another contact has a second row: its contact is the pseudonym of the
// name, and recipient that of the address, so that deliveries and erasure find both. Null in all other rows.
constexpr const char* version_2 = R"sql(
ALTER TABLE decision ADD COLUMN recipient BLOB;
CREATE INDEX decision_recipient ON decision (recipient) WHERE recipient IS NOT NULL;
)sql";

// Facts and signatures. A row with a `thing` states facts about it and has the empty word for its act. Histories of acts
// (thing is null) and of one thing are each one stretch of an index, however many rows of the other kind there are.
constexpr const char* version_3 = R"sql(
ALTER TABLE decision ADD COLUMN thing INTEGER;      -- keyed number of the key that its facts are about
ALTER TABLE decision ADD COLUMN signature INTEGER;  -- SimHash of the own words
DROP INDEX decision_contact;
DROP INDEX decision_organisation;
CREATE INDEX decision_contact ON decision (contact, thing, at);
CREATE INDEX decision_organisation ON decision (organisation, thing, at) WHERE organisation IS NOT NULL;
)sql";

constexpr const char* steps[] = {version_1, version_2, version_3};

}  // namespace

std::span<const char* const> schema_steps() { return steps; }

}  // namespace onevoice::registry
