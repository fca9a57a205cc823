-- The desk's people: who may sign in, and what programs may ask. Not made from the ledger, so that secrets can be
-- changed and forgotten; every change is noted in the ledger without them.

CREATE TABLE IF NOT EXISTS accounts (
  name      TEXT PRIMARY KEY,         -- a pseudonym
  role      TEXT NOT NULL,
  clearance INTEGER NOT NULL,         -- 0 clear … 4 red
  groups    TEXT NOT NULL,            -- sharing groups, sorted, joined by commas
  password  TEXT NOT NULL,            -- argon2id, PHC string
  totp      TEXT NOT NULL,            -- base32 secret; "" without a second factor
  totp_last INTEGER NOT NULL,         -- the last time step a code was taken for, so that none is taken twice
  disabled  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS tokens (
  hash    BLOB PRIMARY KEY,           -- SHA-256 of the token, 32 bytes
  name    TEXT NOT NULL,              -- what it is for
  account TEXT NOT NULL,              -- accounts.name: it may never do more than this account
  scopes  TEXT NOT NULL,              -- joined by spaces
  expires TEXT NOT NULL               -- RFC 3339, UTC
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS hooks (
  id      INTEGER PRIMARY KEY,
  url     TEXT NOT NULL,
  secret  TEXT NOT NULL,              -- signs what is sent
  seen    INTEGER NOT NULL,           -- the last ledger.seq it was told of
  account TEXT NOT NULL               -- accounts.name: it hears only of what this account may see
) STRICT;

-- What is still to be sent to a hook.
CREATE TABLE IF NOT EXISTS outbox (
  id    INTEGER PRIMARY KEY,
  hook  INTEGER NOT NULL,
  body  TEXT NOT NULL,
  tries INTEGER NOT NULL,
  due   INTEGER NOT NULL              -- seconds since 1970
) STRICT;

-- Whom an issuer of OpenID Connect knows, by its name and theirs for them alone: an e-mail address may change hands.
CREATE TABLE IF NOT EXISTS identities (
  issuer  TEXT NOT NULL,
  subject TEXT NOT NULL,
  account TEXT NOT NULL,              -- accounts.name
  PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS passkeys (
  id      BLOB PRIMARY KEY,           -- the credential's id
  account TEXT NOT NULL,              -- accounts.name
  name    TEXT NOT NULL,              -- what its owner calls it
  key     BLOB NOT NULL,              -- the public key, a COSE key
  counter INTEGER NOT NULL,           -- signatures so far, as the authenticator counts them
  added   TEXT NOT NULL               -- YYYY-MM-DD
) STRICT;

-- What outsiders suggest about something published. Neither in the ledger nor made from it, so that a declined one can be
-- forgotten. Nothing is kept of who sent it: no address, no minute.
CREATE TABLE IF NOT EXISTS suggestions (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  incident TEXT NOT NULL,             -- core::IncidentId
  version  INTEGER NOT NULL,          -- the version published
  kind     TEXT NOT NULL,             -- correction, source
  day      TEXT NOT NULL,             -- YYYY-MM-DD
  text     TEXT NOT NULL,             -- "" once declined
  link     TEXT NOT NULL,             -- "" once declined
  state    INTEGER NOT NULL,          -- 0 waits, 1 taken up, 2 declined
  who      TEXT NOT NULL,             -- handle of who answered
  why      TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS suggestions_waiting ON suggestions (incident) WHERE state = 0;
