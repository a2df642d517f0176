//! The monthly form: written, filled in as people do it, broken as people do it, and read again.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::sandbox::Sandbox;

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// A workbook while somebody fills it in: only the cells that are typed into change, as when Excel
/// saves it.
struct Filling {
    parts: Vec<(String, Vec<u8>)>,
    path: PathBuf,
}

impl Filling {
    fn of(path: PathBuf) -> Filling {
        let mut archive = ZipArchive::new(Cursor::new(fs::read(&path).unwrap())).unwrap();
        let mut parts = Vec::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            parts.push((part.name().unwrap().to_string(), bytes));
        }
        Filling { parts, path }
    }

    fn sheet(&self) -> String {
        let part = self.parts.iter().find(|(name, _)| name == SHEET).unwrap();
        String::from_utf8(part.1.clone()).unwrap()
    }

    fn with_sheet(mut self, text: String) -> Filling {
        let part = self.parts.iter_mut().find(|(name, _)| name == SHEET);
        part.unwrap().1 = text.into_bytes();
        self
    }

    /// Types into a cell, keeping how it looks: a number, or with a `'` before it a text, or nothing.
    #[track_caller]
    fn cell(self, at: &str, typed: &str) -> Filling {
        let sheet = self.sheet();
        let start = sheet.find(&format!("<c r=\"{at}\"")).unwrap();
        let tag = start + sheet[start..].find('>').unwrap();
        let end = match sheet[..tag].ends_with('/') {
            true => tag + 1,
            false => start + sheet[start..].find("</c>").unwrap() + 4,
        };
        let style = sheet[start..tag].split(" s=\"").nth(1).unwrap();
        let style = style.split('"').next().unwrap();
        let cell = match typed.strip_prefix('\'') {
            Some(text) => {
                format!("<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
            }
            None if typed.is_empty() => format!("<c r=\"{at}\" s=\"{style}\"/>"),
            None => format!("<c r=\"{at}\" s=\"{style}\"><v>{typed}</v></c>"),
        };
        let sheet = format!("{}{cell}{}", &sheet[..start], &sheet[end..]);
        self.with_sheet(sheet)
    }

    fn cells(self, typed: &[(&str, &str)]) -> Filling {
        let fill = |filling: Filling, (at, typed): &(&str, &str)| filling.cell(at, typed);
        typed.iter().fold(self, fill)
    }

    fn row(&self, number: u32) -> String {
        let sheet = self.sheet();
        let start = sheet.find(&format!("<row r=\"{number}\"")).unwrap();
        let end = start + sheet[start..].find("</row>").unwrap() + 6;
        sheet[start..end].to_owned()
    }

    /// Two rows change places, as when they are sorted.
    fn swapped(self, one: u32, other: u32) -> Filling {
        let (first, second) = (self.row(one), self.row(other));
        let renumbered = |row: &str, from: u32, to: u32| {
            let row = row.replace(&format!("<row r=\"{from}\""), &format!("<row r=\"{to}\""));
            ('A'..='O').fold(row, |row, column| {
                let cell = |number: u32| format!("<c r=\"{column}{number}\"");
                row.replace(&cell(from), &cell(to))
            })
        };
        let sheet = self
            .sheet()
            .replace(&first, "FIRST")
            .replace(&second, "SECOND");
        let sheet = sheet
            .replace("FIRST", &renumbered(&second, other, one))
            .replace("SECOND", &renumbered(&first, one, other));
        self.with_sheet(sheet)
    }

    fn without_row(self, number: u32) -> Filling {
        let sheet = self.sheet().replace(&self.row(number), "");
        self.with_sheet(sheet)
    }

    /// A row of texts below all others.
    fn added(self, number: u32, cells: &[(&str, &str)]) -> Filling {
        let cell = |(column, text): &(&str, &str)| {
            format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        };
        let cells: String = cells.iter().map(cell).collect();
        let row = format!("<row r=\"{number}\">{cells}</row></sheetData>");
        let sheet = self.sheet().replace("</sheetData>", &row);
        self.with_sheet(sheet)
    }

    fn save(self) {
        let path = self.path.clone();
        self.save_as(&path);
    }

    fn save_as(self, path: &Path) {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.parts {
            let options = SimpleFileOptions::default();
            writer.start_file(name.as_str(), options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        fs::write(path, writer.finish().unwrap().into_inner()).unwrap();
    }
}

/// The rows of a form as a spreadsheet shows them.
fn shown(path: &Path) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let name = workbook.sheet_names()[0].clone();
    let range = workbook.worksheet_range(&name).unwrap();
    let text = |cell: &Data| match cell {
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    };
    range
        .rows()
        .map(|row| row.iter().map(text).collect())
        .collect()
}

/// Four projects of two units on 31 October: five stages are asked about, and one is met.
fn october() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2021-07-01T09:00:00Z");
    sandbox.ok("init");
    sandbox.write(
        "plan.csv",
        "code,name,name_en,stage,percent,due,period,unit,lead,baseline,reading,as_of\n\
         jinhui,金辉,Jinhui,主体,80,2021-12-31,2021H2,住建办,王工,0,,\n\
         jinhui,金辉,Jinhui,开盘,done,2021-11-30,2021H2,住建办,王工,,,\n\
         west,西侧地块,West plot,主体,70,2021-12-31,2021H2,住建办,李工,0,,\n\
         road,北海路,Beihai Road,路基,40,2021-12-31,2021H2,城建办,陈艺,0,,\n\
         road,北海路,Beihai Road,路面,30,2021-12-31,2021H2,城建办,陈艺,0,,\n\
         park,公园,Park,绿化,50,2021-12-31,2021H2,,周工,0,,\n",
    );
    sandbox.ok("import plan.csv");
    sandbox.at("2021-09-30T09:00:00Z");
    for figure in [
        "jinhui/主体 45",
        "west/主体 20",
        "road/路基 40",
        "road/路面 5",
    ] {
        sandbox.ok(&format!("update {figure}"));
    }
    sandbox.at("2021-10-31T09:00:00Z");
    sandbox
}

