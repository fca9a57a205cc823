-- The register: what the ledger amounts to now. Dropped and made again by rebuild(); change it freely, and raise
-- REGISTER_VERSION in store.rs. Rows are named by small integers inside and by their ids outside.

-- What was captured, with or without a report coming of it.
CREATE TABLE captures (
  seq    INTEGER PRIMARY KEY,         -- ledger.seq
  name   TEXT NOT NULL,               -- file, address or feed item
  raw    BLOB NOT NULL,               -- blobs.sha256
  report INTEGER                      -- reports.row; NULL where no report could be made
) STRICT;

CREATE TABLE problems (
  capture INTEGER NOT NULL,           -- captures.seq
  n       INTEGER NOT NULL,           -- 0, 1 … within the capture
  kind    TEXT NOT NULL,
  tlp     INTEGER NOT NULL,           -- of the report; 0 where there is none
  json    BLOB NOT NULL,              -- core::Problem
  PRIMARY KEY (capture, n)
) STRICT, WITHOUT ROWID;

-- Items met again without a report are recorded once.
CREATE INDEX captures_without_report ON captures (raw) WHERE report IS NULL;

-- The report itself stays in the ledger, at `capture`.
CREATE TABLE reports (
  row       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  capture   INTEGER NOT NULL,         -- ledger.seq of its capture
  journey   INTEGER,                  -- ledger.seq of the journey it made
  url       TEXT,
  source    TEXT NOT NULL,            -- Source::key
  published TEXT,                     -- first day, where dated
  received  TEXT NOT NULL,
  language  TEXT NOT NULL,
  title     TEXT NOT NULL,
  tlp       INTEGER NOT NULL,         -- 0 clear … 4 red
  fence     TEXT NOT NULL DEFAULT '', -- sharing groups one must all belong to, sorted, joined by commas; see fence.rs
  community INTEGER NOT NULL,
  nature    INTEGER NOT NULL,         -- 0 real, 1 sample, 2 exercise
  revises   TEXT
) STRICT;
CREATE INDEX reports_by_source ON reports (source, row DESC);
CREATE INDEX reports_by_url ON reports (url) WHERE url IS NOT NULL;

CREATE TABLE dossiers (
  report INTEGER PRIMARY KEY,         -- reports.row
  json   BLOB NOT NULL,               -- core::Dossier without its bulk
  bulk   BLOB NOT NULL                -- its hashes, frame and probes; see bulk.rs
) STRICT;

-- How linking finds reports: hashed block keys and leading shingle hashes.
CREATE TABLE block_keys (
  key    INTEGER NOT NULL,            -- its stretch of time, then 6 bytes of its SHA-256; see rows.rs
  report INTEGER NOT NULL,
  PRIMARY KEY (key, report)
) STRICT, WITHOUT ROWID;
CREATE TABLE shingles (
  hash   INTEGER NOT NULL,
  report INTEGER NOT NULL,
  PRIMARY KEY (hash, report)
) STRICT, WITHOUT ROWID;

-- The current version of each incident, and the columns lists filter by.
CREATE TABLE incidents (
  row      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  absorbed TEXT,                      -- id of the incident it continues as; NULL while it stands
  version  INTEGER NOT NULL,
  status   INTEGER NOT NULL,          -- 0 new, 1 in review, 2 accepted, 3 rejected, 4 withdrawn
  standing INTEGER NOT NULL,          -- 0 told, 1 candidate
  nature   INTEGER NOT NULL,
  tlp      INTEGER NOT NULL,
  fence    TEXT NOT NULL DEFAULT '',  -- its own and those of its reports
  community INTEGER NOT NULL,
  day      TEXT NOT NULL,             -- the day it is listed under; see columns.rs
  first    TEXT,                      -- leading date
  last     TEXT,
  lat      REAL,                      -- leading place
  lon      REAL,
  heard    TEXT NOT NULL,             -- the day the desk first heard of it
  open     INTEGER NOT NULL,          -- discrepancies nobody resolved
  assigned TEXT NOT NULL DEFAULT '',  -- handle of the account it was given to
  grade    TEXT,                      -- set by a person, "B2"
  reviewed INTEGER,                   -- version at the last change of status
  opened   INTEGER NOT NULL,          -- ledger.seq
  changed  INTEGER NOT NULL           -- ledger.seq of this version
) STRICT;
CREATE INDEX incidents_by_day ON incidents (day DESC, row DESC, tlp, fence, nature, status, standing, first, lat, lon)
  WHERE absorbed IS NULL;
