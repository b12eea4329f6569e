-- What authority files know, from catalogue version 3.
CREATE TABLE authority (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,
  version  TEXT NOT NULL,         -- SHA-256 of the file, hexadecimal
  format   TEXT NOT NULL,
  file     TEXT NOT NULL,         -- its name
  imported TEXT NOT NULL          -- RFC 3339, UTC
) STRICT;

CREATE TABLE known (              -- an entity of an authority
  id        INTEGER PRIMARY KEY AUTOINCREMENT,  -- its number: kept for as long as the authority knows it, never given again
  authority INTEGER NOT NULL REFERENCES authority ON DELETE CASCADE,
  known_id  TEXT NOT NULL,        -- its id there
  kind      TEXT,
  name      TEXT NOT NULL,
  language  TEXT,                 -- ISO 639-3, of the name
  country   TEXT,                 -- ISO 3166-1 alpha-2
  url       TEXT,
  began     TEXT,                 -- EDTF
  ended     TEXT,
  UNIQUE (authority, known_id)
) STRICT;

CREATE TABLE known_name (         -- its other names
  known    INTEGER NOT NULL REFERENCES known ON DELETE CASCADE,
  place    INTEGER NOT NULL,      -- in the order of the file
  name     TEXT NOT NULL,
  language TEXT,
  sort     TEXT NOT NULL,
  PRIMARY KEY (known, place)
) STRICT, WITHOUT ROWID;
