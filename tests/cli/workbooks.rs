//! Workbooks as an office and a project lead write them, with all that they do in them, in every
//! kind of file: the same questions, and the same record.

mod drawn;
pub mod files;

use self::drawn::Drawn;
use self::files::{Files, kinds, of_worksheet, of_worksheets, put, questions, record};
use crate::sandbox::Sandbox;

/// What the office's month looks like.
const MONTH: &str = "\
附件1
滨江新区重点项目建设进度表|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<
（截至2021年10月31日）|||||||||||||||||单位：万元

序号|项目⏎名称|建设内容|年度目标⏎（%）|完成时限|计划完成|序时进度⏎（%）|形象进度|投资情况|<|责任单位|责任领导|红黄绿|施工单位|存在问题|下步打算|备注||备注
^^|^^|^^|^^|^^|^^|^^|^^|总投资⏎（万元）|完成投资⏎（万元）|^^|^^|^^|^^|^^|^^|^^||^^
一|市政工程|||||||44000|11500.5
1|东环路/南环路连接线|路基|60|@2021-12-31|55|50|%0.45|32000|8500.5|城建办|王建国|黄|三建|管线未迁|11月底前完成迁改|省重点
^|^|路面|30|年底前|25|25|10|||^|^|黄|三建
2|滨河公园||90|11月中旬之前|80|75|主体完成90%、正在进行地下室施工；装修招标已完成|1.2亿元|3000万元|^|李红|绿|一建
3|文体中心|主体|100|#2021-12-01|90|88|92|||^|李红|绿|一建
小计||||||||44000|11500.5
房地产|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<
4|金辉项目|主体|80|03/04/2022|70|66|72|||住建办|王建国|绿|三建
5|青年公寓|装修|100|Nov-21|95|90|85.5%|||^|赵敏|红|二建|工人不足|增加班组|||已约谈
6|智慧停车场|开工|完成|力争12月底前|||未开工|||^|^|红
7|社区食堂|装修|50|^|20|25|20|||^|^|黄
合计||||||||44000|11500.5
填表人：张三||||审核：李四
注：红色表示滞后
";

/// The towns' own projects: no day, and shares of one.
const TOWNS: &str = "\
编号|工程名称|完成比例|完成时间|牵头单位
1-1|龙湖村道路|0.45|@2021-12-31|龙湖镇
1-2|西山水库|1|@2022-03-31|西山镇
1-3|北岭卫生院|0.3|@2022-06-30|^
合计||0.58
";

const WORDS: &str = "\
填报说明
一、各单位于每月5日前报送。
二、形象进度以文字和百分比填写。
";

const LAST_YEAR: &str = "\
项目名称|目标|完成时限
旧城改造|100|@2020-12-31
";

fn office() -> Vec<Drawn> {
    vec![
        Drawn::new("10月", MONTH),
        Drawn::new("镇办", TOWNS),
        Drawn::new("说明", WORDS),
        Drawn::new("2020", LAST_YEAR).hidden(),
    ]
}

/// The next month: rows stand in another order and bear other numbers; a deadline has moved, a figure
/// fell, a lead and a contractor are others, and a project is new.
const NEXT_MONTH: &str = "\
滨江新区重点项目建设进度表|<|<|<|<|<|<|<|<|<|<|<|<|<
（截至2021年11月30日）

序号|项目名称|建设内容|年度目标|完成时限|序时进度|形象进度|总投资（万元）|完成投资（万元）|责任单位|责任领导|红黄绿|施工单位|存在问题
一|市政工程|||||||17000
1|滨河公园||90|11月20日前|85|96%|1.2亿元|5000万元|城建办|李红|绿|一建
2|东环路/南环路连接线|路基|60|@2021-12-31|58|%0.58|32000|12000|^|王建国|黄|三建
^|^|路面|30|@2022-01-31|28|12|||^|^|黄|三建
3|文体中心|主体|100|#2021-12-01|94|90|||^|赵敏|绿|一建
小计||||||||17000
房地产|<|<|<|<|<|<|<|<|<|<|<|<|<
4|青年公寓|装修|100|2021年11月底前|100|100|||住建办|^|绿|二建
5|金辉|主体|80|2022-04-03|74|78|||^|王建国|绿|四建
6|智慧停车场|开工|完成|力争12月底前||已开工|||^|赵敏|绿
7|社区食堂|装修|50|^|40|30|||^|^|红||厨具未到
8|口袋公园|绿化|40|@2022-03-31|5|5|||^|^|绿
本月新增|<|||||||1000
填表人：张三
";

