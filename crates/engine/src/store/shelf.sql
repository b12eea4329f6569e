-- What a search for reuse keeps of a collection, so that a text more costs in proportion to it. All of it is derived.
CREATE TABLE made (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  version INTEGER NOT NULL,        -- of these tables
  params  TEXT NOT NULL            -- the parameters it was searched with
) STRICT;

CREATE TABLE text (
  number  INTEGER PRIMARY KEY,     -- never used again
  name    TEXT NOT NULL UNIQUE,
  hash    INTEGER NOT NULL,        -- of its letters
  letters BLOB NOT NULL,           -- one byte each
  content BLOB                     -- the text, zstd; nothing where it is kept elsewhere
) STRICT;

CREATE TABLE posting (             -- seeds, sorted, in chunks; a key is in one chunk of a segment
  segment INTEGER NOT NULL,
  first   INTEGER NOT NULL,        -- the least key in the chunk
  chunk   BLOB NOT NULL,           -- 16 bytes each: key, text, letter, little-endian
  PRIMARY KEY (segment, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment (
  segment  INTEGER PRIMARY KEY,
  postings INTEGER NOT NULL
) STRICT;

CREATE TABLE shared (              -- passages; offsets in letters
  a        INTEGER NOT NULL,       -- texts, the lesser number first
  b        INTEGER NOT NULL,
  a_start  INTEGER NOT NULL,
  a_end    INTEGER NOT NULL,
  b_start  INTEGER NOT NULL,
  b_end    INTEGER NOT NULL,
  score    INTEGER NOT NULL,
  a_from   INTEGER NOT NULL,
  b_from   INTEGER NOT NULL,
  frequent INTEGER NOT NULL,
  PRIMARY KEY (a, b, a_start, b_start)
) STRICT, WITHOUT ROWID;
CREATE INDEX shared_b ON shared (b);
