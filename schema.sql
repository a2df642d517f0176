-- The store of `project`: one SQLite file. This is the whole schema, as a new store gets it.
--
-- How it is thought
--   Every transaction is one `entry`: when, who, with which command. Every other row names the
--   entry it came with. No row is ever changed or deleted. A project, a stage and a target are
--   an identity, and what is said of them is rows: `project_edit`, `stage_edit`, `revision`. Such
--   a row is sparse: NULL leaves a fact as it is, an empty text clears it, and cleared numbers and
--   days are named in `cleared`. What holds is the fold of the rows that count: edits in the order
--   of their entries; revisions and states in the order of the days they take effect, then of
--   their entries. An entry counts unless a `retraction` takes it back.
--   The rows of an entry come first and the entry closes them with its hash, the SHA-256 of the
--   entry before it and of all its rows; docs/record.md gives the bytes. No foreign key leads to
--   the entry: it would have SQLite go through every table, for each new entry, to find the rows
--   that wait for it. That rows have their entry is the chain's matter.
--   Nothing is judged in here. Whether a target is met, behind or late is computed by the program
--   from these rows and a day, each time it is asked.
--
-- Conventions
--   Days are ISO texts `YYYY-MM-DD`. Instants are UTC with milliseconds,
--   `YYYY-MM-DDTHH:MM:SS.mmmZ`. Percents are integers in hundredths (7250 is 72.5 %). Amounts are
--   integers in thousandths of the stage's unit.

PRAGMA application_id = 1349675604;  -- 'PrjT'
PRAGMA user_version = 1;

-- One transaction.
CREATE TABLE entry (
  number      INTEGER PRIMARY KEY,             -- 1, 2, 3, ... without a gap
  recorded_at TEXT NOT NULL                    -- what the clock said
              CHECK (recorded_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  who         TEXT NOT NULL,                   -- who ran the command
  command     TEXT NOT NULL,                   -- the command, without the program's name
  hash        TEXT NOT NULL                    -- SHA-256, hexadecimal, of the previous hash and of this entry with its rows
              CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
) STRICT;

-- A file that an entry was read from.
CREATE TABLE source (
  entry    INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 1),   -- 1, 2, ... within the entry
  file     TEXT NOT NULL,                            -- its name as given
  sha256   TEXT NOT NULL CHECK (length(sha256) = 64),-- of its bytes, hexadecimal
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

-- A project: its identity. What it is called stands in `project_edit`.
CREATE TABLE project (
  id       INTEGER PRIMARY KEY,
  entry    INTEGER NOT NULL  -- the entry that made it
) STRICT;

-- What was said of a project in one entry.
CREATE TABLE project_edit (
  project  INTEGER NOT NULL REFERENCES project(id),
  entry    INTEGER NOT NULL,
  code     TEXT CHECK (code <> '' AND instr(code, '/') = 0),  -- the code to type
  code_key TEXT,                      -- the code in lower case of any script: codes differ by more than case
  name     TEXT CHECK (name <> ''),
  name_en  TEXT,                      -- English name
  category TEXT,                      -- for filters and groups
  unit     TEXT,                      -- the unit responsible
  lead     TEXT,                      -- the person in the lead
  reason   TEXT,                      -- why it was edited
  merged_into INTEGER REFERENCES project(id) CHECK (merged_into <> project),  -- the project that it is; from this entry on there is only that one
  PRIMARY KEY (project, entry),
  CHECK ((code IS NULL) = (code_key IS NULL))
) STRICT, WITHOUT ROWID;
-- Most commands name a project by its code.
CREATE INDEX project_edit_code_key ON project_edit(code_key) WHERE code_key IS NOT NULL;

-- Another name under which papers speak of a project. The last row of a name holds.
CREATE TABLE alias (
  project  INTEGER NOT NULL REFERENCES project(id),
  entry    INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 1),   -- 1, 2, ... within the entry
  name     TEXT NOT NULL CHECK (name <> ''),
  standing TEXT NOT NULL CHECK (standing IN ('certain', 'supposed', 'dropped')),  -- whether it is the same project; dropped: no alias any more
  PRIMARY KEY (project, entry, position)
) STRICT, WITHOUT ROWID;

