-- A registry of schema 1 with one decision, as a program of that time wrote it: key 32 times 0xaa, contact a@b.example.
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
PRAGMA application_id = 0x31766f63;
PRAGMA user_version = 1;
INSERT INTO pseudonym_key (id, mark) VALUES (1, x'6ffc961e310cc9833c051278dba8be9d');
INSERT INTO word (id, text) VALUES (1, 'affiliate'), (2, 'reject'), (3, 'partnership');
INSERT INTO decision (key_id, contact, organisation, at, state, department, voice, act, about, message, message_id, queue_id, keys, vals)
VALUES (1, x'8eb298472107ca1a014c6c2846923ef7', x'2a0caae22d0ff1cf06e9937f0b8a051a', 1772442000000, 1, 1, 1, 2, 3, 149062634460518783, 'old@shop.example', '4Xold', '{"order":"4711"}', NULL);
