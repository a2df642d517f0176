//! Whatever sheets leave open is asked, all at once, each question with its cells and the options that
//! answer it; at a terminal one by one. An answer is given once: next month nobody asks.

use crate::sandbox::Sandbox;
#[cfg(target_os = "linux")]
use crate::terminal::typed;

/// A sheet that is asked about.
struct Scene {
    /// The sheet, and that of the next month.
    months: [&'static [u8]; 2],
    /// What is asked where nobody can answer, behind the number of questions, in either language.
    listed: [&'static str; 2],
    /// What is asked at a terminal.
    shown: [&'static str; 2],
    /// An answer there, and the same as options.
    answer: &'static str,
    options: &'static str,
    /// A sheet of settings that is imported with it.
    beside: &'static str,
    /// What is recorded of it, among all else.
    recorded: &'static [&'static str],
}

/// In August, when 金辉 is known.
fn office() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2021-08-01T09:00:00Z");
    sandbox.ok("init");
    sandbox.write(
        "6.csv",
        "项目,阶段,目标,期限,进度,截至\n金辉,主体,80,2021-12-31,40,2021-06-30\n",
    );
    sandbox.ok("import 6.csv");
    sandbox
}

/// All that is recorded, as it goes out.
fn facts(sandbox: &Sandbox) -> String {
    sandbox.ok("export --format csv -o out");
    let tables = [
        "projects", "stages", "targets", "readings", "texts", "settings",
    ];
    let paths = tables.map(|table| format!("out/{table}.csv"));
    let there = paths.iter().filter(|path| sandbox.path(path).exists());
    let facts: String = there.map(|path| sandbox.csv(path)).collect();
    std::fs::remove_dir_all(sandbox.path("out")).unwrap();
    facts
}

fn mappings(sandbox: &Sandbox) -> Vec<String> {
    let rows = sandbox.rows("mapping");
    let said = |row: &serde_json::Value| format!("{}: {}", row["column"], row["field"]);
    rows.iter().map(said).collect()
}

/// The sheet is asked about in either language, and answered by options as at a terminal; next month
/// nothing is asked.
#[track_caller]
fn is_asked_once(scene: &Scene) {
    let asked = office();
    asked.write("7.csv", scene.months[0]);
    let count = scene.listed[0].lines().count();
    let questions = if count == 1 { "question" } else { "questions" };
    asked.refuses(
        "import 7.csv --yes",
        &format!(
            "{count} {questions} to answer first; nothing was written:\n{}",
            scene.listed[0]
        ),
        &format!(
            "请先答复{count}个问题，未写入任何内容：\n{}",
            scene.listed[1]
        ),
    );
    let by_options = office();
    by_options.write("7.csv", scene.months[0]);
    by_options.write("settings.csv", scene.beside);
    by_options.ok(&format!("import 7.csv --yes {}", scene.options));
    let said = facts(&by_options);
    for line in scene.recorded {
        assert!(said.contains(line), "{line}: {said}");
    }
    let mut answered = vec![by_options];
    #[cfg(target_os = "linux")]
    for (language, shown) in ["en", "zh"].into_iter().zip(scene.shown) {
        let sandbox = office();
        sandbox.write("7.csv", scene.months[0]);
        let before = sandbox.kept();
        let line = format!("import 7.csv --yes --lang {language}");
        // Whoever stops has written nothing, and whoever asks is told of the options.
        for stop in ["q\n", "退出\n", "\u{4}"] {
            let Some((code, said)) = typed(&sandbox, &line, stop) else {
                return;
            };
            assert!(said.contains(shown), "{shown}\n{said}");
            assert_eq!((code, sandbox.kept()), (2, before.clone()), "{said}");
        }
        let answers = format!("?\nwhatever\n{}\n", scene.answer);
        let (code, said) = typed(&sandbox, &line, &answers).unwrap();
        assert_eq!(code, 0, "{said}");
        assert_eq!(said.matches(shown).count(), 3, "{shown}\n{said}");
        let explained = scene.listed[usize::from(language == "zh")]
            .lines()
            .next()
            .unwrap();
        assert!(said.contains(explained.trim()), "{explained}\n{said}");
        answered.push(sandbox);
    }
    for mut sandbox in answered {
        assert_eq!(facts(&sandbox), said);
        let mapped = mappings(&sandbox);
        sandbox.at("2021-09-01T09:00:00Z");
        // The same again changes nothing, and the next one asks nothing.
        let days = if scene.options.contains("--on") {
            " --on 2021-07-31"
        } else {
            ""
        };
        let again = sandbox.said(&format!("import 7.csv{days}"));
        assert!(again.contains("nothing to import: "), "{again}");
        sandbox.write("8.csv", scene.months[1]);
        let days = if scene.options.contains("--on") {
            " --on 2021-08-31"
        } else {
            ""
        };
        sandbox.ok(&format!("import 8.csv --yes{days}"));
        assert_eq!(mappings(&sandbox), mapped);
        sandbox.ok("verify");
    }
}

#[test]
fn an_encoding() {
    is_asked_once(&Scene {
        months: [
            b"name,stage,percent,due\nConstru\xe7\xe3o,obra,70,2021-12-31\n",
            b"Name,Stage,Percent,Due\nConstru\xe7\xe3o,telhado,30,2021-12-31\n",
        ],
        listed: [
            "  7.csv row 2: is not UTF-8; save it as UTF-8, or say which one reads right: --encoding gb18030 for 'Constru玢o,obra,70,2021-12-31', --encoding big5 for 'Constru誽o,obra,70,2021-12-31', or --encoding windows-1252 for 'Construção,obra,70,2021-12-31'",
            "  7.csv 第2行：不是UTF-8编码；请另存为UTF-8，或指定读得通的一种：--encoding gb18030（“Constru玢o,obra,70,2021-12-31”）、--encoding big5（“Constru誽o,obra,70,2021-12-31”），或 --encoding windows-1252（“Construção,obra,70,2021-12-31”）",
        ],
        shown: [
            "7.csv row 2: is not UTF-8\n  1  'Constru玢o,obra,70,2021-12-31'\n  2  'Constru誽o,obra,70,2021-12-31'\n  3  'Construção,obra,70,2021-12-31'\n1-3, or another encoding (? explains, q stops): ",
            "7.csv 第2行：不是UTF-8编码\n  1  “Constru玢o,obra,70,2021-12-31”\n  2  “Constru誽o,obra,70,2021-12-31”\n  3  “Construção,obra,70,2021-12-31”\n请选1-3，或填其他编码（?说明，q退出）：",
        ],
        answer: "3",
        options: "--encoding windows-1252",
        beside: "",
        recorded: &["construção,obra,1,70%,2021-12-31"],
    });
}

#[test]
fn columns_that_mean_the_same() {
    is_asked_once(&Scene {
        months: [
            "项目,目前进度,形象进度,截至\n金辉,45,50,2021-07-31\n".as_bytes(),
            "项目,形象进度,目前进度,截至\n金辉,60,55,2021-08-31\n".as_bytes(),
        ],
        listed: [
            "  7.csv row 1: several columns mean the same, reading: '目前进度', '形象进度'; add --map 目前进度=reading, or --map 形象进度=reading",
            "  7.csv 第1行：几列含义相同（进度）：“目前进度”、“形象进度”；请加 --map 目前进度=进度，或 --map 形象进度=进度",
        ],
        shown: [
            "7.csv row 1: several columns mean the same, reading: '目前进度', '形象进度'\n  1  '目前进度'\n  2  '形象进度'\n1-2 (? explains, q stops): ",
            "7.csv 第1行：几列含义相同（进度）：“目前进度”、“形象进度”\n  1  “目前进度”\n  2  “形象进度”\n请选1-2（?说明，q退出）：",
        ],
        answer: "2",
        options: "--map 形象进度=reading",
        beside: "",
        recorded: &[",50%,2021-07-31,"],
    });
}

/// What is built is no stage where another column names one; it is kept.
#[test]
fn what_is_built_and_what_is_to_be_done() {
    is_asked_once(&Scene {
        months: [
            "项目,建设内容,目标任务,目标,期限\n东路,全长3公里,路基,70,2021-12-31\n".as_bytes(),
            "项目,建设内容,目标任务,目标,期限\n东路,全长3公里,路面,30,2021-12-31\n".as_bytes(),
        ],
        listed: [
            "  7.csv row 1: several columns mean the same, stage: '建设内容', '目标任务'; add --map 目标任务=stage --keep 建设内容, or --map 建设内容=stage",
            "  7.csv 第1行：几列含义相同（阶段）：“建设内容”、“目标任务”；请加 --map 目标任务=阶段 --keep 建设内容，或 --map 建设内容=阶段",
        ],
        shown: [
            "7.csv row 1: several columns mean the same, stage: '建设内容', '目标任务'\n  1  '目标任务'\n  2  '建设内容'\n1-2 (? explains, q stops): ",
            "7.csv 第1行：几列含义相同（阶段）：“建设内容”、“目标任务”\n  1  “目标任务”\n  2  “建设内容”\n请选1-2（?说明，q退出）：",
        ],
        answer: "1",
        options: "--map 目标任务=stage --keep 建设内容",
        beside: "",
        recorded: &["donglu,建设内容,全长3公里", ",路基,"],
    });
}

#[test]
fn columns_of_one_name() {
    is_asked_once(&Scene {
        months: [
            "项目,进度,截至,进度\n金辉,45,2021-07-31,50\n".as_bytes(),
            "项目,进度,截至,进度\n金辉,55,2021-08-31,60\n".as_bytes(),
        ],
        listed: [
            "  7.csv row 1: several columns mean the same, reading: '进度', '进度'; add --map 进度#2=- for '进度' in column B, or --map 进度#2=reading --map 进度=- for '进度' in column D",
            "  7.csv 第1行：几列含义相同（进度）：“进度”、“进度”；请加 --map 进度#2=-（B列的“进度”），或 --map 进度#2=进度 --map 进度=-（D列的“进度”）",
        ],
        shown: [
            "7.csv row 1: several columns mean the same, reading: '进度', '进度'\n  1  '进度' in column B\n  2  '进度' in column D\n1-2 (? explains, q stops): ",
            "7.csv 第1行：几列含义相同（进度）：“进度”、“进度”\n  1  B列的“进度”\n  2  D列的“进度”\n请选1-2（?说明，q退出）：",
        ],
        answer: "2",
        options: "--map 进度#2=reading --map 进度=-",
        beside: "",
        recorded: &[",50%,2021-07-31,"],
    });
}

#[test]
fn money_of_the_year_or_of_all() {
    is_asked_once(&Scene {
        months: [
            "项目,总投资,年度计划投资,完成投资,截至\n金辉,1000,200,100,2021-07-31\n".as_bytes(),
            "项目,总投资,年度计划投资,完成投资,截至\n金辉,1000,200,150,2021-08-31\n".as_bytes(),
        ],
        listed: [
            "  7.csv row 1: '完成投资' may be part of '总投资' or of '年度计划投资'; add --map 年度计划投资=- for a part of '总投资', or --map 总投资=- for a part of '年度计划投资'",
            "  7.csv 第1行：“完成投资”可能对应“总投资”，也可能对应“年度计划投资”；请加 --map 年度计划投资=-（对应“总投资”），或 --map 总投资=-（对应“年度计划投资”）",
        ],
        shown: [
            "7.csv row 1: '完成投资' may be part of '总投资' or of '年度计划投资'\n  1  a part of '总投资'\n  2  a part of '年度计划投资'\n1-2 (? explains, q stops): ",
            "7.csv 第1行：“完成投资”可能对应“总投资”，也可能对应“年度计划投资”\n  1  对应“总投资”\n  2  对应“年度计划投资”\n请选1-2（?说明，q退出）：",
        ],
        answer: "2",
        options: "--map 总投资=-",
        beside: "",
        recorded: &[",50%,2021-07-31,100,200,"],
    });
}

#[test]
fn a_goal_or_progress() {
    is_asked_once(&Scene {
        months: [
            b"name,stage,percent,due,as_of\nBridge,deck,40,2021-12-31,2021-07-31\n",
            b"name,stage,percent,due,as_of\nBridge,deck,55,2021-12-31,2021-08-31\n",
        ],
        listed: [
            "  7.csv row 1: column 'percent' may be the goal or the progress; add --map percent=target for the percent to reach, or --map percent=progress for where things stand",
            "  7.csv 第1行：“percent”列可能是目标，也可能是进度；请加 --map percent=目标（要达到的百分比），或 --map percent=进度（已完成的百分比）",
        ],
        shown: [
            "7.csv row 1: column 'percent' may be the goal or the progress\n  1  the percent to reach\n  2  where things stand\n1-2 (? explains, q stops): ",
            "7.csv 第1行：“percent”列可能是目标，也可能是进度\n  1  要达到的百分比\n  2  已完成的百分比\n请选1-2（?说明，q退出）：",
        ],
        answer: "2",
        options: "--map percent=progress",
        beside: "",
        recorded: &["bridge,deck,40%,2021-07-31"],
    });
}

#[test]
fn goals_in_words() {
    is_asked_once(&Scene {
        months: [
            "项目,目标任务,期限\n东路,主体、装修完成70%,2021-12-31\n".as_bytes(),
            "项目,目标任务,期限\n东路,主体、装修完成80%,2022-01-31\n".as_bytes(),
        ],
        listed: [
            "  7.csv row 2, 目标任务 '主体、装修完成70%': does not say clearly what is to be reached; write a row for each goal with its stage, percent and deadline, or add --map 目标任务=stage:note for a note of each such cell (the others stay goals), or --map 目标任务=- for a column to leave out",
            "  7.csv 第2行 目标任务“主体、装修完成70%”：未写清要达到的目标；请逐个目标各写一行，分列阶段、百分比和时限，或加 --map 目标任务=阶段:备注（此类单元格作备注，其余仍为目标），或 --map 目标任务=-（不读取）",
        ],
        shown: [
            "7.csv row 2, 目标任务 '主体、装修完成70%': does not say clearly what is to be reached\n  1  a note of each such cell (the others stay goals)\n  2  a column to leave out\n1-2 (? explains, q stops): ",
            "7.csv 第2行 目标任务“主体、装修完成70%”：未写清要达到的目标\n  1  此类单元格作备注，其余仍为目标\n  2  不读取\n请选1-2（?说明，q退出）：",
        ],
        answer: "1",
        options: "--map 目标任务=stage:note",
        beside: "",
        recorded: &["主体、装修完成70%"],
    });
}

#[test]
fn a_column_of_fractions() {
    is_asked_once(&Scene {
        months: [
            "项目,阶段,进度,截至\n金辉,主体,0.45,2021-07-31\n金辉,屋面,0.2,2021-07-31\n".as_bytes(),
            "项目,阶段,进度,截至\n金辉,主体,0.6,2021-08-31\n金辉,屋面,1,2021-08-31\n".as_bytes(),
        ],
        listed: [
            "  7.csv row 2, 进度 '0.45' (likewise row 3): may be 0.45 % or 45 %; write 0.45% or 45, or for the whole column add --map 进度=reading:share, or --map 进度=reading:percent",
            "  7.csv 第2行 进度“0.45”（第3行相同）：可能指0.45%或45%；请写成0.45%或45，或整列加 --map 进度=进度:份额，或 --map 进度=进度:百分比",
        ],
        shown: [
            "7.csv row 2, 进度 '0.45' (likewise row 3): may be 0.45 % or 45 %\n  1  45 %, as 1 is all of it\n  2  0.45 %, as 100 is all of it\n1-2 (? explains, q stops): ",
            "7.csv 第2行 进度“0.45”（第3行相同）：可能指0.45%或45%\n  1  45%（1为全部）\n  2  0.45%（100为全部）\n请选1-2（?说明，q退出）：",
        ],
        answer: "1",
        options: "--map 进度=reading:share",
        beside: "",
        recorded: &[",45%,2021-07-31", ",20%,2021-07-31"],
    });
}

#[test]
fn a_day_and_a_month_in_figures() {
    is_asked_once(&Scene {
        months: [
            b"name,stage,percent,due\nBridge,deck,70,03/04/2022\nBridge,rail,70,05/06/2022\n",
            b"name,stage,percent,due\nBridge,lamps,70,03/04/2022\n",
        ],
        listed: [
            "  7.csv row 2, due '03/04/2022' (likewise row 3): may be 2022-04-03, day first, or 2022-03-04, month first; add --map due=due:dmy, or --map due=due:mdy (for every sheet: `project config dates dmy`, or mdy)",
            "  7.csv 第2行 due“03/04/2022”（第3行相同）：可能指2022年4月3日（日在前），也可能指2022年3月4日（月在前）；请加 --map due=时限:日在前，或 --map due=时限:月在前（适用于所有表格：project config dates dmy，或 mdy）",
        ],
        shown: [
            "7.csv row 2, due '03/04/2022' (likewise row 3): may be 2022-04-03, day first, or 2022-03-04, month first\n  1  2022-04-03, the day first\n  2  2022-03-04, the month first\n1-2 (? explains, q stops): ",
            "7.csv 第2行 due“03/04/2022”（第3行相同）：可能指2022年4月3日（日在前），也可能指2022年3月4日（月在前）\n  1  2022年4月3日（日在前）\n  2  2022年3月4日（月在前）\n请选1-2（?说明，q退出）：",
        ],
        answer: "1",
        options: "--map due=due:dmy",
        beside: "",
        recorded: &["2022-04-03", "2022-06-05"],
    });
}

#[test]
fn a_day_or_a_month_of_a_year() {
    is_asked_once(&Scene {
        months: [
            b"name,stage,percent,finish\nBridge,deck,70,Nov-21\n",
            b"name,stage,percent,finish\nBridge,rail,70,Dec-21\n",
        ],
        listed: [
            "  7.csv row 2, finish 'Nov-21': may be the day 2021-11-21, or the month that ends on 2021-11-30; add --map finish=due:day, or --map finish=due:month",
            "  7.csv 第2行 finish“Nov-21”：可能指2021年11月21日，也可能指2021年11月30日所在的整月；请加 --map finish=时限:当天，或 --map finish=时限:整月",
        ],
        shown: [
            "7.csv row 2, finish 'Nov-21': may be the day 2021-11-21, or the month that ends on 2021-11-30\n  1  the day 2021-11-21\n  2  the month that ends on 2021-11-30\n1-2 (? explains, q stops): ",
            "7.csv 第2行 finish“Nov-21”：可能指2021年11月21日，也可能指2021年11月30日所在的整月\n  1  2021年11月21日当天\n  2  2021年11月30日所在的整月\n请选1-2（?说明，q退出）：",
        ],
        answer: "2",
        options: "--map finish=due:month",
        beside: "",
        recorded: &["2021-11-30"],
    });
}

#[test]
fn before_an_interval() {
    is_asked_once(&Scene {
        months: [
            "项目,阶段,目标,期限\n东路,路基,70,四季度前\n".as_bytes(),
            "项目,阶段,目标,期限\n东路,路面,70,11月中旬前\n".as_bytes(),
        ],
        listed: [
            "  7.csv row 2, 期限 '四季度前': may be 2021-09-30, before it begins, or 2021-12-31, by its end; add --map 期限=due:strict, or --map 期限=due:inclusive (for every sheet: `project config deadlines.before strict`, or inclusive)",
            "  7.csv 第2行 期限“四季度前”：可能指2021年9月30日（开始之前），也可能指2021年12月31日（结束之前）；请加 --map 期限=时限:之前，或 --map 期限=时限:之内（适用于所有表格：project config deadlines.before strict，或 inclusive）",
        ],
        shown: [
            "7.csv row 2, 期限 '四季度前': may be 2021-09-30, before it begins, or 2021-12-31, by its end\n  1  2021-09-30, before it begins\n  2  2021-12-31, by its end\n1-2 (? explains, q stops): ",
            "7.csv 第2行 期限“四季度前”：可能指2021年9月30日（开始之前），也可能指2021年12月31日（结束之前）\n  1  2021年9月30日（开始之前）\n  2  2021年12月31日（结束之前）\n请选1-2（?说明，q退出）：",
        ],
        answer: "1",
        options: "--map 期限=due:strict",
        beside: "",
        recorded: &["2021-09-30"],
    });
}

/// Of which day figures are is asked of each sheet that does not say: no answer holds for the next.
#[test]
fn a_figure_without_its_day() {
    is_asked_once(&Scene {
        months: [
            "项目,进度\n金辉,45\n东路,5\n".as_bytes(),
            "项目,进度\n金辉,55\n".as_bytes(),
        ],
        listed: [
            "  7.csv row 2, 进度 '45' (likewise row 3): says where it stands, but not on which day; fill in the day, or add --on DATE",
            "  7.csv 第2行 进度“45”（第3行相同）：未写是哪一天的进度；请填写截至日期，或加 --on 日期",
        ],
        shown: [
            "7.csv row 2, 进度 '45' (likewise row 3): says where it stands, but not on which day\nthe day, such as 2021-10-31 (? explains, q stops): ",
            "7.csv 第2行 进度“45”（第3行相同）：未写是哪一天的进度\n请填日期，如2021-10-31（?说明，q退出）：",
        ],
        answer: "2021-07-31",
        options: "--on 2021-07-31",
        beside: "",
        recorded: &[",45%,2021-07-31", ",5%,2021-07-31"],
    });
}

#[test]
fn a_name_that_looks_like_a_known_one() {
    let scene = Scene {
        months: [
            "项目,阶段,进度,截至\n金辉项目,主体,45,2021-07-31\n".as_bytes(),
            "项目,阶段,进度,截至\n金辉项目,主体,55,2021-08-31\n".as_bytes(),
        ],
        listed: [
            "  7.csv row 2, 项目 '金辉项目': looks like jinhui (金辉); add --as 金辉项目=jinhui, or --as 金辉项目=new for a new project",
            "  7.csv 第2行 项目“金辉项目”：与jinhui（金辉）名称相近；请加 --as 金辉项目=jinhui，或 --as 金辉项目=new（新项目）",
        ],
        shown: [
            "7.csv row 2, 项目 '金辉项目': looks like jinhui (金辉)\n  1  jinhui (金辉)\n  2  a new project\n1-2, or another project (Enter takes 1, ? explains, q stops): ",
            "7.csv 第2行 项目“金辉项目”：与jinhui（金辉）名称相近\n  1  jinhui（金辉）\n  2  新项目\n请选1-2，或填其他项目（回车选1，?说明，q退出）：",
        ],
        answer: "",
        options: "--as 金辉项目=jinhui",
        beside: "",
        recorded: &["jinhui,金辉,,,金辉项目,", ",45%,2021-07-31"],
    };
    is_asked_once(&scene);
    is_asked_once(&Scene {
        answer: "2",
        options: "--as 金辉项目=new",
        recorded: &["jinhui-2,金辉项目,", "jinhui-2,zhuti,45%,2021-07-31"],
        ..scene
    });
}

/// Words that are known are those of their target; only new ones are asked about.
#[test]
fn a_deadline_without_its_year() {
    is_asked_once(&Scene {
        months: [
            "截至2021年7月31日,,,\n项目,阶段,目标,期限\n东路,路基,70,6月底\n南路,路基,70,二季度\n"
                .as_bytes(),
            "截至2021年8月31日,,,\n项目,阶段,目标,期限\n东路,路基,70,6月底\n南路,路基,70,二季度\n"
                .as_bytes(),
        ],
        listed: [
            "  7.csv row 3, 期限 '6月底' (likewise row 4): may be 2021-06-30 or 2022-06-30; write the year, or add --period 2021, or --period 2022",
            "  7.csv 第3行 期限“6月底”（第4行相同）：可能是2021年6月30日或2022年6月30日；请写明年份，或加 --period 2021，或 --period 2022",
        ],
        shown: [
            "7.csv row 3, 期限 '6月底' (likewise row 4): may be 2021-06-30 or 2022-06-30\n  1  2021-06-30, as targets of 2021\n  2  2022-06-30, as targets of 2022\n1-2, or a period such as 2021H2 (? explains, q stops): ",
            "7.csv 第3行 期限“6月底”（第4行相同）：可能是2021年6月30日或2022年6月30日\n  1  2021年6月30日，属2021年的目标\n  2  2022年6月30日，属2022年的目标\n请选1-2，或填期间，如2021年下半年（?说明，q退出）：",
        ],
        answer: "1",
        options: "--period 2021",
        beside: "",
        recorded: &["2021-06-30"],
    });
}

/// The columns of a file for each kind are nobody's to answer for: the question says that the answer is
/// the office's.
#[test]
fn what_only_the_office_can_settle() {
    let scene = Scene {
        months: [
            b"project,stage,percent,due_words\njinhui,zhuti,90,03/04/2022\n",
            b"project,stage,percent,due_words\njinhui,zhuti,95,05/06/2022\n",
        ],
        listed: [
            "  7.csv row 2, due_words '03/04/2022': may be 2022-04-03, day first, or 2022-03-04, month first; write the day, or settle it for the office: `project config dates dmy`, or `project config dates mdy`",
            "  7.csv 第2行 due_words“03/04/2022”：可能指2022年4月3日（日在前），也可能指2022年3月4日（月在前）；请写明日期，或为全单位设定：project config dates dmy，或 project config dates mdy",
        ],
        shown: [
            "7.csv row 2, due_words '03/04/2022': may be 2022-04-03, day first, or 2022-03-04, month first (settled for the whole office)\n  1  2022-04-03, the day first\n  2  2022-03-04, the month first\n1-2 (? explains, q stops): ",
            "7.csv 第2行 due_words“03/04/2022”：可能指2022年4月3日（日在前），也可能指2022年3月4日（月在前）（为全单位设定）\n  1  2022年4月3日（日在前）\n  2  2022年3月4日（月在前）\n请选1-2（?说明，q退出）：",
        ],
        answer: "1",
        // There is no option: a sheet of settings says the same in one import.
        options: "settings.csv",
        beside: "key,value\ndates,dmy\n",
        recorded: &["dates,dmy", "2022-04-03"],
    };
    is_asked_once(&scene);
    is_asked_once(&Scene {
        months: [
            "project,stage,percent,due_words\njinhui,zhuti,90,四季度前\n".as_bytes(),
            "project,stage,percent,due_words\njinhui,zhuti,95,11月中旬前\n".as_bytes(),
        ],
        listed: [
            "  7.csv row 2, due_words '四季度前': may be 2021-09-30, before it begins, or 2021-12-31, by its end; write the day, or settle it for the office: `project config deadlines.before strict`, or `project config deadlines.before inclusive`",
            "  7.csv 第2行 due_words“四季度前”：可能指2021年9月30日（开始之前），也可能指2021年12月31日（结束之前）；请写明日期，或为全单位设定：project config deadlines.before strict，或 project config deadlines.before inclusive",
        ],
        shown: [
            "7.csv row 2, due_words '四季度前': may be 2021-09-30, before it begins, or 2021-12-31, by its end (settled for the whole office)\n  1  2021-09-30, before it begins\n  2  2021-12-31, by its end\n1-2 (? explains, q stops): ",
            "7.csv 第2行 due_words“四季度前”：可能指2021年9月30日（开始之前），也可能指2021年12月31日（结束之前）（为全单位设定）\n  1  2021年9月30日（开始之前）\n  2  2021年12月31日（结束之前）\n请选1-2（?说明，q退出）：",
        ],
        beside: "key,value\ndeadlines.before,strict\n",
        recorded: &["deadlines.before,strict", "2021-09-30"],
        ..scene
    });
}

/// A look-alike name in a row of which something is wrong, a column that may be another, an encoding
/// and a missing day in other files: all in one list, faults first, then what is asked.
#[test]
fn all_questions_come_at_once_whatever_else_is_wrong() {
    let sandbox = office();
    let before = sandbox.kept();
    sandbox.write(
        "a.csv",
        "项目,目前进度,形象进度,期限,截至\n金辉工程,45,50,四季度前,2021-07-31\n",
    );
    sandbox.write(
        "b.csv",
        "项目,阶段,目标,期限,进度\n金辉花园,主体,0,11月中旬前,30\n",
    );
    sandbox.write(
        "c.csv",
        b"name,stage,percent,due\nConstru\xe7\xe3o,obra,70,2021-12-31\n",
    );
    sandbox.write("d.csv", "colour,size\nred,1\n");
    let said = sandbox.refused("import a.csv b.csv c.csv d.csv");
    let lines: Vec<&str> = said.lines().collect();
    let begins = [
        "error: these files cannot be read:",
        "  d.csv: its columns ('colour', 'size') are not those of any kind of sheet; ",
        "Besides, 1 row could not be imported, so nothing was written; correct the file, or leave such rows out with --skip-bad:",
        "  b.csv row 2, 目标 '0': a target is over 0 and at most 100",
        "Besides, 6 questions to answer:",
        "  a.csv row 1: several columns mean the same, reading: '目前进度', '形象进度'; ",
        "  a.csv row 2, 项目 '金辉工程': looks like jinhui (金辉); ",
        "  a.csv row 2, 期限 '四季度前' (likewise b.csv row 2): may be 2021-09-30, ",
        "  b.csv row 2, 进度 '30': says where it stands, but not on which day; ",
        "  b.csv row 2, 项目 '金辉花园': looks like jinhui (金辉); ",
        "  c.csv row 2: is not UTF-8; ",
    ];
    for (line, begin) in lines.iter().zip(begins) {
        assert!(line.starts_with(begin), "{begin}\n{said}");
    }
    assert_eq!(lines.len(), begins.len(), "{said}");
    assert_eq!(sandbox.kept(), before);
    // Whichever column is the stage, the words of the deadline are asked about, too.
    sandbox.write(
        "e.csv",
        "项目,建设内容,目标任务,完成时限\n东路,全长3公里,路基,四季度前\n南路,全长1公里,路基,03/04/2022\n",
    );
    let said = sandbox.refused("import e.csv");
    assert!(
        said.starts_with("error: 3 questions to answer first; "),
        "{said}"
    );
}

/// A command that takes no answers names the one that does.
#[test]
fn what_is_piped_in_is_asked_about_with_the_command_that_takes_answers() {
    let sandbox = office();
    let ran = sandbox.fed(
        "update -",
        "项目,阶段,进度,截至\n金辉,主体,0.45,2021-07-31\n",
    );
    assert_eq!(ran.code, 2);
    let hint =
        "options that answer go with: project import - --yes\nerror: 1 question to answer first; ";
    assert!(ran.err.starts_with(hint), "{}", ran.err);
    assert!(
        ran.err
            .contains("  line 2, 进度 '0.45': may be 0.45 % or 45 %; "),
        "{}",
        ran.err
    );
}

/// What a column shows of itself holds, whatever was answered of another sheet.
#[test]
fn an_answer_does_not_speak_against_the_sheet() {
    let sandbox = office();
    sandbox.write(
        "7.csv",
        "name,stage,percent,due\nBridge,deck,70,03/04/2022\n",
    );
    sandbox.ok("import 7.csv --yes --map due=due:dmy");
    sandbox.write(
        "8.csv",
        "name,stage,percent,due\nBridge,rail,70,03/04/2022\nBridge,lamps,70,04/25/2022\n",
    );
    sandbox.ok("import 8.csv --yes");
    let said = facts(&sandbox);
    assert!(said.contains("bridge,deck,1,70%,2022-04-03"), "{said}");
    assert!(said.contains("bridge,rail,1,70%,2022-03-04"), "{said}");
}

#[test]
fn an_encoding_that_was_answered_is_told_and_shown_by_the_log() {
    let sandbox = office();
    sandbox.write(
        "7.csv",
        b"name,stage,percent,due\nConstru\xe7\xe3o,obra,70,2021-12-31\n",
    );
    sandbox.ok("import 7.csv --yes --encoding latin1");
    let log = sandbox.ok("log --all");
    let line = "sheets: with columns 'name', 'stage', 'percent', 'due', encoded in windows-1252";
    assert!(log.contains(line), "{log}");
    let log = sandbox.ok("log --all --lang zh");
    assert!(
        log.contains("表格：列为“name”、“stage”、“percent”、“due”的，编码为windows-1252"),
        "{log}"
    );
    let said = sandbox.said("import 7.csv");
    assert!(said.starts_with("7.csv: read as windows-1252\n"), "{said}");
    // Other columns say nothing of it, and what is taken back is asked again.
    sandbox.write(
        "8.csv",
        b"name,stage,due\nConstru\xe7\xe3o,obra,2021-12-31\n",
    );
    assert!(sandbox.refused("import 8.csv").contains("is not UTF-8"));
    sandbox.ok("retract 2");
    assert!(sandbox.refused("import 7.csv").contains("is not UTF-8"));
}

/// In a column of which 1 is all of it, what is over 1 and what is in words is told in its terms.
#[test]
fn shares_are_told_of_as_shares() {
    let sandbox = office();
    sandbox.write("7.csv", "项目,阶段,进度,截至\n金辉,主体,45,2021-07-31\n");
    sandbox.refuses(
        "import 7.csv --map 进度=reading:share",
        "1 row could not be imported, so nothing was written; correct the file, or leave such rows \
         out with --skip-bad:\n  7.csv row 2, 进度 '45': over 1, which is all of it in this column; write \
         a share such as 0.45, or 45%",
        "1行无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过：\n  7.csv 第2行 进度“45”：大于1，而本列以1为全部；\
         请写成0.45之类，或写45%",
    );
    sandbox.write(
        "7.csv",
        "项目,阶段,进度,截至\n金辉,主体,45%,2021-07-31\n金辉,屋面,50%,2021-07-31\n",
    );
    sandbox.ok("import 7.csv --map 进度=reading:share --yes");
}

/// A title that says a day to come is wrong once, not once a row and column.
#[test]
fn a_title_of_a_day_to_come_is_named_once() {
    let sandbox = office();
    sandbox.write(
        "7.csv",
        "（截至2031年7月31日）,,,,\n项目,阶段,目标,期限,进度\n东路,路基,70,2021-12-31,30\n南路,路基,70,年底,40\n",
    );
    sandbox.refuses(
        "import 7.csv",
        "1 row could not be imported, so nothing was written; correct the file, or leave such rows \
         out with --skip-bad:\n  7.csv!A1, '（截至2031年7月31日）': names a day after today (2021-08-01), \
         as of which no figure can be; say of which day the figures are with --on DATE",
        "1行无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过：\n  7.csv!A1“（截至2031年7月31日）”：所写日期晚于今天\
         （2021年8月1日），不能作为数据的截至日期；请用 --on 日期 写明",
    );
    // Without its title, no row of the sheet has a day.
    let said = sandbox.said("import 7.csv --skip-bad");
    assert!(said.contains("skipped 3 rows"), "{said}");
    let said = sandbox.said("import 7.csv --on 2021-07-31 --dry-run");
    assert!(said.contains("would import 2 projects"), "{said}");
    assert_eq!(sandbox.rows("project").len(), 1);
}

/// How headings were understood is told where they are not called so, and where something is new.
#[test]
fn headings_that_are_not_literal_are_told_with_the_plan() {
    let sandbox = office();
    sandbox.write(
        "7.csv",
        "Task,Workstream,Finish,Owner,% Complete,Date\nBridge,deck,2021-12-31,Li,30,2021-07-31\n",
    );
    let read = "Task = name, Workstream = stage, Finish = due, Owner = lead\n";
    let said = sandbox.said("import 7.csv --yes");
    assert!(
        said.starts_with(&format!("read as: {read}new projects (1):\n")),
        "{said}"
    );
    // Figures alone need no telling.
    sandbox.write(
        "8.csv",
        "Task,Workstream,Finish,Owner,% Complete,Date\nBridge,deck,2021-12-31,Li,35,2021-08-01\n",
    );
    assert!(!sandbox.said("import 8.csv").contains("read as"));
    sandbox.write(
        "9.csv",
        "项目,目标任务,完成时间,责任领导\n东路,路基,2021-12-31,李红\n",
    );
    let said = sandbox.said("import 9.csv --yes --lang zh");
    let read = "表头按此理解：目标任务＝阶段、完成时间＝时限、责任领导＝负责人\n";
    assert!(said.starts_with(read), "{said}");
    sandbox.ok("import 9.csv --dry-run --plan plan.txt --map 目标任务=-");
}

#[cfg(target_os = "linux")]
mod at_a_terminal {
    use super::*;

