-- From version 2 to 3: the key of a reading is one number, and triggers and views are shorter: they
-- are read each time a store is opened.
CREATE TEMP TABLE before_3 AS SELECT * FROM reading;
-- All must fit into the new keys.
CREATE TEMP TABLE fits_3 (is_so CHECK (is_so));
INSERT INTO fits_3 SELECT max(stage) < 4194304 FROM before_3;
INSERT INTO fits_3 SELECT max(n) <= 65536 FROM (SELECT count(*) AS n FROM before_3 GROUP BY month, stage, as_of);
DROP TABLE fits_3;
DROP VIEW latest_reading;
DROP VIEW current_target;
DROP TRIGGER source_insert;
DROP TRIGGER revision_insert;
DROP TRIGGER retraction_insert;
DROP TRIGGER change_insert;
DROP TRIGGER setting_insert;
DROP TRIGGER notice_insert;
DROP TRIGGER project_insert;
DROP TRIGGER project_update;
DROP TRIGGER project_recode;
DROP TRIGGER stage_insert;
DROP TRIGGER stage_update;
DROP TRIGGER stage_recode;
DROP TRIGGER target_insert;
DROP TRIGGER month_insert;
DROP TABLE reading;
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
INSERT INTO reading (id, entry, percent, amount, note, problem, next_step)
SELECT (month << 43) | (stage << 21) | (CAST(substr(as_of, 9) AS INTEGER) << 16)
         | (row_number() OVER (PARTITION BY month, stage, as_of ORDER BY entry) - 1),
       entry, percent, amount, note, problem, next_step
FROM before_3 ORDER BY 1;
DROP TABLE before_3;
CREATE TRIGGER source_insert BEFORE INSERT ON source BEGIN
  SELECT RAISE(ABORT, 'source: append-only') FROM source WHERE entry = NEW.entry AND position = NEW.position; END;
CREATE TRIGGER revision_insert BEFORE INSERT ON revision BEGIN
  SELECT RAISE(ABORT, 'revision: append-only') FROM revision WHERE target = NEW.target AND entry = NEW.entry AND position = NEW.position; END;
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
CREATE TRIGGER change_insert BEFORE INSERT ON change BEGIN
  SELECT RAISE(ABORT, 'change: append-only') FROM change WHERE entry = NEW.entry AND position = NEW.position; END;
CREATE TRIGGER setting_insert BEFORE INSERT ON setting BEGIN
  SELECT RAISE(ABORT, 'setting: append-only') FROM setting WHERE key = NEW.key AND entry = NEW.entry; END;
CREATE TRIGGER notice_insert BEFORE INSERT ON notice BEGIN
  SELECT RAISE(ABORT, 'notice: append-only') FROM notice WHERE target = NEW.target AND entry = NEW.entry; END;
CREATE TRIGGER project_insert BEFORE INSERT ON project BEGIN
  SELECT RAISE(ABORT, 'project: exists') FROM project WHERE id = NEW.id OR code_key = NEW.code_key; END;
CREATE TRIGGER project_update BEFORE UPDATE ON project
WHEN NEW.id IS NOT OLD.id OR NEW.entry IS NOT OLD.entry OR EXISTS (SELECT 1 FROM project WHERE code_key = NEW.code_key AND id <> OLD.id)
BEGIN SELECT RAISE(ABORT, 'project: identity is fixed, and no code is given twice'); END;
CREATE TRIGGER stage_insert BEFORE INSERT ON stage BEGIN
  SELECT RAISE(ABORT, 'stage: exists') FROM stage WHERE id = NEW.id OR (project = NEW.project AND code_key = NEW.code_key); END;
CREATE TRIGGER stage_update BEFORE UPDATE ON stage
WHEN NEW.id IS NOT OLD.id OR NEW.entry IS NOT OLD.entry OR NEW.project IS NOT OLD.project OR EXISTS (SELECT 1 FROM stage WHERE project = NEW.project AND code_key = NEW.code_key AND id <> OLD.id)
BEGIN SELECT RAISE(ABORT, 'stage: identity is fixed, and no code is given twice'); END;
CREATE TRIGGER target_insert BEFORE INSERT ON target BEGIN
  SELECT RAISE(ABORT, 'target: exists') FROM target WHERE id = NEW.id OR (stage = NEW.stage AND period = NEW.period AND label = NEW.label); END;
CREATE TRIGGER month_insert BEFORE INSERT ON month
WHEN EXISTS (SELECT 1 FROM month WHERE stage = NEW.stage AND month = NEW.month)
BEGIN
  UPDATE month SET low = NEW.low WHERE stage = NEW.stage AND month = NEW.month;
  SELECT RAISE(IGNORE);
END;
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