-- A named text that is kept of a project: a column of its sheet that means nothing to the program,
-- such as the contractor. The last row of a name holds.
CREATE TABLE project_text (
  project  INTEGER NOT NULL REFERENCES project(id),
  entry    INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 1),   -- 1, 2, ... within the entry
  name     TEXT NOT NULL CHECK (name <> ''),
  value    TEXT NOT NULL,                            -- '' clears it
  PRIMARY KEY (project, entry, position)
) STRICT, WITHOUT ROWID;

-- The state of a project from a day on. Without a row it is active.
CREATE TABLE project_state (
  project    INTEGER NOT NULL REFERENCES project(id),
  decided_on TEXT NOT NULL CHECK (date(decided_on, '+0 days') IS decided_on),
  entry      INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'cancelled', 'closed')),
  reason     TEXT,
  PRIMARY KEY (project, decided_on, entry)
) STRICT, WITHOUT ROWID;

-- What a percentage is of: a part of a project, or `overall`, the whole works. Its identity.
CREATE TABLE stage (
  id       INTEGER PRIMARY KEY,
  entry    INTEGER NOT NULL,
  project  INTEGER NOT NULL REFERENCES project(id)
) STRICT;
CREATE INDEX stage_project ON stage(project);

-- What was said of a stage in one entry.
CREATE TABLE stage_edit (
  stage    INTEGER NOT NULL REFERENCES stage(id),
  entry    INTEGER NOT NULL,
  code     TEXT CHECK (code <> '' AND instr(code, '/') = 0),  -- typed after the project's: jinhui/main-structure
  name     TEXT CHECK (name <> ''),
  name_en  TEXT,
  position INTEGER,                -- its place among the project's stages; 0 comes first
  kind     TEXT CHECK (kind IN ('measured', 'milestone')),
  weight   INTEGER CHECK (weight BETWEEN 0 AND 10000),  -- its share of the whole works, hundredths of a percent
  unit     TEXT,                   -- the unit of its amounts: m, buildings, 10,000 yuan
  total    INTEGER CHECK (total > 0),                   -- the amount that is 100 %, thousandths
  reason   TEXT,
  cleared  TEXT CHECK (cleared IN ('total', 'weight', 'total weight')),  -- which numbers it takes away
  PRIMARY KEY (stage, entry)
) STRICT, WITHOUT ROWID;

-- What a stage is to reach: the identity of one promise. Its terms are in `revision`.
CREATE TABLE target (
  id     INTEGER PRIMARY KEY,
  entry  INTEGER NOT NULL,
  stage  INTEGER NOT NULL REFERENCES stage(id),
  number INTEGER NOT NULL CHECK (number >= 1),  -- 1, 2, ... within its stage: jinhui/overall#2
  UNIQUE (stage, number)
) STRICT;