    /// A sheet with questions of several kinds, of which each answer opens the next.
    fn at_hand(sandbox: &Sandbox) {
        sandbox.write(
            "7.csv",
            "项目,阶段,目前进度,形象进度,期限,截至\n金辉项目,主体,0.3,0.45,四季度前,2021-07-31\n",
        );
    }

    /// Each sheet is asked for its day, and the days that have not come are asked again.
    #[test]
    fn each_sheet_has_a_day_of_its_own() {
        let sandbox = office();
        sandbox.write("6a.csv", "项目,阶段,进度\n金辉,主体,45\n");
        sandbox.write("7a.csv", "项目,阶段,进度\n金辉,主体,50\n");
        let answers = "2031-07-01\n2021-07-10\nyesterday\n";
        let Some((code, said)) = typed(&sandbox, "import 6a.csv 7a.csv", answers) else {
            return;
        };
        assert_eq!(code, 0, "{said}");
        assert_eq!(said.matches("6a.csv row 2").count(), 2, "{said}");
        assert_eq!(said.matches("7a.csv row 2").count(), 1, "{said}");
        let said = facts(&sandbox);
        assert!(said.contains("jinhui,zhuti,45%,2021-07-10"), "{said}");
        assert!(said.contains("jinhui,zhuti,50%,2021-07-31"), "{said}");
    }

