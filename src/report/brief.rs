//! A report told in prose: what it comes to, the late with days, need and problem, then how each
//! project stands, who has not reported, and what comes next. Written once; each paper lays it out.

use crate::assess::{Judged, Status};
use crate::messages::brief::{
    BriefHeading, BriefItem, BriefRemark, BriefSummary, BriefTitle, Capitalised, NextStepItem,
    OtherFigure, Sentences, SilentGoal, SilentItem, TargetStands, Together,
};
use crate::messages::opening::Opening;
use crate::messages::report::{Closing, GroupName, Several};
use crate::messages::{In, Notes, Say};
use crate::model::{Language, Project};

use super::change::is_silent;
use super::columns::{Column, goal, remark, target};
use super::contents::Report;
use super::opening::{opening, standing};

/// A part of a brief, in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BriefPart {
    /// The first line.
    Title(String),
    /// A heading.
    Heading(String),
    /// A heading under the last one.
    Subheading(String),
    /// Sentences.
    Paragraph(String),
    /// One of several of a kind.
    Item(String),
}

/// Tells a report.
pub fn brief(language: Language, report: &Report<'_>, projects: &[Project]) -> Vec<BriefPart> {
    let mut brief = Brief {
        language,
        report,
        parts: Vec::new(),
    };
    brief.add(BriefPart::Title, &BriefTitle::Of(report.as_of));
    brief.summary();
    if report.changes.is_some() {
        brief.changes(projects);
    } else if report.account.is_some() {
        brief.endings(projects);
    } else {
        brief.late();
        brief.progress(projects);
        brief.silent();
    }
    brief.next_steps();
    brief.parts
}

struct Brief<'r> {
    language: Language,
    report: &'r Report<'r>,
    parts: Vec<BriefPart>,
}

/// Whether nobody has reported a target, or not for longer than a figure holds.
fn is_unknown(judged: &Judged<'_>) -> bool {
    judged.verdict.status == Status::Unknown && is_silent(judged)
}

