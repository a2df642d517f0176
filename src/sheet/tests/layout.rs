//! Sheets as offices and project leads make them: titles, headers, sections, sums.

use super::*;

/// What a sheet says, in short: of each project its category, of each reading its day, figure and words.
fn statements(text: &str) -> Vec<String> {
    let sheets = file(text);
    assert_eq!(faults(&sheets), [], "{text}");
    (sheets.changes.iter())
        .filter_map(|stated| match &stated.change {
            Change::Project(project) => {
                let ProjectMention::Named { name, .. } = &project.project else {
                    panic!("{project:?}");
                };
                let category = project.facts.category.value().map_or("-", String::as_str);
                Some(format!("{} [{category}]", name.as_deref().unwrap_or("-")))
            }
            Change::Reading(reading) => {
                let day = reading.as_of.map_or("-".to_owned(), |day| day.to_string());
                let words: Vec<&str> = reading.remark.texts().collect();
                Some(format!("{:?} {day} {}", reading.stage, words.join("|")))
            }
            Change::Target(target) => Some(format!("{:?} {:?}", target.due, target.start.value())),
            _ => None,
        })
        .collect()
}

#[test]
fn a_plan_of_an_office_is_read_with_its_titles_sections_and_sums() {
    let text = "附件1,,,,,,,\n\
        庄桥街道2021年重点项目计划表（截至2021年7月31日）,,,,,,,\n\
        序号,项目名称,\"建设\n内容\",责任单位,完成时限,目前进度（%）,存在问题,下步打算\n\
        一、市政工程,,,,,,,\n\
        1,城东路,路基,建设办,2021-12-31,40,缺料,催料\n\
        ,,路面,,2022-06-30,5,,\n\
        （二）房建,,,,,,,\n\
        2,金辉,主体,建设办,2021-12-31,72,,\n\
        合计,2,,,,,,\n\
        填表人：张三,,,,,,,\n";
    let stage = |name: &str| format!("{:?}", StageMention::Named(name.to_owned()));
    let due = |day: &str| format!("{:?} None", Due::Day(day.parse().unwrap()));
    assert_eq!(
        statements(text),
        [
            "城东路 [市政工程]".to_owned(),
            due("2021-12-31"),
            format!("{} 2021-07-31 缺料|催料", stage("路基")),
            "城东路 [市政工程]".to_owned(),
            due("2022-06-30"),
            format!("{} 2021-07-31 ", stage("路面")),
            "金辉 [房建]".to_owned(),
            due("2021-12-31"),
            format!("{} 2021-07-31 ", stage("主体")),
        ]
    );
    let sheets = file(text);
    let sentence =
        crate::messages::In(crate::model::Language::Zh, &sheets.passed_over[0]).to_string();
    assert_eq!(
        sentence,
        "x.csv：未读取第9行（“合计”）、第10行（“填表人：张三”）、标题第4行（“市政工程”）、第7行（“房建”）（作为其下各行的类别）"
    );
}

#[test]
fn how_many_stand_in_a_section_is_no_part_of_its_title() {
    for (title, category) in [
        ("一、产业项目（3个）", "产业项目"),
        ("（二）道路 (共12项)", "道路"),
        ("II. Roads (3)", "Roads"),
        ("三、民生（教育）", "民生（教育）"),
        ("四、2021年（续建）项目", "2021年（续建）项目"),
    ] {
        let text = format!("项目名称,责任单位,完成时限\n{title},,\n金辉,建设办,2021-12-31\n");
        let project = format!("金辉 [{category}]");
        assert_eq!(statements(&text).first(), Some(&project), "{title}");
    }
}

#[test]
fn marks_for_an_empty_cell_say_nothing_of_progress_and_money() {
    for mark in ["n/a", "N/A", "-", "—", "/"] {
        let text = format!(
            "name,stage,deadline,progress,as of,cost,spent to date\nA,roof,2021-12-31,{mark},,{mark},{mark}\n"
        );
        let due = format!("{:?} None", Due::Day("2021-12-31".parse().unwrap()));
        assert_eq!(statements(&text), ["A [-]".to_owned(), due], "{mark}");
    }
}

