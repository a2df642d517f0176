//! What stands over the parts of the demo.

use super::macros::messages;

messages! {
    /// What stands over the parts of the demo.
    pub enum DemoHeading {
        Portfolio
            en "The first portfolio: Zhuangqiao Subdistrict's key projects, from its public report of mid-2021"
            zh "示例项目库：庄桥街道2021年重点项目（数据来自其公开的半年报告）",
        Check
            en "What `project check` would say that morning"
            zh "当天早晨 `project check` 的提醒",
        Invented
            en "INVENTED readings follow, to show every lamp; they are not from the report"
            zh "以下为虚构数据，仅用于展示各种状态，并非来自报告",
        Later
            en "The report three months later, with the invented readings"
            zh "三个月后的报告（含虚构数据）",
    }
}