    /// Columns first, then cells, then names, each upon the answers before; whoever stops in between is
    /// told how to give the same answers again.
    #[test]
    fn answers_come_one_upon_the_other() {
        let sandbox = office();
        at_hand(&sandbox);
        let before = sandbox.kept();
        let Some((code, said)) = typed(&sandbox, "import 7.csv", "2\n1\n1\nq\n") else {
            return;
        };
        let asked: Vec<usize> = [
            "several columns",
            "may be 0.45 %",
            "may be 2021-09-30",
            "looks like",
        ]
        .map(|part| said.find(part).unwrap())
        .to_vec();
        assert!(asked.is_sorted(), "{said}");
        assert_eq!((code, sandbox.kept()), (2, before), "{said}");
        let again = "to give the same answers again: --map 形象进度=reading \
                     --map 形象进度=reading:share --map 期限=due:strict\nerror: nothing was recorded\n";
        assert!(said.ends_with(again), "{said}");
        let (code, said) = typed(&sandbox, "import 7.csv", "2\n1\n1\n1\ny\n").unwrap();
        assert_eq!(code, 0, "{said}");
        let said = facts(&sandbox);
        assert!(said.contains("jinhui,zhuti,45%,2021-07-31"), "{said}");
        assert!(said.contains(",2021-09-30,四季度前,"), "{said}");
    }