-- Terms of a target, or changes of them, as decided once. The terms of the first one recorded are
-- the original promise and hold from the beginning; its state is always active.
CREATE TABLE revision (
  target         INTEGER NOT NULL REFERENCES target(id),
  entry          INTEGER NOT NULL,
  position       INTEGER NOT NULL CHECK (position >= 1),  -- 1, 2, ... within the entry
  decided_on     TEXT NOT NULL CHECK (date(decided_on, '+0 days') IS decided_on),  -- in force from this day on
  percent        INTEGER CHECK (percent BETWEEN 1 AND 10000),      -- to be reached
  due            TEXT CHECK (date(due, '+0 days') IS due),         -- last day in time; never given or cleared: undated
  words          TEXT,                 -- the deadline's words as printed
  is_due_implied INTEGER CHECK (is_due_implied IN (0, 1)),         -- the period's end, for want of another day
  start          TEXT CHECK (date(start, '+0 days') IS start),     -- its own start, if not the period's
  baseline       INTEGER CHECK (baseline BETWEEN 0 AND 10000),     -- the percent declared for the day before the start,
  baseline_on    TEXT CHECK (date(baseline_on, '+0 days') IS baseline_on AND (baseline_on IS NULL OR baseline IS NOT NULL)),  -- or for the end of this day
  plan_points    TEXT,                 -- 'DAY:HUNDREDTHS DAY:HUNDREDTHS ...', in order of day
  commitment     TEXT CHECK (commitment IN ('', 'ensure', 'strive', 'expected', 'push')),
  period         TEXT,                 -- 2021, 2021H2, 2021Q4, 2021-11, DAY..DAY, or FY2027H1 DAY..DAY
  label          TEXT,                 -- tells several targets of one stage apart
  carried_from   INTEGER REFERENCES target(id),  -- the earlier target on the same stage that it carries on
  state          TEXT CHECK (state IN ('active', 'suspended', 'dropped')),
  reason         TEXT,                 -- why it was decided
  merged_into    INTEGER REFERENCES target(id) CHECK (merged_into <> target),  -- the target that it is; from this entry on there is only that one
  cleared        TEXT CHECK (cleared <> ''),  -- which of due, start, baseline, period, carried_from it takes away, with spaces between
  PRIMARY KEY (target, entry, position)
) STRICT, WITHOUT ROWID;

-- What was reported of a stage. Two figures for one day: the one recorded last counts. A reading
-- without a figure (under way) never takes the place of one with a figure.
CREATE TABLE reading (
  stage     INTEGER NOT NULL REFERENCES stage(id),
  as_of     TEXT NOT NULL CHECK (date(as_of, '+0 days') IS as_of),  -- it speaks of the end of this day
  entry     INTEGER NOT NULL,
  percent   INTEGER CHECK (percent BETWEEN 0 AND 10000),  -- NULL: under way, no figure given
  amount    INTEGER CHECK (amount >= 0),                  -- the quantity behind the figure, thousandths
  total     INTEGER CHECK (total > 0),                    -- the total that the amount was given against
  note      TEXT,
  problem   TEXT,                                         -- what stands in the way
  next_step TEXT,
  PRIMARY KEY (stage, as_of, entry)
) STRICT, WITHOUT ROWID;

-- An entry retracted: what came with it no longer counts. Nothing of it is deleted.
CREATE TABLE retraction (
  retracted INTEGER PRIMARY KEY REFERENCES entry(number),        -- the entry retracted
  entry     INTEGER NOT NULL
            CHECK (entry > retracted),                           -- the one that takes it back
  reason    TEXT NOT NULL
) STRICT;

-- The office's policy, value by value; the last one recorded holds. '' is the default again.
CREATE TABLE setting (
  key   TEXT NOT NULL,
  entry INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (key, entry)
) STRICT, WITHOUT ROWID;

-- What a column of sheets means, or what texts with certain columns are encoded in, as it was answered
-- once. The last one recorded holds.
CREATE TABLE mapping (
  column TEXT NOT NULL CHECK (column <> ''),  -- the header as it is compared: lower case, half width, no unit; or * and all of a sheet, between bars
  entry  INTEGER NOT NULL,
  field  TEXT NOT NULL CHECK (field <> ''),   -- a field of a plan (due, due:dmy, reading:share, ..); keep: a text of its project; -: nothing; or an encoding
  PRIMARY KEY (column, entry)
) STRICT, WITHOUT ROWID;

-- What `check` has already told, so that it need not repeat itself. A finding that became better
-- is noted too.
CREATE TABLE notice (
  target  INTEGER NOT NULL REFERENCES target(id),
  entry   INTEGER NOT NULL,
  finding TEXT NOT NULL,           -- the verdict: unreported, overdue, ...; or 'resolved'
  due     TEXT CHECK (date(due, '+0 days') IS due),                          -- the due day in force; NULL: undated
  said_on TEXT NOT NULL CHECK (date(said_on, '+0 days') IS said_on),         -- the day on which it was told
  PRIMARY KEY (target, entry)
) STRICT, WITHOUT ROWID;