#[test]
fn a_plan_of_a_project_lead_is_read_by_its_own_headings() {
    let text = "Office move,,,,,,,\n\
        Task,Workstream,Owner,Start,Finish,% Complete,Status date,Comments,RAG\n\
        Floor plan,Design,Ann,2021-07-01,2021-09-12,60%,2021-07-30,on time,G\n";
    assert_eq!(
        statements(text),
        [
            "Floor plan [-]".to_owned(),
            format!(
                "{:?} Some(2021-07-01)",
                Due::Day("2021-09-12".parse().unwrap())
            ),
            format!(
                "{:?} 2021-07-30 on time",
                StageMention::Named("Design".to_owned())
            ),
        ]
    );
    let sheets = file(text);
    assert!(sheets.passed_over.is_empty());
    assert_eq!(sheets.lamps[0].lamp, super::super::SheetLamp::Green);
}

#[test]
fn a_header_of_two_rows_is_read_where_its_cells_are_merged() {
    let text = "序号,项目,目标,,进度,\n,,年度目标,时限,目前进度,截至\n1,金辉,80,2021-12-31,72,2021-07-31\n";
    let statements = statements(text);
    assert_eq!(statements.len(), 3, "{statements:?}");
    assert!(
        statements[1].contains("2021-12-31") && statements[2].contains("2021-07-31"),
        "{statements:?}"
    );
}

#[test]
fn a_percent_is_the_progress_where_only_that_can_be_meant() {
    let sheets = file("name,percent,as_of\nA,40,2021-07-01\n");
    assert!(matches!(sheets.changes[1].change, Change::Reading(_)));
    let column = "percent".to_owned();
    assert_eq!(
        question_kinds(b"name,percent,due,as_of\nA,40,2021-12-31,2021-07-01\n"),
        [QuestionKind::GoalOrProgress { column }]
    );
    // A running number is no code, and a code of letters is no number.
    let codes = |text: &str| match &file(text).changes[0].change {
        Change::Project(project) => format!("{:?}", project.project),
        other => panic!("{other:?}"),
    };
    assert!(codes("编号,项目\n1,金辉\n").contains("code: None"));
    assert!(codes("编号,项目\nXM-1,金辉\n").contains("XM-1"));
}

/// A file is not of the day on which it happens to be imported.
#[test]
fn a_figure_without_a_day_is_asked_for_one() {
    let text = "name,reading\nA,30\nB,\n";
    let without = Reading::by(DateRules::on(today()));
    let sheets = read([Input::bytes("x.csv", text.as_bytes())], without).unwrap();
    assert_eq!(
        faults(&sheets),
        [(
            2,
            "reading",
            "30",
            &Refusal::from(super::super::asking::no_day())
        )]
    );
    let Change::Reading(reading) = &file(text).changes[1].change else {
        panic!("no reading");
    };
    assert_eq!(reading.as_of, Some(today()));
}

/// What is wrong with the cells of a sheet, in English.
fn asked(text: &str) -> Vec<String> {
    let sheets = file(text);
    let statements = |bad: &crate::messages::BadRow| {
        crate::messages::In(crate::model::Language::En, &bad.problem).to_string()
    };
    bad(&sheets).into_iter().map(statements).collect()
}

#[test]
fn a_comma_that_may_be_either_is_asked_about() {
    let sheet = |cost: &str, other: &str| format!("name;cost\nA;{cost}\nB;{other}\n");
    for other in ["1,200,000", "12,500", "7", ""] {
        let asked = asked(&sheet("480,000", other));
        let expected = "may be 480 or 480000; write 480 or 480000";
        assert!(
            asked
                .iter()
                .any(|statements| statements.ends_with(expected)),
            "{other}: {asked:?}"
        );
    }
    for other in ["1,5", "1.382,5"] {
        assert_eq!(asked(&sheet("480,000", other)), [] as [&str; 0], "{other}");
    }
}

#[test]
fn goals_in_words_are_no_names_of_stages() {
    let sheet = |goal: &str| format!("项目,目标任务,期限\n金辉,{goal},2021-12-31\n");
    for goal in ["主体、装修完成70%", "12月31日前加快主体施工"] {
        let asked = asked(&sheet(goal));
        let answers = "or add --map 目标任务=stage:note for a note of each such cell (the others stay goals), or --map 目标任务=- for a column to leave out";
        assert!(
            asked.len() == 1 && asked[0].ends_with(answers),
            "{goal}: {asked:?}"
        );
    }
    for stage in ["竣工", "前期工作", "6号楼前期"] {
        assert_eq!(asked(&sheet(stage)), [] as [&str; 0], "{stage}");
    }
    for goal in ["主体完成70%", "12月31日前完成形象进度80%"] {
        assert_eq!(asked(&sheet(goal)), [] as [&str; 0], "{goal}");
    }
}
