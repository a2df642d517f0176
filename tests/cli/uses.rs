//! Four who use the program, from the first command to the second month's report: a project lead
//! with a spreadsheet, a city engineer with 140 works, a contractor without any sheet, and the
//! clerk of a subdistrict. They type what the README shows. Figures that were worked out by hand
//! from the rules stand with each.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::transcript::Session;

/// Stage by stage, with who answers for it and what was reported at the end of three months.
const PROGRAMME: &str = "\
ERP rollout|requirements|Nina|100%|31/03/2026|80%|90%|100%
ERP rollout|data migration|Nina|100%|30/06/2026|10%|30%|50%
ERP rollout|training|Oskar|100%|31/07/2026|0%|5%|25%
ERP rollout|go-live|Nina|done|01/09/2026|||
Warehouse move|racking|Pavel|100%|30/04/2026|20%|40%|70%
Warehouse move|stock transfer|Pavel|100%|29/05/2026|0%|15%|40%
Warehouse move|old site cleared|Pavel|done|30/06/2026|||
Web shop|design|Rita|100%|15/04/2026|50%|80%|100%
Web shop|payments|Sam|100%|15/05/2026|0%|40%|70%
Web shop|load test|Sam|80%|29/05/2026|||
Web shop|launch|Rita|done|15/06/2026|||
Data centre|power|Tom|100%|30/04/2026|60%|85%|100%
Data centre|cooling|Tom|100%|29/05/2026|30%|35%|45%
Data centre|racks|Tom|100%|30/06/2026|0%|20%|50%
Data centre|certificate|Una|done|31/07/2026|||
Office refit|floor 1|Vera|100%|31/03/2026|70%|100%|
Office refit|floor 2|Vera|100%|29/05/2026|10%|35%|70%
Office refit|floor 3|Vera|100%|31/08/2026|0%|0%|10%
Office refit|fire inspection|Vera|done|15/09/2026|||
Customer portal|prototype|Will|100%|20/03/2026|75%|100%|
Customer portal|accounts|Will|100%|30/06/2026|5%|25%|55%
Customer portal|help pages|Xenia|60%|30/06/2026|0%|10%|15%
Customer portal|pilot|Will|done|tbc|||
Fleet renewal|tender|Yuri|done|30/04/2026|not yet|not yet|done
Fleet renewal|vans|Yuri|100%|30/10/2026|0%|0%|10%
Fleet renewal|charging points|Yuri|100%|31/07/2026|0%|20%|40%
Quality handbook|chapters|Zoe|100%|30/09/2026|15%|25%|40%
Quality handbook|audit|Zoe|done|15/12/2026|||
Intranet|content|Abel|100%|29/05/2026|40%|60%|80%
Intranet|search|Abel|100%|30/06/2026|0%|25%|60%
Intranet|old pages off|Abel|done|end of july 2026|||
";

/// The spreadsheet as saved at the end of February, March or April. A row's lead is whoever answers
/// for the stage, or for the project.
fn programme(month: usize, of_project: bool) -> String {
    let as_of = ["28/02/2026", "31/03/2026", "30/04/2026"][month];
    let mut sheet = "name,stage,lead,percent,due,reading,as_of,note\n".to_owned();
    let mut leads = BTreeMap::new();
    for row in PROGRAMME.lines() {
        let mut cells: Vec<&str> = row.split('|').collect();
        let lead = *leads.entry(cells[0]).or_insert(cells[2]);
        if of_project {
            cells[2] = lead;
        }
        let reading = cells[5 + month];
        let as_of = if reading.is_empty() { "" } else { as_of };
        let note = match reading {
            "45%" if cells[1] == "cooling" => "\"chillers late, two of six here\"",
            _ => "",
        };
        let row = format!("{},{reading},{as_of},{note}", cells[..5].join(","));
        writeln!(sheet, "{row}").unwrap();
    }
    sheet
}

