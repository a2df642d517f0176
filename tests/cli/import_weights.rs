//! Weights of stages in CSV files: together at most 100 %, as everywhere.

use crate::sandbox::Sandbox;

/// A project with two stages that weigh 50 each.
fn halves() -> Sandbox {
    let sandbox = Sandbox::with_store();
    sandbox.write("p.csv", "code,name\na,A\n");
    sandbox.write("s.csv", "project,stage,weight\na,x,50\na,y,50\n");
    sandbox.ok("import p.csv s.csv");
    sandbox
}

#[test]
fn weights_that_sum_to_over_100_are_refused_with_each_row_that_changes_one() {
    let sandbox = halves();
    sandbox.write("t.csv", "project,stage,weight\na,z,60\na,x,50\na,y,45\n");
    sandbox.refuses(
        "import t.csv",
        "2 rows could not be imported, so nothing was written; correct the file, or leave such rows out with --skip-bad:\n  t.csv row 2, weight '60': the weights of the stages would sum to 155; together they are 100, so lower another first\n  t.csv row 4, weight '45': the weights of the stages would sum to 155; together they are 100, so lower another first",
        "2行无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过：\n  t.csv 第2行 weight“60”：各阶段权重之和将为155；合计应为100，请先调低其他阶段\n  t.csv 第4行 weight“45”：各阶段权重之和将为155；合计应为100，请先调低其他阶段",
    );
    sandbox.ok("import t.csv --skip-bad");
    sandbox.ok("verify");
    assert!(!sandbox.ok("show a").contains('z'));
}

#[test]
fn weights_may_move_from_one_stage_to_another_in_one_file() {
    let sandbox = halves();
    // Row by row it would be 120 after the first.
    sandbox.write("t.csv", "project,stage,weight\na,x,70\na,y,30\n");
    sandbox.ok("import t.csv --yes");
    sandbox.ok("verify");
    assert_eq!(
        sandbox.run("import t.csv --yes").err,
        "nothing to import: 2 stages already there\n"
    );
}

#[test]
fn the_whole_works_have_no_weight_here_either() {
    let sandbox = Sandbox::with_store();
    sandbox.write("p.csv", "code,name\na,A\n");
    sandbox.write("s.csv", "project,stage,weight\na,overall,10\n");
    sandbox.refuses(
        "import p.csv s.csv",
        "1 row could not be imported, so nothing was written; correct the file, or leave such rows out with --skip-bad:\n  s.csv row 2, weight '10': the whole works have no weight, since weights are shares of them; give weights to the stages",
        "1行无法导入，未写入任何内容；请更正，或用 --skip-bad 跳过：\n  s.csv 第2行 weight“10”：总体进度没有权重，权重是各阶段所占的比例；请为各阶段设置",
    );
}

#[test]
fn a_weight_taken_back_with_its_stage_is_in_nobodys_way() {
    let sandbox = Sandbox::with_store();
    sandbox.ok("add B --code b");
    sandbox.ok("add b/s --weight 70");
    sandbox.ok("retract --reason slip");
    sandbox.ok("add b/t --weight 70");
    // Caught: the weight of the stage that was retracted counted as well.
    sandbox.ok("verify");
    sandbox.ok("export -o whole.json");
    sandbox.ok("--db other.db init");
    sandbox.ok("--db other.db import whole.json");
}
