-- Who is who, from catalogue version 3. All of it but `redirect` is derived and can be made again from anatomies,
-- decisions and authority files. Ids are those of forms: 64 bits of a hash, as SQLite's signed integers.
CREATE TABLE naming (             -- the names of a source, gathered from its anatomy
  source   INTEGER PRIMARY KEY REFERENCES source ON DELETE CASCADE,
  made_for BLOB NOT NULL,         -- 16 bytes: hash of what they were gathered from and by
  names    BLOB NOT NULL          -- zstd of codec: forms, and their uses with field, place and range
) STRICT;

CREATE TABLE resolution (         -- one row: what the tables below were worked out from
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  made_for TEXT NOT NULL,
  at       TEXT NOT NULL,         -- RFC 3339, UTC
  sources  INTEGER NOT NULL,
  uses     INTEGER NOT NULL
) STRICT;

CREATE TABLE entity (
  id         INTEGER PRIMARY KEY, -- the least of the ids of its forms, unsigned
  kind       TEXT NOT NULL,
  country    TEXT,
  name       TEXT NOT NULL,       -- what to call it by
  forms      INTEGER NOT NULL,
  uses       INTEGER NOT NULL,
  statements INTEGER NOT NULL,    -- that name it in any field
  issued     INTEGER NOT NULL,    -- statements, as the next ones
  received   INTEGER NOT NULL,
  signed     INTEGER NOT NULL,
  told       INTEGER NOT NULL,    -- it claims, did or said something there
  mentioned  INTEGER NOT NULL,    -- only mentioned there
  first      TEXT,                -- first day of the first statement
  last       TEXT                 -- last day of the last
) STRICT;

CREATE TABLE form (
  id      INTEGER PRIMARY KEY,
  entity  INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  key     TEXT NOT NULL,
  country TEXT,
  apart   INTEGER,
  name    TEXT NOT NULL,          -- its most usual spelling
  also    TEXT NOT NULL,          -- other spellings, acronyms and second names, a line each
  uses    INTEGER NOT NULL,
  sources BLOB NOT NULL           -- codec: list of (gap of source rows, uses)
) STRICT;
CREATE INDEX form_entity ON form (entity);

CREATE TABLE name_decided (       -- names that people decided to call entities by
  entity   INTEGER NOT NULL,
  place    INTEGER NOT NULL,      -- in the order of time
  language TEXT,                  -- ISO 639-3; null for all
  name     TEXT NOT NULL,
  PRIMARY KEY (entity, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (               -- comparisons that hold entities together
  a       INTEGER NOT NULL,       -- forms
  b       INTEGER NOT NULL,
  score   INTEGER NOT NULL,       -- thousandths
  reasons TEXT NOT NULL,          -- a line each
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE question (           -- what a person should say: are these one?
  place   INTEGER PRIMARY KEY,    -- the weightiest first, from 1
  a       INTEGER NOT NULL,       -- forms
  b       INTEGER NOT NULL,
  score   INTEGER NOT NULL,
  weight  REAL NOT NULL,
  reasons TEXT NOT NULL
) STRICT;
CREATE INDEX question_a ON question (a);
CREATE INDEX question_b ON question (b);

CREATE TABLE entity_known (       -- entities of authority files that entities of the archive are
  entity INTEGER NOT NULL,
  known  INTEGER NOT NULL,        -- its number among what authority files know
  PRIMARY KEY (entity, known)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity_decision (    -- which decisions are about which forms
  decision BLOB NOT NULL,
  form     INTEGER NOT NULL,
  PRIMARY KEY (decision, form)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_decision_form ON entity_decision (form);

CREATE TABLE decision_state (     -- how each decision about entities stands
  decision BLOB PRIMARY KEY,
  lost     INTEGER NOT NULL,      -- names it speaks of that nothing uses any more
  settled  INTEGER NOT NULL       -- 0: it waits for names that are gone
) STRICT, WITHOUT ROWID;

CREATE TABLE relation (           -- relations that texts state, between forms
  source  INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  number  INTEGER NOT NULL,       -- statement of the source
  place   INTEGER NOT NULL,       -- among the relations of the statement
  kind    TEXT NOT NULL,
  subject INTEGER NOT NULL,       -- form
  object  INTEGER NOT NULL,       -- form
  role    TEXT,
  date    TEXT,                   -- EDTF
  start   INTEGER NOT NULL,       -- bytes of the repaired text that say so
  end     INTEGER NOT NULL,
  method  TEXT NOT NULL,
  sure    INTEGER NOT NULL,       -- hundredths
  PRIMARY KEY (source, number, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_subject ON relation (subject);
CREATE INDEX relation_object ON relation (object);

CREATE TABLE redirect (           -- ids that were shown once and whose form is gone; never emptied
  id   INTEGER PRIMARY KEY,
  form INTEGER,                   -- the form that took its place; null where none did
  at   TEXT NOT NULL,             -- when, RFC 3339, UTC
  why  TEXT NOT NULL
) STRICT;