/// Two months of a programme. By hand, where the plan begins on the day of the first import, 2 March:
///
/// - prototype, 75 % then and 95 % on 16 March, due on the 20th: day 14 of 18, planned
///   75 + 25 x 14/18 = 94.4; pace (5/25) / (4/18) = 0.90 exactly, so on track and not ahead.
/// - racking, 20 % then and 58 % on 15 April, due on the 30th: day 44 of 59, planned
///   20 + 80 x 44/59 = 79.7; pace (42/80) / (15/59) = 2.07, over 2.00: critical.
/// - cooling, 30 % then and 45 % on 30 April, due on 29 May: day 59 of 88, planned
///   30 + 70 x 59/88 = 76.9; pace (55/70) / (29/88) = 2.38: critical; lag 59 - 88 x 15/70 = 40.1 days;
///   need 55 points in the 25 days from 4 May, 2.20 a day; work left 29 + 40.1 days, so it is done on
///   day 70 after 30 April, 9 July. By 30 June, 32 days later: day 59 of 120, planned 64.4, pace
///   (55/70) / (61/120) = 1.55: behind.
/// - requirements, due on 24 April once moved and seen done on the 30th: 6 days, within the grace of 7,
///   so met. Racking, 70 % on its due day: overdue, 4 days on 4 May.
fn project_lead(lang: &'static str) -> String {
    let mut session = Session::new(lang);
    session.day("2026-03-02", "kim");
    session.run("init");
    session.sandbox.write("february.csv", programme(0, false));
    session.run("import february.csv --dry-run");
    for (month, name) in ["february.csv", "march.csv", "april.csv"]
        .iter()
        .enumerate()
    {
        session.sandbox.write(name, programme(month, true));
    }
    session.run("import february.csv");
    session.head("report");
    session.day("2026-03-16", "kim");
    session.run("update 'customer portal/prototype' 95");
    session.fed(
        "update -",
        "web/payments 25\ndata/cooling 32 13 mar two chillers here\nintranet/search 10\n",
    );
    session.run("update office/floor 80");
    session.run("update 'office/floor 1' 80");
    session.day("2026-04-01", "kim");
    session.run("import march.csv");
    session.head("report --late");
    session.run("target erp/requirements --by 2026-04-24 --reason 'two departments joined'");
    session.day("2026-04-15", "kim");
    session.run("update warehouse/racking 85");
    session.run("undo --reason 'typed 85 for 58'");
    session.run("update warehouse/racking 58");
    session.day("2026-05-04", "kim");
    session.run("import april.csv");
    session.run("show 'data centre'");
    session.run("target data/cooling --by 2026-06-30 --reason 'chillers delivered late'");
    session.head("report");
    session.run("check --within 14d");
    session.transcript
}

#[test]
fn a_project_lead_brings_a_spreadsheet() {
    insta::assert_snapshot!("project_lead_en", project_lead("en"));
    insta::assert_snapshot!("project_lead_zh", project_lead("zh"));
}

