-- The store of `project`: one SQLite file. This is the whole schema as a new store gets it.
--
-- How it is thought
--   Every transaction is one `entry`: when, who, with which command. Every other row names the
--   entry it came with. What was recorded is never changed or deleted: entry, source, revision,
--   reading, retraction, change, setting and notice refuse UPDATE, DELETE, and INSERT over an
--   existing key. Facts about projects and stages (names, categories, weights) can be edited;
--   each edit leaves a `change` with the old and the new value.
--   Nothing is judged in here. Whether a target is met, behind or late is computed by the program
--   from these rows and a day, each time it is asked.
--
-- Conventions
--   Days are ISO texts `YYYY-MM-DD`, but for `reading`, whose key holds them. Instants are UTC with milliseconds,
--   `YYYY-MM-DDTHH:MM:SS.mmmZ`. Percents are integers in hundredths (7250 is 72.5 %).
--   Amounts are integers in thousandths of the stage's unit.

PRAGMA application_id = 1349675604;  -- 'PrjT'
PRAGMA user_version = 3;

-- One transaction.
CREATE TABLE entry (
  number      INTEGER PRIMARY KEY,             -- 1, 2, 3, ... without a gap
  recorded_at TEXT NOT NULL                    -- instant, from the clock
              CHECK (recorded_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  who         TEXT NOT NULL,                   -- who ran the command
  command     TEXT NOT NULL                    -- the command, without the program's name
) STRICT;
-- "As known on a day" asks which entries were recorded by then.
CREATE INDEX entry_recorded ON entry(recorded_at);

-- A file that an entry was read from.
CREATE TABLE source (
  entry    INTEGER NOT NULL REFERENCES entry(number),
  position INTEGER NOT NULL CHECK (position >= 1),   -- 1, 2, ... within the entry
  file     TEXT NOT NULL,                            -- its name as given
  sha256   TEXT NOT NULL CHECK (length(sha256) = 64),-- of its bytes, hexadecimal
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

-- A project and its current facts.
CREATE TABLE project (
  id       INTEGER PRIMARY KEY,
  entry    INTEGER NOT NULL REFERENCES entry(number),  -- the entry that made it
  code     TEXT NOT NULL CHECK (code <> '' AND instr(code, '/') = 0),
  code_key TEXT NOT NULL UNIQUE,   -- the code in lower case (of any script): codes differ by more than case
  name     TEXT NOT NULL CHECK (name <> ''),
  name_en  TEXT,                   -- English name
  aliases  TEXT NOT NULL DEFAULT '[]'  -- JSON: [{"name": ..., "is_certain": true|false}, ...]
           CHECK (json_valid(aliases) AND json_type(aliases) = 'array'),
  category TEXT,                   -- for filters and groups
  unit     TEXT,                   -- the unit responsible
  lead     TEXT                    -- the person in the lead
) STRICT;

-- What a percentage is of: a part of a project, or `overall`, the whole works.
CREATE TABLE stage (
  id       INTEGER PRIMARY KEY,
  entry    INTEGER NOT NULL REFERENCES entry(number),
  project  INTEGER NOT NULL REFERENCES project(id),
  code     TEXT NOT NULL CHECK (code <> '' AND instr(code, '/') = 0),
  code_key TEXT NOT NULL,          -- the code in lower case
  name     TEXT NOT NULL CHECK (name <> ''),
  name_en  TEXT,
  position INTEGER NOT NULL,       -- its place among the project's stages; 0 comes first
  kind     TEXT NOT NULL CHECK (kind IN ('measured', 'milestone')),
  weight   INTEGER CHECK (weight BETWEEN 0 AND 10000),  -- its share of the whole works, hundredths of a percent
  unit     TEXT,                   -- the unit of its amounts: m, buildings, 10,000 yuan
  total    INTEGER CHECK (total > 0),                   -- the amount that is 100 %, thousandths
  UNIQUE (project, code_key)
) STRICT;

-- What one stage is to reach in one period. The terms are in `revision`.
CREATE TABLE target (
  id           INTEGER PRIMARY KEY,
  entry        INTEGER NOT NULL REFERENCES entry(number),
  stage        INTEGER NOT NULL REFERENCES stage(id),
  period       TEXT NOT NULL,            -- 2021, 2021H2, 2021Q4, 2021-11 or DAY..DAY
  label        TEXT NOT NULL DEFAULT '', -- tells several targets of one stage and period apart
  carried_from INTEGER REFERENCES target(id),  -- the earlier target on the same stage that it carries on
  UNIQUE (stage, period, label)
) STRICT;
CREATE INDEX target_carried_from ON target(carried_from) WHERE carried_from IS NOT NULL;

-- The terms of a target as decided once. The first one recorded is the original promise.
CREATE TABLE revision (
  target         INTEGER NOT NULL REFERENCES target(id),
  entry          INTEGER NOT NULL REFERENCES entry(number),
  position       INTEGER NOT NULL CHECK (position >= 1),  -- 1, 2, ... within the entry
  decided_on     TEXT NOT NULL CHECK (date(decided_on, '+0 days') IS decided_on),  -- in force from this day on
  percent        INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 10000),             -- to be reached
  due            TEXT CHECK (due IS NULL OR date(due, '+0 days') IS due),          -- last day in time; NULL: undated
  words          TEXT,                 -- the deadline's words as printed
  is_due_implied INTEGER NOT NULL CHECK (is_due_implied IN (0, 1)),  -- the period's end, for want of another day
  start          TEXT CHECK (start IS NULL OR date(start, '+0 days') IS start),    -- its own start, if not the period's
  baseline       INTEGER CHECK (baseline BETWEEN 0 AND 10000),       -- declared for the day before the start
  plan_points    TEXT NOT NULL DEFAULT '',  -- 'DAY:HUNDREDTHS DAY:HUNDREDTHS ...', in order of day
  commitment     TEXT CHECK (commitment IN ('ensure', 'strive', 'expected', 'push')),
  state          TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'dropped')),
  reason         TEXT,                 -- why it was decided
  PRIMARY KEY (target, entry, position)
) STRICT, WITHOUT ROWID;

