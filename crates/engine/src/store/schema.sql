-- The catalogue, format 1. Rows are added and replaced, never half-written: each batch of files is one transaction.
CREATE TABLE batch (              -- one row per commit; `number` is what the index says it reads up to
  number INTEGER PRIMARY KEY,
  at     TEXT NOT NULL            -- RFC 3339, UTC
) STRICT;

CREATE TABLE source (
  id          INTEGER PRIMARY KEY,
  sha256      BLOB NOT NULL UNIQUE,
  bytes       INTEGER NOT NULL,
  format      TEXT NOT NULL,
  outcome     TEXT NOT NULL,
  method      TEXT NOT NULL,
  encoding    TEXT,
  language    TEXT,               -- ISO 639-3
  quality     INTEGER,            -- hundredths
  title       TEXT,
  opening     TEXT NOT NULL,      -- the first words, for people to recognise it by
  pages       INTEGER NOT NULL,
  characters  INTEGER NOT NULL,   -- code points of the repaired text
  edits       INTEGER NOT NULL,
  added       TEXT NOT NULL,      -- RFC 3339, UTC
  batch       INTEGER NOT NULL,   -- the batch that last wrote this row
  intake_by   TEXT NOT NULL,      -- stage version and parameters that made the reading
  repair_by   TEXT NOT NULL,      -- the same for the text
  diagnostics BLOB NOT NULL,      -- codec: list of diagnostics
  children    INTEGER NOT NULL    -- files inside it that are sources of their own
) STRICT;
CREATE INDEX source_batch ON source (batch);

CREATE TABLE path (               -- every name a source came under
  source INTEGER NOT NULL REFERENCES source,
  path   BLOB NOT NULL,           -- bytes: names need not be UTF-8
  added  TEXT NOT NULL,           -- when it was last seen under this name, RFC 3339, UTC
  PRIMARY KEY (source, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX path_path ON path (path);

CREATE TABLE text (
  source  INTEGER PRIMARY KEY REFERENCES source,
  text    BLOB NOT NULL,          -- zstd: the repaired text, UTF-8
  repairs BLOB NOT NULL,          -- zstd of codec: edits and parts
  layout  BLOB NOT NULL,          -- zstd of codec: pages, blocks, words, metadata
  checked BLOB NOT NULL           -- BLAKE3 of the three, 16 bytes
) STRICT;

CREATE TABLE image (              -- page pictures that were made for OCR
  source INTEGER NOT NULL REFERENCES source,
  page   INTEGER NOT NULL,
  width  INTEGER NOT NULL,
  height INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  PRIMARY KEY (source, page)
) STRICT, WITHOUT ROWID;

CREATE TABLE skipped (            -- names that could not be kept, for the report
  path    BLOB PRIMARY KEY,
  at      TEXT NOT NULL,
  message TEXT NOT NULL,
  hint    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
