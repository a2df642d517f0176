use super::*;
use proptest::prelude::*;

/// Dates as they are read where the data are of that day.
fn by(day: &str) -> DateRules {
    DateRules::on(day.parse().unwrap())
}

/// What a cell says, a line for each figure: `stage: figure`, `-` for the row's own.
fn extents(cell: &str) -> Vec<String> {
    let Some(prose) = read_clauses(cell, &by("2025-11-30")).unwrap() else {
        return vec!["no prose".to_owned()];
    };
    let extents = |extents: Extent<'_>| match extents {
        Extent::Figure(figure) => figure.to_owned(),
        Extent::Done => "done".to_owned(),
        Extent::UnderWay => "under way".to_owned(),
    };
    let own = prose.own.map(|own| format!("-: {}", extents(own)));
    let stages = prose.stages.iter();
    let stages = stages.map(|clause| format!("{}: {}", clause.stage, extents(clause.extent)));
    own.into_iter().chain(stages).collect()
}

#[test]
fn a_clause_tells_of_the_stage_that_it_names() {
    for (cell, expected) in [
        (
            "主体完成90%、正在进行地下室施工；装修招标已完成",
            &["主体: 90%", "地下室: under way", "装修招标: done"][..],
        ),
        (
            "main structure 90% done; basement under way; tender completed",
            &["main structure: 90%", "basement: under way", "tender: done"],
        ),
        (
            "主体结构达到90％，装修完成约10%",
            &["主体结构: 90％", "装修: 10%"],
        ),
        ("Main structure topped out", &["Main structure: done"]),
        ("Roof: 40%\nPiles - 100 %", &["Roof: 40%", "Piles: 100 %"]),
        (
            "1#楼主体已封顶；2#楼推进中",
            &["1#楼主体: done", "2#楼: under way"],
        ),
        (
            "1、桩基已完工；2、主体累计完成35.5%",
            &["桩基: done", "主体: 35.5%"],
        ),
        ("项目已全部完成，正在办理移交", &["-: done"]),
        ("45%；正在装修", &["-: 45%"]),
        (
            "现浇楼板完成约90%，总体已达45%",
            &["-: 45%", "现浇楼板: 90%"],
        ),
        (
            "The roof is completed; basement is under way",
            &["roof: done", "basement: under way"],
        ),
        ("总体进度62%，主体完成80%", &["-: 62%", "主体: 80%"]),
        ("正在施工，完成90%", &["-: 90%"]),
        ("正在办理施工许可证", &[]),
        (
            "waiting list is being drawn up, permits in progress",
            &["permits: under way"],
        ),
    ] {
        assert_eq!(extents(cell), expected, "{cell}");
    }
}

#[test]
fn the_whole_work_by_whatever_name_is_that_of_the_row() {
    for cell in [
        "形象进度62%",
        "总进度62%",
        "总体进度62%",
        "总体形象62%",
        "工程形象进度完成62%",
        "工程进度62%",
        "目前进度62%",
        "总工程量完成62%",
        "完成总工程量的62%",
        "overall 62%",
        "progress 62%",
        "Total progress 62%",
        "總體完成62%",
        "整體進度62%",
    ] {
        assert_eq!(extents(cell), ["-: 62%"], "{cell}");
    }
    assert_eq!(extents("主体形象进度90%"), ["主体: 90%"]);
    // Money is not the works.
    for cell in ["累计完成投资62%", "完成投资62%", "投资完成62%"] {
        assert_eq!(extents(cell), [] as [&str; 0], "{cell}");
    }
}