const NEXT_OF_TOWNS: &str = "\
编号|工程名称|完成比例|完成时间|牵头单位
1-1|北岭卫生院|0.4|@2022-06-30|西山镇
1-2|龙湖村道路|0.6|@2021-12-31|龙湖镇
1-3|西山水库|1|@2022-03-31|西山镇
合计||0.67
";

fn next_office() -> Vec<Drawn> {
    vec![
        Drawn::new("11月", NEXT_MONTH),
        Drawn::new("镇办", NEXT_OF_TOWNS),
    ]
}

/// In October 金辉 is known, and only that.
fn before() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2021-10-08T09:00:00Z");
    sandbox.ok("init");
    sandbox.write(
        "9.csv",
        "项目,阶段,目标,期限,目前进度,截至日期\n金辉,主体,80,2021-12-31,60,2021-09-30\n",
    );
    sandbox.ok("import 9.csv");
    sandbox.at("2021-11-05T09:00:00Z");
    sandbox
}

fn corrected() -> Vec<Drawn> {
    let mut sheets = office();
    sheets[0] = sheets[0].clone().with(&[
        ("11月中旬之前", "11月20日前"),
        ("03/04/2022", "2022-04-03"),
        ("Nov-21", "2021年11月底前"),
    ]);
    sheets
}

/// What is asked of the office: all at once, whatever else is open.
const ASKED: [&str; 7] = [
    "10月 row 6: several columns mean the same, note: '备注', '备注'; add --map 备注#2=- for '备注' in column Q, or --map 备注#2=note --map 备注=- for '备注' in column S",
    "10月 row 10, 完成时限 '11月中旬之前': may be 2021-11-10, before it begins, or 2021-11-20, by its end; add --map 完成时限=due:strict, or --map 完成时限=due:inclusive (for every sheet: `project config deadlines.before strict`, or inclusive)",
    "10月 row 14, 项目 名称 '金辉项目': looks like jinhui (金辉); add --as 金辉项目=jinhui, or --as 金辉项目=new for a new project",
    "10月 row 14, 完成时限 '03/04/2022': may be 2022-04-03, day first, or 2022-03-04, month first; add --map 完成时限=due:dmy, or --map 完成时限=due:mdy (for every sheet: `project config dates dmy`, or mdy)",
    "10月 row 15, 完成时限 'Nov-21': may be the day 2021-11-21, or the month that ends on 2021-11-30; add --map 完成时限=due:day, or --map 完成时限=due:month",
    "镇办 row 2, 完成比例 '0.45' (likewise rows 3, 4): may be 0.45 % or 45 %; write 0.45% or 45, or for the whole column add --map 完成比例=reading:share, or --map 完成比例=reading:percent",
    "镇办 row 2, 完成比例 '0.45' (likewise rows 3, 4): says where it stands, but not on which day; fill in the day, or add --on DATE",
];

