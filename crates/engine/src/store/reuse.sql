-- Which passages stand in more than one statement: all of it derived. Offsets are bytes from where the statement begins.
CREATE TABLE made (
  one       INTEGER PRIMARY KEY CHECK (one = 1),
  version   INTEGER NOT NULL,     -- of these tables
  texts_for TEXT NOT NULL,        -- what the links were found from: texts, stage, parameters
  made_for  TEXT NOT NULL,        -- what all of it was made from: batch and decisions too
  at        TEXT NOT NULL         -- RFC 3339, UTC
) STRICT;

CREATE TABLE unit (               -- the texts that were compared: statements
  number    INTEGER PRIMARY KEY,  -- in the order of source and statement, from 0
  source    BLOB NOT NULL,        -- SHA-256
  statement INTEGER NOT NULL,     -- from 1
  start     INTEGER NOT NULL,     -- bytes of the source's repaired text
  end       INTEGER NOT NULL,
  hash      BLOB NOT NULL         -- 16 bytes: BLAKE3 of its text
) STRICT;
CREATE UNIQUE INDEX unit_statement ON unit (source, statement);

CREATE TABLE link (
  number INTEGER PRIMARY KEY,     -- from 0
  a      INTEGER NOT NULL,        -- units
  b      INTEGER NOT NULL,
  family INTEGER NOT NULL,
  link   BLOB NOT NULL            -- codec: passages, blocks that correspond, kind, direction, with reasons
) STRICT;
CREATE INDEX link_a ON link (a);
CREATE INDEX link_b ON link (b);

CREATE TABLE family (
  number  INTEGER PRIMARY KEY,    -- from 0
  kind    TEXT NOT NULL,          -- of most of its links
  letters INTEGER NOT NULL,       -- most letters that two of its passages have in common
  units   INTEGER NOT NULL,
  links   INTEGER NOT NULL,
  first   TEXT,                   -- first day of the first use, YYYY-MM-DD
  last    TEXT                    -- last day of the last
) STRICT;

CREATE TABLE passage (
  family INTEGER NOT NULL,
  unit   INTEGER NOT NULL,
  start  INTEGER NOT NULL,
  end    INTEGER NOT NULL,
  PRIMARY KEY (family, unit, start)
) STRICT, WITHOUT ROWID;