-- A month in which a stage was reported on: the signpost to its readings, put up by a trigger.
-- What it says only widens, so it holds whatever is taken back and for whichever day is asked:
-- there may be readings of that month, and none has a lower figure.
CREATE TABLE month (
  stage INTEGER NOT NULL REFERENCES stage(id),
  month INTEGER NOT NULL,                         -- 202107: July 2021
  low   INTEGER CHECK (low BETWEEN 0 AND 10000),  -- no figure reported is lower; NULL: there was no figure
  PRIMARY KEY (stage, month)
) STRICT, WITHOUT ROWID;

-- What was reported of a stage. Its key says of what and when: from the highest bit on the month
-- (202107, 20 bits), the stage (22), the day of the month (5), and 0, 1, 2, ... in the order of
-- recording, within the stage and day (16). So "the latest of a stage as of a day" is one seek for
-- one number, and what a report of a day needs of all stages lies together, however long their
-- histories are. Two figures for one day: the one recorded last counts.
CREATE TABLE reading (
  id        INTEGER PRIMARY KEY,
  entry     INTEGER NOT NULL REFERENCES entry(number),
  percent   INTEGER CHECK (percent BETWEEN 0 AND 10000),  -- NULL: under way, no figure given
  amount    INTEGER CHECK (amount >= 0),                  -- the quantity behind the figure, thousandths
  note      TEXT,
  problem   TEXT,                                         -- what stands in the way
  next_step TEXT,
  -- What the key says; not stored.
  stage     INTEGER AS (id >> 21 & 4194303) REFERENCES stage(id),
  day       INTEGER AS ((id >> 43) * 100 + (id >> 16 & 31)),  -- it speaks of the end of this day: 20210731
  CHECK (day / 100 % 100 BETWEEN 1 AND 12 AND day > 10000 AND day % 100 BETWEEN 1 AND
         CASE day / 100 % 100 WHEN 2 THEN 28 + (day / 10000 % 4 = 0 AND day / 10000 % 100 <> 0 OR day / 10000 % 400 = 0)
         WHEN 4 THEN 30 WHEN 6 THEN 30 WHEN 9 THEN 30 WHEN 11 THEN 30 ELSE 31 END)
) STRICT;