#[test]
fn what_is_not_surely_a_figure_of_a_stage_stays_words() {
    for cell in [
        "主体、装修完成90%",
        "剩余10%的工程量",
        "较上月增长5%，正在抓紧推进落实",
        "预计年底主体完成90%",
        "10月底主体完成90%的工作",
        "力争12月底前主体完成",
        "主体基本完成，差不多完成装修",
        "主体未完成，装修部分完成",
        "已完成主体结构施工图审查",
        "完成投资90%以上的任务量",
        "about 5 to 10% is left to do",
        "尚未开工建设",
        "work is on hold now",
        "the roof is not yet completed, alas",
        "差不多",
        "halfway",
        "soon",
        // When, and not what.
        "40% in October, 55% in November",
        "40% by mid November; 55% end of december",
    ] {
        assert_eq!(extents(cell), [] as [&str; 0], "{cell}");
    }
    // 合约 and 雷达 are words of their own.
    assert_eq!(
        extents("合约完成，雷达90%，装修约10%"),
        ["合约: done", "雷达: 90%", "装修: 10%"]
    );
    for cell in ["", "60+", "7O%", "72 80", "x", "xx"] {
        assert_eq!(extents(cell), ["no prose"], "{cell}");
    }
}

#[test]
fn what_is_not_done_or_not_all_of_it_is_never_done() {
    for cell in [
        "未能按期完成",
        "受资金影响，年度目标难以完成",
        "主体无法完成",
        "主体未能按期完成",
        "征地拆迁不能按时完成",
        "年度目标难以完成",
        "除绿化外全部完成",
        "除绿化外，全部完成",
        "全部完成，除绿化外",
        "主体可完成",
        "其他全部完成",
        "其余完成",
        "主体尚未完成",
        "主体暂未完成",
        "主体还未竣工",
        "主体没有完成",
        "无法按期竣工",
        "主体基本完成",
        "主体预计完成",
        "年底前可完成",
        "已完工，但绿化未做",
        "主体无法完成80%",
        "未达到60%",
        "Roof isn't done",
        "Roof isn’t done",
        "Roof not complete",
        "Unable to complete",
        "Can't complete",
        "Cannot be completed",
        "Roof can't be completed",
        "Testing hasn't completed",
        "Nearly complete",
        "Substantially complete",
        "Practically complete",
        "Complete except landscaping",
        "Complete, except landscaping",
        "All but landscaping complete",
        "Complete, but snags outstanding",
        "Roof due complete",
        "Roof to be done",
        "Work should be done",
        "3 of 5 complete",
        "Incomplete",
        "Roof incomplete",
        "Roof done?",
        "Q3 complete",
        "Roof failed to reach 80%",
    ] {
        assert_eq!(extents(cell), [] as [&str; 0], "{cell}");
    }
    // What is taken out of 拆除 is nothing.
    assert_eq!(extents("房屋拆除完成"), ["房屋拆除: done"]);
    assert_eq!(extents("主体按期完成"), ["主体: done"]);
    assert_eq!(extents("已全部完成"), ["-: done"]);
    assert_eq!(extents("已按期完成"), ["-: done"]);
    assert_eq!(extents("主体完成，但二次结构未完成"), ["主体: done"]);
    assert_eq!(extents("Testing has been completed"), ["Testing: done"]);
}

#[test]
fn the_figure_of_the_row_is_kept_behind_words() {
    for (cell, figure) in [
        ("受雨季影响，完成60%", "60%"),
        ("主体结构施工至5层，完成60%", "60%"),
        ("完成基坑开挖，累计完成总工程量的20%", "20%"),
        ("桩基施工，完成5%", "5%"),
        ("主体结构施工，90%", "90%"),
        ("本月完成5%，累计完成65%", "65%"),
        ("累计完成65%，本月完成5%", "65%"),
        ("受障碍物影响，未能按期完成，累计完成97%", "97%"),
        ("停工，已完成60%", "60%"),
        ("因资金问题停工，进度60%", "60%"),
        ("较上月提升5%，达65%", "65%"),
        ("上月60%，本月65%", "65%"),
        ("正在进行主体施工", ""),
        ("At risk, 60% complete", "60%"),
        ("At risk. 60% complete", "60%"),
        ("Delayed by 2 weeks, 60% done", "60%"),
        ("60% done, delayed by 2 weeks", "60%"),
        ("On track (60%)", "60%"),
        ("On hold at 60%", "60%"),
        ("In progress - 60%", "60%"),
        ("In progress (60%)", "60%"),
        ("was 40%, now 60%", "60%"),
        ("60% (was 40%)", "60%"),
        ("last month 40%, this month 60%", "60%"),
        ("planned 80%, actual 75%", "75%"),
        ("计划进度80%，实际进度75%", "75%"),
        ("序时进度80%，实际完成75%", "75%"),
        ("年度目标100%，已完成60%", "60%"),
        ("实际完成75%", "75%"),
        ("形象进度为35%", "35%"),
        ("总体进度为35%", "35%"),
        ("工程总进度35%", "35%"),
        ("项目总体形象进度35%", "35%"),
        ("整体完成35%", "35%"),
        ("完成率60%", "60%"),
        ("完成比例60%", "60%"),
        ("Overall progress: 35%", "35%"),
        ("60% of the works done", "60%"),
        ("approx 60%", "60%"),
        ("approx. 60%", "60%"),
        ("ca. 60%", "60%"),
        ("c. 60%", "60%"),
        ("~60%", "60%"),
        ("60% est.", "60%"),
        ("60% (est.)", "60%"),
        ("around 60%", "60%"),
        ("约为60%", "60%"),
        ("已完成80%左右", "80%"),
        ("完成80%以上", "80%"),
    ] {
        let extents = extents(cell);
        let own = extents.iter().find_map(|line| line.strip_prefix("-: "));
        assert_eq!(own.unwrap_or_default(), figure, "{cell}");
        let other = extents.iter().filter(|line| !line.ends_with("under way"));
        assert!(other.count() <= 1, "{cell}: {extents:?}");
    }
}

