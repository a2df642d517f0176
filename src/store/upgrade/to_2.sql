-- From version 1 to 2: readings lie by month, and a signpost stands at each month of a stage.
CREATE TEMP TABLE before_2 AS SELECT * FROM reading;
DROP VIEW latest_reading;
DROP TABLE reading;
CREATE TABLE month (
  stage INTEGER NOT NULL REFERENCES stage(id),
  month INTEGER NOT NULL,                         -- 202107: July 2021
  low   INTEGER CHECK (low BETWEEN 0 AND 10000),  -- no figure reported is lower; NULL: there was no figure
  PRIMARY KEY (stage, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE reading (
  month     INTEGER NOT NULL CHECK (month = CAST(substr(as_of, 1, 4) || substr(as_of, 6, 2) AS INTEGER)),
  stage     INTEGER NOT NULL REFERENCES stage(id),
  as_of     TEXT NOT NULL CHECK (date(as_of, '+0 days') IS as_of),  -- it speaks of the end of this day
  entry     INTEGER NOT NULL REFERENCES entry(number),
  percent   INTEGER CHECK (percent BETWEEN 0 AND 10000),  -- NULL: under way, no figure given
  amount    INTEGER CHECK (amount >= 0),                  -- the quantity behind the figure, thousandths
  note      TEXT,
  problem   TEXT,                                         -- what stands in the way
  next_step TEXT,
  PRIMARY KEY (month, stage, as_of, entry)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER reading_insert BEFORE INSERT ON reading
WHEN EXISTS (SELECT 1 FROM reading WHERE month = NEW.month AND stage = NEW.stage AND as_of = NEW.as_of AND entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'reading: append-only'); END;
CREATE TRIGGER reading_update BEFORE UPDATE ON reading BEGIN SELECT RAISE(ABORT, 'reading: append-only'); END;
CREATE TRIGGER reading_delete BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'reading: append-only'); END;
CREATE TRIGGER reading_month AFTER INSERT ON reading
WHEN NOT EXISTS (SELECT 1 FROM month WHERE stage = NEW.stage AND month = NEW.month AND (low <= NEW.percent OR NEW.percent IS NULL))
BEGIN
  INSERT INTO month (stage, month, low) SELECT NEW.stage, NEW.month, NEW.percent
  WHERE NOT EXISTS (SELECT 1 FROM month WHERE stage = NEW.stage AND month = NEW.month);
  UPDATE month SET low = NEW.percent
  WHERE stage = NEW.stage AND month = NEW.month AND NEW.percent IS NOT NULL AND (low IS NULL OR low > NEW.percent);
END;
CREATE TRIGGER month_insert BEFORE INSERT ON month
WHEN EXISTS (SELECT 1 FROM month WHERE stage = NEW.stage AND month = NEW.month)
BEGIN SELECT RAISE(ABORT, 'month: exists'); END;
CREATE TRIGGER month_update BEFORE UPDATE ON month
WHEN NEW.stage IS NOT OLD.stage OR NEW.month IS NOT OLD.month OR NEW.low IS NULL OR NEW.low >= OLD.low
BEGIN SELECT RAISE(ABORT, 'month: the low only falls'); END;
CREATE TRIGGER month_delete BEFORE DELETE ON month BEGIN SELECT RAISE(ABORT, 'month: never deleted'); END;
CREATE VIEW latest_reading AS
SELECT project.code AS project, stage.code AS stage, r.as_of, r.percent / 100.0 AS percent, r.note,
       max(r.as_of || printf('%020d', r.entry)) AS last
FROM reading r
JOIN stage ON stage.id = r.stage
JOIN project ON project.id = stage.project
WHERE r.percent IS NOT NULL AND r.entry NOT IN (SELECT retracted FROM retraction)
GROUP BY r.stage;
INSERT INTO reading (month, stage, as_of, entry, percent, amount, note, problem, next_step)
SELECT CAST(substr(as_of, 1, 4) || substr(as_of, 6, 2) AS INTEGER), stage, as_of, entry, percent, amount, note, problem, next_step
FROM before_2 ORDER BY 1, stage, as_of, entry;
DROP TABLE before_2;