-- An entry taken back: what came with it no longer counts. Nothing of it is deleted.
CREATE TABLE retraction (
  retracted INTEGER PRIMARY KEY REFERENCES entry(number),        -- the entry taken back
  entry     INTEGER NOT NULL REFERENCES entry(number) CHECK (entry > retracted),  -- the one that takes it back
  reason    TEXT NOT NULL
) STRICT;

-- A fact changed from one value to another, and every state a project was put into.
CREATE TABLE change (
  entry      INTEGER NOT NULL REFERENCES entry(number),
  position   INTEGER NOT NULL CHECK (position >= 1),
  project    INTEGER NOT NULL REFERENCES project(id),
  stage      INTEGER REFERENCES stage(id),    -- NULL: a fact of the project
  field      TEXT NOT NULL,                   -- the column, or 'state'
  old        TEXT,                            -- NULL: there was none
  new        TEXT,
  decided_on TEXT CHECK (decided_on IS NULL OR date(decided_on, '+0 days') IS decided_on),
  reason     TEXT,
  PRIMARY KEY (entry, position),
  -- A state has a day; names and weights do not.
  CHECK ((field = 'state') = (decided_on IS NOT NULL)),
  CHECK (field <> 'state' OR (new IS NOT NULL AND new IN ('active', 'suspended', 'cancelled', 'closed')))
) STRICT, WITHOUT ROWID;
CREATE INDEX change_project ON change(project, entry, position);

-- The office's policy, value by value; the last one recorded holds. '' is the default again.
CREATE TABLE setting (
  key   TEXT NOT NULL,
  entry INTEGER NOT NULL REFERENCES entry(number),
  value TEXT NOT NULL,
  PRIMARY KEY (key, entry)
) STRICT, WITHOUT ROWID;

-- What `check` has already told, so that it need not repeat itself. A finding that became better
-- is noted too, under the day on which it was told.
CREATE TABLE notice (
  entry   INTEGER NOT NULL REFERENCES entry(number),
  target  INTEGER NOT NULL REFERENCES target(id),
  finding TEXT NOT NULL,           -- the verdict and the due day: 'unreported 2021-12-31'; or 'resolved'
  said_on TEXT NOT NULL CHECK (date(said_on, '+0 days') IS said_on),
  PRIMARY KEY (target, entry)
) STRICT, WITHOUT ROWID;

-- Append-only. INSERT is guarded too, because INSERT OR REPLACE deletes without a delete trigger.
CREATE TRIGGER entry_insert BEFORE INSERT ON entry
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
BEGIN SELECT RAISE(ABORT, 'entry: numbers follow one another and are never given twice'); END;
CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entry: append-only'); END;
CREATE TRIGGER entry_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entry: append-only'); END;

CREATE TRIGGER source_insert BEFORE INSERT ON source BEGIN
  SELECT RAISE(ABORT, 'source: append-only') FROM source WHERE entry = NEW.entry AND position = NEW.position; END;
CREATE TRIGGER source_update BEFORE UPDATE ON source BEGIN SELECT RAISE(ABORT, 'source: append-only'); END;
CREATE TRIGGER source_delete BEFORE DELETE ON source BEGIN SELECT RAISE(ABORT, 'source: append-only'); END;

CREATE TRIGGER revision_insert BEFORE INSERT ON revision BEGIN
  SELECT RAISE(ABORT, 'revision: append-only') FROM revision WHERE target = NEW.target AND entry = NEW.entry AND position = NEW.position; END;