/// What the office's month comes to, with what was recorded before.
const RECORDED: [&str; 44] = [
    "project 北岭卫生院 | 西山镇",
    "project 滨河公园 | 市政工程 | 城建办 | 李红",
    "project 东环路/南环路连接线 | 市政工程 | 城建办 | 王建国",
    "project 金辉 | 房地产 | 住建办 | 王建国 | 金辉项目",
    "project 龙湖村道路 | 龙湖镇",
    "project 青年公寓 | 房地产 | 住建办 | 赵敏",
    "project 社区食堂 | 房地产 | 住建办 | 赵敏",
    "project 文体中心 | 市政工程 | 城建办 | 李红",
    "project 西山水库 | 西山镇",
    "project 智慧停车场 | 房地产 | 住建办 | 赵敏",
    "text 滨河公园: 施工单位 | 一建",
    "text 东环路/南环路连接线: 施工单位 | 三建",
    "text 金辉: 施工单位 | 三建",
    "text 青年公寓: 施工单位 | 二建",
    "text 文体中心: 施工单位 | 一建",
    "target 北岭卫生院 / 总体进度: 100% | 2022-06-30",
    "target 滨河公园 / 总体进度: 90% | 2021-11-20 | 11月20日前",
    "target 东环路/南环路连接线 / 路基: 60% | 2021-12-31",
    "target 东环路/南环路连接线 / 路面: 30% | 2021-12-31 | 年底前",
    "target 金辉 / 主体: 80% | 2021-12-31",
    "target 金辉 / 主体: 80% | 2022-04-03",
    "target 龙湖村道路 / 总体进度: 100% | 2021-12-31",
    "target 青年公寓 / 装修: 100% | 2021-11-30 | 2021年11月底前",
    "target 社区食堂 / 装修: 50% | 2021-12-31 | 力争12月底前 | strive",
    "target 文体中心 / 主体: 100% | 2021-12-31 | 2021-12",
    "target 西山水库 / 总体进度: 100% | 2022-03-31",
    "target 智慧停车场 / 开工: 100% | 2021-12-31 | 力争12月底前 | strive",
    "reading 北岭卫生院 / 总体进度: 30% | 2021-10-31",
    "reading 滨河公园 / 投资: 25% | 2021-10-31 | 3000 | 12000",
    "reading 滨河公园 / 总体进度: 2021-10-31 | 主体完成90%、正在进行地下室施工；装修招标已完成",
    "reading 滨河公园 / 主体: 90% | 2021-10-31 | 主体完成90%",
    "reading 滨河公园 / 地下室: 2021-10-31 | 正在进行地下室施工",
    "reading 滨河公园 / 装修招标: 100% | 2021-10-31 | 装修招标已完成",
    "reading 东环路/南环路连接线 / 投资: 26.56% | 2021-10-31 | 8500.5 | 32000",
    "reading 东环路/南环路连接线 / 路基: 45% | 2021-10-31 | 省重点 | 管线未迁 | 11月底前完成迁改",
    "reading 东环路/南环路连接线 / 路面: 10% | 2021-10-31",
    "reading 金辉 / 主体: 60% | 2021-09-30",
    "reading 金辉 / 主体: 72% | 2021-10-31",
    "reading 龙湖村道路 / 总体进度: 45% | 2021-10-31",
    "reading 青年公寓 / 装修: 85.5% | 2021-10-31 | 工人不足 | 增加班组",
    "reading 社区食堂 / 装修: 20% | 2021-10-31",
    "reading 文体中心 / 主体: 92% | 2021-10-31",
    "reading 西山水库 / 总体进度: 100% | 2021-10-31",
    "reading 智慧停车场 / 开工: 0% | 2021-10-31",
];

const ANSWERS: &str = "--map 备注#2=- --map 完成比例=reading:share --on 2021-10-31 --as 金辉项目=jinhui --keep 施工单位";

/// The same of dates that may be read in two ways.
const OF_DATES: &str =
    "--map 完成时限=due:inclusive --map 完成时限=due:dmy --map 完成时限=due:month";

/// What is told of the office's sheets, and of nothing else.
const PASSED_OVER: &str = "\
10月: passed over columns '计划完成', '序时进度 （%）' (--keep COLUMN keeps one; --map COLUMN=FIELD says what one is), rows 12 ('小计'), 18 ('合计'), 19 ('填表人：张三'), 20 ('注：红色表示滞后'), titles 7 ('市政工程'), 13 ('房地产') (now the categories of the rows beneath)
镇办: passed over rows 5 ('合计')
";
/// In December, when 滨河公园 is overdue.
const AGAIN: &str = "\
nothing to import: 10 projects, 16 stages, 11 targets, 16 readings already there
the sheet says green, this record red: 滨河公园
";