impl Brief<'_> {
    fn add(&mut self, part: fn(String) -> BriefPart, message: &dyn Say) {
        let sentence = In(self.language, message).to_string();
        self.parts.push(part(sentence));
    }

    /// The first sentence of the report, how the others stand, and what is left out.
    fn summary(&mut self) {
        if let Some(scope) = self.report.scope() {
            self.add(BriefPart::Paragraph, &scope);
        }
        let mut paragraph = In(self.language, &self.report.answer()).to_string();
        let mut rest: Vec<BriefSummary> = Vec::new();
        let summary = &self.report.summary;
        let others = Status::ALL.into_iter().filter(|status| {
            !status.is_late() && *status != Status::Unknown && summary.of_status(*status) > 0
        });
        let others: Vec<Several> = others
            .map(|status| Several(summary.of_status(status), status))
            .collect();
        // Where only some were asked for, the others are counted as not shown.
        if !others.is_empty() && self.report.is_of_all() && self.report.account.is_none() {
            rest.push(BriefSummary::Others { kinds: others });
        }
        for line in self.report.closing(false) {
            let is_of_targets = matches!(
                line,
                Closing::FilteredOut { .. }
                    | Closing::Original(_)
                    | Closing::LeftOut { .. }
                    | Closing::DueWithin { .. }
            );
            if is_of_targets {
                rest.push(BriefSummary::Closing(line));
            }
        }
        for sentence in rest {
            if self.language == Language::En {
                paragraph.push(' ');
            }
            paragraph += &In(self.language, &sentence).to_string();
        }
        self.parts.push(BriefPart::Paragraph(paragraph));
    }

    /// How the targets of a period ended: unit by unit, and then group by group.
    fn endings(&mut self, projects: &[Project]) {
        let account = self.report.account.as_ref();
        let units = account
            .map(|account| account.unit_lines())
            .unwrap_or_default();
        if !units.is_empty() {
            self.add(BriefPart::Heading, &BriefHeading::Units);
        }
        for line in units {
            self.add(BriefPart::Item, &line);
        }
        for group in &self.report.groups {
            if let Some(line) = group.line(projects) {
                self.add(BriefPart::Heading, &Capitalised(line.name));
            }
            for targets in by_project(&group.targets) {
                if let Some(first) = targets.first() {
                    let item = self.item(first.project, &targets);
                    self.add(BriefPart::Item, &item);
                }
            }
        }
    }

    /// What changed since an earlier report, group by group.
    fn changes(&mut self, projects: &[Project]) {
        for group in &self.report.groups {
            if let Some(line) = group.line(projects) {
                self.add(BriefPart::Heading, &Capitalised(line.name));
            }
            for judged in &group.targets {
                let mut item = self.item(judged.project, &[judged]);
                let changes = self.report.changes.as_ref();
                let change = changes.and_then(|changes| changes.of(judged));
                // That nobody has reported it, or that it is new, its sentence says.
                if change.is_some_and(|change| change.before.is_some() && change.is_other()) {
                    let change = self.report.text(self.language, &Column::Change, judged);
                    item.remarks.0.insert(0, BriefRemark::Change(change));
                }
                self.add(BriefPart::Item, &item);
            }
        }
    }

    /// The late, target by target, in the order of the report.
    fn late(&mut self) {
        let late: Vec<&Judged<'_>> = (self.report.targets())
            .filter(|judged| judged.verdict.status.is_late())
            .collect();
        if late.is_empty() {
            return;
        }
        self.add(BriefPart::Heading, &BriefHeading::Late);
        for judged in late {
            let item = self.item(judged.project, &[judged]);
            self.add(BriefPart::Item, &item);
        }
    }

    /// What is not late, a sentence a project: in the groups that were asked for, else by category.
    fn progress(&mut self, projects: &[Project]) {
        let mut groups: Vec<(Option<String>, Vec<&Judged<'_>>)> = Vec::new();
        for group in &self.report.groups {
            let asked = group.line(projects).map(|line| line.name);
            for judged in group.targets.iter().copied() {
                if judged.verdict.status.is_late() || is_unknown(judged) {
                    continue;
                }
                let name = match &asked {
                    Some(name) => Some(In(self.language, name).to_string()),
                    None => judged.project.facts.category.clone(),
                };
                match groups.iter_mut().find(|(other, _)| *other == name) {
                    Some((_, targets)) => targets.push(judged),
                    None => groups.push((name, vec![judged])),
                }
            }
        }
        if groups.is_empty() {
            return;
        }
        // Those without a category come last.
        groups.sort_by_key(|(name, _)| name.is_none());
        self.add(BriefPart::Heading, &BriefHeading::Progress);
        let is_divided = groups.iter().any(|(name, _)| name.is_some());
        for (name, targets) in groups {
            if is_divided {
                let none = GroupName::Missing;
                match &name {
                    Some(name) => self.add(BriefPart::Subheading, name),
                    None => self.add(BriefPart::Subheading, &none),
                }
            }
            for targets in by_project(&targets) {
                if let Some(first) = targets.first() {
                    let item = self.item(first.project, &targets);
                    self.add(BriefPart::Item, &item);
                }
            }
        }
    }

    /// What nobody reports, by unit, else by lead.
    fn silent(&mut self) {
        let mut by_whom: Vec<(Option<String>, Vec<SilentGoal>)> = Vec::new();
        for judged in self.report.targets().filter(|judged| is_unknown(judged)) {
            let facts = &judged.project.facts;
            let whose = facts.unit.clone().or_else(|| facts.lead.clone());
            let (standing, other) = match opening(judged, self.report.as_of) {
                Opening::OnlyAnotherStage(standing, stage, figure) => {
                    (standing, Some(OtherFigure { stage, figure }))
                }
                _ => (standing(judged), None),
            };
            let silent = SilentGoal {
                project: judged.project.into(),
                target: target(self.language, judged, self.report.as_of),
                standing,
                other,
            };
            match by_whom.iter_mut().find(|(other, _)| *other == whose) {
                Some((_, goals)) => goals.push(silent),
                None => by_whom.push((whose, vec![silent])),
            }
        }
        if by_whom.is_empty() {
            return;
        }
        by_whom.sort_by_key(|(whose, _)| whose.is_none());
        self.add(BriefPart::Heading, &BriefHeading::Silent);
        for (whose, goals) in by_whom {
            let item = match whose {
                Some(whose) => SilentItem::Of { whose, goals },
                None => SilentItem::Nobody { goals },
            };
            self.add(BriefPart::Item, &item);
        }
    }

    fn next_steps(&mut self) {
        let targets: Vec<&Judged<'_>> = self.report.targets().collect();
        let mut items = Vec::new();
        for targets in by_project(&targets) {
            let mut steps: Vec<String> = Vec::new();
            for judged in &targets {
                let step = remark(judged.stage).and_then(|sentence| sentence.next_step.as_deref());
                let step = step.map(without_stop);
                steps.extend(step.filter(|step| !steps.contains(step)));
            }
            if let Some(first) = targets.first().filter(|_| !steps.is_empty()) {
                let project = first.project.into();
                let steps = Sentences(steps);
                items.push(NextStepItem { project, steps });
            }
        }
        if items.is_empty() {
            return;
        }
        self.add(BriefPart::Heading, &BriefHeading::NextSteps);
        for item in &items {
            self.add(BriefPart::Item, item);
        }
    }

    fn item(&self, project: &Project, targets: &[&Judged<'_>]) -> BriefItem {
        let (language, as_of) = (self.language, self.report.as_of);
        let facts = &project.facts;
        let mut problems: Vec<String> = Vec::new();
        for judged in targets {
            let problem = remark(judged.stage).and_then(|sentence| sentence.problem.as_deref());
            let problem = problem.map(without_stop);
            problems.extend(problem.filter(|problem| !problems.contains(problem)));
        }
        let stands = |judged: &&Judged<'_>| {
            let stands = opening(judged, as_of);
            match judged.verdict.status {
                // Their sentences say when.
                Status::Unreported | Status::Open | Status::Future | Status::Undated => {
                    let goal = goal(language, judged);
                    TargetStands::Goal { goal, stands }
                }
                _ => {
                    let target = target(language, judged, as_of);
                    TargetStands::By { target, stands }
                }
            }
        };
        BriefItem {
            project: project.into(),
            whose: Notes(facts.unit.iter().chain(&facts.lead).cloned().collect()),
            targets: Sentences(targets.iter().map(stands).collect()),
            remarks: Together(problems.into_iter().map(BriefRemark::Problem).collect()),
        }
    }
}

/// Targets of a project together, in the order in which the projects come first.
fn by_project<'a>(targets: &[&'a Judged<'a>]) -> Vec<Vec<&'a Judged<'a>>> {
    let mut projects: Vec<Vec<&Judged<'_>>> = Vec::new();
    for judged in targets {
        let is_its = |own: &&mut Vec<&Judged<'_>>| {
            own.first()
                .is_some_and(|first| first.project.id == judged.project.id)
        };
        match projects.iter_mut().find(is_its) {
            Some(own) => own.push(judged),
            None => projects.push(vec![judged]),
        }
    }
    projects
}

/// A text without the full stop that it ends with: the sentence has its own.
fn without_stop(text: &str) -> String {
    text.trim()
        .trim_end_matches(['。', '.', '；', ';'])
        .to_owned()
}