-- Append-only, all of it. Each table has the same three triggers: a row is neither changed nor
-- deleted; it comes only under the number that the next entry will have, so that nothing slips
-- under an entry that is closed; and it never takes the place of another (INSERT OR REPLACE would
-- delete that one without firing its delete trigger).
CREATE TRIGGER entry_insert BEFORE INSERT ON entry
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
BEGIN SELECT RAISE(ABORT, 'entry: numbers follow one another and are never given twice'); END;
CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entry: append-only'); END;
CREATE TRIGGER entry_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entry: append-only'); END;

CREATE TRIGGER source_insert BEFORE INSERT ON source
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM source WHERE entry = NEW.entry AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'source: append-only'); END;
CREATE TRIGGER source_update BEFORE UPDATE ON source BEGIN SELECT RAISE(ABORT, 'source: append-only'); END;
CREATE TRIGGER source_delete BEFORE DELETE ON source BEGIN SELECT RAISE(ABORT, 'source: append-only'); END;

CREATE TRIGGER project_insert BEFORE INSERT ON project
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM project WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'project: append-only'); END;
CREATE TRIGGER project_update BEFORE UPDATE ON project BEGIN SELECT RAISE(ABORT, 'project: append-only'); END;
CREATE TRIGGER project_delete BEFORE DELETE ON project BEGIN SELECT RAISE(ABORT, 'project: append-only'); END;

CREATE TRIGGER project_edit_insert BEFORE INSERT ON project_edit
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM project_edit WHERE project = NEW.project AND entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'project_edit: append-only'); END;
CREATE TRIGGER project_edit_update BEFORE UPDATE ON project_edit BEGIN SELECT RAISE(ABORT, 'project_edit: append-only'); END;
CREATE TRIGGER project_edit_delete BEFORE DELETE ON project_edit BEGIN SELECT RAISE(ABORT, 'project_edit: append-only'); END;

CREATE TRIGGER alias_insert BEFORE INSERT ON alias
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM alias WHERE project = NEW.project AND entry = NEW.entry AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'alias: append-only'); END;
CREATE TRIGGER alias_update BEFORE UPDATE ON alias BEGIN SELECT RAISE(ABORT, 'alias: append-only'); END;
CREATE TRIGGER alias_delete BEFORE DELETE ON alias BEGIN SELECT RAISE(ABORT, 'alias: append-only'); END;

CREATE TRIGGER project_text_insert BEFORE INSERT ON project_text
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM project_text WHERE project = NEW.project AND entry = NEW.entry AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'project_text: append-only'); END;
CREATE TRIGGER project_text_update BEFORE UPDATE ON project_text BEGIN SELECT RAISE(ABORT, 'project_text: append-only'); END;
CREATE TRIGGER project_text_delete BEFORE DELETE ON project_text BEGIN SELECT RAISE(ABORT, 'project_text: append-only'); END;

CREATE TRIGGER project_state_insert BEFORE INSERT ON project_state
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM project_state WHERE project = NEW.project AND decided_on = NEW.decided_on AND entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'project_state: append-only'); END;
CREATE TRIGGER project_state_update BEFORE UPDATE ON project_state BEGIN SELECT RAISE(ABORT, 'project_state: append-only'); END;
CREATE TRIGGER project_state_delete BEFORE DELETE ON project_state BEGIN SELECT RAISE(ABORT, 'project_state: append-only'); END;

CREATE TRIGGER stage_insert BEFORE INSERT ON stage
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM stage WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'stage: append-only'); END;
CREATE TRIGGER stage_update BEFORE UPDATE ON stage BEGIN SELECT RAISE(ABORT, 'stage: append-only'); END;
CREATE TRIGGER stage_delete BEFORE DELETE ON stage BEGIN SELECT RAISE(ABORT, 'stage: append-only'); END;

