//! Bad input of every kind is one clear sentence and exit 2, and nothing is stored.

use std::ffi::OsString;
use std::fs;
use std::process::Command;

use crate::sandbox::{Ran, Sandbox, feed, ran, words};

/// A command line, ` < ` and what stands on standard input, if anything; words of the sentence in
/// English; words of it in Chinese. `\x1b`, `\u{202e}`, `\n` and `\t` stand for what they mean
/// elsewhere; single quotes keep spaces together.
const TABLE: &str = r"
update west NaN | figure 'NaN': not a percent; expected a number from 0 to 100 | 数值“NaN”：不是百分比；应为0到100的数字
update west inf | figure 'inf': not a percent | 数值“inf”：不是百分比
update west Infinity | figure 'Infinity': not a percent | 数值“Infinity”：不是百分比
update west -inf | unexpected argument '-i'; see `project update --help` | 无法识别的参数“-i”；参见 project update --help
update west 101 | figure '101': over 100; a percent is from 0 to 100 | 数值“101”：大于100；百分比应在0到100之间
update west 100.01 | figure '100.01': over 100 | 数值“100.01”：大于100
update west 100.001 | figure '100.001': over 100 | 数值“100.001”：大于100
update west 99999999999999999999999 | over 100; a percent is from 0 to 100 | 大于100；百分比应在0到100之间
update west -1 | figure '-1': below 0; a percent is from 0 to 100 | 数值“-1”：小于0；百分比应在0到100之间
update west -0.5 | figure '-0.5': below 0 | 数值“-0.5”：小于0
update west −5 | figure '−5': below 0 | 数值“−5”：小于0
update west 1e308 | figure '1e308': not a percent | 数值“1e308”：不是百分比
update west 5e1 | figure '5e1': not a percent | 数值“5e1”：不是百分比
update west 0x32 | figure '0x32': not a percent | 数值“0x32”：不是百分比
update west '' | figure '': a percent is missing; or write done, not-yet, underway or 4/6 | 数值“”：缺少百分比；也可写完成、未完成、推进中、4/6
update west % | figure '%': a percent is missing | 数值“%”：缺少百分比
update west . | figure '.': not a percent | 数值“.”：不是百分比
update west 12.345 | figure '12.345': a percent has at most two decimals | 数值“12.345”：百分比最多两位小数
update west 0.985 | figure '0.985': may be 0.98 % or 98.5 %; write 0.98% or 98.5 | 数值“0.985”：可能指0.98%或98.5%；请写成0.98%或98.5
update west .5 | figure '.5': may be 0.5 % or 50 %; write 0.5% or 50 | 数值“.5”：可能指0.5%或50%；请写成0.5%或50
update west 72,5 | figure '72,5': not a percent | 数值“72,5”：不是百分比
update west '7 2' | figure '7 2': not a percent | 数值“7 2”：不是百分比
update west 72%% | figure '72%%': not a percent | 数值“72%%”：不是百分比
update west ٧٢ | figure '٧٢': not a percent | 数值“٧٢”：不是百分比
update west ७२ | figure '७२': not a percent | 数值“७२”：不是百分比
update west 七成 | figure '七成': write it in figures: 70 | 数值“七成”：请写成数字：70
update west 一半 | figure '一半': write it in figures: 50 | 数值“一半”：请写成数字：50
update west ½ | figure '½': not a percent | 数值“½”：不是百分比
update west 7\u{202e}2 | figure '72': not a percent | 数值“72”：不是百分比
update west done! | figure 'done!': not a percent | 数值“done!”：不是百分比
update west 4/6 | the total of west-plot/piles is 382, not 6 | west-plot/piles的总量为382，不是6
update west 4/ | figure '4/': not an amount; expected a number such as 382 or 382.5, not negative | 数值“4/”：不是数量；应为非负数，如382或382.5
update west x/382 | figure 'x/382': not an amount | 数值“x/382”：不是数量
update west 4/0 | the total of west-plot/piles is 382, not 0 | west-plot/piles的总量为382，不是0
update west 383/382 | 383 is more than the total of 382 | 383超过总量382；请核对二者
update west 4/5/6 | figure '4/5/6': not an amount | 数值“4/5/6”：不是数量
update west --amount 1e3 | --amount '1e3': not an amount | --amount“1e3”：不是数量
update west --amount -3 | --amount '-3': not an amount | --amount“-3”：不是数量
update west --amount '' | --amount '': not an amount | --amount“”：不是数量
update west --amount 99999999999999 | --amount '99999999999999': not an amount | --amount“99999999999999”：不是数量
update west --amount 1.2345 | --amount '1.2345': not an amount | --amount“1.2345”：不是数量
update west 50 --amount 200 | a figure and --amount cannot be used together; give one of them | 数值与 --amount 不能同时使用；请只填一个
update west | a figure is missing; give a percent, done, not-yet, underway, 4/6, or --amount N | 缺少数值；请填百分比、完成、未完成、推进中、4/6，或 --amount 数量
update jinhui/main 4/6 | has no total to measure amounts by; set one with `project edit | 未设总量，无法按数量计算；请用 project edit
update west 39 | west-plot/piles: 39 % is lower than 40 % on 2021-07-01; add --lower if progress was lost, or retract the earlier figure: project retract 8 --reason .. | west-plot/piles：39%低于2021年7月1日的40%；确属回退请加 --lower，若前一数据有误请撤回：project retract 8 --reason 理由
update west not-started | 0 % is lower than 40 % on 2021-07-01 | 0%低于2021年7月1日的40%
update west not-yet | 'not-yet' does not say how far west-plot/piles is; write a percent such as 72, not-started for 0, or underway | “not-yet”未说明west-plot/piles的进度；请写百分比，如72，或写未开工、推进中
update west +5 | figure '+5': says how much was added; write how far it is now, such as 72 | 数值“+5”：只说明增加了多少；请写目前的进度，如72
update west 0.45 | figure '0.45': may be 0.45 % or 45 %; write 0.45% or 45 | 数值“0.45”：可能指0.45%或45%；请写成0.45%或45
update jinhui/opening 50 | jinhui/opening is a milestone, done or not done, so it cannot stand at 50 %; write done or not-yet, or measure it: project edit jinhui/opening --kind measured | jinhui/opening是节点，只有完成与否，不能填50%；请写完成或未完成，或改为按百分比：project edit jinhui/opening --kind 按百分比
update west 50 --on 2021-02-30 | date '2021-02-30': there is no such day; the last one of that month is 2021-02-28 | 日期“2021-02-30”：没有这一天；该月最后一天是2021年2月28日
update west 50 --on 2021-13-01 | date '2021-13-01': there is no such month; expected 1 to 12 | 日期“2021-13-01”：没有这个月份；应为1到12
update west 50 --on 20210230 | date '20210230': there is no such day | 日期“20210230”：没有这一天
update west 50 --on 0000-01-01 | date '0000-01-01': the year cannot be read | 日期“0000-01-01”：年份无法识别
update west 50 --on 10000-01-01 | date '10000-01-01': the year cannot be read | 日期“10000-01-01”：年份无法识别
update west 50 --on 07/06/21 | date '07/06/21': may be 2021-06-07, day first, or 2021-07-06, month first | 日期“07/06/21”：可能指2021年6月7日（日在前），也可能指2021年7月6日（月在前）
update west 50 --on 21/10/31 | date '21/10/31': may be 2031-10-21, the year last, or 2021-10-31, the year first; write the year with four figures, or settle that it stands last with `project config dates dmy` (or mdy) | 日期“21/10/31”：可能指2031年10月21日（年在后），也可能指2021年10月31日（年在前）；请写四位年份，或用 project config dates dmy（或 mdy）统一为年在后
update west 50 --on 03/04/2021 | date '03/04/2021': may be 2021-04-03, day first, or 2021-03-04, month first; write the one that is meant, or settle it for all with `project config dates dmy` (or mdy) | 日期“03/04/2021”：可能指2021年4月3日（日在前），也可能指2021年3月4日（月在前）；请写明日期，或用 project config dates dmy（或 mdy）统一
update west 50 --on Nov-20 | date 'Nov-20': may be the day 2020-11-20, or the month that ends on 2020-11-30; write the day that is meant | 日期“Nov-20”：可能指2020年11月20日，也可能指2020年11月30日所在的整月；请写明日期
update west 50 --on 07-06 | date '07-06': without a year it may be 2020-07-06 or 2021-07-06; write the year too | 日期“07-06”：未写年份，可能指2020年7月6日，也可能指2021年7月6日；请写明年份
update west 50 --on friday | date 'friday': does not say of which week; write last friday, next friday | 日期“friday”：没有说明是哪一周；请写上周五、下周五
update west 50 --on 02-30 | date '02-30': there is no such day | 日期“02-30”：没有这一天
update west 50 --on 13月1日 | date '13月1日': there is no such month | 日期“13月1日”：没有这个月份
update west 50 --on 13月 | date '13月': there is no such month | 日期“13月”：没有这个月份
update west 50 --on 6月 | date '6月': does not name one day; write it, such as 2021-10-31 | 日期“6月”：不是确切的一天；请写日期，如2021-10-31
update west 50 --on 31.12.2021 | date '2021-12-31': after today (2021-07-05); only what has happened can be recorded | 日期“2021-12-31”：晚于今天（2021年7月5日）
update west 50 --on 2021-07-01T25:00 | not a date; expected one such as 2021-10-31, 31 Oct 2021, 10-31, yesterday | 不是日期；应如2021-10-31、10月31日、昨天
update west 50 --on tomorrow | date '2021-07-06': after today (2021-07-05); only what has happened can be recorded | 日期“2021-07-06”：晚于今天（2021年7月5日）
update west 50 --on '' | date '': a date is missing | 日期“”：缺少日期
update west 50 --on -1 | date '-1': a number alone names no day | 日期“-1”：只有数字，不知是哪一天
update west 50 --on 2021-07-06 | date '2021-07-06': after today (2021-07-05); only what has happened can be recorded | 日期“2021-07-06”：晚于今天（2021年7月5日）；只能记录已发生的情况
update west 50 --as-of 2021-02-30 | --as-of '2021-02-30': there is no such day | --as-of“2021-02-30”：没有这一天
update west 50 --as-of 10000-01-01 | --as-of '10000-01-01': the year cannot be read | --as-of“10000-01-01”：年份无法识别
update west 50 --known-on 2021-07-01 | --known-on looks back, so it cannot be used with a command that records | --known-on 只用于查看，不能与记录命令同用
report --known-on 13月 | --known-on '13月': there is no such month | --known-on“13月”：没有这个月份
log --since 2021-02-30 | --since '2021-02-30': there is no such day | --since“2021-02-30”：没有这一天
log --since '' | --since '': a date is missing | --since“”：缺少日期
target jinhui/main 80 --on 2021-07-06 | date '2021-07-06': after today (2021-07-05); only what has happened can be recorded | 日期“2021-07-06”：晚于今天（2021年7月5日）
target jinhui/main --by 四季度前 | may be 2021-09-30, before it begins, or 2021-12-31, by its end; write the day | 可能指2021年9月30日（开始之前），也可能指2021年12月31日（结束之前）；请写明日期
target jinhui/main --by 11月中旬之前 | may be 2021-11-10, before it begins, or 2021-11-20, by its end | 可能指2021年11月10日（开始之前），也可能指2021年11月20日（结束之前）
target jinhui/main --by 13月 | deadline '13月': there is no such month; expected 1 to 12 | 时限“13月”：没有这个月份；应为1到12
target jinhui/main --by 五季度 | deadline '五季度': there is no such quarter; expected 1 to 4 | 时限“五季度”：没有这个季度；应为一到四季度
target jinhui/main --by 2021-02-30 | there is no such day; the last one of that month is 2021-02-28 | 没有这一天；该月最后一天是2021年2月28日
target jinhui/main --by 11月31日 | there is no such day; the last one of that month is 2021-11-30 | 没有这一天；该月最后一天是2021年11月30日
target jinhui/main --by 0000-01-01 | the year cannot be read; write it with four figures, such as 2021 | 年份无法识别；请写四位数字，如2021
target jinhui/main --by 10000-01-01 | the year cannot be read; write it with four figures | 年份无法识别；请写四位数字
target jinhui/main --by +99999999d | deadline '+99999999d': the year cannot be read | 时限“+99999999d”：年份无法识别
target jinhui/main --by 21年 | deadline '21年': the year cannot be read; write it with four figures | 时限“21年”：年份无法识别；请写四位数字
target jinhui/main --period 2021H2 --by 6月底 | not in the period without a year; write 2021-06-30 or 2022-06-30, whichever is meant, or give another period | 未写年份，不在期间内；请写明是2021年6月30日还是2022年6月30日，或改填期间
target jinhui/main --period 2021H2 --by march | not in the period without a year; write 2021-03-31 or 2022-03-31 | 未写年份，不在期间内；请写明是2021年3月31日还是2022年3月31日
target jinhui/main --by 30 | deadline '30': a number alone names no day; write one such as 2021-10-31 | 时限“30”：只有数字，不知是哪一天；请写日期，如2021-10-31
target jinhui/main --by 1130 | deadline '1130': a number alone names no day | 时限“1130”：只有数字，不知是哪一天
target jinhui/main --by 3/4/2022 | deadline '3/4/2022': may be 2022-04-03, day first, or 2022-03-04, month first | 时限“3/4/2022”：可能指2022年4月3日（日在前），也可能指2022年3月4日（月在前）
target jinhui/main --by Dec-22 | deadline 'Dec-22': may be the day 2021-12-22, or the month that ends on 2022-12-31 | 时限“Dec-22”：可能指2021年12月22日，也可能指2022年12月31日所在的整月
target jinhui/main --period 2021-01-01..2022-06-30 --by 3月 | without a year it may be any from 2021-03-31 to 2022-03-31; write the year too | 未写年份，从2021年3月31日到2022年3月31日有多个可能；请写明年份
target jinhui/main --by friday | deadline 'friday': does not say of which week | 时限“friday”：没有说明是哪一周
target jinhui/main --by -1 | deadline '-1': a number alone names no day | 时限“-1”：只有数字，不知是哪一天
target jinhui/main --by 国庆前 | deadline '国庆前': a holiday is not a date; write the day | 时限“国庆前”：节假日不是确切日期；请写明日期
target jinhui/main --by christmas | deadline 'christmas': a holiday is not a date | 时限“christmas”：节假日不是确切日期
target jinhui/main --by 近期 | deadline '近期': names no day; write one such as 2021-11-30 | 时限“近期”：没有说明是哪一天；请写日期
target jinhui/main --by soon | deadline 'soon': names no day | 时限“soon”：没有说明是哪一天
target jinhui/main --by 力争 | names a commitment but no deadline | 只有力度，没有时间
target jinhui/main --by '' | deadline '': a date is missing; write one such as 2021-10-31 | 时限“”：缺少日期；应如2021-10-31
target jinhui/main --by 7-8月 | deadline '7-8月': not understood as a deadline | 时限“7-8月”：不是可识别的时限
target jinhui/main --by 年底前\u{202e} | deadline '年底前': not understood as a deadline | 时限“年底前”：不是可识别的时限
target jinhui/main 80 --period 2021H3 | --period '2021H3': not a period; expected 2021, 2021H2, 2021Q4, 2021-11, Jul-Oct 2021, 2021-07-01..2021-09-15 or FY2027H1 | --period“2021H3”：不是期间；应如2021年、2021年下半年、2021年四季度、2021年11月、2021年7-10月、2021-07-01..2021-09-15、2027财年上半年
target jinhui/main 80 --period 2021-13 | --period '2021-13': not a period | --period“2021-13”：不是期间
target jinhui/main 80 --period 0000H1 | --period '0000H1': not a period | --period“0000H1”：不是期间
target jinhui/main 80 --period 10000 | --period '10000': not a period | --period“10000”：不是期间
target jinhui/main 80 --period 2021-12-31..2021-01-01 | not a period; expected 2021 | 不是期间；应如2021
target jinhui/main 80 --period '' | --period '': not a period | --period“”：不是期间
target jinhui/main 0 | target '0': a target is over 0 and at most 100 | 目标“0”：目标应大于0且不超过100
target jinhui/main 101 | target '101': over 100 | 目标“101”：大于100
target jinhui/main -1 | target '-1': below 0 | 目标“-1”：小于0
target jinhui/main NaN | target 'NaN': not a percent | 目标“NaN”：不是百分比
target jinhui/main 0.7 | target '0.7': may be 0.7 % or 70 %; write 0.7% or 70 | 目标“0.7”：可能指0.7%或70%；请写成0.7%或70
target jinhui/main 4/6 | target '4/6': not a percent | 目标“4/6”：不是百分比
target jinhui/opening 70 | a milestone is done or not done, so its target is 100 | 节点只有完成与否，目标只能是100
target jinhui/main --from 101 | --from '101': expected a percent such as 0, or 2021-06-30:5 | --from“101”：应为百分比，如0，或2021-06-30:5
target jinhui/main --from 2021-02-30:5 | date '2021-02-30': there is no such day | 日期“2021-02-30”：没有这一天
target jinhui/main --from 0.4 | --from '0.4': may be 0.4 % or 40 % | --from“0.4”：可能指0.4%或40%
target jinhui/main --via 2021-09-30:+5 | --via '2021-09-30:+5': expected DATE:PERCENT | --via“2021-09-30:+5”：应为 日期:百分比
target jinhui/main --via 2021-09-30 | --via '2021-09-30': expected DATE:PERCENT | --via“2021-09-30”：应为 日期:百分比
target jinhui/main --via 2022-01-01:35 | the plan point of 2022-01-01 is not between 2021-07-05, when the plan starts, and 2021-12-31 | 2022年1月1日的计划点不在计划起点2021年7月5日与时限2021年12月31日之间
target jinhui/main --commitment maybe | --commitment 'maybe': expected one of ensure, strive, expected, push | --commitment“maybe”：应为确保、力争、预计、推动之一
target jinhui/main --suspend --drop | --suspend and --drop cannot be used together | --suspend 与 --drop 不能同时使用
target west --resume | west-plot/piles has no target to suspend, resume or drop; set one first | west-plot/piles没有可暂停、恢复或取消的目标；请先设定目标
target jinhui/roof 70 | there is no stage jinhui/roof, only main-structure, opening; add --new to create it | 没有阶段jinhui/roof，现有主体结构、开盘；新增请加 --new
target jinhui/main-strcture 70 | did you mean main-structure? Add --new to create it | 是否指主体结构？新增请加 --new
target jinhui/a/b 70 --new | code 'a/b': a code has no '/', which separates project and stage | 代码“a/b”：代码中不能有“/”，它用于分隔项目和阶段
target jinhui 75 | jinhui has several stages, so say which one: | jinhui有多个阶段，请写明是哪一个：
update nobody 5 | no project is called 'nobody'; `project list` shows them all, `project add` adds one | 没有名为“nobody”的项目；可用 project list 查看全部，新增用 project add
update jinhiu 5 | no project is called 'jinhiu'; did you mean jinhui | 没有名为“jinhiu”的项目；是否指金辉
update jinh 5 | 'jinh' may be any of jinhui (Jinhui), jinhui-2 (金辉二期); give the full code | “jinh”可能是jinhui（金辉）、jinhui-2（金辉二期）；请写完整代码
update '' 5 | a code is missing; write CODE or CODE/STAGE | 缺少代码；请写 代码 或 代码/阶段
update ' ' 5 | a code is missing; write CODE or CODE/STAGE | 缺少代码；请写 代码 或 代码/阶段
update / 5 | a code is missing; write CODE or CODE/STAGE | 缺少代码；请写 代码 或 代码/阶段
update jinhui/ 5 | a code is missing; write CODE or CODE/STAGE | 缺少代码；请写 代码 或 代码/阶段
update jinhui/roof 5 | jinhui has no stage 'roof'; its stages are main-structure, opening | 金辉没有阶段“roof”；现有主体结构、开盘
update jinhui/opning done | jinhui has no stage 'opning'; did you mean opening? | 金辉没有阶段“opning”；是否指开盘？
update jinhui 5 | jinhui has several stages, so say which one: | jinhui有多个阶段，请写明是哪一个：
update jin\u{202e}hui 5 | text 'jinhui': contains control or invisible characters; remove them | 文本“jinhui”：含有控制字符或不可见字符；请删除
update jinhui/ma\x1bin 5 | text 'main': contains control or invisible characters | 文本“main”：含有控制字符或不可见字符
update j\xffinhui 5 | an argument is not text in UTF-8; type it again | 有参数不是UTF-8文本；请重新输入
update west 50 --note \xe9t\xe9 | an argument is not text in UTF-8 | 有参数不是UTF-8文本
add \xff | an argument is not text in UTF-8 | 有参数不是UTF-8文本
update west 50 --note a\u{202e}b | text 'ab': contains control or invisible characters | 文本“ab”：含有控制字符或不可见字符
update west 50 --note a\u{2066}b | text 'ab': contains control or invisible characters | 文本“ab”：含有控制字符或不可见字符
update west 50 --problem a\x07b | text 'ab': contains control or invisible characters | 文本“ab”：含有控制字符或不可见字符
update west 50 --next a\x1b[31mb | text 'a[31mb': contains control or invisible characters | 文本“a[31mb”：含有控制字符或不可见字符
target jinhui/main 80 --period 2021Q3 --label a\u{200f}b | text 'ab': contains control or invisible characters | 文本“ab”：含有控制字符或不可见字符
target jinhui/main 80 --words a\u{202b}b | text 'ab': contains control or invisible characters | 文本“ab”：含有控制字符或不可见字符
target jinhui/main 80 --reason a\x08b | text 'ab': contains control or invisible characters | 文本“ab”：含有控制字符或不可见字符
add a\u{202e}b | text 'ab': contains control or invisible characters | 文本“ab”：含有控制字符或不可见字符
add 新 --alias a\u{feff}b | text 'ab': contains control or invisible characters | 文本“ab”：含有控制字符或不可见字符
add 新 --lead a\u{061c}b | text 'ab': contains control or invisible characters | 文本“ab”：含有控制字符或不可见字符
edit jinhui --category a\x7fb | text 'ab': contains control or invisible characters | 文本“ab”：含有控制字符或不可见字符
edit jinhui --lead 李工 --reason a\u{2069}b | text 'ab': contains control or invisible characters | 文本“ab”：含有控制字符或不可见字符
edit jinhui/main --unit a\u{200e}b | text 'ab': contains control or invisible characters | 文本“ab”：含有控制字符或不可见字符
edit jinhui --code a\u{202e}b | code 'ab': a code has no white space or invisible characters | 代码“ab”：代码中不能有空白或不可见字符
add 新 --code a\nb | code 'a b': a code has no white space or invisible characters | 代码“a b”：代码中不能有空白或不可见字符
add 新 --code a/b | code 'a/b': a code has no '/', which separates project and stage | 代码“a/b”：代码中不能有“/”，它用于分隔项目和阶段
add 新 --code '#3' | code '#3': a code does not begin with any of # - = + @ ' ~ | 代码“#3”：代码不能以#、-、=、+、@、'或~开头
add 新 --code '' | code '': a code is missing | 代码“”：缺少代码
add 新 --code JINHUI | jinhui (Jinhui) already exists; change it with `project edit jinhui`, or choose another code | 已有jinhui（金辉）；修改请用 project edit jinhui，另建请换用其他代码
add 金辉 | jinhui (Jinhui) already exists | 已有jinhui（金辉）
add '' | a name is missing | 缺少名称
add jinhui/opening | jinhui/opening (opening) already exists | 已有jinhui/opening（开盘）
add jinhui/ | code '': a code is missing | 代码“”：缺少代码
add nobody/roof | no project is called 'nobody' | 没有名为“nobody”的项目
add jinhui/roof --weight 101 | --weight '101': expected a percent of the whole works from 0 to 100 | --weight“101”：应为占总体进度的百分比，0到100
add jinhui/roof --total 0 | --total '0': not a total; expected a number over 0 such as 6 or 382.5 | --total“0”：不是总量；应为大于0的数，如6或382.5
add jinhui/roof --total nan | --total 'nan': not a total; expected a number over 0 | --total“nan”：不是总量；应为大于0的数
add 新 --milestone | --milestone is for a stage; write CODE/STAGE | --milestone 只用于阶段；请写成 代码/阶段
edit jinhui | say what to change: --name, --lead, --unit, --category, --state ..; see `project edit --help` | 请指明要修改的内容：--name、--lead、--unit、--category、--state 等；参见 project edit --help
edit jinhui --state asleep | --state 'asleep': expected one of active, suspended, cancelled, closed | --state“asleep”：应为进行中、暂停、取消、办结之一
edit jinhui --state closed | jinhui cannot be closed while targets are unmet: main-structure#1, opening#1 | 金辉尚有未完成的目标，不能办结：主体结构#1、开盘#1
edit jinhui/main --kind milestone | it has a target of 70 %; add another stage for the milestone | 其目标为70%；请为节点另加阶段
edit jinhui/main --order 1.5 | --order '1.5': expected a whole number, 0 for the first stage | --order“1.5”：应为整数，0为首位
retract 99 --reason x | there is no entry '99'; `project log` shows their numbers | 没有记录“99”；可用 project log 查看编号
retract 99999999999999999999 --reason x | there is no entry '99999999999999999999' | 没有记录“99999999999999999999”
retract '' --reason x | there is no entry '' | 没有记录“”
retract 8 --reason '' | the reason is empty; say why with --reason TEXT | 理由为空；请用 --reason 写明理由
retract 8 | #8 is not your last entry, so say why: project retract 8 --reason .. | #8不是本人最近的记录，须说明理由：project retract 8 --reason 理由
retract 8 --reason a\u{202e}b | text 'ab': contains control or invisible characters | 文本“ab”：含有控制字符或不可见字符
retract --reason x --who zhao | zhao has no entry to retract; name one that `project log` shows | zhao没有可撤回的记录；请按 project log 指定编号
log nobody | no project is called 'nobody' | 没有名为“nobody”的项目
show jinhui/roof | jinhui has no stage 'roof' | 金辉没有阶段“roof”
update west 50 --lowr | unexpected argument '--lowr'; did you mean --lower? | 无法识别的参数“--lowr”；是否指 --lower？
update west 50 60 | unexpected argument '60' | 无法识别的参数“60”
update west 50 --on | --on <DATE> needs a value | --on <日期> 需要一个值
updat west 50 | there is no command 'updat'; did you mean update? | 没有“updat”命令；是否指 update？
update | <CODE[/STAGE]> is missing | 缺少 <代码[/阶段]>
init | store.db: the file already exists and was not touched; name another with --db FILE | store.db：文件已存在，未作改动；请用 --db 指定其他文件
import nowhere.csv | nowhere.csv: cannot be read | nowhere.csv：无法读取
update - 5 < west 50 | with `-` the figures come from standard input; leave '5' out | 用 - 时数值来自标准输入；请去掉“5”
update - < west | 'west' is not an update; expected CODE[/STAGE] PERCENT [DATE] [note] | “west”不是一条数据；格式应为 代码[/阶段] 百分比 [日期] [说明]
update - < west,50 | 'west,50' is not an update | “west,50”不是一条数据
update - < west 50\nwest 51 | line 2: line 1 already has a figure for west-plot/piles on 2021-07-05; keep one of the two | 第2行：第1行已有west-plot/piles在2021年7月5日的数据；请只保留一行
update - < west 50 07-04\nwest 45 | line 2: west-plot/piles: 45 % is lower than 50 % on 2021-07-04; add --lower | 第2行：west-plot/piles：45%低于2021年7月4日的50%；确属回退
update - < jinhui 50 | line 1: jinhui has several stages; write jinhui/STAGE, with one of main-structure, opening | 第1行：金辉有多个阶段；请写成金辉/阶段，现有主体结构、开盘
update - < west 50\nnobody 5 | line 2: no project is called 'nobody' | 第2行：没有名为“nobody”的项目
update - < west 50 2021-07-06 | line 1: date '2021-07-06': after today (2021-07-05); only what has happened can be recorded | 第1行：日期“2021-07-06”：晚于今天（2021年7月5日）
update - < west \x1b | line 1: figure '': not a percent | 第1行：数值“”：不是百分比
update - < west 50\xff | standard input: not text in UTF-8; save it as UTF-8 | 标准输入：不是UTF-8编码；请另存为UTF-8
update - < project,percent,colour\nwest,50,red | standard input: read as a sheet of readings, which has no column 'colour'; remove or rename every such column | 标准输入：按进度表读取，而此类表没有“colour”列；请删除或改名
update - < project,percent\nwest,50,red | line 2: 'west,50,red' is not an update | 第2行：“west,50,red”不是一条数据
update - < project\tpercent\n\t50 | line 2, project: a code is missing; write CODE or CODE/STAGE | 第2行 project：缺少代码；请写 代码 或 代码/阶段
";

/// What looks bad and is not: the command line, and words of what is said.
const CONTROLS: [(&str, &str); 8] = [
    ("update west ７２％", "72 % on 2021-07-05"),
    ("update west 40", "40 % on 2021-07-05"),
    ("update west 0.98% --lower", "0.98 % on 2021-07-05"),
    ("update west 100.00", "100 % on 2021-07-05"),
    (
        "update west 50 --on ２０２１－０７－０５",
        "50 % on 2021-07-05",
    ),
    (
        "update west 50 --note 'two\nlines and\ta tab'",
        "50 % on 2021-07-05",
    ),
    ("update jinhui-2 5", "overall progress: 5 % on 2021-07-05"),
    ("target jinhui/main --by 11月底前", "by 2021-11-30"),
];

fn world() -> Sandbox {
    let sandbox = Sandbox::with_projects();
    for line in [
        "target jinhui/main 70 --by 年底前 --from 0",
        "target jinhui/opening --by 11月底",
        "update west 40 --on 07-01",
        "add 金辉二期 --new --code jinhui-2",
        "update jinhui/main 5",
    ] {
        sandbox.ok(line);
    }
    sandbox
}

/// What the signs after a backslash stand for.
fn meant(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend(rest[..at].bytes());
        let code = &rest[at + 1..];
        let length = match code.as_bytes()[0] {
            b'n' => bytes.push_and(b'\n', 1),
            b't' => bytes.push_and(b'\t', 1),
            b'x' => bytes.push_and(u8::from_str_radix(&code[1..3], 16).unwrap(), 3),
            _ => {
                let end = code.find('}').unwrap();
                let number = u32::from_str_radix(&code[2..end], 16).unwrap();
                let mut buffer = [0; 4];
                let c = char::from_u32(number).unwrap();
                bytes.extend(c.encode_utf8(&mut buffer).bytes());
                end + 1
            }
        };
        rest = &code[length..];
    }
    bytes.extend(rest.bytes());
    bytes
}

trait PushAnd {
    /// Adds a byte; returns how many signs it was written with.
    fn push_and(&mut self, byte: u8, signs: usize) -> usize;
}

impl PushAnd for Vec<u8> {
    fn push_and(&mut self, byte: u8, signs: usize) -> usize {
        self.push(byte);
        signs
    }
}

/// An argument of these bytes; Windows has no bytes there, but text.
fn argument(bytes: Vec<u8>) -> OsString {
    #[cfg(unix)]
    return std::os::unix::ffi::OsStringExt::from_vec(bytes);
    #[cfg(not(unix))]
    return String::from_utf8_lossy(&bytes).into_owned().into();
}

fn run(sandbox: &Sandbox, case: &str, lang: &str) -> Ran {
    let (line, input) = case.split_once(" < ").unwrap_or((case, ""));
    let arguments = words(line).into_iter().map(|word| argument(meant(&word)));
    let mut command = sandbox.command(arguments);
    command
        .env("PROJECT_LANG", lang)
        .env("LANG", if lang == "zh" { "zh_CN.UTF-8" } else { "C" });
    feed(command, &meant(input))
}

/// What must hold of every refusal, whatever it says.
#[track_caller]
fn is_one_clear_sentence(ran: &Ran, case: &str) {
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{case}\n{}", ran.err);
    assert!(!ran.err.contains("panicked"), "{case}\n{}", ran.err);
    let mut lines = ran.err.lines();
    let first = lines.next().unwrap_or_default();
    let is_marked = first.starts_with("error: ") || first.starts_with("错误：");
    assert!(is_marked && first.len() > 20, "{case}\n{}", ran.err);
    // Choices and bad lines follow in a line each.
    for line in lines {
        assert!(
            line.starts_with("  ") && first.ends_with([':', '：']),
            "{case}\n{}",
            ran.err
        );
    }
    let is_seen =
        |c: char| c == '\n' || !(c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
    assert!(ran.err.chars().all(is_seen), "{case}\n{:?}", ran.err);
}

#[test]
fn bad_input_is_one_clear_sentence_exit_2_and_nothing_stored() {
    let sandbox = world();
    let before = sandbox.kept();
    let mut count = 0;
    for row in TABLE.lines().filter(|row| !row.is_empty()) {
        let [case, en, zh] = row.split(" | ").collect::<Vec<_>>()[..] else {
            panic!("not three parts: {row}");
        };
        for (lang, expected) in [("en", en), ("zh", zh)] {
            let ran = run(&sandbox, case, lang);
            is_one_clear_sentence(&ran, case);
            assert!(
                ran.err.contains(expected),
                "{case}\n{expected}\n{}",
                ran.err
            );
            let after = fs::read(sandbox.path("store.db")).unwrap();
            assert!(after == before.1, "{case} left a trace");
        }
        count += 1;
    }
    assert!(count >= 120, "{count} cases");
    assert_eq!(sandbox.kept(), before);
}

#[test]
fn what_only_looks_bad_is_taken() {
    for (line, words) in CONTROLS {
        let sandbox = world();
        let said = sandbox.ok(line);
        assert!(said.contains(words), "{line}\n{said}");
    }
}

#[test]
fn a_store_that_is_none_is_one_clear_sentence_for_every_command() {
    let sandbox = world();
    sandbox.write("empty.db", "");
    sandbox.write(
        "text.db",
        "no database at all, but long enough for a header\n".repeat(40),
    );
    fs::create_dir(sandbox.path("folder.db")).unwrap();
    let sqlite = |file: &str, sql: &str| {
        let done = Command::new("sqlite3")
            .arg(sandbox.path(file))
            .arg(sql)
            .status();
        assert!(done.unwrap().success(), "{file}");
    };
    sqlite("foreign.db", "CREATE TABLE notes (text)");
    fs::copy(sandbox.path("store.db"), sandbox.path("newer.db")).unwrap();
    sqlite("newer.db", "PRAGMA user_version = 999");
    let kept = |name: &str| fs::read(sandbox.path(name)).ok();
    let names = |sandbox: &Sandbox| fs::read_dir(sandbox.folder()).unwrap().count();
    let there = names(&sandbox);
    for (name, en, zh) in [
        (
            "missing.db",
            "no store found; create one with `project --db missing.db init`",
            "未找到数据库；请先运行 project --db missing.db init",
        ),
        ("no/folder.db", "no store found", "未找到数据库"),
        (
            "empty.db",
            "the file is empty, so it is not a store; restore a backup",
            "文件为空，不是数据库；请恢复备份",
        ),
        (
            "text.db",
            "this file is not a store of this program; name the right one with --db FILE",
            "不是本程序的数据库；请用 --db 指定正确的文件",
        ),
        (
            "folder.db",
            "this is a folder; name the file in it with --db FILE",
            "这是目录，不是数据库；请用 --db 指定文件",
        ),
        (
            "foreign.db",
            "this file is not a store of this program",
            "不是本程序的数据库",
        ),
        (
            "newer.db",
            "a newer version of the program wrote this store (schema 999",
            "由更新版本的程序写成（架构999",
        ),
    ] {
        let before = kept(name);
        for line in [
            "add 新",
            "edit west --lead x",
            "target west 80",
            "update west 50",
            "update -",
            "retract --reason x",
            "log",
            "show west",
            "list",
            "report",
            "export",
        ] {
            for (lang, expected) in [("en", en), ("zh", zh)] {
                let case = format!("{line} --db {name}");
                let ran = run(&sandbox, &case, lang);
                is_one_clear_sentence(&ran, &case);
                assert!(ran.err.contains(name), "{case}\n{}", ran.err);
                assert!(ran.err.contains(expected), "{case}\n{}", ran.err);
            }
        }
        assert_eq!(kept(name), before, "{name}");
    }
    assert_eq!(names(&sandbox), there, "something was made beside them");
    // A path need not be text.
    let name = argument(b"st\xffore.db".to_vec());
    let arguments = [OsString::from("list"), OsString::from("--db"), name];
    let nowhere = ran(sandbox.command(&arguments).output().unwrap());
    is_one_clear_sentence(&nowhere, "a path that is not text");
    assert!(nowhere.err.contains("no store found"), "{}", nowhere.err);
}

#[cfg(unix)]
#[test]
fn a_store_that_may_not_be_read_is_one_clear_sentence() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = world();
    let path = sandbox.path("store.db");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        // Root reads everything.
        return;
    }
    for line in ["list", "update west 50"] {
        let ran = run(&sandbox, line, "en");
        is_one_clear_sentence(&ran, line);
    }
}
