//! What a report adds up to: what is late, and the targets by colour.

use std::fmt::{self, Formatter};

use crate::assess::Status;
use crate::model::Language;

use super::nouns::{Projects, Targets};
use super::say::{In, Say};

/// So many targets of a status.
pub struct Several(pub usize, pub Status);

impl Say for Several {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let (count, status) = (self.0, In(language, &self.1));
        match language {
            Language::En => write!(to, "{count} {status}"),
            Language::Zh => write!(to, "{status}{count}项"),
        }
    }
}

/// What is late, by status.
pub struct Kinds(pub Vec<Several>);

impl Say for Kinds {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        if language == Language::En {
            return self.0.say(language, to);
        }
        to.write_str(match self.0.len() {
            1 => "均为",
            _ => "其中",
        })?;
        for (index, Several(count, status)) in self.0.iter().enumerate() {
            let comma = if index > 0 { "、" } else { "" };
            write!(to, "{comma}{}", In(language, status))?;
            if self.0.len() > 1 {
                write!(to, "{count}项")?;
            }
            // Late are they all, but these may be done.
            if *status == Status::Unreported {
                to.write_str("（是否完成不明）")?;
            }
        }
        Ok(())
    }
}

/// Targets by colour, closed to the total: only classes that hold any.
pub struct Sum {
    /// Met, ahead, on track.
    pub green: usize,
    /// Behind, met late.
    pub yellow: usize,
    /// Critical, overdue.
    pub red: usize,
    /// Past due without a report.
    pub unreported: usize,
    /// All others.
    pub not_judged: usize,
    /// Their sum.
    pub targets: Targets,
    /// How many projects they belong to, where that is said.
    pub projects: Option<Projects>,
}

impl Say for Sum {
    fn say(&self, language: Language, to: &mut Formatter<'_>) -> fmt::Result {
        let Sum {
            green,
            yellow,
            red,
            unreported,
            not_judged,
            targets,
            projects,
        } = self;
        let some = |count: usize, before: &str, after: &str| {
            (count > 0).then(|| format!("{before}{count}{after}"))
        };
        let targets = In(language, targets);
        match language {
            Language::En => {
                let classes = [
                    some(*green, "", " green"),
                    some(*yellow, "", " yellow"),
                    some(*red, "", " red"),
                    some(*unreported, "", " overdue without a report"),
                    some(*not_judged, "", " not judged"),
                ];
                let classes: Vec<String> = classes.into_iter().flatten().collect();
                if !classes.is_empty() {
                    write!(to, "{}: ", classes.join(" · "))?;
                }
                write!(to, "{targets}")?;
                match projects {
                    Some(projects) => write!(to, " of {}", In(language, projects)),
                    None => Ok(()),
                }
            }
            Language::Zh => {
                let lamps = [(*green, "绿灯"), (*yellow, "黄灯"), (*red, "红灯")];
                let others = [(*unreported, "应报未报"), (*not_judged, "暂不评定")];
                let all = lamps.iter().chain(&others);
                let mut classes = all.filter(|(count, _)| *count > 0);
                if let (Some((_, only)), None) = (classes.next(), classes.next()) {
                    write!(to, "{targets}均为{only}")?;
                } else {
                    let named = |classes: &[(usize, &str)], comma: &str| {
                        let named = classes.iter();
                        let named = named.filter_map(|(count, name)| some(*count, name, "项"));
                        named.collect::<Vec<_>>().join(comma)
                    };
                    let parts = [named(&lamps, "、"), named(&others, "，")];
                    let parts: Vec<_> = parts.into_iter().filter(|it| !it.is_empty()).collect();
                    if !parts.is_empty() {
                        write!(to, "{}；", parts.join("，"))?;
                    }
                    write!(to, "共{targets}")?;
                }
                match projects {
                    Some(projects) => write!(to, "，涉及{}", In(language, projects)),
                    None => Ok(()),
                }
            }
        }
    }
}