CREATE TRIGGER stage_edit_insert BEFORE INSERT ON stage_edit
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM stage_edit WHERE stage = NEW.stage AND entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'stage_edit: append-only'); END;
CREATE TRIGGER stage_edit_update BEFORE UPDATE ON stage_edit BEGIN SELECT RAISE(ABORT, 'stage_edit: append-only'); END;
CREATE TRIGGER stage_edit_delete BEFORE DELETE ON stage_edit BEGIN SELECT RAISE(ABORT, 'stage_edit: append-only'); END;

CREATE TRIGGER target_insert BEFORE INSERT ON target
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM target WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'target: append-only'); END;
CREATE TRIGGER target_update BEFORE UPDATE ON target BEGIN SELECT RAISE(ABORT, 'target: append-only'); END;
CREATE TRIGGER target_delete BEFORE DELETE ON target BEGIN SELECT RAISE(ABORT, 'target: append-only'); END;

CREATE TRIGGER revision_insert BEFORE INSERT ON revision
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM revision WHERE target = NEW.target AND entry = NEW.entry AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'revision: append-only'); END;
CREATE TRIGGER revision_update BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'revision: append-only'); END;
CREATE TRIGGER revision_delete BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'revision: append-only'); END;

CREATE TRIGGER reading_insert BEFORE INSERT ON reading
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM reading WHERE stage = NEW.stage AND as_of = NEW.as_of AND entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'reading: append-only'); END;
CREATE TRIGGER reading_update BEFORE UPDATE ON reading BEGIN SELECT RAISE(ABORT, 'reading: append-only'); END;
CREATE TRIGGER reading_delete BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'reading: append-only'); END;

CREATE TRIGGER retraction_insert BEFORE INSERT ON retraction
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM retraction WHERE retracted = NEW.retracted)
BEGIN SELECT RAISE(ABORT, 'retraction: append-only'); END;
CREATE TRIGGER retraction_update BEFORE UPDATE ON retraction BEGIN SELECT RAISE(ABORT, 'retraction: append-only'); END;
CREATE TRIGGER retraction_delete BEFORE DELETE ON retraction BEGIN SELECT RAISE(ABORT, 'retraction: append-only'); END;

CREATE TRIGGER setting_insert BEFORE INSERT ON setting
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM setting WHERE key = NEW.key AND entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'setting: append-only'); END;
CREATE TRIGGER setting_update BEFORE UPDATE ON setting BEGIN SELECT RAISE(ABORT, 'setting: append-only'); END;
CREATE TRIGGER setting_delete BEFORE DELETE ON setting BEGIN SELECT RAISE(ABORT, 'setting: append-only'); END;

CREATE TRIGGER mapping_insert BEFORE INSERT ON mapping
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM mapping WHERE column = NEW.column AND entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'mapping: append-only'); END;
CREATE TRIGGER mapping_update BEFORE UPDATE ON mapping BEGIN SELECT RAISE(ABORT, 'mapping: append-only'); END;
CREATE TRIGGER mapping_delete BEFORE DELETE ON mapping BEGIN SELECT RAISE(ABORT, 'mapping: append-only'); END;

CREATE TRIGGER notice_insert BEFORE INSERT ON notice
WHEN NEW.entry IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
  OR EXISTS (SELECT 1 FROM notice WHERE target = NEW.target AND entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'notice: append-only'); END;
CREATE TRIGGER notice_update BEFORE UPDATE ON notice BEGIN SELECT RAISE(ABORT, 'notice: append-only'); END;
CREATE TRIGGER notice_delete BEFORE DELETE ON notice BEGIN SELECT RAISE(ABORT, 'notice: append-only'); END;

-- For people with the sqlite3 shell: what holds now. Entries retracted do not count, nor do rows that no
-- entry closes. What was merged into another is that other.

