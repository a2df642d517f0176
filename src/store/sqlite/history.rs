//! The entries of the record and what came with each.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, params};

use crate::model::{
    Alias, Code, Commitment, Day, Deed, HistoryEntry, HistoryQuestion, Instant, Known, Notice,
    Place, Reading, Remark, Revision, Source, TargetState, Terms,
};

use super::seen::Seen;
use super::{key, rows};

/// The entries asked for, oldest first. Of entries that touch several projects, only what touches
/// the one asked for.
pub(super) fn entries(
    connection: &Connection,
    question: &HistoryQuestion,
) -> rusqlite::Result<Vec<HistoryEntry>> {
    let mut entries = heads(connection, question)?;
    let Some(first) = entries.keys().next().copied() else {
        return Ok(Vec::new());
    };
    let query = Query {
        connection,
        first,
        last: entries.keys().next_back().copied().unwrap_or(i64::MAX),
        project: question.project,
    };
    let deeds = [
        projects(&query)?,
        stages(&query)?,
        revisions(&query)?,
        readings(&query)?,
        changes(&query)?,
        notices_told(&query)?,
        if question.project.is_none() {
            [retractions(&query)?, settings(&query)?].concat()
        } else {
            Vec::new()
        },
    ];
    for (entry, deed) in deeds.into_iter().flatten() {
        if let Some(entry) = entries.get_mut(&entry) {
            entry.deeds.push(deed);
        }
    }
    if question.project.is_some() {
        // A retraction belongs to the projects of what it takes back.
        let touched: Vec<i64> = entries
            .values()
            .filter(|entry| !entry.deeds.is_empty())
            .map(|entry| entry.number)
            .collect();
        for (entry, deed) in retractions(&query)? {
            if let Deed::Retraction { retracted, .. } = &deed
                && touched.contains(retracted)
                && let Some(entry) = entries.get_mut(&entry)
            {
                entry.deeds.push(deed);
            }
        }
        entries.retain(|_, entry| !entry.deeds.is_empty());
    }
    Ok(entries.into_values().collect())
}

fn heads(
    connection: &Connection,
    question: &HistoryQuestion,
) -> rusqlite::Result<BTreeMap<i64, HistoryEntry>> {
    let since = question.since.map(|since| since.to_string());
    let mut entries: BTreeMap<i64, HistoryEntry> = connection
        .prepare(
            "SELECT number, recorded_at, who, command, retraction.entry
             FROM entry LEFT JOIN retraction ON retraction.retracted = entry.number
             WHERE (?1 IS NULL OR number >= (SELECT min(number) FROM entry WHERE recorded_at >= ?1))
               AND (?2 IS NULL OR number = ?2)
               AND (?3 IS NULL OR number = (SELECT max(number) FROM entry WHERE number < ?3))",
        )?
        .query_map(
            params![since, question.entry, question.last_before],
            |row| {
                let number = row.get(0)?;
                let entry = HistoryEntry {
                    number,
                    recorded_at: rows::word(row, 1, |text| text.parse::<Instant>().ok())?,
                    who: row.get(2)?,
                    command: row.get(3)?,
                    sources: Vec::new(),
                    retracted_by: row.get(4)?,
                    deeds: Vec::new(),
                };
                Ok((number, entry))
            },
        )?
        .collect::<rusqlite::Result<_>>()?;
    let mut statement =
        connection.prepare("SELECT entry, file, sha256 FROM source ORDER BY entry, position")?;
    let mut sources = statement.query([])?;
    while let Some(row) = sources.next()? {
        if let Some(entry) = entries.get_mut(&row.get(0)?) {
            entry.sources.push(Source {
                file: row.get(1)?,
                sha256: row.get(2)?,
            });
        }
    }
    Ok(entries)
}

/// Rows of entries from the first to the last, of one project or all.
struct Query<'a> {
    connection: &'a Connection,
    first: i64,
    last: i64,
    project: Option<i64>,
}

type Deeds = Vec<(i64, Deed)>;

