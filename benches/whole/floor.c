/* The floor: the least that a careful program over SQLite pays for the same three jobs.
 *
 * It knows no revisions, retractions or past days as they were known; it judges in one SQL
 * statement and writes no sentence. So it does less than `project`, and is written in C over the
 * system's libsqlite3. One job is one process:
 *
 *   floor make DB PROJECTS.csv TARGETS.csv   tables, index, projects and targets; no readings yet
 *   floor bulk DB READINGS.csv               all readings, one transaction, the index live
 *   floor rest DB                            back to the rollback journal: one file at rest
 *   floor report DB DAY                      the report; every column is fetched as text
 *   floor one DB JOURNAL SYNC DAY PERCENT    one reading, committed: DELETE EXTRA is the durable update
 *
 * cc -O2 -o floor floor.c -lsqlite3
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The index holds all that the search for the latest reading needs: one seek, no look at the table. */
static const char SCHEMA[] =
    "CREATE TABLE project(id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
    " kind TEXT, owner TEXT, start TEXT);"
    "CREATE TABLE target(id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES project(id),"
    " stage TEXT NOT NULL, start TEXT NOT NULL, base_percent REAL NOT NULL,"
    " due TEXT NOT NULL, percent REAL NOT NULL);"
    "CREATE TABLE reading(id INTEGER PRIMARY KEY, target_id INTEGER NOT NULL REFERENCES target(id),"
    " date TEXT NOT NULL, percent REAL NOT NULL, by TEXT, note TEXT);"
    "CREATE INDEX target_project ON target(project_id);"
    "CREATE INDEX reading_latest ON reading(target_id, date, id, percent);";

/* The latest reading as of the day, the straight plan, a status, in order of urgency. */
static const char REPORT[] =
    "WITH latest AS ("
    "  SELECT t.id, t.project_id, t.stage, t.base_percent, t.due, t.percent AS goal,"
    "         (SELECT r.id FROM reading r WHERE r.target_id = t.id AND r.date <= :day"
    "          ORDER BY r.date DESC, r.id DESC LIMIT 1) AS reading_id,"
    "         julianday(:day) AS today, julianday(t.start) AS first, julianday(t.due) AS last"
    "  FROM target t WHERE t.due BETWEEN '2026-07-01' AND '2026-12-31'"
    "), plan AS ("
    "  SELECT latest.*, r.date AS read_on, r.percent AS reached,"
    "         CASE WHEN today >= last THEN goal WHEN today <= first THEN base_percent"
    "              ELSE base_percent + (goal - base_percent) * (today - first) / (last - first)"
    "         END AS planned"
    "  FROM latest LEFT JOIN reading r ON r.id = latest.reading_id"
    ")"
    "SELECT p.code, p.name, plan.stage, goal, due, reached, round(planned, 1) AS planned, read_on,"
    "       CASE WHEN reached IS NULL THEN 'no data'"
    "            WHEN reached >= goal THEN 'reached'"
    "            WHEN due < :day THEN 'late'"
    "            WHEN reached < planned - 5 THEN 'behind'"
    "            ELSE 'on track' END AS status,"
    "       today - julianday(read_on) > 30 AS stale "
    "FROM plan JOIN project p ON p.id = plan.project_id "
    "ORDER BY CASE status WHEN 'late' THEN 0 WHEN 'no data' THEN 1 WHEN 'behind' THEN 2"
    "         WHEN 'on track' THEN 3 ELSE 4 END, due, p.code, plan.id";

static const char READING[] =
    "INSERT INTO reading(target_id, date, percent, by, note) VALUES(?, ?, ?, ?, ?)";

static sqlite3 *db;

static void fail(const char *what) {
  fprintf(stderr, "floor: %s: %s\n", what, db ? sqlite3_errmsg(db) : "cannot be read");
  exit(1);
}

static void run(const char *sql) {
  if (sqlite3_exec(db, sql, 0, 0, 0)) fail(sql);
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, 0)) fail(sql);
  return statement;
}

static void insert(sqlite3_stmt *statement, int count, char **values) {
  for (int i = 0; i < count; i++) sqlite3_bind_text(statement, i + 1, values[i], -1, SQLITE_STATIC);
  if (sqlite3_step(statement) != SQLITE_DONE) fail("insert");
  sqlite3_reset(statement);
}

