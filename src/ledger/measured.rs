//! What a figure comes to on a stage: a percent, and the amount behind it.

use crate::messages::Refusal;
use crate::model::{Amount, Percent, Reading, StageFacts, StageKind, fold};

use super::change::Figure;

/// The percent of a figure on a stage, and the amount behind it, as a reading of no day. The percent
/// of an amount is cut, never rounded: it is 100 only if all of it is done. Of money, more may be spent
/// than there is.
///
/// # Errors
/// `Refusal::NoTotal`, `Refusal::OtherTotal`, `Refusal::OtherUnit` or `Refusal::OverTotal`; of a milestone
/// `Refusal::PartOfMilestone`, of another stage `Refusal::NoShare`.
pub(super) fn on_stage(
    figure: &Figure,
    stage: &StageFacts,
    stage_path: &str,
) -> Result<Reading, Refusal> {
    let is_milestone = stage.kind == StageKind::Milestone;
    let measured = match figure {
        Figure::UnderWay => Reading::default(),
        Figure::NotDone(_) if is_milestone => of(Percent::ZERO),
        Figure::NotDone(text) => {
            return Err(Refusal::NoShare {
                stage_path: stage_path.to_owned(),
                text: text.clone(),
            });
        }
        Figure::Percent { percent, .. } => of(*percent),
        Figure::Both {
            percent,
            amount,
            total,
        } => match (percent, amount) {
            (None, Some(amount)) => of_total(*amount, *total, stage, stage_path)?,
            _ => Reading {
                percent: *percent,
                amount: *amount,
                total: amount.and(total.or(stage.total)),
                ..Reading::default()
            },
        },
        Figure::Amount(amount, total) => of_total(*amount, *total, stage, stage_path)?,
        Figure::Money { amount, unit } => {
            if let (Some(given), Some(unit)) = (unit, &stage.unit)
                && fold(given) != fold(unit)
            {
                return Err(Refusal::OtherUnit {
                    stage_path: stage_path.to_owned(),
                    unit: unit.clone(),
                    given: given.clone(),
                });
            }
            match stage.total {
                // More was spent than there is to spend: no share is more than all of it.
                Some(total) if *amount > total => Reading {
                    amount: Some(*amount),
                    total: Some(total),
                    ..of(Percent::FULL)
                },
                _ => of_total(*amount, None, stage, stage_path)?,
            }
        }
    };
    let is_part = |percent: &Percent| *percent != Percent::ZERO && *percent != Percent::FULL;
    match measured.percent.filter(is_part) {
        Some(percent) if is_milestone => Err(Refusal::PartOfMilestone {
            stage_path: stage_path.to_owned(),
            percent,
        }),
        _ => Ok(measured),
    }
}

fn of(percent: Percent) -> Reading {
    Reading {
        percent: Some(percent),
        ..Reading::default()
    }
}