#[test]
fn an_office_is_asked_the_same_of_every_kind_of_file() {
    for (kind, files) in kinds("office", &office(), &["说明"]) {
        let sandbox = before();
        let kept = sandbox.kept();
        let files = put(&sandbox, &files);
        let ran = sandbox.run(&format!("import {files}"));
        assert_eq!(questions(&ran), ASKED, "{kind}");
        assert_eq!(sandbox.kept(), kept, "{kind}");
        // What is answered is not asked again.
        let line = format!("import {files} {ANSWERS} --yes");
        let ran = sandbox.run(&line);
        let of_cells = [ASKED[1], ASKED[3], ASKED[4]];
        assert_eq!(questions(&ran), of_cells, "{kind}");
        assert_eq!(sandbox.kept(), kept, "{kind}");
        sandbox.ok(&format!("{line} {OF_DATES}"));
        let ran = sandbox.run(&format!("import {files}"));
        assert_eq!(questions(&ran), [ASKED[6]], "{kind}");
        let expected = RECORDED.map(|line| match line.split_once(" | 11月20日前") {
            Some((before, _)) => format!("{before} | 11月中旬之前"),
            None => line.replace("2021年11月底前", "Nov-21"),
        });
        assert_eq!(record(&sandbox), expected, "{kind}");
    }
}

#[test]
fn an_office_has_the_same_record_of_every_kind_of_file() {
    for (kind, files) in kinds("office-corrected", &corrected(), &["说明"]) {
        let mut sandbox = before();
        let files = put(&sandbox, &files);
        sandbox.ok(&format!("import {files} {ANSWERS} --yes"));
        assert_eq!(record(&sandbox), RECORDED, "{kind}");
        // Again, on a later day, nothing is asked that was answered, and nothing changes.
        let kept = sandbox.ok("export");
        sandbox.at("2021-12-20T09:00:00Z");
        let ran = sandbox.run(&format!("import {files} --on 2021-10-31"));
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{kind}: {}", ran.err);
        let told = of_worksheets(&ran.err);
        assert!(told.contains(PASSED_OVER), "{kind}: {told}");
        assert!(told.ends_with(AGAIN), "{kind}: {told}");
        assert_eq!(sandbox.ok("export"), kept, "{kind}");
        // Nobody said of which day the towns' shares are but for that one import.
        let ran = sandbox.run(&format!("import {files}"));
        assert_eq!(questions(&ran), [ASKED[6]], "{kind}");
    }
}

/// What the next month adds and changes, as it is told.
const NEXT_PLAN: &str = "\
read as: 建设内容 = stage, 责任领导 = lead, 完成时间 = due, 牵头单位 = unit
new projects (1):
  koudaigongyuan 口袋公园 (1 stage, 1 target, 1 reading)
targets revised (1):
  donghuanlu-nan/lumian 东环路/南环路连接线, 路面: target 30 % by 2022-01-31 (was by 2021-12-31)
figures that fall (1):
  wentizhongxin/zhuti 文体中心, 主体: 90 % on 2021-11-30 (was 92 % on 2021-10-31)
facts changed (2):
  jinhui 金辉: '施工单位' 四建 (was 三建)
  wentizhongxin 文体中心: lead 赵敏 (was 李红)
new figures (13): jinhui 1, donghuanlu-nan 3, binhegongyuan 2, wentizhongxin 1, qingniangongyu 1, zhihuitingchechang 1, shequshitang 1, longhucundaolu 1, xishanshuiku 1, beilingweishengyuan 1
";
/// What the older sheet would take back, were it asked.
const OLDER: [&str; 3] = [
    "10月 row 9: these are the terms of donghuanlu-nan/lumian#1 before it was revised, so nothing was changed; to go back to them, use `project target`",
    "10月 row 11: this sheet is older than what the record says, which stays: lead 赵敏 (here 李红); to change it, use `project edit`",
    "10月 row 14: this sheet is older than what the record says, which stays: '施工单位' 四建 (here 三建); to change it, use `project edit`",
];