    /// What is to be corrected is told first; rows that are to be left out are, and the rest is asked.
    #[test]
    fn nothing_is_asked_in_vain() {
        let sandbox = office();
        at_hand(&sandbox);
        let wrong = "金辉项目,主体,5x,5x,四季度前,2021-07-31\n";
        let text = std::fs::read_to_string(sandbox.path("7.csv")).unwrap();
        sandbox.write("7.csv", text.clone() + wrong);
        sandbox.write(
            "8.csv",
            "项目,进度,截至\n金辉项目,45,2021-07-31\n东路,x,2021-07-31\n",
        );
        let Some((code, said)) = typed(&sandbox, "import 8.csv", "1\n") else {
            return;
        };
        assert_eq!(code, 2, "{said}");
        assert!(!said.contains("(? explains"), "{said}");
        assert!(
            said.contains("Besides, 1 question to answer:\n  8.csv row 2, "),
            "{said}"
        );
        let (code, said) = typed(&sandbox, "import 8.csv --skip-bad", "1\n").unwrap();
        assert_eq!(code, 0, "{said}");
        assert!(
            said.contains("skipped 1 row (--skip-bad):\n  8.csv row 3, "),
            "{said}"
        );
        assert!(facts(&sandbox).contains("jinhui,zhuti,45%,2021-07-31"));
    }

    /// Another project than those in the list, by whatever finds it; what finds none is asked again.
    #[test]
    fn a_name_may_mean_any_project() {
        let sandbox = office();
        sandbox.ok("add 滨河公园");
        sandbox.write("7.csv", "项目,进度,截至\n金辉项目,45,2021-07-31\n");
        let Some((code, said)) = typed(&sandbox, "import 7.csv --yes", "汽车城\n滨河公园\n")
        else {
            return;
        };
        assert_eq!(code, 0, "{said}");
        assert_eq!(said.matches("looks like").count(), 2, "{said}");
        assert!(sandbox.ok("show 金辉项目").contains("滨河公园"));
    }
}