fn of_total(
    amount: Amount,
    given: Option<Amount>,
    stage: &StageFacts,
    stage_path: &str,
) -> Result<Reading, Refusal> {
    let stage_path = stage_path.to_owned();
    let Some(total) = stage.total else {
        return Err(Refusal::NoTotal { stage_path });
    };
    if let Some(typed) = given.filter(|given| *given != total) {
        return Err(Refusal::OtherTotal {
            stage_path,
            total,
            typed,
        });
    }
    let share = i128::from(amount.thousandths()) * 10_000 / i128::from(total.thousandths().max(1));
    i64::try_from(share)
        .ok()
        .filter(|_| amount <= total)
        .and_then(Percent::from_hundredths)
        .map(|percent| Reading {
            amount: Some(amount),
            total: Some(total),
            ..of(percent)
        })
        .ok_or(Refusal::OverTotal { amount, total })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Writing, read_figure};
    use crate::messages::ValueProblem;
    use crate::model::Code;
    use proptest::prelude::*;

    fn percent(text: &str) -> Percent {
        text.parse().unwrap()
    }

    fn stage(total: Option<&str>) -> StageFacts {
        StageFacts {
            code: Code::new("piles").unwrap(),
            kind: StageKind::Measured,
            total: total.map(|t| t.parse().unwrap()),
            ..StageFacts::unnamed()
        }
    }

    /// As typed.
    fn read(text: &str) -> Result<Figure, ValueProblem> {
        read_figure(text, Writing::TYPED)
    }

    #[test]
    fn a_milestone_is_done_or_not() {
        let milestone = StageFacts {
            kind: StageKind::Milestone,
            total: "6".parse().ok(),
            ..stage(None)
        };
        let on = |text: &str, stage: &StageFacts| on_stage(&read(text).unwrap(), stage, "p/piles");
        for (text, expected) in [
            ("done", Some("100")),
            ("100", Some("100")),
            ("6/6", Some("100")),
            ("0", Some("0")),
            ("not yet", Some("0")),
            ("未完成", Some("0")),
            ("未开工", Some("0")),
            ("under way", None),
        ] {
            let measured = on(text, &milestone).unwrap();
            assert_eq!(measured.percent, expected.map(percent), "{text}");
        }
        for (text, part) in [("50", "50"), ("0.5%", "0.5"), ("4/6", "66.66")] {
            let refused = Refusal::PartOfMilestone {
                stage_path: "p/piles".to_owned(),
                percent: percent(part),
            };
            assert_eq!(on(text, &milestone).err(), Some(refused), "{text}");
        }
        // How far a measured stage is, only not started says.
        assert_eq!(
            on("未开工", &stage(None)).unwrap().percent,
            Some(Percent::ZERO)
        );
        for text in ["not yet", "未完成"] {
            let refused = Refusal::NoShare {
                stage_path: "p/piles".to_owned(),
                text: text.to_owned(),
            };
            assert_eq!(on(text, &stage(None)).err(), Some(refused), "{text}");
        }
    }

    #[test]
    fn amounts_are_cut_and_only_all_of_it_is_100() {
        let on = |text: &str, total| {
            on_stage(
                &read_figure(text, Writing::TYPED).unwrap(),
                &stage(total),
                "p/piles",
            )
        };
        assert_eq!(
            on("4/6", Some("6")).unwrap().percent,
            Some(percent("66.66"))
        );
        assert_eq!(on("6/6", Some("6")).unwrap().percent, Some(Percent::FULL));
        let amount = Figure::Amount("9999.999".parse().unwrap(), None);
        let cut = on_stage(&amount, &stage(Some("10000")), "p/piles").unwrap();
        assert_eq!(cut.percent, Some(percent("99.99")));
        assert_eq!(cut.total, "10000".parse().ok());
        assert!(matches!(on("4/6", None), Err(Refusal::NoTotal { .. })));
        assert!(matches!(
            on("4/6", Some("7")),
            Err(Refusal::OtherTotal { .. })
        ));
        assert!(matches!(
            on("7/6", Some("6")),
            Err(Refusal::OverTotal { .. })
        ));
    }

    proptest! {
        // Caught: a share of more than 100 taken as 100.
        #[test]
        fn the_percent_of_an_amount_never_passes_the_amount(done in 0i64..2_000_000, total in 1i64..2_000_000) {
            let facts = StageFacts {
                total: Amount::from_thousandths(total),
                ..stage(None)
            };
            let typed = Figure::Amount(Amount::from_thousandths(done).unwrap(), None);
            match on_stage(&typed, &facts, "p/s") {
                Ok(Reading { percent: Some(percent), .. }) => {
                    prop_assert!(percent.hundredths() * total <= done * 10_000);
                    prop_assert_eq!(percent == Percent::FULL, done == total);
                }
                Ok(_) => prop_assert!(false),
                Err(_) => prop_assert!(done > total),
            }
        }
    }
}