#[test]
fn the_next_month_changes_what_it_says_and_the_older_sheet_takes_nothing_back() {
    let october = kinds("office-corrected", &corrected(), &["说明"]);
    let november = kinds("office-next", &next_office(), &[]);
    for ((kind, files), (_, next)) in october.iter().zip(&november) {
        let mut sandbox = before();
        let files = put(&sandbox, files);
        sandbox.ok(&format!("import {files} {ANSWERS} --yes"));
        // Elsewhere, as files of both months may bear one name.
        let next: Files = next
            .iter()
            .map(|(name, bytes)| (format!("next-{name}"), bytes.clone()))
            .collect();
        let next = put(&sandbox, &next);
        sandbox.at("2021-12-06T09:00:00Z");
        let ran = sandbox.run(&format!("import {next} --on 2021-11-30 --yes"));
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (0, NEXT_PLAN),
            "{kind}: {}",
            ran.err
        );
        let changed = record(&sandbox);
        assert_eq!(
            changed.len(),
            RECORDED.len() + 3 + 14,
            "{kind}: {changed:#?}"
        );
        let kept = sandbox.ok("export");
        // The same again, and the month before, saved anew or as it was.
        sandbox.ok(&format!("import {next} --on 2021-11-30"));
        for is_saved_anew in [false, true] {
            if is_saved_anew {
                for file in files.split(' ').filter(|file| file.ends_with(".csv")) {
                    let mut bytes = std::fs::read(sandbox.path(file)).unwrap();
                    let line_end: &[u8] = match kind.as_str() {
                        "UTF-16LE" => b"\n\0",
                        "UTF-16BE" => b"\0\n",
                        _ => b"\n",
                    };
                    bytes.extend_from_slice(line_end);
                    std::fs::write(sandbox.path(file), bytes).unwrap();
                }
            }
            let ran = sandbox.run(&format!("import {files} --on 2021-10-31"));
            assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{kind}: {}", ran.err);
            let warnings = ran.err.lines();
            let warnings = warnings.filter_map(|line| line.strip_prefix("warning: "));
            let warnings: Vec<String> = warnings.map(of_worksheet).collect();
            assert_eq!(warnings, OLDER, "{kind}");
            assert_eq!(sandbox.ok("export"), kept, "{kind}");
        }
    }
}

/// The status sheet of a project lead, with days as `{..}` in the order of the reader.
const STATUS: &str = "\
Apollo programme|<|<|<|<|<|<|<|<|<|<|<|<|<
Status 29 Nov 2026
No|Project|Workstream|% complete|Start|Finish|Owner|Department|RAG|Budget (k€)|Spent (k€)|Comments|Contractor|Sponsor
1|Scoping/Planning|Requirements|%1|{2026-09-01}|{2026-11-30}|Ann Lee|IT|G|120|95.5|signed off|Acme|CFO
^||Design|%0.4|{2026-10-05}|{2027-02-26}|^|^|A
2|Data migration|Rehearsal|25|{2026-11-02}|{2027-03-05}|Bob Ray|^|R||||Acme
3|Website relaunch project|Content|%0.625|{2026-10-01}|{2027-01-31}|Cy Fox|Marketing|G
4|Training||material 80%; first course under way|{2026-11-09}|end of March 2027|^|^|G||||Bolt
Total|||||||||120|95.5
Notes: figures are unaudited
";

/// The sheet with its days day first, or month first.
fn status(is_day_first: bool) -> Vec<Drawn> {
    let mut parts = STATUS.split(['{', '}']);
    let mut drawing = parts.next().unwrap().to_owned();
    while let (Some(day), Some(rest)) = (parts.next(), parts.next()) {
        let (year, month, day) = (&day[..4], &day[5..7], &day[8..]);
        drawing += &match is_day_first {
            true => format!("{day}/{month}/{year}{rest}"),
            false => format!("{month}/{day}/{year}{rest}"),
        };
    }
    vec![Drawn::new("Status", &drawing)]
}

fn before_status() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-10-30T09:00:00Z");
    sandbox.ok("init");
    sandbox.write(
        "oct.csv",
        "project,workstream,finish,progress,as of\nWebsite relaunch,Content,2027-01-31,50,2026-10-29\n",
    );
    sandbox.ok("import oct.csv");
    sandbox.at("2026-11-30T09:00:00Z");
    sandbox
}

