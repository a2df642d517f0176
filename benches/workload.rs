//! Portfolios to measure with: the same on every machine and every run, of any size.
//!
//! Each project has one target on each of its first stages, planned straight from a baseline at the
//! beginning of 2026 to a month's end in its second half. Readings follow the plan at a pace of the
//! target's own, with some noise, and now and then are taken back a little. They run to mid-December,
//! so that a report as of mid-November leaves some out.

// Every index is taken modulo a length that is not zero.
#![allow(clippy::indexing_slicing)]

use chrono::{Days, NaiveDate};

/// How many projects, targets a project, and readings a target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    /// Projects.
    pub projects: u32,
    /// Targets of each, on as many stages.
    pub targets: usize,
    /// Readings of each target.
    pub readings: u32,
}

impl Size {
    /// 30 targets, 180 readings: a subdistrict.
    pub const A: Size = Size::of(30, 1, 6);
    /// 2,000 targets, 48,000 readings: a city.
    pub const B: Size = Size::of(1_000, 2, 24);
    /// 30,000 targets, 1,080,000 readings: a province.
    pub const C: Size = Size::of(10_000, 3, 36);

    const fn of(projects: u32, targets: usize, readings: u32) -> Size {
        Size {
            projects,
            targets,
            readings,
        }
    }

    /// Targets in all.
    pub fn all_targets(self) -> usize {
        self.projects as usize * self.targets
    }

    /// Readings in all.
    pub fn all_readings(self) -> usize {
        self.all_targets() * self.readings as usize
    }

    /// The size of that name.
    pub fn named(name: &str) -> Option<Size> {
        let all = [
            Size::A,
            Size::B,
            Size::C,
            Size::B.tenfold(),
            Size::C.tenfold(),
        ];
        all.into_iter().find(|size| size.name() == name)
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match (self.projects, self.readings) {
            (30, _) => "a",
            (1_000, 24) => "b",
            (1_000, _) => "b10",
            (_, 36) => "c",
            _ => "c10",
        }
    }

    /// The same portfolio with ten times the history.
    #[must_use]
    pub const fn tenfold(self) -> Size {
        Size::of(self.projects, self.targets, self.readings * 10)
    }
}

/// The stages, the whole works first.
pub const STAGES: [&str; 3] = ["overall", "土建", "安装"];
const STREETS: [&str; 10] = [
    "中山路",
    "解放路",
    "北环",
    "江东",
    "望湖",
    "石桥",
    "老城",
    "高新区",
    "临港",
    "东郊",
];
const WORKS: [&str; 10] = [
    "管网更新工程",
    "小学扩建项目",
    "养老服务中心",
    "道路拓宽工程",
    "滨水公园",
    "公交首末站",
    "标准厂房",
    "农贸市场改造",
    "防洪堤加固工程",
    "体育馆",
];
const KINDS: [&str; 4] = ["交通", "教育", "水利", "产业"];
const LEADS: [&str; 8] = [
    "周工", "吴工", "郑工", "孙工", "钱工", "赵工", "何工", "马工",
];
const NOTES: [&str; 8] = [
    "",
    "",
    "",
    "月报",
    "现场核实",
    "监理签认",
    "连日降雨",
    "设备未到",
];
const DUES: [NaiveDate; 6] = [
    day(7, 31),
    day(8, 31),
    day(9, 30),
    day(10, 31),
    day(11, 30),
    day(12, 31),
];
const BASELINES: [i32; 6] = [0, 0, 5, 10, 20, 30];
const GOALS: [i32; 7] = [40, 50, 60, 70, 80, 90, 100];
/// How fast a target moves, held against its plan.
const PACES: [f64; 7] = [0.55, 0.75, 0.9, 1.0, 1.0, 1.05, 1.15];

/// The day all plans begin on.
pub const START: NaiveDate = day(1, 1);
const FIRST_READING: NaiveDate = day(1, 5);
const LAST_READING: NaiveDate = day(12, 14);