impl Query<'_> {
    /// The first columns are the entry and the codes of project and stage; `{}` stands where the
    /// condition on the project goes, so that SQLite begins with the one asked for.
    fn run(
        &self,
        sql: &str,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<Deed>,
    ) -> rusqlite::Result<Deeds> {
        let condition = match self.project {
            Some(_) => "p.id = ?3",
            None => "?3 IS NULL",
        };
        self.connection
            .prepare(&sql.replace("{}", condition))?
            .query_map(params![self.first, self.last, self.project], |row| {
                Ok((row.get(0)?, read(row)?))
            })?
            .collect()
    }
}

fn place(row: &Row<'_>) -> rusqlite::Result<Place> {
    let stage: Option<String> = row.get(2)?;
    Ok(Place {
        project: rows::code(row, 1)?,
        stage: stage.and_then(|code| Code::new(&code).ok()),
    })
}

fn projects(query: &Query<'_>) -> rusqlite::Result<Deeds> {
    query.run(
        "SELECT p.entry, p.code, NULL FROM project p
         WHERE p.entry BETWEEN ?1 AND ?2 AND {} ORDER BY p.id",
        |row| Ok(Deed::Project(place(row)?)),
    )
}

fn stages(query: &Query<'_>) -> rusqlite::Result<Deeds> {
    query.run(
        "SELECT s.entry, p.code, s.code FROM stage s JOIN project p ON p.id = s.project
         WHERE s.entry BETWEEN ?1 AND ?2 AND {} ORDER BY s.id",
        |row| Ok(Deed::Stage(place(row)?)),
    )
}

fn revisions(query: &Query<'_>) -> rusqlite::Result<Deeds> {
    query.run(
        "SELECT v.entry, p.code, s.code, t.period, t.label, t.entry = v.entry AND v.position =
                    (SELECT min(position) FROM revision WHERE target = t.id AND entry = t.entry),
                v.decided_on, v.percent, v.due, v.words, v.is_due_implied, v.start, v.baseline,
                v.plan_points, v.commitment, v.state, v.reason
         FROM revision v JOIN target t ON t.id = v.target
              JOIN stage s ON s.id = t.stage JOIN project p ON p.id = s.project
         WHERE v.entry BETWEEN ?1 AND ?2 AND {}
         ORDER BY v.entry, v.position",
        |row| {
            Ok(Deed::Revision {
                place: place(row)?,
                period: rows::period(row, 3)?,
                label: row.get(4)?,
                is_first: row.get(5)?,
                revision: Box::new(Revision {
                    decided_on: rows::day(row, 6)?,
                    terms: Terms {
                        percent: rows::percent(row, 7)?,
                        due: rows::maybe_day(row, 8)?,
                        words: row.get(9)?,
                        is_due_implied: row.get(10)?,
                        start: rows::maybe_day(row, 11)?,
                        baseline: rows::maybe_percent(row, 12)?,
                        plan_points: rows::plan_points(row, 13)?,
                        commitment: rows::maybe_word(row, 14, |text: &str| {
                            Commitment::from_text(text)
                        })?,
                        state: rows::word(row, 15, TargetState::from_id)?,
                    },
                    reason: row.get(16)?,
                }),
            })
        },
    )
}

fn readings(query: &Query<'_>) -> rusqlite::Result<Deeds> {
    // Those of one project are found by its stages and their months.
    let from = match query.project {
        Some(_) => {
            "project p CROSS JOIN stage s ON s.project = p.id CROSS JOIN month m ON m.stage = s.id
             CROSS JOIN reading r ON r.id BETWEEN (m.month << 43) | (m.stage << 21)
                                              AND (m.month << 43) | (m.stage << 21) | 2097151
             WHERE p.id = ?3"
        }
        None => {
            "reading r JOIN stage s ON s.id = r.stage JOIN project p ON p.id = s.project
             WHERE ?3 IS NULL"
        }
    };
    query.run(
        &format!(
            "SELECT r.entry, p.code, s.code, r.id, r.percent, r.amount, r.note, r.problem,
                    r.next_step
             FROM {from} AND r.entry BETWEEN ?1 AND ?2
             ORDER BY p.code, s.position, r.id"
        ),
        |row| {
            Ok(Deed::Reading {
                place: place(row)?,
                reading: Box::new(Reading {
                    as_of: key::day(row.get(3)?)?,
                    percent: rows::maybe_percent(row, 4)?,
                    amount: rows::maybe_amount(row, 5)?,
                    remark: Remark {
                        note: row.get(6)?,
                        problem: row.get(7)?,
                        next_step: row.get(8)?,
                    },
                }),
            })
        },
    )
}