/// What the status comes to, with what was recorded before, whichever order its days are in.
const STANDING: [&str; 22] = [
    "project Data migration | IT | Bob Ray",
    "project Scoping/Planning | IT | Ann Lee",
    "project Training | Marketing | Cy Fox",
    "project Website relaunch | Marketing | Cy Fox | Website relaunch project",
    "text Data migration: Contractor | Acme",
    "text Scoping/Planning: Contractor | Acme",
    "text Training: Contractor | Bolt",
    "target Data migration / Rehearsal: 100% | 2027-03-05 | 2026-11-02",
    "target Scoping/Planning / Requirements: 100% | 2026-11-30 | 2026-09-01",
    "target Scoping/Planning / Design: 100% | 2027-02-26 | 2026-10-05",
    "target Training / 总体进度: 100% | 2027-03-31 | end of March 2027 | 2026-11-09",
    "target Website relaunch / Content: 100% | 2027-01-31",
    "target Website relaunch / Content: 100% | 2027-01-31 | 2026-10-01",
    "reading Data migration / Rehearsal: 25% | 2026-11-29",
    "reading Scoping/Planning / 投资: 79.58% | 2026-11-29 | 95.5 | 120",
    "reading Scoping/Planning / Requirements: 100% | 2026-11-29 | signed off",
    "reading Scoping/Planning / Design: 40% | 2026-11-29",
    "reading Training / 总体进度: 2026-11-29 | material 80%; first course under way",
    "reading Training / material: 80% | 2026-11-29 | material 80%",
    "reading Training / first course: 2026-11-29 | first course under way",
    "reading Website relaunch / Content: 50% | 2026-10-29",
    "reading Website relaunch / Content: 62.5% | 2026-11-29",
];

const LOOKS_LIKE: &str = "row 7, Project 'Website relaunch project': looks like website-relaunch (Website relaunch); add --as 'Website relaunch project=website-relaunch', or --as 'Website relaunch project=new' for a new project";

#[test]
fn a_project_lead_is_asked_the_same_and_has_the_same_record_of_every_kind_of_file() {
    // Days of `Finish` beyond the twelfth settle that column, and nothing settles `Start`.
    for (name, order, typed) in [
        ("status-dmy", "dmy", "01/09/2026"),
        ("status-mdy", "mdy", "09/01/2026"),
    ] {
        let (day_first, month_first) = match order {
            "dmy" => ("2026-09-01", "2026-01-09"),
            _ => ("2026-01-09", "2026-09-01"),
        };
        let starts = format!(
            "row 4, Start '{typed}' (likewise rows 5, 6, 7, 8): may be {day_first}, day first, or {month_first}, month first; add --map Start=start:dmy, or --map Start=start:mdy (for every sheet: `project config dates dmy`, or mdy)"
        );
        for (kind, files) in kinds(name, &status(order == "dmy"), &[]) {
            let sandbox = before_status();
            let files = put(&sandbox, &files);
            let line = format!("import {files} --keep Contractor --yes");
            let questions = |line: &str| -> Vec<String> {
                let asked = questions(&sandbox.run(line)).into_iter();
                asked
                    .map(|line| line.split_once(' ').unwrap().1.to_owned())
                    .collect()
            };
            assert_eq!(
                questions(&line),
                [starts.as_str(), LOOKS_LIKE],
                "{name} {kind}"
            );
            match kind.as_str() {
                "xlsx" => sandbox.ok(&format!("config dates {order}")),
                _ => String::new(),
            };
            let line = match kind.as_str() {
                "xlsx" => line,
                _ => format!("{line} --map Start=start:{order}"),
            };
            assert_eq!(questions(&line), [LOOKS_LIKE], "{name} {kind}");
            sandbox.ok(&format!(
                "{line} --as 'Website relaunch project=website-relaunch'"
            ));
            assert_eq!(record(&sandbox), STANDING, "{name} {kind}");
            let kept = sandbox.ok("export");
            let again = sandbox.run(&format!("import {files}"));
            assert_eq!((again.code, again.out.as_str()), (0, ""), "{}", again.err);
            assert_eq!(sandbox.ok("export"), kept, "{name} {kind}");
        }
    }
}