const fn day(month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(2026, month, day) {
        Some(day) => day,
        None => NaiveDate::MAX,
    }
}

/// One project.
pub struct Project {
    /// `P00001`, ...
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: &'static str,
    /// Who leads it.
    pub lead: &'static str,
    /// Its targets.
    pub targets: Vec<Target>,
}

/// One target, and what was reported of its stage.
pub struct Target {
    /// The stage.
    pub stage: &'static str,
    /// Percent at the start.
    pub baseline: i32,
    /// Percent to be reached.
    pub goal: i32,
    /// When.
    pub due: NaiveDate,
    /// In order of day; one a day at most.
    pub readings: Vec<Reading>,
}

/// One reading.
pub struct Reading {
    /// The day it speaks of.
    pub on: NaiveDate,
    /// Tenths of a percent.
    pub tenths: i32,
    /// Who reported it.
    pub by: &'static str,
    /// Mostly none.
    pub note: &'static str,
}

/// The projects of a portfolio of that size, one after the other.
pub fn projects(size: Size) -> impl Iterator<Item = Project> {
    let mut chance = Chance(0x5eed_2026_1115);
    (1..=size.projects).map(move |number| project(number, size, &mut chance))
}

/// The code of the project of that number, from 1.
pub fn code(number: u32) -> String {
    format!("P{number:05}")
}

fn project(number: u32, size: Size, chance: &mut Chance) -> Project {
    let street = chance.pick(&STREETS);
    let works = chance.pick(&WORKS);
    Project {
        code: code(number),
        name: format!("{street}{works}{number}号"),
        kind: chance.pick(&KINDS),
        lead: chance.pick(&LEADS),
        targets: STAGES
            .iter()
            .take(size.targets)
            .map(|stage| target(stage, size.readings, chance))
            .collect(),
    }
}

fn target(stage: &'static str, count: u32, chance: &mut Chance) -> Target {
    let due = chance.pick(&DUES);
    let baseline = chance.pick(&BASELINES);
    let goal = chance.pick(&GOALS);
    let pace = chance.pick(&PACES);
    let mut highest = f64::from(baseline);
    let mut readings = Vec::new();
    for number in 0..count {
        let on = reading_day(number, count, chance);
        let part = days_between(START, on) / days_between(START, due);
        let planned = f64::from(baseline) + f64::from(goal - baseline) * part * pace;
        let noise = chance.share() * 4.0 - 2.0;
        highest = highest.max((planned + noise).min(100.0));
        let tenths = (highest * 10.0).round() as i32;
        let is_taken_back = chance.below(100) == 0;
        readings.push(Reading {
            on,
            tenths: if is_taken_back {
                (tenths - 30).max(0)
            } else {
                tenths
            },
            by: chance.pick(&LEADS),
            note: chance.pick(&NOTES),
        });
    }
    Target {
        stage,
        baseline,
        goal,
        due,
        readings,
    }
}

/// An even step through the year, up to four days late, no day twice. A history for which the year
/// has too few days has one reading a day and begins earlier.
fn reading_day(number: u32, count: u32, chance: &mut Chance) -> NaiveDate {
    let gaps = u64::from(count.max(2) - 1);
    let year = days_between(FIRST_READING, LAST_READING) as u64;
    let span = year.max(gaps);
    let step = |number: u64| span * number / gaps;
    let number = u64::from(number);
    let free = step(number + 1) - step(number);
    let late = if number < gaps {
        chance.below(free.min(5))
    } else {
        0
    };
    LAST_READING - Days::new(span) + Days::new(step(number) + late)
}

fn days_between(from: NaiveDate, to: NaiveDate) -> f64 {
    (to - from).num_days() as f64
}

/// Chance that repeats itself (SplitMix64), so that no library's next version changes a workload.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn pick<T: Copy, const N: usize>(&mut self, choices: &[T; N]) -> T {
        choices[self.below(N as u64) as usize]
    }
}
