-- What a search for reuse keeps of a collection, so that a text more costs in proportion to it. All of it is derived.
-- The letters of all texts stand in one row of places: each text begins at a multiple of 512, with no letter for at least
-- eight places before and after it; no place is used twice.
CREATE TABLE made (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  version INTEGER NOT NULL,        -- of these tables
  params  TEXT NOT NULL,           -- the parameters it was searched with
  made_for TEXT NOT NULL,          -- what it was last brought up to
  number  INTEGER NOT NULL,        -- of the next text
  place   INTEGER NOT NULL         -- of its first letter
) STRICT;

CREATE TABLE text (
  number  INTEGER PRIMARY KEY,     -- never used again
  name    TEXT NOT NULL UNIQUE,
  mark    BLOB NOT NULL,           -- by which it is known to be the same
  hash    INTEGER NOT NULL,        -- of its letters
  place   INTEGER NOT NULL,        -- of its first letter
  letters INTEGER NOT NULL         -- how many it has
) STRICT;
CREATE UNIQUE INDEX text_place ON text (place, letters, hash);

CREATE TABLE content (
  number  INTEGER PRIMARY KEY,
  letters INTEGER NOT NULL,        -- whether it is letters; else the text
  bytes   BLOB NOT NULL            -- zstd
) STRICT;

CREATE TABLE context (             -- the classes of letters
  block   INTEGER PRIMARY KEY,     -- places from 512 * block on
  classes BLOB NOT NULL            -- four bits each, the lower half of a byte first; 15 where there is no letter
) STRICT;

CREATE TABLE segment (             -- of seeds, each sorted by what they say, then by the order in which texts are compared
  segment  INTEGER PRIMARY KEY,
  postings INTEGER NOT NULL,       -- how many
  shift    INTEGER NOT NULL,       -- bits of what a seed says that its bucket does not tell
  width    INTEGER NOT NULL,       -- bits of a place
  rest     INTEGER NOT NULL        -- bits of a remainder
) STRICT;

CREATE TABLE posting (
  bucket INTEGER PRIMARY KEY,      -- segment, then 36 bits: what its seeds say, shifted
  chunk  BLOB NOT NULL             -- packed: what they say, and their places
) STRICT;

CREATE TABLE gone (                -- places of texts that were taken out, while there are seeds of theirs
  place   INTEGER PRIMARY KEY,
  letters INTEGER NOT NULL
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
  rescued  INTEGER NOT NULL,
  PRIMARY KEY (a, b, a_start, b_start)
) STRICT, WITHOUT ROWID;
CREATE INDEX shared_b ON shared (b);
