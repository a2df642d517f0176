//! An office with a target for every verdict, which all papers are made of.

use crate::sandbox::Sandbox;

/// The clock, and the command lines of that day.
const DAYS: [(&str, &[&str]); 7] = [
    (
        "2021-07-01T09:00:00Z",
        &[
            "init",
            "add 金辉 --en Jinhui --code jinhui --category 商业 --unit 规建科 --lead 张三 --due 2021-12-31 --target 80 --from 2021-06-30:52",
            "add 祥生 --en Xiangsheng --code xiangsheng --category 住宅 --unit 规建科 --lead 李四 --due 2021-12-31 --target 80 --from 2021-06-30:40",
            "add 西地块 --en 'West plot' --code west-plot --category 住宅 --unit 经发科 --lead 王五",
            "add west-plot/main-structure --name 主体结构 --en 'Main structure'",
            "target west-plot/main-structure 70 --by 2021-11-30 --from 2021-06-30:0 --via 2021-09-30:30",
            "add 再生水厂 --en 'Reclaimed water plant' --code water-plant --category 市政 --unit 城管科 --lead 赵六",
            "add water-plant/piling --name 桩基 --en Piling",
            "target water-plant/piling 100 --by 2021-09-30 --from 2021-06-30:60",
            "add water-plant/earthwork --name 土方 --en Earthwork",
            "target water-plant/earthwork 60 --by 2021-12-31",
            "add 荟丰城 --en 'Huifeng Mall' --code huifeng --category 商业 --unit 经发科",
            "add huifeng/opening --name 开业 --en Opening --milestone",
            "target huifeng/opening done --by 2021-10-15",
            "add 非粮化整治 --en 'Return of farmland' --code farmland --category 农业 --lead 孙七 --due 2021-09-30 --from 2021-06-30:65",
            "add 北海路 --en 'Beihai Road' --code beihai --category 市政 --unit 城管科 --due 2021-10-20",
            "add 应家配套学校 --en 'Yingjia School' --code yingjia --category 市政",
            "add yingjia/main-structure --name 主体结构 --en 'Main structure'",
            "target yingjia/main-structure 50 --by 2021-12-31 --period 2021H2",
            "add 滨江绿地 --en 'Riverside Park' --code park --category 市政 --unit 城管科",
            "target park 100 --words 尽早",
            "add 老桥 --en 'Old Bridge' --code old-bridge --category 市政 --unit 城管科 --due 2021-12-31",
            "add 庄桥河 --en 'Zhuangqiao River' --code river --category 市政 --due 2022-06-30 --start 2022-01-01",
        ],
    ),
    (
        "2021-07-31T09:00:00Z",
        &[
            "update jinhui 58",
            "update xiangsheng 44",
            "update west-plot/main-structure 9",
            "update water-plant/piling 78",
            "update beihai 40",
        ],
    ),
    (
        "2021-08-31T09:00:00Z",
        &[
            "update jinhui 63",
            "update xiangsheng 45",
            "update west-plot/main-structure 18",
            "update water-plant/piling 90",
            "update beihai 70 --next 路面摊铺",
            "edit old-bridge --state suspended --reason 方案调整",
        ],
    ),
    (
        "2021-09-15T09:00:00Z",
        &[
            "update farmland 92 --problem '两户未签约'",
            "target west-plot/main-structure --by 2021-12-31 --reason '钢筋供应推迟'",
        ],
    ),
    (
        "2021-09-30T09:00:00Z",
        &[
            "update jinhui 68",
            "update xiangsheng 46",
            "update west-plot/main-structure 30",
            "update water-plant/piling 95",
        ],
    ),
    (
        "2021-10-20T09:00:00Z",
        &[
            "update water-plant/piling 100 --on 2021-10-10",
            "update water-plant/earthwork 20 --on 2021-10-15 --next '外运车辆增至十台'",
            "update huifeng/opening not-yet --problem '消防验收未通过' --next '十一月上旬复验'",
            "update beihai 100 --on 2021-10-18",
        ],
    ),
    (
        "2021-10-31T09:00:00Z",
        &[
            "update jinhui 71.5 --on 2021-10-30 --next '内墙粉刷进场。'",
            "update xiangsheng 48 --on 2021-10-29 --problem '建设资金未到位' --next '协调贷款'",
            "update west-plot/main-structure 38",
        ],
    ),
];

/// The office on the last day of October 2021.
pub fn office() -> Sandbox {
    let mut sandbox = Sandbox::new();
    for (now, lines) in DAYS {
        sandbox.at(now);
        for line in lines {
            sandbox.ok(line);
        }
    }
    sandbox
}