/// All readings of October, as the export writes them.
fn reported(sandbox: &Sandbox) -> Vec<String> {
    let folder = sandbox.path("facts");
    sandbox.ok("export --format csv -o facts");
    let text = fs::read_to_string(folder.join("readings.csv")).unwrap();
    let lines = text.lines().filter(|line| line.contains(",2021-10-"));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_form_asks_about_each_stage_with_an_unmet_target_in_the_order_of_the_report() {
    let sandbox = october();
    // A second target of a stage asks nothing more; what is suspended is not asked about.
    sandbox.ok("target road/路面 100 --by 2022-06-30 --label rest --new");
    sandbox.ok("add 学校 --target 50 --due 2021-12-31");
    sandbox.ok("edit 学校 --state suspended --reason funds");
    assert_eq!(
        sandbox.said("export --form -o oct.xlsx"),
        "wrote oct.xlsx\n"
    );
    let english = [
        "Monthly form, as of 2021-10-31||||||||||||||",
        "Fill in the white cells and send the file back. A blank day means the day above. Leave a row blank if there is nothing new.||||||||||||||",
        "code|project|stage|lead|target|due|last figure|reported for|all of it|percent or word|or amount so far|day|problem|next step|form row",
        "road/lumian|Beihai Road|路面|陈艺|30|2021-12-31|5|2021-09-30|||||||form:road/lumian",
        "west/zhuti|West plot|主体|李工|70|2021-12-31|20|2021-09-30|||||||form:west/zhuti",
        "park/lvhua|Park|绿化|周工|50|2021-12-31|||||||||form:park/lvhua",
        "jinhui/kaipan|Jinhui|开盘|王工|done|2021-11-30|||||||||form:jinhui/kaipan",
        "jinhui/zhuti|Jinhui|主体|王工|80|2021-12-31|45|2021-09-30|||||||form:jinhui/zhuti",
    ];
    assert_eq!(lines(&sandbox.path("oct.xlsx")), english);
    sandbox.ok("update jinhui/开盘 not-yet");
    sandbox.ok("update park underway");
    sandbox.ok("export --form --unit 住建办 -o zh.xlsx --lang zh");
    assert_eq!(
        lines(&sandbox.path("zh.xlsx")),
        [
            "重点项目进度填报表（截至2021年10月31日）||||||||||||||",
            "请填写白色单元格后交回。日期留空即为上述日期；没有新情况的行请留空。||||||||||||||",
            "代码|项目|阶段|责任人|目标|时限|上次进度|上次截至|总量|本次进度|或累计完成量|截至日期|存在问题|下步打算|表单行",
            "west/zhuti|西侧地块|主体|李工|70|2021-12-31|20|2021-09-30|||||||form:west/zhuti",
            "jinhui/kaipan|金辉|开盘|王工|完成|2021-11-30|未完成|2021-10-31|||||||form:jinhui/kaipan",
            "jinhui/zhuti|金辉|主体|王工|80|2021-12-31|45|2021-09-30|||||||form:jinhui/zhuti",
        ]
    );
    sandbox.ok("export --form --lead 周工 -o zhou.xlsx --lang zh");
    assert_eq!(
        lines(&sandbox.path("zhou.xlsx"))[3..],
        ["park/lvhua|公园|绿化|周工|50|2021-12-31|推进中|2021-10-31|||||||form:park/lvhua"]
    );
}

fn lines(path: &Path) -> Vec<String> {
    shown(path).iter().map(|row| row.join("|")).collect()
}

#[test]
fn only_what_is_to_be_filled_in_is_open_and_the_spreadsheet_checks_it() {
    let sandbox = october();
    sandbox.ok("export --form -o oct.xlsx");
    let form = Filling::of(sandbox.path("oct.xlsx"));
    let sheet = form.sheet();
    let styles = form.parts.iter().find(|(name, _)| name == "xl/styles.xml");
    let styles = String::from_utf8(styles.unwrap().1.clone()).unwrap();
    let formats: Vec<&str> = styles
        .split("<cellXfs")
        .nth(1)
        .unwrap()
        .split("<xf ")
        .skip(1)
        .collect();
    let is_open = |cell: &str| {
        let (_, rest) = sheet.split_once(&format!("<c r=\"{cell}\"")).unwrap();
        let style = rest
            .split(">")
            .next()
            .unwrap()
            .split("s=\"")
            .nth(1)
            .unwrap();
        let style: usize = style.split('"').next().unwrap().parse().unwrap();
        formats[style].contains("locked=\"0\"")
    };
    for row in 4..=8 {
        for column in 'A'..='O' {
            let cell = format!("{column}{row}");
            assert_eq!(is_open(&cell), "JLMN".contains(column), "{cell}");
        }
    }
    for part in [
        "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" formatColumns=\"0\" formatRows=\"0\" sort=\"0\" autoFilter=\"0\"/>",
        "<autoFilter ref=\"A3:O8\"/>",
        "<pane ySplit=\"3\" topLeftCell=\"A4\" activePane=\"bottomLeft\" state=\"frozen\"/>",
        "<col min=\"9\" max=\"9\" width=\"12.7109375\" hidden=\"1\" customWidth=\"1\"/>",
        "<col min=\"11\" max=\"11\" width=\"12.7109375\" hidden=\"1\" customWidth=\"1\"/>",
        "<col min=\"15\" max=\"15\" width=\"10.7109375\" hidden=\"1\" customWidth=\"1\"/>",
        "sqref=\"J4:J6 J8\"><formula1>0</formula1><formula2>100</formula2>",
        "sqref=\"J7\"><formula1>\"done,not yet,under way\"</formula1>",
        "sqref=\"L4:L8\"><formula1>DATE(1990,1,1)</formula1><formula2>TODAY()</formula2>",
    ] {
        assert!(sheet.contains(part), "{part}\n{sheet}");
    }
    assert!(!sheet.contains("<f>"));
    // The same record gives the same bytes.
    let first = fs::read(sandbox.path("oct.xlsx")).unwrap();
    sandbox.ok("export --form -o oct.xlsx");
    assert_eq!(fs::read(sandbox.path("oct.xlsx")).unwrap(), first);
}

#[test]
fn a_filled_form_is_read_exactly_and_without_a_question() {
    for lang in ["en", "zh"] {
        let sandbox = october();
        sandbox.ok(&format!("export --form -o oct.xlsx --lang {lang}"));
        let word = if lang == "en" {
            "'under way"
        } else {
            "'推进中"
        };
        // 44498 is 29 October; a whole 1 is 1 %, and what Excel keeps of 7.5 % typed is a percent.
        Filling::of(sandbox.path("oct.xlsx"))
            .cells(&[
                ("J4", "1"),
                ("J5", "32.25"),
                ("L5", "44498"),
                ("M5", "'=cmd|x, heavy rain"),
                ("J7", word),
                ("L7", "'2021-10-30"),
                ("N8", "'pour the 5th floor"),
            ])
            .save();
        let said = sandbox.said("import oct.xlsx --lang en --yes");
        let warned = "figures that fall (1):\n  road/lumian Beihai Road, 路面: 1 % on 2021-10-31 \
                      (was 5 % on 2021-09-30)\nnew figures (4): jinhui 2, west 1, road 1\n";
        let missing = "came back empty, with no report after 2021-09-30:\n  周工: 1 of 1 stage\n";
        assert_eq!(said, format!("{warned}#6 imported 4 readings\n{missing}"));
        assert_eq!(
            reported(&sandbox),
            [
                "jinhui,zhuti,,2021-10-31,,,,,pour the 5th floor",
                "jinhui,kaipan,,2021-10-30,,,,,",
                "road,lumian,1%,2021-10-31,,,,,",
                "west,zhuti,32.25%,2021-10-29,,,,\"'=cmd|x, heavy rain\",",
            ]
        );
        // Again, and on a later day, it says nothing new; nor does it in the other language.
        let mut later = sandbox;
        later.at("2022-02-01T09:00:00Z");
        let said = later.said("import oct.xlsx --lang zh");
        assert!(
            said.starts_with("没有需要导入的内容：已有4条数据\n"),
            "{said}"
        );
    }
}

#[test]
fn words_in_a_form_are_read_as_in_a_sheet() {
    let sandbox = october();
    sandbox.ok("export --form -o oct.xlsx --lang zh");
    Filling::of(sandbox.path("oct.xlsx"))
        .cells(&[
            ("J4", "'10月20日完工"),
            ("J5", "'受雨季影响，完成32%；地下室完成90%"),
            ("J6", "'招标中"),
            ("J7", "'11月10日完成"),
            ("J8", "'约50%"),
        ])
        .save();
    assert_eq!(
        sandbox.said("import oct.xlsx --lang en --yes"),
        "new stages (1):\n  west/dixiashi West plot, 地下室: measured; there are zhuti\n\
         new figures (6): jinhui 2, west 2, road 1, park 1\n\
         oct.xlsx: no figure read from '本次进度', words kept as the note: rows 6 ('招标中'), 7 ('11月10日完成')\n\
         #6 imported 1 stage, 6 readings\n"
    );
    assert_eq!(
        reported(&sandbox),
        [
            "jinhui,zhuti,50%,2021-10-31,,,,,",
            "jinhui,kaipan,,2021-10-31,,,11月10日完成,,",
            "park,lvhua,,2021-10-31,,,招标中,,",
            "road,lumian,100%,2021-10-20,,,10月20日完工,,",
            "west,zhuti,32%,2021-10-31,,,受雨季影响，完成32%；地下室完成90%,,",
            "west,dixiashi,90%,2021-10-31,,,地下室完成90%,,",
        ]
    );
}

#[test]
fn what_was_said_with_a_figure_stays_where_the_form_is_blank() {
    let sandbox = october();
    sandbox.ok("update road/路面 12 --note 'first layer' --problem rain");
    sandbox.ok("export --form -o oct.xlsx");
    Filling::of(sandbox.path("oct.xlsx"))
        .cells(&[("J4", "12"), ("N4", "'second layer")])
        .save();
    sandbox.ok("import oct.xlsx");
    let there = ["road,lumian,12%,2021-10-31,,,first layer,rain,second layer"];
    assert_eq!(reported(&sandbox), there);
    let said = sandbox.said("import oct.xlsx");
    assert!(
        said.starts_with("nothing to import: 1 reading already there\n"),
        "{said}"
    );
    assert_eq!(reported(&sandbox), there);
}

#[test]
fn a_target_that_was_met_or_given_up_meanwhile_takes_its_reading() {
    let sandbox = october();
    sandbox.ok("export --form -o oct.xlsx");
    sandbox.ok("update road/路面 30 --on 2021-10-15");
    sandbox.ok("target west/主体 --drop --reason plan");
    sandbox.ok("edit jinhui --lead 赵工");
    let form = Filling::of(sandbox.path("oct.xlsx"));
    form.cells(&[("J4", "35"), ("J5", "21"), ("J8", "50")])
        .save();
    let said = sandbox.said("import oct.xlsx");
    assert!(said.contains("imported 3 readings\n"), "{said}");
    assert_eq!(
        reported(&sandbox),
        [
            "jinhui,zhuti,50%,2021-10-31,,,,,",
            "road,lumian,30%,2021-10-15,,,,,",
            "road,lumian,35%,2021-10-31,,,,,",
            "west,zhuti,21%,2021-10-31,,,,,",
        ]
    );
}

#[test]
fn the_day_is_that_of_the_cell_or_of_the_title_or_asked_for_and_never_that_of_typing() {
    let mut sandbox = october();
    sandbox.ok("export --form -o oct.xlsx");
    sandbox.at("2021-11-05T09:00:00Z");
    Filling::of(sandbox.path("oct.xlsx"))
        .cell("J8", "50")
        .save();
    sandbox.ok("import oct.xlsx --dry-run --on 2021-11-01");
    sandbox.ok("import oct.xlsx");
    assert_eq!(reported(&sandbox), ["jinhui,zhuti,50%,2021-10-31,,,,,"]);
    // Without a title nobody says which day it is.
    let form = Filling::of(sandbox.path("oct.xlsx"));
    form.cells(&[("A1", "'our form"), ("J8", "52")]).save();
    assert_eq!(
        sandbox.refused("import oct.xlsx"),
        "error: 1 question to answer first; nothing was written:\n  \
         oct.xlsx!L8, day: says where it stands, but not on which day; fill in the day, or add --on DATE\n"
    );
    sandbox.ok("import oct.xlsx --on 2021-10-20 --yes");
    assert_eq!(
        reported(&sandbox),
        [
            "jinhui,zhuti,52%,2021-10-20,,,,,",
            "jinhui,zhuti,50%,2021-10-31,,,,,"
        ]
    );
    // A form of a day to come is read when it has come.
    sandbox.ok("export --form -o nov.xlsx --as-of 2021-11-30");
    Filling::of(sandbox.path("nov.xlsx"))
        .cell("J8", "60")
        .save();
    let refused = sandbox.refused("import nov.xlsx");
    let title = "nov.xlsx!A1, 'Monthly form, as of 2021-11-30': names a day after today (2021-11-05), as \
                 of which no figure can be; say of which day the figures are with --on DATE\n";
    assert!(refused.contains(title), "{refused}");
}

/// What is said of each broken cell, in both languages; nothing is written.
#[track_caller]
fn refuses(sandbox: &Sandbox, en: &[&str], zh: &[&str]) {
    for (lang, expected) in [("en", en), ("zh", zh)] {
        let said = sandbox.refused(&format!("import oct.xlsx --lang {lang}"));
        let faults: Vec<&str> = said.lines().skip(1).map(str::trim).collect();
        assert_eq!(faults, expected);
    }
    assert!(reported(sandbox).is_empty());
}

#[test]
fn what_somebody_broke_is_named_by_its_cell() {
    let sandbox = october();
    sandbox.ok("export --form -o oct.xlsx");
    Filling::of(sandbox.path("oct.xlsx"))
        .cells(&[
            ("A4", "'road/luji"),
            ("J4", "10"),
            ("J5", "150"),
            ("L5", "'soon"),
            ("J6", "0.5"),
            ("J7", "50"),
            ("J8", "50"),
            ("L8", "44531"),
        ])
        .added(9, &[("A", "road/luji"), ("J", "45")])
        .save();
    refuses(
        &sandbox,
        &[
            "oct.xlsx!A4, code 'road/luji': this row of the form is that of road/lumian; put that code back",
            "oct.xlsx!J5, percent or word '150': over 100; a percent is from 0 to 100; or write done, not-yet, underway or 4/6",
            "oct.xlsx!L5, day 'soon': not a date; expected one such as 2021-10-31, 31 Oct 2021, 10-31, yesterday",
            "oct.xlsx!J6, percent or word '0.5': may be 0.5 % or 50 %; write 0.5% or 50",
            "oct.xlsx!J7, percent or word '50': jinhui/kaipan is a milestone, done or not done, so it cannot stand at 50 %; write done or not-yet, or measure it: project edit jinhui/kaipan --kind measured",
            "oct.xlsx!L8, day '2021-12-01': after today (2021-10-31); only what has happened can be recorded",
            "oct.xlsx!A9, code 'road/luji': this row is not one of the form's own, so nothing says which stage it is of; clear it, and report the stage with `project update`",
        ],
        &[
            "oct.xlsx!A4 code“road/luji”：表单此行原为road/lumian；请恢复原代码",
            "oct.xlsx!J5 percent or word“150”：大于100；百分比应在0到100之间；也可写完成、未完成、推进中、4/6",
            "oct.xlsx!L5 day“soon”：不是日期；应如2021-10-31、10月31日、昨天",
            "oct.xlsx!J6 percent or word“0.5”：可能指0.5%或50%；请写成0.5%或50",
            "oct.xlsx!J7 percent or word“50”：jinhui/kaipan是节点，只有完成与否，不能填50%；请写完成或未完成，或改为按百分比：project edit jinhui/kaipan --kind 按百分比",
            "oct.xlsx!L8 day“2021-12-01”：晚于今天（2021年10月31日）；只能记录已发生的情况",
            "oct.xlsx!A9 code“road/luji”：此行不是表单原有的行，无法确定所属阶段；请清除此行，改用 project update 上报",
        ],
    );
}

#[test]
fn lost_headers_are_named_by_their_cells() {
    let sandbox = october();
    sandbox.ok("export --form -o oct.xlsx --lang zh");
    let form = || Filling::of(sandbox.path("oct.xlsx"));
    let lost = |filling: Filling, en: &str, zh: &str| {
        filling.save_as(&sandbox.path("lost.xlsx"));
        sandbox.refuses(
            "import lost.xlsx",
            &format!("lost.xlsx: read as a monthly form, which has lost headers: {en}; write them again as they were"),
            &format!("lost.xlsx：按填报表读取，但缺少列标题：{zh}；请按原样恢复"),
        );
        // Nor is it written over: somebody worked on it.
        let over = sandbox.refused("export --form -o lost.xlsx");
        assert!(
            over.starts_with("error: lost.xlsx is a form that was filled in"),
            "{over}"
        );
    };
    let filled = form().cells(&[("J3", "'完成情况"), ("L3", ""), ("J8", "50")]);
    lost(
        filled,
        "J3 '本次进度', L3 '截至日期'",
        "J3“本次进度”、L3“截至日期”",
    );
    let all =
        "A3 '代码', J3 '本次进度', K3 '或累计完成量', L3 '截至日期', M3 '存在问题', N3 '下步打算'";
    let all_zh =
        "A3“代码”、J3“本次进度”、K3“或累计完成量”、L3“截至日期”、M3“存在问题”、N3“下步打算”";
    lost(form().cell("J8", "50").without_row(3), all, all_zh);
    // The hidden column is known by its cells; without them the form is lost.
    form()
        .cells(&[("O3", ""), ("J8", "50")])
        .save_as(&sandbox.path("found.xlsx"));
    sandbox.ok("import found.xlsx");
    assert_eq!(reported(&sandbox), ["jinhui,zhuti,50%,2021-10-31,,,,,"]);
    let rows = ["O3", "O4", "O5", "O6", "O7", "O8"].map(|cell| (cell, ""));
    lost(form().cells(&rows), "O3 '表单行'", "O3“表单行”");
}

#[test]
fn rows_may_be_sorted_blank_lost_or_signed() {
    let sandbox = october();
    sandbox.ok("export --form -o oct.xlsx");
    Filling::of(sandbox.path("oct.xlsx"))
        .cells(&[("J4", "11"), ("J8", "52"), ("L5", "44500")])
        .swapped(4, 8)
        .without_row(6)
        .added(11, &[("A", "填表人：陈艺"), ("M", "签字")])
        .save();
    let said = sandbox.said("import oct.xlsx");
    assert_eq!(
        said,
        "new figures (2): jinhui 1, road 1\noct.xlsx: passed over row 11 ('填表人：陈艺')\n#6 imported 2 readings\n\
         not sent back, with no report after 2021-09-30:\n  周工: 1 of 1 stage\n\
         came back empty, with no report after 2021-09-30:\n  住建办: 2 of 3 stages\n"
    );
    assert_eq!(
        reported(&sandbox),
        [
            "jinhui,zhuti,52%,2021-10-31,,,,,",
            "road,lumian,11%,2021-10-31,,,,,"
        ]
    );
}

#[test]
fn a_code_that_the_record_does_not_have_is_named_and_makes_nothing() {
    let sandbox = october();
    sandbox.ok("export --form -o oct.xlsx");
    Filling::of(sandbox.path("oct.xlsx"))
        .cells(&[
            ("A4", "'road/deck"),
            ("O4", "'form:road/deck"),
            ("J4", "10"),
            ("A5", "'east/zhuti"),
            ("O5", "'form:east/zhuti"),
            ("J5", "10"),
        ])
        .save();
    refuses(
        &sandbox,
        &[
            "oct.xlsx!A4, code 'road/deck': road has no stage 'deck'; its stages are luji, lumian",
            "oct.xlsx!A5, code 'east/zhuti': there is no such project, neither in the store nor in these files",
        ],
        &[
            "oct.xlsx!A4 code“road/deck”：北海路没有阶段“deck”；现有路基、路面",
            "oct.xlsx!A5 code“east/zhuti”：库中和这些文件中都没有此项目",
        ],
    );
    assert!(!sandbox.ok("show road").contains("deck"));
}

#[test]
fn two_forms_that_differ_are_a_question_and_two_that_agree_are_one() {
    let sandbox = october();
    sandbox.ok("export --form -o oct.xlsx");
    Filling::of(sandbox.path("oct.xlsx"))
        .cell("J8", "50")
        .save_as(&sandbox.path("a.xlsx"));
    Filling::of(sandbox.path("oct.xlsx"))
        .cell("J8", "51")
        .save_as(&sandbox.path("b.xlsx"));
    let said = sandbox.refused("import a.xlsx b.xlsx");
    assert!(
        said.ends_with("  b.xlsx!J8, percent or word '51': a.xlsx row 8 says '50'; make both the same, or leave one empty\n"),
        "{said}"
    );
    Filling::of(sandbox.path("oct.xlsx"))
        .cell("J8", "50")
        .save_as(&sandbox.path("b.xlsx"));
    sandbox.ok("import a.xlsx b.xlsx");
    assert_eq!(reported(&sandbox), ["jinhui,zhuti,50%,2021-10-31,,,,,"]);
}

#[test]
fn a_folder_gets_a_form_for_each_unit_under_a_safe_name() {
    let sandbox = october();
    for (code, unit) in [
        ("a", "A/B"),
        ("b", "A\\B"),
        ("c", "CON"),
        ("d", "../../x"),
        ("e", "-rf"),
        ("f", "未定责任单位"),
        ("g", "a_b"),
        ("h", "=cmd"),
    ] {
        let line = format!(
            "add {code}{code} --code {code} '--unit={unit}' --target 50 --due 2021-12-31 --progress 5"
        );
        sandbox.ok(&line);
    }
    let said = sandbox.said("export --form -o forms/oct --lang zh");
    let names = [
        "-rf",
        "../../x",
        "=cmd",
        "A/B",
        "A\\B",
        "CON",
        "a_b",
        "住建办",
        "城建办",
        "未定责任单位",
        "",
    ];
    assert_eq!(said.lines().count(), names.len());
    let mut found: Vec<String> = fs::read_dir(sandbox.path("forms/oct"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    assert_eq!(
        found,
        [
            "=cmd.xlsx",
            "A_B (2).xlsx",
            "A_B.xlsx",
            "_-rf.xlsx",
            "_.._x.xlsx",
            "_CON.xlsx",
            "a_b (3).xlsx",
            "住建办.xlsx",
            "城建办.xlsx",
            "未定责任单位 (2).xlsx",
            "未定责任单位.xlsx",
        ]
    );
    // What a unit is called is no formula in its form.
    let form = lines(&sandbox.path("forms/oct/=cmd.xlsx"));
    assert!(form[1].starts_with("填报单位：=cmd。请填写"), "{}", form[1]);
    assert_eq!(lines(&sandbox.path("forms/oct/城建办.xlsx")).len(), 4);
    // Read together, all of them are as one form.
    let paths: Vec<String> = found
        .iter()
        .map(|name| format!("'forms/oct/{name}'"))
        .collect();
    let said = sandbox.said(&format!("import {}", paths.join(" ")));
    assert!(
        said.starts_with(
            "nothing to import: no rows\ncame back empty, with no report after 2021-09-30:\n"
        ),
        "{said}"
    );
    assert!(said.contains("\n  住建办: all 3 stages\n"), "{said}");
}

#[test]
fn forty_forms_are_one_import_and_who_has_not_returned_his_is_told() {
    let mut sandbox = Sandbox::with_store();
    sandbox.at("2021-07-01T09:00:00Z");
    let mut plan = "code,name,stage,percent,due,period,unit,baseline\n".to_owned();
    for unit in 1..=40 {
        for project in 1..=3 {
            plan += &format!(
                "p{unit}-{project},Works {unit}-{project},structure,80,2021-12-31,2021H2,Unit {unit:02},0\n"
            );
        }
    }
    sandbox.write("plan.csv", &plan);
    sandbox.ok("import plan.csv");
    sandbox.at("2021-11-03T09:00:00Z");
    sandbox.ok("export --form -o forms --as-of 2021-10-31");
    let names: Vec<String> = (1..=40)
        .map(|unit| format!("forms/Unit {unit:02}.xlsx"))
        .collect();
    for (unit, name) in names.iter().enumerate() {
        // Unit 7 filled in one stage, unit 9 none; unit 40 sent nothing.
        let form = Filling::of(sandbox.path(name));
        let figure = format!("{}", 10 + unit);
        let cells: Vec<&str> = match unit + 1 {
            7 => vec!["J5"],
            9 => vec![],
            _ => vec!["J4", "J5", "J6"],
        };
        let typed: Vec<(&str, &str)> = cells.iter().map(|cell| (*cell, figure.as_str())).collect();
        form.cells(&typed).save();
    }
    let sent: Vec<String> = names[..39].iter().map(|name| format!("'{name}'")).collect();
    let line = format!("import {}", sent.join(" "));
    let missing = "not sent back, with no report after 2021-09-30:\n  Unit 40: all 3 stages\n\
                   came back empty, with no report after 2021-09-30:\n  \
                   Unit 09: all 3 stages\n  Unit 07: 2 of 3 stages\n";
    assert!(
        sandbox
            .said(&format!("{line} --dry-run"))
            .ends_with(missing)
    );
    assert_eq!(
        sandbox.run(&line).err,
        format!("#2 imported 112 readings\n{missing}")
    );
    assert_eq!(
        sandbox.said(&format!("{line} --lang zh")),
        "没有需要导入的内容：已有112条数据\n未交回（2021年9月30日之后没有数据）：\n  \
         Unit 40：3个阶段全部未报\n交回但未填写（2021年9月30日之后没有数据）：\n  \
         Unit 09：3个阶段全部未报\n  Unit 07：3个阶段中2个未报\n"
    );
    assert_eq!(reported(&sandbox).len(), 112);
    // The one that comes late completes the list, and forms that were filled in stay as they are.
    let refused = sandbox.refused("export --form -o forms --as-of 2021-10-31");
    assert_eq!(
        refused,
        "error: forms/Unit 01.xlsx is a form that was filled in, so it is not written over; \
         import it and move it away, or write elsewhere\n"
    );
    let said = sandbox.said("import 'forms/Unit 40.xlsx'");
    assert_eq!(
        said,
        "new figures (3): p40-1 1, p40-2 1, p40-3 1\n#3 imported 3 readings\nnot sent back, with no report after 2021-09-30:\n  \
         Unit 09: all 3 stages\n  Unit 07: 2 of 3 stages\n"
    );
}

#[test]
fn no_text_of_the_record_acts_in_a_form() {
    let sandbox = october();
    sandbox.write(
        "plan.csv",
        "code,name,stage,percent,due,unit\n\
         evil,\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",\"@SUM(1)\nnext\",50,2021-12-31,\"<b>&amp;\"\n",
    );
    sandbox.ok("import plan.csv --yes");
    sandbox.ok("export --form --unit '<b>&amp;' -o evil.xlsx");
    let form = lines(&sandbox.path("evil.xlsx"));
    assert!(
        form[3].contains("|'=HYPERLINK(\"http://x\",\"y\")|'@SUM(1)\nnext|"),
        "{}",
        form[3]
    );
    assert!(
        !Filling::of(sandbox.path("evil.xlsx"))
            .sheet()
            .contains("<f>")
    );
    let stage = form[3].split('|').next().unwrap().to_owned();
    Filling::of(sandbox.path("evil.xlsx"))
        .cell("J4", "12")
        .save();
    sandbox.ok("import evil.xlsx");
    assert!(
        reported(&sandbox)[0].starts_with(&stage.replace('/', ",")),
        "{stage}"
    );
}

#[test]
fn a_form_that_was_saved_as_text_is_read_alike() {
    let sandbox = october();
    sandbox.ok("export --form -o oct.xlsx --lang zh");
    let mut rows = shown(&sandbox.path("oct.xlsx"));
    rows[7][9] = "50".to_owned();
    rows[6][9] = "完成".to_owned();
    rows[6][11] = "2021/10/30".to_owned();
    let text: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
    let text = text.join("\r\n");
    sandbox.write("oct.csv", encoding_rs::GB18030.encode(&text).0);
    sandbox.ok("import oct.csv");
    let there = [
        "jinhui,zhuti,50%,2021-10-31,,,,,",
        "jinhui,kaipan,100%,2021-10-30,,,,,",
    ];
    assert_eq!(reported(&sandbox), there);
}

#[test]
fn options_that_make_no_form_are_refused_with_the_way_out() {
    let sandbox = october();
    sandbox.refuses(
        "export --form",
        "a form is a workbook; name it with -o FILE.xlsx, or a folder with -o FOLDER for one form a unit",
        "填报表为工作簿；请用 -o 文件.xlsx 指定，或用 -o 目录 为每个责任单位各写一份",
    );
    sandbox.refuses(
        "export --unit 住建办 -o record.json",
        "--unit chooses whose form is written; add --form, or leave it out",
        "--unit 用于选择填报表的范围；请加 --form，或去掉",
    );
    sandbox.refuses(
        "export --form -o oct.csv",
        "oct.csv: the ending 'csv' is not that of a format; use one of .xlsx, or give --format",
        "oct.csv：扩展名“csv”不对应任何格式；请用 .xlsx 之一，或加 --format",
    );
    assert!(
        sandbox
            .refused("export --form -o store.db/")
            .contains("store.db")
    );
    fs::create_dir(sandbox.path("x.xlsx")).unwrap();
    sandbox.ok("export --form -o x.xlsx");
    assert!(sandbox.path("x.xlsx/住建办.xlsx").exists());
    let empty = Sandbox::with_store();
    assert_eq!(
        empty.said("export --form -o oct.xlsx"),
        "no stage of these projects has an unmet target to report on, so no form was written\n"
    );
    assert!(!empty.path("oct.xlsx").exists());
}

#[test]
fn a_stage_with_a_total_takes_an_amount_in_place_of_a_percent() {
    let sandbox = october();
    sandbox.ok("add road/piers --unit 座 --total 24");
    sandbox.ok("target road/piers 50 --by 2021-12-31 --from 0");
    sandbox.ok("export --form --unit 城建办 -o zh.xlsx --lang zh");
    assert!(
        lines(&sandbox.path("zh.xlsx"))
            .iter()
            .any(|line| line.contains("|24座|"))
    );
    sandbox.ok("export --form --unit 城建办 -o oct.xlsx");
    let rows = lines(&sandbox.path("oct.xlsx"));
    let at = rows
        .iter()
        .position(|row| row.starts_with("road/piers|"))
        .unwrap()
        + 1;
    let other = if at == 4 { 5 } else { 4 };
    assert!(rows[at - 1].contains("|24 座|"), "{}", rows[at - 1]);
    let sheet = Filling::of(sandbox.path("oct.xlsx")).sheet();
    let rule = format!("sqref=\"K{at}\"><formula1>0</formula1><formula2>24</formula2>");
    assert!(sheet.contains(&rule), "{sheet}");
    assert!(
        sheet.contains("from 0 to 24 座; fill in this or the percent"),
        "{sheet}"
    );
    let (amount, percent, strange) = (format!("K{at}"), format!("J{at}"), format!("K{other}"));
    for (cells, en, zh) in [
        (
            &[(&*amount, "6"), (&*percent, "25")][..],
            format!(
                "oct.xlsx!K{at}, or amount so far '6': the row has a percent, too; keep one of the two"
            ),
            format!(
                "oct.xlsx!K{at} or amount so far“6”：此行同时填了进度和累计完成量；请只保留一项"
            ),
        ),
        (
            &[(&*amount, "25")],
            format!("oct.xlsx!K{at}, or amount so far '25': 25 is more than the total of 24"),
            format!("oct.xlsx!K{at} or amount so far“25”：25超过总量24"),
        ),
        (
            &[(&*strange, "6")],
            format!("oct.xlsx!K{other}, or amount so far '6': "),
            format!("oct.xlsx!K{other} or amount so far“6”："),
        ),
    ] {
        Filling::of(sandbox.path("oct.xlsx"))
            .cells(cells)
            .save_as(&sandbox.path("broken.xlsx"));
        for (lang, expected) in [("en", en), ("zh", zh)] {
            let said = sandbox.refused(&format!("import broken.xlsx --lang {lang}"));
            let expected = expected.replace("oct.xlsx", "broken.xlsx");
            assert!(said.contains(&expected), "{expected}\n{said}");
        }
    }
    Filling::of(sandbox.path("oct.xlsx"))
        .cell(&amount, "6")
        .save();
    sandbox.ok("import oct.xlsx");
    assert_eq!(reported(&sandbox), ["road,piers,25%,2021-10-31,6,24,,,"]);
}

#[test]
fn a_folder_is_all_the_sheets_in_it() {
    let sandbox = october();
    sandbox.ok("export --form -o forms");
    Filling::of(sandbox.path("forms/城建办.xlsx"))
        .cell("J4", "12")
        .save();
    // What spreadsheet programs and people leave beside them is not read.
    sandbox.write("forms/~$城建办.xlsx", "locked");
    sandbox.write("forms/.~lock.城建办.xlsx#", "locked");
    sandbox.write("forms/notes.txt", "hello");
    sandbox.write("forms/older/plan.csv", "name\nOther\n");
    let said = sandbox.said("import forms");
    assert!(said.contains("#6 imported 1 reading\n"), "{said}");
    assert_eq!(reported(&sandbox), ["road,lumian,12%,2021-10-31,,,,,"]);
    // So a record that was exported as sheets goes in by the name of its folder.
    sandbox.ok("export --format csv -o facts");
    let copy = sandbox.copied();
    copy.ok("init --db copy.db");
    fs::create_dir(copy.path("facts")).unwrap();
    for file in fs::read_dir(sandbox.path("facts")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), copy.path("facts").join(file.file_name())).unwrap();
    }
    copy.ok("import --db copy.db facts --yes");
    assert_eq!(copy.ok("list --db copy.db"), sandbox.ok("list"));
    fs::create_dir(sandbox.path("empty")).unwrap();
    sandbox.refuses(
        "import empty",
        "there are no sheets in empty; expected files whose names end in .xlsx, .xlsm, .xls, .ods, .csv, .tsv",
        "empty中没有表格；应有扩展名为.xlsx、.xlsm、.xls、.ods、.csv、.tsv的文件",
    );
}