#[test]
fn plans_earlier_figures_money_and_rates_are_no_progress() {
    for cell in [
        "目标80%",
        "计划进度80%",
        "占年度计划的75%",
        "完成投资1.2亿元，占总投资的62%",
        "完成投资1.2亿元，投资完成率62%",
        "完成投资1.2亿元，完成率62%",
        "完成年度投资60%",
        "年度投资完成率60%",
        "投资完成60%",
        "质保金5%",
        "工程款支付60%",
        "支付工程款60%",
        "合格率100%",
        "满意度95%",
        "satisfaction 95%",
        "验收合格率98%",
        "利用率60%",
        "入住率85%",
        "签约率92%，腾空率85%",
        "超进度3%",
        "超80%",
        "近80%",
        "主体逾90%",
        "主体已超90%",
        "进度滞后10%",
        "滞后5%",
        "落后计划5%",
        "提前5%",
        "与上月持平60%",
        "上月60%",
        "当月完成5%",
        "本月完成5%",
        "10月60%，11月65%",
        "原计划80%",
        "Target 80%",
        "Roof target 80%",
        "Forecast 80%",
        "Contingency 10%",
        "Budget 80% spent",
        "80% spent",
        "Risk 20%",
        "Behind by 5%",
        "5% behind",
        "Scope increased 10%",
        "Test coverage 85%",
        "UAT pass rate 92%",
        "Retention 5%",
        "60 to 70%",
        "was 40%",
    ] {
        assert_eq!(extents(cell), [] as [&str; 0], "{cell}");
    }
    for (cell, expected) in [
        ("资金到位率80%，主体完成50%", "主体: 50%"),
        ("Roof: plan 80%, actual 60%", "Roof: 60%"),
        ("主体计划80%，实际75%", "主体: 75%"),
        ("主体完成80%（计划90%）", "主体: 80%"),
        ("roof 40% (was 30%)", "roof: 40%"),
    ] {
        assert_eq!(extents(cell), [expected], "{cell}");
    }
}