-- Each project, by its facts as edited last, and its latest state.
CREATE VIEW project_now AS
WITH retracted_entry AS (SELECT retracted FROM retraction WHERE entry <= (SELECT max(number) FROM entry)),
     counting AS (SELECT number FROM entry WHERE number NOT IN retracted_entry),
     edit AS (SELECT * FROM project_edit WHERE entry IN counting)
SELECT p.id,
       (SELECT code FROM edit e WHERE e.project = p.id AND code IS NOT NULL ORDER BY entry DESC LIMIT 1) AS code,
       (SELECT name FROM edit e WHERE e.project = p.id AND name IS NOT NULL ORDER BY entry DESC LIMIT 1) AS name,
       (SELECT nullif(name_en, '') FROM edit e WHERE e.project = p.id AND name_en IS NOT NULL ORDER BY entry DESC LIMIT 1) AS name_en,
       (SELECT nullif(category, '') FROM edit e WHERE e.project = p.id AND category IS NOT NULL ORDER BY entry DESC LIMIT 1) AS category,
       (SELECT nullif(unit, '') FROM edit e WHERE e.project = p.id AND unit IS NOT NULL ORDER BY entry DESC LIMIT 1) AS unit,
       (SELECT nullif(lead, '') FROM edit e WHERE e.project = p.id AND lead IS NOT NULL ORDER BY entry DESC LIMIT 1) AS lead,
       coalesce((SELECT state FROM project_state s WHERE s.project = p.id AND s.entry IN counting
                 ORDER BY decided_on DESC, entry DESC LIMIT 1), 'active') AS state
FROM project p WHERE p.entry IN counting
  AND p.id NOT IN (SELECT project FROM edit WHERE merged_into IS NOT NULL);

-- Each text that is kept of a project, by its name.
CREATE VIEW project_text_now AS
WITH retracted_entry AS (SELECT retracted FROM retraction WHERE entry <= (SELECT max(number) FROM entry)),
     counting AS (SELECT number FROM entry WHERE number NOT IN retracted_entry),
     said AS (SELECT *, row_number() OVER (PARTITION BY project, lower(name) ORDER BY entry DESC, position DESC) AS age
              FROM project_text WHERE entry IN counting)
SELECT p.id, p.code AS project, t.name, t.value
FROM project_now p JOIN said t ON t.project = p.id
WHERE t.age = 1 AND t.value <> '';

-- Each stage, by its facts as edited last.
CREATE VIEW stage_now AS
WITH retracted_entry AS (SELECT retracted FROM retraction WHERE entry <= (SELECT max(number) FROM entry)),
     counting AS (SELECT number FROM entry WHERE number NOT IN retracted_entry),
     edit AS (SELECT *, ' ' || coalesce(cleared, '') || ' ' AS gone FROM stage_edit WHERE entry IN counting)
SELECT s.id, p.code AS project,
       (SELECT code FROM edit e WHERE e.stage = s.id AND code IS NOT NULL ORDER BY entry DESC LIMIT 1) AS stage,
       (SELECT name FROM edit e WHERE e.stage = s.id AND name IS NOT NULL ORDER BY entry DESC LIMIT 1) AS name,
       (SELECT nullif(name_en, '') FROM edit e WHERE e.stage = s.id AND name_en IS NOT NULL ORDER BY entry DESC LIMIT 1) AS name_en,
       (SELECT position FROM edit e WHERE e.stage = s.id AND position IS NOT NULL ORDER BY entry DESC LIMIT 1) AS position,
       (SELECT kind FROM edit e WHERE e.stage = s.id AND kind IS NOT NULL ORDER BY entry DESC LIMIT 1) AS kind,
       (SELECT weight FROM edit e WHERE e.stage = s.id AND (weight IS NOT NULL OR gone LIKE '% weight %') ORDER BY entry DESC LIMIT 1) / 100.0 AS weight,
       (SELECT nullif(unit, '') FROM edit e WHERE e.stage = s.id AND unit IS NOT NULL ORDER BY entry DESC LIMIT 1) AS unit,
       (SELECT total FROM edit e WHERE e.stage = s.id AND (total IS NOT NULL OR gone LIKE '% total %') ORDER BY entry DESC LIMIT 1) / 1000.0 AS total
