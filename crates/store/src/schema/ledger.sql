-- The ledger: everything that ever happened, in order, never changed.
-- All else (register.sql) is made from it and can be thrown away.

-- One row an entry. hash = SHA-256(hash of the row before ‖ seq ‖ kind ‖ time ‖ payload_hash); see ledger.rs.
CREATE TABLE ledger (
  seq          INTEGER PRIMARY KEY,   -- 1, 2, 3 … without gaps
  time         TEXT NOT NULL,         -- RFC 3339, UTC, as handed in by the desk
  kind         TEXT NOT NULL,         -- capture, journey, decision, source, release, read, …: see ledger.rs
  payload      BLOB NOT NULL,         -- JSON of core types, packed (pack.rs)
  payload_hash BLOB NOT NULL,         -- SHA-256 of the unpacked JSON, 32 bytes
  hash         BLOB NOT NULL          -- 32 bytes
) STRICT;

-- Raw bytes as captured, once each; capture entries name them by their hash.
CREATE TABLE blobs (
  id     INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE,        -- of the unpacked bytes, 32 bytes
  packed BLOB NOT NULL                -- see pack.rs
) STRICT;

-- Nothing is overwritten, by mistake or by a tool that does not know better. (Tampering is what verify() finds.)
CREATE TRIGGER ledger_keeps  BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_stays  BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER blobs_keep    BEFORE UPDATE ON blobs  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER blobs_stay    BEFORE DELETE ON blobs  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

-- What this file is: the version of the register's layout. The ledger's layout is PRAGMA user_version.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