CREATE TRIGGER revision_update BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'revision: append-only'); END;
CREATE TRIGGER revision_delete BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'revision: append-only'); END;

-- Of a stage and day, only what is recorded later comes after; no key is made up by SQLite. Where
-- its month has no signpost yet, or one with a higher low, it is put up.
CREATE TRIGGER reading_insert BEFORE INSERT ON reading
WHEN NEW.id < 0 OR EXISTS (
  SELECT 1 FROM reading WHERE id BETWEEN NEW.id >> 16 << 16 AND NEW.id | 65535 AND (id >= NEW.id OR entry >= NEW.entry))
OR NOT EXISTS (
  SELECT 1 FROM month WHERE stage = NEW.stage AND month = NEW.id >> 43 AND (low <= NEW.percent OR NEW.percent IS NULL))
BEGIN
  SELECT RAISE(ABORT, 'reading: append-only') WHERE NEW.id < 0 OR EXISTS (
  SELECT 1 FROM reading WHERE id BETWEEN NEW.id >> 16 << 16 AND NEW.id | 65535 AND (id >= NEW.id OR entry >= NEW.entry));
  INSERT INTO month VALUES (NEW.stage, NEW.id >> 43, NEW.percent);
END;
CREATE TRIGGER reading_update BEFORE UPDATE ON reading BEGIN SELECT RAISE(ABORT, 'reading: append-only'); END;
CREATE TRIGGER reading_delete BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'reading: append-only'); END;

CREATE TRIGGER retraction_insert BEFORE INSERT ON retraction BEGIN
  SELECT RAISE(ABORT, 'retraction: append-only') FROM retraction WHERE retracted = NEW.retracted; END;
CREATE TRIGGER retraction_update BEFORE UPDATE ON retraction BEGIN SELECT RAISE(ABORT, 'retraction: append-only'); END;
CREATE TRIGGER retraction_delete BEFORE DELETE ON retraction BEGIN SELECT RAISE(ABORT, 'retraction: append-only'); END;

CREATE TRIGGER change_insert BEFORE INSERT ON change BEGIN
  SELECT RAISE(ABORT, 'change: append-only') FROM change WHERE entry = NEW.entry AND position = NEW.position; END;
CREATE TRIGGER change_update BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'change: append-only'); END;
CREATE TRIGGER change_delete BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'change: append-only'); END;

CREATE TRIGGER setting_insert BEFORE INSERT ON setting BEGIN
  SELECT RAISE(ABORT, 'setting: append-only') FROM setting WHERE key = NEW.key AND entry = NEW.entry; END;
CREATE TRIGGER setting_update BEFORE UPDATE ON setting BEGIN SELECT RAISE(ABORT, 'setting: append-only'); END;
CREATE TRIGGER setting_delete BEFORE DELETE ON setting BEGIN SELECT RAISE(ABORT, 'setting: append-only'); END;

CREATE TRIGGER notice_insert BEFORE INSERT ON notice BEGIN
  SELECT RAISE(ABORT, 'notice: append-only') FROM notice WHERE target = NEW.target AND entry = NEW.entry; END;
CREATE TRIGGER notice_update BEFORE UPDATE ON notice BEGIN SELECT RAISE(ABORT, 'notice: append-only'); END;
CREATE TRIGGER notice_delete BEFORE DELETE ON notice BEGIN SELECT RAISE(ABORT, 'notice: append-only'); END;

-- Projects, stages and targets stay; only facts of projects and stages can be edited. Identity is
-- compared by value: UPDATE OF id would not see an UPDATE of rowid, its other name.
CREATE TRIGGER project_insert BEFORE INSERT ON project BEGIN
  SELECT RAISE(ABORT, 'project: exists') FROM project WHERE id = NEW.id OR code_key = NEW.code_key; END;
