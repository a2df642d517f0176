//! Facts of a project or a stage, as `add` and `edit` take them.

use clap_complete::ArgValueCompleter;

use crate::messages::{Error, Refusal};
use crate::model::{ProjectFactsEdit, StageFactsEdit};

use super::help::arguments;
use super::{known, words};

arguments! {
    Facts
    en "Facts of a project or a stage"
    zh "项目或阶段的信息"
    in FACTS {
        #[arg(long, value_name = "NAME")]
        en: Option<String> = { en "The English name" zh "英文名称" }
        #[arg(long, value_name = "NAME")]
        alias: Vec<String> = {
            en "Another name of the project; may be repeated"
            zh "项目别名，可重复"
        }
        #[arg(
            long,
            value_name = "CATEGORY",
            add = ArgValueCompleter::new(known::categories)
        )]
        category: Option<String> = { en "The project's category" zh "项目类别" }
        #[arg(
            long,
            visible_alias = "owner",
            aliases = ["assignee", "manager", "pm"],
            value_name = "PERSON",
            add = ArgValueCompleter::new(known::leads)
        )]
        lead: Option<String> = { en "The person in the lead of the project" zh "项目负责人" }
        #[arg(
            long,
            visible_alias = "department",
            aliases = ["dept", "office"],
            value_name = "UNIT",
            add = ArgValueCompleter::new(known::units)
        )]
        unit: Option<String> = {
            en "The unit responsible for the project; for a stage, what its amounts are counted in"
            zh "项目责任单位；阶段则为工程量的计量单位"
        }
    }
    in STAGE {
        #[arg(long, value_name = "PERCENT", allow_hyphen_values = true)]
        weight: Option<String> = {
            en "The stage's share of the whole works"
            zh "阶段占总体进度的权重"
        }
        #[arg(long, value_name = "N", allow_hyphen_values = true)]
        total: Option<String> = {
            en "The amount that is 100 % of the stage"
            zh "阶段总量（即100%）"
        }
    }
}

impl Facts {
    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        let texts = [
            &self.en,
            &self.category,
            &self.lead,
            &self.unit,
            &self.weight,
            &self.total,
        ];
        self.alias.is_empty() && texts.into_iter().all(Option::is_none)
    }

    /// The other names of a project.
    ///
    /// # Errors
    /// As of [`words::names`].
    pub(super) fn aliases(&self) -> Result<Vec<String>, Error> {
        words::names(&self.alias)
    }

    /// What is said of a project; `own` are further options that only stages have, and whether each
    /// is given.
    ///
    /// # Errors
    /// [`Refusal::OnlyStages`], and what is wrong with a text.
    pub(super) fn of_project(
        &self,
        own: &[(&'static str, bool)],
    ) -> Result<ProjectFactsEdit, Error> {
        let shared = [
            ("--weight", self.weight.is_some()),
            ("--total", self.total.is_some()),
        ];
        words::only(&[own, &shared].concat(), Refusal::OnlyStages)?;
        Ok(ProjectFactsEdit {
            name_en: words::fact(self.en.as_deref())?,
            category: words::fact(self.category.as_deref())?,
            unit: words::fact(self.unit.as_deref())?,
            lead: words::fact(self.lead.as_deref())?,
            ..ProjectFactsEdit::default()
        })
    }

    /// What is said of a stage; `own` are further options that only projects have, and whether each
    /// is given.
    ///
    /// # Errors
    /// [`Refusal::OnlyProjects`], and what is wrong with a text.
    pub(super) fn of_stage(&self, own: &[(&'static str, bool)]) -> Result<StageFactsEdit, Error> {
        let shared = [
            ("--alias", !self.alias.is_empty()),
            ("--category", self.category.is_some()),
            ("--lead", self.lead.is_some()),
        ];
        words::only(&[own, &shared].concat(), Refusal::OnlyProjects)?;
        Ok(StageFactsEdit {
            name_en: words::fact(self.en.as_deref())?,
            weight: words::weight(self.weight.as_deref())?,
            unit: words::fact(self.unit.as_deref())?,
            total: words::total(self.total.as_deref())?,
            ..StageFactsEdit::default()
        })
    }
}