fn changes(query: &Query<'_>) -> rusqlite::Result<Deeds> {
    query.run(
        "SELECT c.entry, p.code, s.code, c.field, c.old, c.new, c.decided_on, c.reason
         FROM change c JOIN project p ON p.id = c.project LEFT JOIN stage s ON s.id = c.stage
         WHERE c.entry BETWEEN ?1 AND ?2 AND {}
         ORDER BY c.entry, c.position",
        |row| {
            let field: String = row.get(3)?;
            let told = |value: Option<String>| match field.as_str() {
                "aliases" => value.as_deref().and_then(names),
                _ => value,
            };
            Ok(Deed::Change {
                place: place(row)?,
                old: told(row.get(4)?),
                new: told(row.get(5)?),
                field,
                decided_on: rows::maybe_day(row, 6)?,
                reason: row.get(7)?,
            })
        },
    )
}

/// Aliases as they are told: their names.
fn names(aliases: &str) -> Option<String> {
    let aliases: Vec<Alias> = serde_json::from_str(aliases).ok()?;
    let names: Vec<String> = aliases.into_iter().map(|alias| alias.name).collect();
    (!names.is_empty()).then(|| names.join("; "))
}

fn retractions(query: &Query<'_>) -> rusqlite::Result<Deeds> {
    query.run(
        "SELECT entry, NULL, NULL, retracted, reason FROM retraction
         WHERE entry BETWEEN ?1 AND ?2 AND (?3 IS NULL OR ?3) ORDER BY entry",
        |row| {
            Ok(Deed::Retraction {
                retracted: row.get(3)?,
                reason: row.get(4)?,
            })
        },
    )
}

fn settings(query: &Query<'_>) -> rusqlite::Result<Deeds> {
    query.run(
        "SELECT entry, NULL, NULL, key, value FROM setting
         WHERE entry BETWEEN ?1 AND ?2 AND ?3 IS NULL ORDER BY entry, key",
        |row| {
            Ok(Deed::Setting {
                key: row.get(3)?,
                value: row.get(4)?,
            })
        },
    )
}

fn notices_told(query: &Query<'_>) -> rusqlite::Result<Deeds> {
    query.run(
        "SELECT n.entry, p.code, s.code, n.finding FROM notice n JOIN target t ON t.id = n.target
              JOIN stage s ON s.id = t.stage JOIN project p ON p.id = s.project
         WHERE n.entry BETWEEN ?1 AND ?2 AND {} ORDER BY n.entry, p.code",
        |row| {
            Ok(Deed::Notice {
                place: place(row)?,
                finding: row.get(3)?,
            })
        },
    )
}

/// The last notice of each target among those that count.
pub(super) fn notices(
    connection: &Connection,
    as_of: Day,
    known: Known,
) -> rusqlite::Result<Vec<Notice>> {
    let seen = Seen::load(connection, known)?;
    let mut statement = connection.prepare(
        "SELECT target, finding, said_on, entry FROM notice
         WHERE entry <= ?1 AND said_on <= ?2 ORDER BY target, entry DESC",
    )?;
    let mut rows = statement.query(params![seen.last(), as_of.to_string()])?;
    let mut found: Vec<Notice> = Vec::new();
    while let Some(row) = rows.next()? {
        let target = row.get(0)?;
        let is_last = found.last().is_none_or(|notice| notice.target != target);
        if is_last && seen.counts_in(row, 3)? {
            found.push(Notice {
                target,
                finding: row.get(1)?,
                said_on: rows::day(row, 2)?,
            });
        }
    }
    Ok(found)
}