/// A works list of 14 streets with ten kinds of works each. At the end of a month of 2026 a work
/// stands at a share of its plan, which runs in a line from the new year to the end of its month.
fn works(month: usize) -> String {
    const STREETS: [&str; 14] = [
        "Abbey", "Birch", "Canal", "Dover", "Elm", "Foundry", "Grove", "Harbour", "Iris",
        "Jubilee", "King", "Lime", "Market", "Nelson",
    ];
    const WORKS: [(&str, &str, &str); 10] = [
        ("resurfacing", "Streets", "Ames"),
        ("sidewalk", "Streets", "Ames"),
        ("drain", "Water", "Bell"),
        ("water main", "Water", "Bell"),
        ("sewer lining", "Water", "Cole"),
        ("lights", "Traffic", "Diaz"),
        ("crossing", "Traffic", "Diaz"),
        ("trees", "Parks", "Egan"),
        ("playground", "Parks", "Egan"),
        ("school roof", "Buildings", "Ford"),
    ];
    /// Days of 2026 at the end of each month.
    const ENDS: [usize; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
    /// Hundredths of the plan; none is reported where nothing stands.
    const SHARES: [Option<usize>; 12] = [
        Some(100),
        Some(104),
        Some(97),
        Some(110),
        None,
        Some(92),
        Some(100),
        Some(60),
        Some(101),
        Some(95),
        Some(30),
        Some(99),
    ];
    let mut sheet =
        "name,unit,lead,category,percent,due,period,baseline,reading,as_of\n".to_owned();
    for number in 0..STREETS.len() * WORKS.len() {
        let (work, unit, lead) = WORKS[number % 10];
        let due = 5 + number / 3 % 8;
        let last = ENDS[due] - ENDS[due - 1];
        let share = SHARES[number % 12].map(|share| ENDS[month] * share / ENDS[due]);
        let (reading, as_of) = match share {
            Some(share) => (
                format!("{}%", share.min(100)),
                format!("2026-{month:02}-{}", ENDS[month] - ENDS[month - 1]),
            ),
            None => (String::new(), String::new()),
        };
        writeln!(
            sheet,
            "{} Street {work},{unit},{lead},capital works,100%,2026-{due:02}-{last},2026,0,\
             {reading},{as_of}",
            STREETS[number / 10]
        )
        .unwrap();
    }
    sheet
}

/// Two months of capital works. By hand; all plans begin at 0 % on 31 December:
///
/// - Harbour Street school roof, due on 31 July, the 212th day: 25 % on 31 March, planned
///   100 x 90/212 = 42.5; pace (75/100) / (122/212) = 1.30: behind, with 121 days left on 1 April.
/// - Canal Street drain, due on 31 December: 8 % on 15 April, planned 100 x 105/365 = 28.8; pace
///   0.92 / (260/365) = 1.29: behind; lag 105 - 29.2 = 75.8 days, so 336 days of work are left, to
///   17 March.
/// - Iris Street drain, due on 31 August, the 243rd day: 18 % on 31 May, planned 100 x 151/243 = 62.1;
///   pace 0.82 / (92/243) = 2.17: critical; lag 151 - 43.7 = 107.3 days; need 82 points in the 91
///   days from 1 June, 0.90 a day. By 18 December, 109 days later: pace 0.82 / (201/352) = 1.44: behind.
/// - Unknown are the numbers 4, 16 .. 136, which never report: 12. Overdue on 1 June are the works due
///   in May at 97 %: the numbers 2, 26 .. 122, six.
fn city_engineer(lang: &'static str) -> String {
    let mut session = Session::new(lang);
    for (month, name) in [(3, "march.csv"), (4, "april.csv"), (5, "may.csv")] {
        session.sandbox.write(name, works(month));
    }
    session.day("2026-04-01", "reyes");
    for line in ["init", "import march.csv --dry-run", "import march.csv"] {
        session.run(line);
    }
    session.head("report --group-by unit");
    session.day("2026-04-15", "reyes");
    session.run("update 'Canal Street drain' 8");
    session.fed(
        "update -",
        "abbey-street-water-main 60 04-14 valves in\nbirch-street-lights 40\n",
    );
    session.day("2026-05-04", "reyes");
    session.run("import april.csv");
    session.head("report --late --unit Water");
    session.day("2026-05-12", "reyes");
    session.run("update 'Elm Street trees' 73");
    session.run("undo --reason 'typed 73 for 37'");
    session.run("update 'Elm Street trees' 37");
    session.day("2026-06-01", "reyes");
    session.run("import may.csv");
    session.head("report --group-by unit");
    session.head("report --status critical --lead Bell");
    session.run("show 'Iris Street drain'");
    session.run("target 'Iris Street drain' --by 2026-12-18 --reason 'pipe deliveries'");
    session.head("report --group-by unit --late");
    session.head("check");
    session.transcript
}

#[test]
fn a_city_engineer_follows_140_works_by_department() {
    insta::assert_snapshot!("city_engineer_en", city_engineer("en"));
    insta::assert_snapshot!("city_engineer_zh", city_engineer("zh"));
}

/// Two months of six jobs. By hand, where the plan begins on 2 March:
///
/// - Miller, 0 % then and 8 % on 27 March, due on 17 April: day 25 of 46, planned 100 x 25/46 = 54.3;
///   pace 0.92 / (21/46) = 2.02: critical; lag 25 - 3.7 = 21.3 days; need 92 points in 21 days, 4.38 a
///   day. By 8 May, 21 days later: pace 0.92 / (42/67) = 1.47: behind. 55 % on 24 April: day 53 of 67,
///   planned 79.1; pace 0.45 / (14/67) = 2.15: critical again.
/// - Dunn, 20 % then and 35 % on 13 March, due on 30 April: planned 20 + 80 x 11/59 = 34.9; pace
///   (65/80) / (48/59) = 1.00: on track.
/// - St Mary, 10 % then and 40 % on 24 April, due on 29 May: planned 10 + 90 x 53/88 = 64.2; pace
///   (60/90) / (35/88) = 1.68: behind.
/// - Lopez, 95 % on 27 March, the due day: overdue 3 days later; done on that day, so met late.
fn contractor(lang: &'static str) -> String {
    let mut session = Session::new(lang);
    session.day("2026-03-02", "joe");
    for line in [
        "init",
        "add 'Miller kitchen' --due 2026-04-17 --progress 0",
        "add 'Dunn garage' --due 'end of april' --progress 20",
        "add 'St Mary roof' --due 2026-05-29 --progress 10 --lead Pat",
        "add 'Harbour Inn bathrooms' --due 2026-06-30 --progress 0 --lead Pat",
        "add 'Lopez deck' --due 2026-03-27 --progress 60",
        "add 'School fence' --due 2026-06-12",
        "report",
    ] {
        session.run(line);
    }
    session.day("2026-03-13", "joe");
    session.fed(
        "update -",
        "miller 0\ndunn 35\nst 15\nharbour 5 yesterday tiles ordered\nlopez 80\n",
    );
    session.day("2026-03-27", "joe");
    session.run("update lopez 95 --note 'rail is missing'");
    session.run("update miller 80");
    session.run("undo --reason 'typed 80 for 8'");
    session.run("update miller 8 --problem 'cabinets are late'");
    session.run("show miller");
    session.day("2026-03-30", "joe");
    session.run("check");
    session.run("update lopez done");
    session.run("target miller --by 2026-05-08 --reason 'cabinets come on 10 April'");
    session.day("2026-04-24", "joe");
    session.fed(
        "update -",
        "miller 55\ndunn 90\nst mary 40 rain for a week\nharbour 25\nschool not started\n",
    );
    session.fed(
        "update -",
        "miller 55\ndunn 90\nst-mary 40 rain for a week\nharbour 25\nschool not started\n",
    );
    session.day("2026-05-01", "joe");
    for line in [
        "report",
        "check",
        "update dunn done --on 04-30",
        "check --within 14d",
    ] {
        session.run(line);
    }
    session.transcript
}

#[test]
fn a_contractor_keeps_six_jobs_without_a_sheet() {
    insta::assert_snapshot!("contractor_en", contractor("en"));
    insta::assert_snapshot!("contractor_zh", contractor("zh"));
}

/// A subdistrict's list at the end of June, with what was reported at the end of July and August.
const LIST: &str = "\
金辉|主体结构|住建办|王工|80%|年底前|40%|48%|57%
金辉|开盘|住建办|王工|完成|11月底|||
街道西侧地块|主体结构|住建办|李工|70%|力争11月底|6%|14%|20%
退耕还田||农办|赵工|100%|2021-10-15|20%|28%|30%
丰汇城|开业|经发办|赵工|完成|尽早|||
北海路|完工|城建办|陈工|完成|9月底|未完成|未完成|未完成
老旧小区改造||城建办|陈工|100%|12月20日|30%|42%|55%
污水管网||城建办|周工|60%|四季度|0|5%|8%
文化礼堂|布展|党建办|吴工|100%|9月30日|50%|70%|90%
卫生服务中心|竣工验收|社事办|郑工|完成|2021年8月底前|未完成|未完成|未完成
";

fn list(month: usize) -> String {
    let as_of = ["6月30日", "7月31日", "8月31日"][month];
    let mut sheet = "序号,项目,阶段,责任单位,负责人,目标,期限,现状,截至,备注\n".to_owned();
    for (row, cells) in LIST.lines().enumerate() {
        let cells: Vec<&str> = cells.split('|').collect();
        let reading = cells[6 + month];
        let as_of = if reading.is_empty() { "" } else { as_of };
        let note = match (month, cells[0]) {
            (2, "退耕还田") => "秋收前无法进场",
            _ => "",
        };
        let facts = cells[..6].join(",");
        writeln!(sheet, "{},{facts},{reading},{as_of},{note}", row + 1).unwrap();
    }
    sheet
}

/// Two months of lists, a moved deadline, and the mornings of cron. By hand, where the plan begins on
/// 1 July:
///
/// - 老旧小区改造, 30 % then and 38 % on 20 July, due on 20 December: day 19 of 172, planned
///   30 + 70 x 19/172 = 37.7; pace (62/70) / (153/172) = 1.00: on track.
/// - 街道西侧地块, 6 % then and 18 % on 20 August, of 70 % by 30 November: day 50 of 152, planned
///   6 + 64 x 50/152 = 27.1; pace (52/64) / (102/152) = 1.21: behind.
/// - 退耕还田, 20 % then and 30 % on 31 August, due on 15 October: day 61 of 106, planned
///   20 + 80 x 61/106 = 66.0; pace (70/80) / (45/106) = 2.06: critical; lag 61 - 13.25 = 47.8 days; need
///   70 points in 44 days, 1.59 a day. By 15 December, 61 days later: planned 20 + 80 x 61/167 = 49.2,
///   pace (70/80) / (106/167) = 1.38: behind.
/// - 文化礼堂, 50 % then and 90 % on 31 August, due on 30 September: planned 50 + 50 x 61/91 = 83.5;
///   pace (10/50) / (30/91) = 0.61: ahead. 卫生服务中心 is unreported on 1 September until the list says
///   of 31 August, its due day, that it is not done: overdue, and told again because it got worse.
fn clerk(lang: &'static str) -> String {
    let mut session = Session::new(lang);
    for (month, name) in ["6月.csv", "7月.csv", "8月.csv"].iter().enumerate() {
        session.sandbox.write(name, list(month));
    }
    session.day("2021-07-01", "wang");
    for line in [
        "init",
        "import 6月.csv --dry-run",
        "import 6月.csv",
        "report",
    ] {
        session.run(line);
    }
    session.day("2021-07-20", "wang");
    session.run("update 老旧小区 38 --note 外墙已完成");
    session.fed("update -", "金辉/主体 45\n污水管网 2 7-19 图纸会审\n");
    session.day("2021-08-02", "wang");
    session.run("import 7月.csv");
    session.day("2021-08-20", "wang");
    session.run("update 西侧地块 81");
    session.run("undo --reason 18误填为81");
    session.run("update 街道西侧 18 --problem 缺少塔吊");
    session.day("2021-09-01", "cron");
    session.run("check --new");
    session.day("2021-09-01", "wang");
    session.run("import 8月.csv");
    let line = "report --as-of 2021-08-31";
    let before = session.report(line);
    session.run("show 退耕还田");
    session.run("target 退耕还田 --by 2021-12-15 --reason 秋收后进场");
    assert!(
        session.report(line) == before,
        "last month's report has changed"
    );
    session.run("report");
    for day in ["2021-09-02", "2021-10-01", "2021-10-02"] {
        session.day(day, "cron");
        session.run("check --new");
    }
    session.run("check");
    session.transcript
}

#[test]
fn a_clerk_of_a_subdistrict_brings_a_list_and_cron_speaks_only_of_what_is_new() {
    insta::assert_snapshot!("clerk_en", clerk("en"));
    insta::assert_snapshot!("clerk_zh", clerk("zh"));
}
