//! `update -`: many readings from standard input, all or none.

use crate::sandbox::Sandbox;

fn with_targets() -> Sandbox {
    let sandbox = Sandbox::with_projects();
    sandbox.ok("target jinhui/main 70 --by 年底前 --from 0 --period 2021H2");
    sandbox.ok("target jinhui/opening --by 11月底");
    sandbox
}

#[test]
fn lines_are_told_in_their_order_as_one_entry() {
    let sandbox = with_targets();
    let ran = sandbox.fed(
        "update -",
        "west 40/382 2021-07-04 雨停 复工\n\n# 以上为周报\njinhui/main 5 昨天 上午\njinhui/opening not-yet\n",
    );
    assert_eq!(
        ran.out,
        "#8 west-plot West plot, piles: 10.47 % (40 of 382 根) on 2021-07-04 · no target\n\
         #8 jinhui Jinhui, main structure: 5 % on 2021-07-04 · planned 1.5 · on track · forecast 12-22\n\
         #8 jinhui Jinhui, opening: not yet on 2021-07-05 · open\n"
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let log = sandbox.ok("log --lang zh");
    assert!(
        log.contains("west-plot/piles：2021年7月4日10.47%（40/382），雨停 复工"),
        "{log}"
    );
    assert!(
        log.contains("jinhui/main-structure：2021年7月4日5%，上午"),
        "{log}"
    );
    let before = sandbox.kept();
    let again = sandbox.fed(
        "update -",
        "west 40/382 2021-07-04 雨停 复工\njinhui/main 5 昨天 上午\n",
    );
    assert_eq!(
        again.out,
        "west-plot West plot, piles: 10.47 % (40 of 382 根) on 2021-07-04 is recorded already, nothing changed\n\
         jinhui Jinhui, main structure: 5 % on 2021-07-04 is recorded already, nothing changed\n"
    );
    assert_eq!(sandbox.kept(), before);
}

#[test]
fn csv_and_tsv_with_a_header_are_taken_as_well() {
    for input in [
        "project,stage,percent,as_of,note,problem,next_step\njinhui,main-structure,5,2021-07-04,\"a, b\",雨,抽水\nwest-plot,,10,,,,\n",
        "\u{feff}project,stage,percent,date,note,problem,next\r\njinhui,main-structure,5,7-4,\"a, b\",雨,抽水\r\nwest-plot,,10,,,,\r\n",
        "Project\tStage\tPercent\tAs_of\tNote\tProblem\tNext\njinhui\tmain\t5％\t2021-07-04\ta, b\t雨\t抽水\nwest\t\t10\t\t\t\t\n",
        "project,stage,percent,amount,as_of,note,problem,next\njinhui,main-structure,5,,2021-07-04,\"a, b\",雨,抽水\nwest-plot,piles,,38.2,,,,\n",
    ] {
        let sandbox = with_targets();
        let ran = sandbox.fed("update -", input);
        assert_eq!(ran.code, 0, "{input}{}", ran.err);
        assert!(
            ran.out.contains("main structure: 5 % on 2021-07-04"),
            "{}",
            ran.out
        );
        assert!(ran.out.contains("piles: 10 %"), "{}", ran.out);
        let shown = sandbox.ok("show jinhui/main");
        assert!(
            shown.contains("a, b") && shown.contains("雨") && shown.contains("抽水"),
            "{shown}"
        );
    }
}

#[test]
fn an_empty_percent_is_under_way() {
    let sandbox = with_targets();
    let ran = sandbox.fed(
        "update -",
        "project,stage,percent\njinhui,main-structure,\n",
    );
    assert!(
        ran.out.contains("main structure: under way on 2021-07-05"),
        "{}",
        ran.out
    );
}

#[test]
fn one_bad_line_keeps_all_of_them_out_and_each_is_named() {
    let sandbox = with_targets();
    sandbox.ok("update west 6");
    let input = "jinhui/main 5\n\
                 west 5\n\
                 nobody 3\n\
                 jinhui 5\n\
                 jinhui/roof 5\n\
                 west 7 2021-09-01\n\
                 west 7 2021-02-30\n\
                 onlyone\n\
                 west 0.5\n\
                 west 101\n\
                 jinhui/main 6\n";
    let before = sandbox.kept();
    let en = sandbox.fed("update -", input);
    assert_eq!(
        en.err,
        "error: 10 lines could not be recorded, so nothing was; correct the input and send all of it again:\n  \
         line 2: west-plot/piles: 5 % is lower than 6 % on 2021-07-05; add --lower if progress was lost or the earlier figure was wrong (`project log` shows where that came from)\n  \
         line 3: no project is called 'nobody'; `project list` shows them all, `project add` adds one\n  \
         line 4: jinhui has several stages; write jinhui/STAGE, with one of main-structure, opening\n  \
         line 5: jinhui has no stage 'roof'; its stages are main-structure, opening\n  \
         line 6: date '2021-09-01': after today (2021-07-05); only what has happened can be recorded\n  \
         line 7: date '2021-02-30': there is no such day; the last one of that month is 2021-02-28\n  \
         line 8: 'onlyone' is not an update; expected CODE[/STAGE] PERCENT [DATE] [note]\n  \
         line 9: figure '0.5': may be 0.5 % or 50 %; write 0.5% or 50\n  \
         line 10: figure '101': over 100; a percent is from 0 to 100; or write done, not-yet, underway or 4/6\n  \
         line 11: line 1 already has a figure for jinhui/main-structure on 2021-07-05; keep one of the two\n"
    );
    assert_eq!((en.code, en.out.as_str()), (2, ""));
    let zh = sandbox.fed("update - --lang zh", input);
    assert_eq!(
        zh.err,
        "错误：10行无法记录，未记录任何内容；请更正后重新提交：\n  \
         第2行：west-plot/piles：5%低于2021年7月5日的6%；确属回退或前一数据有误请加 --lower（来源可查 project log）\n  \
         第3行：没有名为“nobody”的项目；可用 project list 查看全部，新增用 project add\n  \
         第4行：金辉有多个阶段；请写成金辉/阶段，现有主体结构、开盘\n  \
         第5行：金辉没有阶段“roof”；现有主体结构、开盘\n  \
         第6行：日期“2021-09-01”：晚于今天（2021年7月5日）；只能记录已发生的情况\n  \
         第7行：日期“2021-02-30”：没有这一天；该月最后一天是2021年2月28日\n  \
         第8行：“onlyone”不是一条数据；格式应为 代码[/阶段] 百分比 [日期] [说明]\n  \
         第9行：数值“0.5”：可能指0.5%或50%；请写成0.5%或50\n  \
         第10行：数值“101”：大于100；百分比应在0到100之间；也可写完成、未完成、推进中、4/6\n  \
         第11行：第1行已有jinhui/main-structure在2021年7月5日的数据；请只保留一行\n"
    );
    assert_eq!(zh.code, 2);
    assert_eq!(sandbox.kept(), before);
}

#[test]
fn lines_build_on_each_other() {
    let sandbox = with_targets();
    let rising = sandbox.fed("update -", "west 5 07-03\nwest 6 07-04\nwest 6\n");
    assert_eq!(
        rising.out,
        "#8 west-plot West plot, piles: 5 % on 2021-07-03 · latest 6 % on 2021-07-05 · no target\n\
         #8 west-plot West plot, piles: 6 % on 2021-07-04 (was 5 % on 07-03) · latest 6 % on 2021-07-05 · no target\n\
         #8 west-plot West plot, piles: 6 % on 2021-07-05 (was 6 % on 07-04) · no target\n"
    );
    let falling = sandbox.fed("update -", "jinhui/main 6 07-04\njinhui/main 5\n");
    assert_eq!(falling.code, 2);
    assert!(
        falling
            .err
            .contains("line 2: jinhui/main-structure: 5 % is lower than 6 % on 2021-07-04")
    );
    let meant = sandbox.fed("update - --lower", "jinhui/main 6 07-04\njinhui/main 5\n");
    assert_eq!(meant.code, 0, "{}", meant.err);
    // The same twice is one reading, not a contradiction.
    let twice = sandbox.fed(
        "update -",
        "jinhui/opening not-yet\njinhui/opening not-yet\n",
    );
    assert_eq!(twice.code, 0, "{}", twice.err);
}

#[test]
fn options_beside_the_input_speak_for_lines_that_say_nothing_else() {
    let sandbox = with_targets();
    let ran = sandbox.fed(
        "update - --on 07-01 --note 周报 --problem 雨 --next 抽水",
        "west 5\njinhui/main 4 07-03 到2层\n",
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    let log = sandbox.ok("log");
    assert!(
        log.contains("west-plot/piles: 5 % on 2021-07-01 · 周报 · problem: 雨 · next: 抽水"),
        "{log}"
    );
    assert!(
        log.contains("jinhui/main-structure: 4 % on 2021-07-03 · 到2层 · problem: 雨 · next: 抽水"),
        "{log}"
    );
    for (line, what) in [("update - 72", "72"), ("update - --amount 3", "3")] {
        sandbox.refuses(
            line,
            &format!("with `-` the figures come from standard input; leave '{what}' out, or name a project instead of `-`"),
            &format!("用 - 时数值来自标准输入；请去掉“{what}”，或将 - 改为项目代码"),
        );
    }
}

#[test]
fn input_that_is_no_table_and_no_text_is_refused_whole() {
    let sandbox = with_targets();
    let before = sandbox.kept();
    for (input, en, zh) in [
        (
            &b"project,percent,colour\nwest,7,red\n"[..],
            "error: standard input: read as a sheet of readings, which has no column 'colour'; remove or rename every such column\n",
            "错误：标准输入：按进度表读取，而此类表没有“colour”列；请删除或改名\n",
        ),
        (
            b"\xff\xfe\x00",
            "error: standard input: not text in UTF-8; save it as UTF-8\n",
            "错误：标准输入：不是UTF-8编码；请另存为UTF-8\n",
        ),
        (
            b"project,percent\nwest,7,red\n",
            "error: 1 line could not be recorded, so nothing was; correct the input and send all of it again:\n  line 2: 'west,7,red' is not an update; expected CODE[/STAGE] PERCENT [DATE] [note]\n",
            "错误：1行无法记录，未记录任何内容；请更正后重新提交：\n  第2行：“west,7,red”不是一条数据；格式应为 代码[/阶段] 百分比 [日期] [说明]\n",
        ),
        (
            "west 7 07-04 a\u{202e}b\n".as_bytes(),
            "error: 1 line could not be recorded, so nothing was; correct the input and send all of it again:\n  line 1: text 'ab': contains control or invisible characters; remove them\n",
            "错误：1行无法记录，未记录任何内容；请更正后重新提交：\n  第1行：文本“ab”：含有控制字符或不可见字符；请删除\n",
        ),
    ] {
        let ran = sandbox.fed("update -", input);
        assert_eq!((ran.err.as_str(), ran.code, ran.out.as_str()), (en, 2, ""));
        assert_eq!(sandbox.fed("update - --lang zh", input).err, zh);
    }
    assert_eq!(sandbox.kept(), before);
}

#[test]
fn nothing_to_record_is_said() {
    let sandbox = with_targets();
    let before = sandbox.kept();
    for input in ["", "\n \n# nothing yet\n", "project,percent\n"] {
        let ran = sandbox.fed("update -", input);
        assert_eq!(
            ran.err,
            "standard input held no reading, so nothing was recorded; expected lines such as: CODE[/STAGE] PERCENT [DATE] [note]\n"
        );
        assert_eq!((ran.code, ran.out.as_str()), (0, ""));
        assert_eq!(
            sandbox.fed("update - --lang zh", input).err,
            "标准输入中没有数据，未记录任何内容；每行应为：代码[/阶段] 百分比 [日期] [说明]\n"
        );
        assert_eq!(sandbox.fed("update - -q", input).err, "");
    }
    assert_eq!(sandbox.kept(), before);
}

#[test]
fn quietly_they_are_recorded_all_the_same() {
    let sandbox = with_targets();
    let ran = sandbox.fed("update - -q", "west 5\n");
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert!(sandbox.ok("show west").contains("5 % on 2021-07-05"));
}

#[test]
fn a_line_that_cannot_be_read_keeps_the_others_out_too() {
    let sandbox = with_targets();
    let before = sandbox.kept();
    for input in [
        "west 20\nwest/main 101\n",
        "west/main\nwest 20\n",
        "west 20\nwest 0.5\n",
        "project,percent\nwest,20\nwest,abc\n",
        "name,stage,percent\nWest plot,main structure,30\nWest plot,main structure,abc\n",
    ] {
        let ran = sandbox.fed("update -", input);
        assert_eq!(ran.code, 2, "{input}");
        assert_eq!(sandbox.kept(), before, "{input}");
    }
}

#[test]
fn a_sheet_that_sets_more_than_readings_is_told_as_an_import() {
    let sandbox = with_targets();
    let sheet = "name,stage,percent\nWest plot,main structure,30\n";
    let before = sandbox.kept();
    let ran = sandbox.fed("update -", sheet);
    assert_eq!(
        ran.err,
        "error: nothing was recorded, because this changes more than figures; read the plan, and \
         to record it: project import - --yes\n"
    );
    assert_eq!(ran.code, 2);
    assert_eq!(sandbox.kept(), before);
    let ran = sandbox.fed("import - --yes", sheet);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("1 target\n"), "{}", ran.err);
}