static void insert_reading(sqlite3_stmt *statement, int target, const char *day, double percent,
                           const char *by, const char *note) {
  sqlite3_bind_int(statement, 1, target);
  sqlite3_bind_text(statement, 2, day, -1, SQLITE_STATIC);
  sqlite3_bind_double(statement, 3, percent);
  sqlite3_bind_text(statement, 4, by, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 5, note, -1, SQLITE_STATIC);
  if (sqlite3_step(statement) != SQLITE_DONE) fail("insert");
  sqlite3_reset(statement);
}

/* One line's cells; the workloads quote nothing. 0 at the end of the file. */
static int cells(FILE *file, char *line, int size, char **cell, int most) {
  int count = 0;
  if (!fgets(line, size, file)) return 0;
  line[strcspn(line, "\r\n")] = 0;
  for (char *rest = line; rest && count < most;) cell[count++] = strsep(&rest, ",");
  return count;
}

static FILE *open_csv(const char *path, char *line, int size) {
  FILE *file = fopen(path, "r");
  if (!file || !fgets(line, size, file)) {
    perror(path);
    exit(1);
  }
  return file;
}

static void load(const char *path, const char *sql, int count) {
  char line[4096], *cell[8];
  FILE *file = open_csv(path, line, sizeof line);
  sqlite3_stmt *statement = prepare(sql);
  while (cells(file, line, sizeof line, cell, 8) == count) insert(statement, count, cell);
  sqlite3_finalize(statement);
  fclose(file);
}

static void make(const char *projects, const char *targets) {
  run("BEGIN");
  run(SCHEMA);
  load(projects, "INSERT INTO project(code, name, kind, owner, start) VALUES(?, ?, ?, ?, ?)", 5);
  load(targets,
       "INSERT INTO target(id, project_id, stage, start, base_percent, due, percent)"
       " VALUES(?1, (SELECT id FROM project WHERE code = ?2), ?3, ?4, ?5, ?6, ?7)", 7);
  run("COMMIT");
}

/* In the order of the file, the write-ahead log on; the log is folded in when the file is closed. */
static void bulk(const char *readings) {
  char line[4096], *cell[8];
  long count = 0;
  FILE *file = open_csv(readings, line, sizeof line);
  run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  sqlite3_stmt *statement = prepare(READING);
  run("BEGIN");
  while (cells(file, line, sizeof line, cell, 8) == 8) {
    insert_reading(statement, atoi(cell[1]), cell[4], atof(cell[5]), cell[6], cell[7]);
    count++;
  }
  run("COMMIT");
  sqlite3_finalize(statement);
  printf("%ld readings\n", count);
}

static void report(const char *day) {
  long rows = 0;
  size_t bytes = 0;
  int step;
  sqlite3_stmt *statement = prepare(REPORT);
  int columns = sqlite3_column_count(statement);
  sqlite3_bind_text(statement, sqlite3_bind_parameter_index(statement, ":day"), day, -1, SQLITE_STATIC);
  for (; (step = sqlite3_step(statement)) == SQLITE_ROW; rows++)
    for (int i = 0; i < columns; i++) {
      const char *text = (const char *)sqlite3_column_text(statement, i);
      bytes += text ? strlen(text) : 0;
    }
  if (step != SQLITE_DONE) fail("report");
  sqlite3_finalize(statement);
  printf("%ld rows, %zu bytes\n", rows, bytes);
}

static void one(const char *journal, const char *sync, const char *day, double percent) {
  char pragma[99];
  snprintf(pragma, sizeof pragma, "PRAGMA journal_mode=%s", journal);
  run(pragma);
  snprintf(pragma, sizeof pragma, "PRAGMA synchronous=%s", sync);
  run(pragma);
  sqlite3_stmt *statement = prepare(READING);
  insert_reading(statement, 1, day, percent, "王工", "");
  sqlite3_finalize(statement);
}

int main(int count, char **value) {
  const char *job = count > 2 ? value[1] : "";
  if (count > 2 && sqlite3_open(value[2], &db)) fail(value[2]);
  if (db) sqlite3_busy_timeout(db, 5000);
  if (!strcmp(job, "make") && count == 5) make(value[3], value[4]);
  else if (!strcmp(job, "bulk") && count == 4) bulk(value[3]);
  else if (!strcmp(job, "rest") && count == 3) run("PRAGMA journal_mode=DELETE");
  else if (!strcmp(job, "report") && count == 4) report(value[3]);
  else if (!strcmp(job, "one") && count == 7) one(value[3], value[4], value[5], atof(value[6]));
  else {
    fprintf(stderr, "floor: what it does is told at the head of floor.c\n");
    return 2;
  }
  sqlite3_close(db);
  return 0;
}
