-- What people decided, from catalogue version 3. Rows are only ever added.
CREATE TABLE decision (
  id   BLOB PRIMARY KEY,          -- BLAKE3 of body, 16 bytes: its identity and its check sum
  body BLOB NOT NULL              -- codec: who, when, why, what
) STRICT, WITHOUT ROWID;
CREATE TRIGGER decision_is_not_changed BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decision_is_not_deleted BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;

CREATE TABLE removed (            -- sources that a person took out; nothing of their text
  number INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL,
  paths  BLOB NOT NULL,           -- codec: list of the names it came under
  bytes  INTEGER NOT NULL,
  pages  INTEGER NOT NULL,        -- page pictures are numbered up to here
  at     TEXT NOT NULL,           -- RFC 3339, UTC
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  batch  INTEGER NOT NULL,        -- the batch that took it out
  done   INTEGER NOT NULL         -- 2 once only the write-ahead log has to be folded in; 1 once nothing of it is left
) STRICT;
CREATE INDEX removed_sha256 ON removed (sha256);