#[test]
fn stages_are_told_apart_however_they_are_strung_together() {
    for (cell, expected) in [
        (
            "（1）主体完成90%（2）装修完成20%",
            ["主体: 90%", "装修: 20%"],
        ),
        ("1.主体完成90%；2.装修完成20%", ["主体: 90%", "装修: 20%"]),
        ("①主体完成90%②装修完成20%", ["主体: 90%", "装修: 20%"]),
        ("主体完成90%.装修完成20%", ["主体: 90%", "装修: 20%"]),
        ("主体 90%  装修 20%", ["主体: 90%", "装修: 20%"]),
        ("主体完成90% 装修完成20%", ["主体: 90%", "装修: 20%"]),
        ("Roof 40% walls 60%", ["Roof: 40%", "walls: 60%"]),
        ("Roof 40% done, walls 60% done", ["Roof: 40%", "walls: 60%"]),
        ("Roof 40%. Walls 60%.", ["Roof: 40%", "Walls: 60%"]),
        (
            "Phase 1 complete, Phase 2 in progress",
            ["Phase 1: done", "Phase 2: under way"],
        ),
        ("Design complete, build 40%", ["Design: done", "build: 40%"]),
        ("东区完成50%；西区完成70%", ["东区: 50%", "西区: 70%"]),
        (
            "主体结构60%，其中地下室已完工",
            ["主体结构: 60%", "地下室: done"],
        ),
        (
            "完成土方开挖80%，完成桩基的60%",
            ["土方开挖: 80%", "桩基: 60%"],
        ),
        (
            "80% of piles done; 20% of the roof",
            ["piles: 80%", "roof: 20%"],
        ),
        ("60% - roof; 40% - walls", ["roof: 60%", "walls: 40%"]),
        ("- roof 60%; - walls 40%", ["roof: 60%", "walls: 40%"]),
        ("60% – roof, 40% – walls", ["roof: 60%", "walls: 40%"]),
        ("60% roof, 40% walls", ["roof: 60%", "walls: 40%"]),
        ("60% (roof); 40% (walls)", ["roof: 60%", "walls: 40%"]),
        ("60%（主体），20%（装修）", ["主体: 60%", "装修: 20%"]),
    ] {
        assert_eq!(extents(cell), expected, "{cell}");
    }
    for cell in [
        "正在有序推进中",
        "按计划推进中",
        "招标中",
        "在建",
        "停工",
        "设计中",
        "主体施工",
        "已交付",
        "进展顺利",
        "待定",
        "前期手续",
        "前期手续办理中",
        "已取得施工许可证",
        "项目已取消",
        "Delayed",
        "Design",
        "Pending",
        "TBC",
        "Yes",
        "TRUE",
        "✓",
        "Awaiting approval",
        "On hold",
        "Cancelled",
        "Steelwork 40% erected",
        "Piles: 80% of 120 driven",
    ] {
        let extents = extents(cell);
        assert!(
            extents.iter().all(|line| line == "-: under way"),
            "{cell}: {extents:?}"
        );
    }
}

#[test]
fn two_figures_in_a_clause_or_of_the_row_are_asked() {
    for cell in [
        "主体完成80%至90%",
        "45%；50%",
        "完成，总体90%",
        "主体完成90%、95%封顶",
        "主体完成90%；95%",
        "roof 40%; 30% done",
        "60% - roof; 40% - roof",
        "60% - on track; 40% - walls",
    ] {
        assert!(
            matches!(
                read_clauses(cell, &by("2025-11-30")),
                Err(ValueProblem::SeveralFigures(_))
            ),
            "{cell}"
        );
    }
    assert_eq!(extents("45%；45%"), ["-: 45%"]);
    assert_eq!(extents("45%；主体完成90%"), ["-: 45%", "主体: 90%"]);
    assert_eq!(
        extents("桩基完工于8月2；1号楼主体完成90%"),
        ["1号楼主体: 90%"]
    );
    // Not within a number.
    assert_eq!(extents("主体完成45,5%"), ["主体: 45,5%"]);
}