CREATE INDEX incidents_by_status ON incidents (status, day DESC, row DESC, tlp, fence, nature, standing, first)
  WHERE absorbed IS NULL;
-- What waits for a person, latest change first: the very condition that View::queue asks for.
CREATE INDEX incidents_waiting ON incidents (changed DESC, row DESC, tlp, fence)
  WHERE absorbed IS NULL AND (status <= 1 OR (status = 2 AND version > coalesce(reviewed, 0)));
CREATE INDEX incidents_by_change ON incidents (changed DESC, tlp, fence) WHERE absorbed IS NULL;
CREATE INDEX incidents_assigned ON incidents (changed DESC, tlp, fence) WHERE assigned <> '' AND absorbed IS NULL;
CREATE INDEX incidents_absorbed ON incidents (absorbed) WHERE absorbed IS NOT NULL;
CREATE INDEX incidents_open ON incidents (day DESC, row DESC, tlp, fence) WHERE open > 0 AND absorbed IS NULL;

-- The bulk of each incident, apart so that filtering reads few pages.
CREATE TABLE shelf (
  incident INTEGER PRIMARY KEY,       -- incidents.row
  names    TEXT NOT NULL,             -- what it can be searched by beside its reports' words
  marks    TEXT NOT NULL,             -- its rows in `marks`, as JSON
  json     BLOB NOT NULL              -- core::Incident
) STRICT;

-- What maps draw of each incident: few bytes, and in the order of lists, so that hundreds lie on few pages.
CREATE TABLE sketches (
  day      TEXT NOT NULL,             -- incidents.day
  incident INTEGER NOT NULL,          -- incidents.row
  json     BLOB NOT NULL,             -- Sketch
  PRIMARY KEY (day DESC, incident DESC)
) STRICT, WITHOUT ROWID;

