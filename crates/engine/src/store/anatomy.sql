-- What was read out of texts, from catalogue version 2.
ALTER TABLE source ADD COLUMN anatomy_by TEXT NOT NULL DEFAULT '';  -- stage versions that made the anatomy

CREATE TABLE anatomy (
  source  INTEGER PRIMARY KEY REFERENCES source,
  anatomy BLOB NOT NULL,          -- zstd of codec: statements with all that was found
  checked BLOB NOT NULL           -- BLAKE3 of it, 16 bytes
) STRICT;

CREATE TABLE statement (          -- a row per statement, to list and filter by; all of it is in `anatomy` too
  source      INTEGER NOT NULL REFERENCES source,
  number      INTEGER NOT NULL,   -- among the source's statements, from 1
  kind        TEXT,
  title       TEXT,
  language    TEXT,               -- ISO 639-3
  date        TEXT,               -- EDTF
  date_method TEXT,
  issuers     TEXT NOT NULL,      -- names, a line each
  addressees  TEXT NOT NULL,
  places      TEXT NOT NULL,
  signatories INTEGER NOT NULL,
  claims      INTEGER NOT NULL,
  PRIMARY KEY (source, number)
) STRICT, WITHOUT ROWID;