#[test]
fn what_stands_behind_a_figure_or_a_verb_leaves_it() {
    for (cell, expected) in [
        ("Done 14 Nov", "-: done"),
        ("Completed on 14 November", "-: done"),
        ("Done 14 Nov 2025.", "-: done"),
        ("Done (signed off)", "-: done"),
        ("Done (14 Nov)", "-: done"),
        ("Roof done 14 Nov", "Roof: done"),
        ("100% (signed off)", "-: 100%"),
        ("100% (signed off, punch list closed)", "-: 100%"),
        ("60% (crane back)", "-: 60%"),
        ("60% - crane back", "-: 60%"),
        ("60% – crane back", "-: 60%"),
        ("60% - on schedule", "-: 60%"),
        ("60%（吊机已返场）", "-: 60%"),
        ("60 % (rev)", "-: 60 %"),
        ("45% (excl. VAT)", "-: 45%"),
        ("60% as of 20 Nov", "-: 60%"),
        ("60% as of 2025-11-20", "-: 60%"),
        ("90% done but cladding failed test", "-: 90%"),
        ("80% on Oct 31, 85% now", "-: 85%"),
        ("25% complete (subject to re-measure, maybe 20%)", "-: 25%"),
        ("60 percent", "-: 60"),
        ("60 Percent (rev)", "-: 60"),
        ("Complete; defects: none", "-: done"),
        ("60 per cent complete", "-: 60"),
        ("大概60%", "-: 60%"),
        ("累计完成12公里（总长20公里），占60%", "-: 60%"),
        ("工程已于11月10日竣工", "-: done"),
        ("已于2025年11月10日完工", "-: done"),
        ("11月10日完工", "-: done"),
        ("已竣工验收", "-: done"),
        ("已完工并交付", "-: done"),
        ("主体已竣工验收", "主体: done"),
        ("Two of five piles done, 40%", "-: 40%"),
    ] {
        assert_eq!(extents(cell), [expected], "{cell}");
    }
    for cell in [
        "60% (target)",
        "100% (roof only)",
        "100%（仅主体）",
        "60% (planned)",
        "60% (last month)",
        "60% (remaining)",
        "60% (budget)",
        "60%（计划）",
        "60%（剩余）",
        "60%（投资）",
        "60% by 20 Nov",
        "60% 20 Nov",
        "To be completed on 14 Nov",
        "Complete by 14 Nov",
        "Due for completion 14 Nov",
        "Done (mostly)",
        "Done (3 of 5)",
        "Complete but snags outstanding",
        "Complete - roof not started",
        "完成（部分）",
        "计划11月10日完工",
        "拟于11月10日竣工",
        "将于11月10日竣工",
        "预计11月10日完工",
        "12月完工",
        "待竣工验收",
        "未竣工验收",
        "建筑面积5万平方米，占60%",
        "主体完成12层，占60%",
    ] {
        assert_eq!(extents(cell), [] as [&str; 0], "{cell}");
    }
}

#[test]
fn words_of_quantity_and_doubt_name_no_stage() {
    for cell in [
        "None of the units completed",
        "Three of four piers done",
        "Two piers done",
        "五栋中三栋完工",
        "5栋中3栋完工",
        "三栋住宅完工",
        "一半工程完成",
        "可能20%",
        "估计完成20%",
        "maybe 20%",
        "perhaps 20%",
        "Perhaps done",
        "Several units complete",
        "half the piles done",
    ] {
        assert_eq!(extents(cell), [] as [&str; 0], "{cell}");
    }
    for (cell, expected) in [
        ("三号楼完工", "三号楼: done"),
        ("二期完工", "二期: done"),
        ("Phase two complete", "Phase two: done"),
        ("Tower one 40%", "Tower one: 40%"),
    ] {
        assert_eq!(extents(cell), [expected], "{cell}");
    }
}

#[test]
fn bounds_and_guesses_are_words() {
    for cell in [
        "40-50%",
        "40%-50%",
        "40–50%",
        "40~50%",
        "60-70%",
        "40-50",
        ">50%",
        "<50%",
        "≥50%",
        "60%?",
        "60%？",
        "almost 90%",
        "less than 20%",
    ] {
        assert_eq!(extents(cell), [] as [&str; 0], "{cell}");
    }
    for cell in ["50-40%", "2025-11", "-5"] {
        assert_eq!(extents(cell), ["no prose"], "{cell}");
    }
}