-- Every version, found again in the ledger.
CREATE TABLE versions (
  incident INTEGER NOT NULL,          -- incidents.row
  seq      INTEGER NOT NULL,          -- ledger.seq of the journey
  version  INTEGER NOT NULL,
  tlp      INTEGER NOT NULL,
  PRIMARY KEY (incident, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
  report   INTEGER NOT NULL,          -- reports.row
  n        INTEGER NOT NULL,          -- number of the account
  incident INTEGER NOT NULL,          -- incidents.row
  PRIMARY KEY (report, n, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_of ON members (incident, report, n);

-- Values an incident can be found by: kind 0 code (wider codes too), 1 country, 2 actor key, 3 admin unit.
CREATE TABLE marks (
  kind     INTEGER NOT NULL,
  value    TEXT NOT NULL,
  day      TEXT NOT NULL,             -- incidents.day, so that a list comes out in order
  incident INTEGER NOT NULL,
  PRIMARY KEY (kind, value, day DESC, incident DESC)
) STRICT, WITHOUT ROWID;

-- How many incidents carry a mark, by what readers may see and ask for; kind -1 is all incidents, kind -2 all reports,
-- kind -3 the reports of a source (status and standing 0).
CREATE TABLE tally (
  kind     INTEGER NOT NULL,
  value    TEXT NOT NULL,
  tlp      INTEGER NOT NULL,
  fence    TEXT NOT NULL,
  nature   INTEGER NOT NULL,
  status   INTEGER NOT NULL,
  standing INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  PRIMARY KEY (kind, value, tlp, fence, nature, status, standing)
) STRICT, WITHOUT ROWID;

-- Reports are counted as they come and as fences change, in all and by source, so that no page counts them.
CREATE TRIGGER reports_come AFTER INSERT ON reports BEGIN
  INSERT INTO tally (kind, value, tlp, fence, nature, status, standing, n)
    VALUES (-2, '', new.tlp, new.fence, new.nature, 0, 0, 1), (-3, new.source, new.tlp, new.fence, new.nature, 0, 0, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER reports_change AFTER UPDATE OF tlp, fence, nature ON reports BEGIN
  UPDATE tally SET n = n - 1
    WHERE ((kind = -2 AND value = '') OR (kind = -3 AND value = old.source)) AND tlp = old.tlp AND fence = old.fence
      AND nature = old.nature AND status = 0 AND standing = 0;
  INSERT INTO tally (kind, value, tlp, fence, nature, status, standing, n)
    VALUES (-2, '', new.tlp, new.fence, new.nature, 0, 0, 1), (-3, new.source, new.tlp, new.fence, new.nature, 0, 0, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
  DELETE FROM tally WHERE kind IN (-2, -3) AND value IN ('', old.source) AND n = 0;
END;

CREATE VIRTUAL TABLE points USING rtree (incident, south, north, west, east);

-- Full text: the words of reports (rowid = reports.row), the names of incidents (rowid = incidents.row).
CREATE VIRTUAL TABLE words USING fts5 (text, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE names USING fts5 (text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');

CREATE TABLE discrepancies (
  incident INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  field    TEXT NOT NULL,
  resolved INTEGER,                   -- decisions.number; NULL while open
  json     BLOB NOT NULL,             -- core::Discrepancy
  PRIMARY KEY (incident, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE decisions (
  number   INTEGER PRIMARY KEY,       -- ledger.seq
  incident INTEGER NOT NULL,          -- incidents.row
  version  INTEGER NOT NULL,
  act      TEXT NOT NULL,
  undone   INTEGER,                   -- number of the decision that took it back
  json     BLOB NOT NULL              -- core::Decision
) STRICT;
CREATE INDEX decisions_of ON decisions (incident, number);

-- A person's word on whether two accounts are one event.
CREATE TABLE constraints (
  a        INTEGER NOT NULL,          -- reports.row
  an       INTEGER NOT NULL,
  b        INTEGER NOT NULL,
  bn       INTEGER NOT NULL,
  same     INTEGER NOT NULL,
  decision INTEGER NOT NULL,
  PRIMARY KEY (a, an, b, bn, decision)
) STRICT, WITHOUT ROWID;
CREATE INDEX constraints_by_decision ON constraints (decision);

-- What people found right and wrong when they answered a discrepancy: the track record of sources.
CREATE TABLE checked (
  incident INTEGER NOT NULL,          -- incidents.row
  field    TEXT NOT NULL,
  report   INTEGER NOT NULL,          -- reports.row
  claim    INTEGER NOT NULL,          -- index into the reading's claims
  source   TEXT NOT NULL,             -- Source::key of the report
  right    INTEGER NOT NULL,          -- 1 found right, 0 found wrong
  PRIMARY KEY (report, claim, incident, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX checked_of ON checked (incident, field);
CREATE INDEX checked_by ON checked (source, right);

-- Block keys that brought nothing because too many reports share them, and for how many reports they were left out.
CREATE TABLE muted (
  key TEXT PRIMARY KEY,
  n   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
  key  TEXT PRIMARY KEY,
  seq  INTEGER NOT NULL,
  json BLOB NOT NULL                  -- core::Source
) STRICT, WITHOUT ROWID;

-- Who got what, so that it can be corrected or recalled.
CREATE TABLE releases (
  seq      INTEGER NOT NULL,
  incident INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  PRIMARY KEY (incident, seq)
) STRICT, WITHOUT ROWID;

-- Every combination of groups that ever stood round something; a reader's queries name those they may see behind.
CREATE TABLE fences (fence TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Groups an incident was kept to by a person.
CREATE TABLE own_fences (
  incident INTEGER NOT NULL,          -- incidents.row
  grp      TEXT NOT NULL,
  PRIMARY KEY (incident, grp)
) STRICT, WITHOUT ROWID;

-- Groups a report is kept to, and the incident whose fence put it there.
CREATE TABLE report_fences (
  report INTEGER NOT NULL,            -- reports.row
  grp    TEXT NOT NULL,
  cause  INTEGER NOT NULL,            -- incidents.row
  PRIMARY KEY (report, grp, cause)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_fences_by_cause ON report_fences (cause, grp);

-- Releases asked for that wait for a second person's word.
CREATE TABLE asks (
  number INTEGER PRIMARY KEY,         -- ledger.seq
  state  INTEGER NOT NULL,            -- 0 waits, 1 released, 2 refused
  json   BLOB NOT NULL                -- Asked
) STRICT;

-- The desk's own places, change by change; the last one of a key holds.
CREATE TABLE place_changes (
  seq  INTEGER PRIMARY KEY,           -- ledger.seq
  key  TEXT NOT NULL,
  json BLOB NOT NULL                  -- PlaceChange
) STRICT;
CREATE INDEX place_changes_of ON place_changes (key, seq);

-- Shifts signed off, and by whom each was taken over.
CREATE TABLE handovers (
  number   INTEGER PRIMARY KEY,       -- ledger.seq
  tlp      INTEGER NOT NULL,          -- who may read the note
  json     BLOB NOT NULL,             -- ShiftNote
  taken    BLOB,                      -- who took it over and what they said, as JSON; NULL while nobody did
  taken_at INTEGER                    -- ledger.seq
) STRICT;