FROM stage s JOIN project_now p ON p.id = s.project WHERE s.entry IN counting;

-- Each target, by its terms as decided last.
CREATE VIEW target_now AS
WITH retracted_entry AS (SELECT retracted FROM retraction WHERE entry <= (SELECT max(number) FROM entry)),
     counting AS (SELECT number FROM entry WHERE number NOT IN retracted_entry),
     -- In the order in which they are laid upon each other: the first recorded beneath all others.
     terms AS (SELECT *, ' ' || coalesce(cleared, '') || ' ' AS gone,
                      CASE WHEN row_number() OVER (PARTITION BY target ORDER BY entry, position) = 1 THEN ''
                           ELSE decided_on END || printf(' %020d %020d', entry, position) AS layer
               FROM revision WHERE entry IN counting)
SELECT t.id, s.project, s.stage, t.number,
       (SELECT percent FROM terms v WHERE v.target = t.id AND percent IS NOT NULL ORDER BY layer DESC LIMIT 1) / 100.0 AS percent,
       (SELECT due FROM terms v WHERE v.target = t.id AND (due IS NOT NULL OR gone LIKE '% due %') ORDER BY layer DESC LIMIT 1) AS due,
       (SELECT nullif(words, '') FROM terms v WHERE v.target = t.id AND words IS NOT NULL ORDER BY layer DESC LIMIT 1) AS words,
       (SELECT nullif(commitment, '') FROM terms v WHERE v.target = t.id AND commitment IS NOT NULL ORDER BY layer DESC LIMIT 1) AS commitment,
       (SELECT period FROM terms v WHERE v.target = t.id AND (period IS NOT NULL OR gone LIKE '% period %') ORDER BY layer DESC LIMIT 1) AS period,
       (SELECT nullif(label, '') FROM terms v WHERE v.target = t.id AND label IS NOT NULL ORDER BY layer DESC LIMIT 1) AS label,
       (SELECT start FROM terms v WHERE v.target = t.id AND (start IS NOT NULL OR gone LIKE '% start %') ORDER BY layer DESC LIMIT 1) AS start,
       (SELECT baseline FROM terms v WHERE v.target = t.id AND (baseline IS NOT NULL OR gone LIKE '% baseline %') ORDER BY layer DESC LIMIT 1) / 100.0 AS baseline,
       (SELECT baseline_on FROM terms v WHERE v.target = t.id AND (baseline IS NOT NULL OR gone LIKE '% baseline %') ORDER BY layer DESC LIMIT 1) AS baseline_on,
       coalesce((SELECT state FROM terms v WHERE v.target = t.id AND state IS NOT NULL ORDER BY layer DESC LIMIT 1), 'active') AS state,
       (SELECT max(decided_on) FROM terms v WHERE v.target = t.id) AS decided_on
FROM target t JOIN stage_now s ON s.id = t.stage WHERE t.entry IN counting
  AND t.id NOT IN (SELECT target FROM terms WHERE merged_into IS NOT NULL);

-- The latest figure of each stage.
CREATE VIEW latest_reading AS
WITH retracted_entry AS (SELECT retracted FROM retraction WHERE entry <= (SELECT max(number) FROM entry))
SELECT s.project, s.stage, r.as_of, r.percent / 100.0 AS percent, r.amount / 1000.0 AS amount, r.total / 1000.0 AS total, r.note, r.problem, r.next_step
FROM stage_now s JOIN reading r ON r.stage = s.id
WHERE (r.as_of, r.entry) = (SELECT as_of, entry FROM reading l
       WHERE l.stage = s.id AND l.percent IS NOT NULL AND l.entry <= (SELECT max(number) FROM entry)
         AND l.entry NOT IN retracted_entry
       ORDER BY l.as_of DESC, l.entry DESC LIMIT 1);