CREATE TRIGGER project_update BEFORE UPDATE ON project
WHEN NEW.id IS NOT OLD.id OR NEW.entry IS NOT OLD.entry OR EXISTS (SELECT 1 FROM project WHERE code_key = NEW.code_key AND id <> OLD.id)
BEGIN SELECT RAISE(ABORT, 'project: identity is fixed, and no code is given twice'); END;
CREATE TRIGGER project_delete BEFORE DELETE ON project BEGIN SELECT RAISE(ABORT, 'project: never deleted'); END;

CREATE TRIGGER stage_insert BEFORE INSERT ON stage BEGIN
  SELECT RAISE(ABORT, 'stage: exists') FROM stage WHERE id = NEW.id OR (project = NEW.project AND code_key = NEW.code_key); END;
CREATE TRIGGER stage_update BEFORE UPDATE ON stage
WHEN NEW.id IS NOT OLD.id OR NEW.entry IS NOT OLD.entry OR NEW.project IS NOT OLD.project OR EXISTS (SELECT 1 FROM stage WHERE project = NEW.project AND code_key = NEW.code_key AND id <> OLD.id)
BEGIN SELECT RAISE(ABORT, 'stage: identity is fixed, and no code is given twice'); END;
CREATE TRIGGER stage_delete BEFORE DELETE ON stage BEGIN SELECT RAISE(ABORT, 'stage: never deleted'); END;

CREATE TRIGGER target_insert BEFORE INSERT ON target BEGIN
  SELECT RAISE(ABORT, 'target: exists') FROM target WHERE id = NEW.id OR (stage = NEW.stage AND period = NEW.period AND label = NEW.label); END;
CREATE TRIGGER target_update BEFORE UPDATE ON target BEGIN SELECT RAISE(ABORT, 'target: identity is fixed'); END;
CREATE TRIGGER target_delete BEFORE DELETE ON target BEGIN SELECT RAISE(ABORT, 'target: never deleted'); END;

-- A month's low only falls: by an update, or by the month put in once more.
CREATE TRIGGER month_insert BEFORE INSERT ON month
WHEN EXISTS (SELECT 1 FROM month WHERE stage = NEW.stage AND month = NEW.month)
BEGIN
  UPDATE month SET low = NEW.low WHERE stage = NEW.stage AND month = NEW.month;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER month_update BEFORE UPDATE ON month
WHEN NEW.stage IS NOT OLD.stage OR NEW.month IS NOT OLD.month OR NEW.low IS NULL OR NEW.low >= OLD.low
BEGIN SELECT RAISE(ABORT, 'month: the low only falls'); END;
CREATE TRIGGER month_delete BEFORE DELETE ON month BEGIN SELECT RAISE(ABORT, 'month: never deleted'); END;

-- For people with the sqlite3 shell. Retracted entries do not count in either.

-- The latest figure of each stage.
CREATE VIEW latest_reading AS
SELECT project.code AS project, stage.code AS stage,
       printf('%04d-%02d-%02d', r.day / 10000, r.day / 100 % 100, r.day % 100) AS as_of,
       r.percent / 100.0 AS percent, r.note,
       max(r.id) AS last
FROM reading r
JOIN stage ON stage.id = r.stage
JOIN project ON project.id = stage.project
WHERE r.percent IS NOT NULL AND r.entry NOT IN (SELECT retracted FROM retraction)
GROUP BY r.stage;

-- The terms of each target as decided last (or first, if nothing was decided since).
CREATE VIEW current_target AS
SELECT project.code AS project, stage.code AS stage, target.period, target.label,
       v.percent / 100.0 AS percent, v.due, v.words, v.state, v.decided_on, v.reason,
       max((n > 1) || v.decided_on || printf('%020d', n)) AS last
FROM (SELECT *, row_number() OVER (PARTITION BY target ORDER BY entry, position) AS n
      FROM revision WHERE entry NOT IN (SELECT retracted FROM retraction)) v
JOIN target ON target.id = v.target
JOIN stage ON stage.id = target.stage
JOIN project ON project.id = stage.project
GROUP BY v.target;