#[test]
fn a_day_up_to_that_of_the_data_is_that_of_the_figure() {
    for (cell, expected) in [
        ("11月10日完工", "- done 2025-11-10"),
        ("11月30日完工", "- done 2025-11-30"),
        ("工程已于11月10日竣工", "- done 2025-11-10"),
        ("于11月10日竣工", "- done 2025-11-10"),
        ("2025年3月1日竣工", "- done 2025-03-01"),
        ("主体于11月10日封顶", "主体 done 2025-11-10"),
        ("11月10日主体封顶", "主体 done 2025-11-10"),
        ("11月10日，主体封顶", "主体 done 2025-11-10"),
        ("11月10日：完工", "- done 2025-11-10"),
        ("完工（11月10日）", "- done 2025-11-10"),
        ("10 Nov: completed", "- done 2025-11-10"),
        ("Completed 10 Nov", "- done 2025-11-10"),
        ("Completed: 10 Nov 2025", "- done 2025-11-10"),
        ("Completed (10 Nov)", "- done 2025-11-10"),
        ("Completed Nov 10, 2025", "- done 2025-11-10"),
        ("Nov 10, 2025: completed", "- done 2025-11-10"),
        ("Roof completed on 10-Nov-2025", "Roof done 2025-11-10"),
        ("10 Nov roof completed", "roof done 2025-11-10"),
        ("60% as of 10 Nov", "- 60% 2025-11-10"),
        ("10 Nov: 60%", "- 60% 2025-11-10"),
        // In either order it is past.
        ("Completed 03/04/2025", "- done -"),
        ("80% on Oct 31, 85% now", "- 85% -"),
        ("11月，累计完成60%", "- 60% -"),
    ] {
        let prose = read_clauses(cell, &by("2025-11-30")).unwrap().unwrap();
        let own = prose.own.map(|own| ("-", own, prose.own_day));
        let stages = prose.stages.iter();
        let stages = stages.map(|clause| (clause.stage, clause.extent, clause.on));
        let lines = own.into_iter().chain(stages).map(|(stage, told, day)| {
            let told = match told {
                Extent::Figure(figure) => figure,
                Extent::Done => "done",
                Extent::UnderWay => "under way",
            };
            let day = day.map_or("-".to_owned(), |day| day.to_string());
            format!("{stage} {told} {day}")
        });
        assert_eq!(lines.collect::<Vec<_>>(), [expected], "{cell}");
    }
}

#[test]
fn a_day_later_than_that_of_the_data_is_a_plan() {
    for cell in [
        "12月31日完工",
        "12月31日前完工",
        "2026年3月1日竣工",
        "已于12月31日竣工",
        "拟12月31日完工",
        "预计12月31日完工",
        "计划12月31日完工",
        "预计完工",
        "计划竣工",
        "拟完工",
        "主体12月31日封顶",
        "12月31日主体封顶",
        "12月31日，主体封顶",
        "12月31日前，主体封顶",
        "年底前，主体完成90%",
        "12月31日：完工",
        "完工（12月31日）",
        "31 Dec: completed",
        "31-Dec: completed",
        "Completed 31 Dec",
        "Completed (31 Dec)",
        "Completed Dec 31, 2025",
        "Dec 31, 2025: completed",
        "31 Dec roof completed",
        "by 31 Dec, roof completed",
        "31 Dec, roof completed",
        "31 Dec: 60%",
        "60% as of 31 Dec",
        // It may be either, and one of them is to come.
        "Completed 11/12/2025",
        // Which year is meant, nobody knows.
        "3月1日完工",
    ] {
        assert_eq!(extents(cell), [] as [&str; 0], "{cell}");
    }
    assert_eq!(extents("目前完成60%"), ["-: 60%"]);
    assert_eq!(extents("12月31日完工，目前完成60%"), ["-: 60%"]);
    assert_eq!(extents("12月31日前通车，主体完成60%"), ["主体: 60%"]);
    assert_eq!(extents("Handover 31 Dec; roof completed"), ["roof: done"]);
}

proptest! {
    // Caught: a cut within a sign of three bytes.
    #[test]
    fn clauses_are_pieces_of_their_cell(
        cell in "(主体|完成|90%|[、；;，,\\n]|roof |done|正在进行|施工|\\PC){0,12}"
    ) {
        if let Ok(Some(prose)) = read_clauses(&cell, &by("2025-11-30")) {
            for clause in prose.stages {
                prop_assert!(cell.contains(clause.words));
                prop_assert!(clause.words.contains(clause.stage));
                prop_assert!(!clause.stage.is_empty());
                if let Extent::Figure(figure) = clause.extent {
                    prop_assert!(clause.words.contains(figure));
                }
            }
        }
    }
}
