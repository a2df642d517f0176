//! Traditional characters in the words of headings and of progress.

use std::borrow::Cow;

use super::half_width;

/// Those that our words have in another form, each before its simplified one.
#[rustfmt::skip]
const PAIRS: &str = "\
    項项稱称務务動动階阶設设內内劃划標标進进時时間间開开啟启啓启實实際际責责單单領领導导聯联繫系係系負负經经辦办態态狀状況况問问題题難难備备註注說说總总額额資资預预計计類类別别區区級级編编號号碼码燈灯紅红綠绿黃黄報报數数據据\
    統统達达產产處处門门協协調调決决議议滯滞後后規规應应該该節节點点業业礎础質质屬属關关舉举驟骤體体圖图權权約约與与專专塊块縣县參参審审簽签掛挂鉤钩絡络員员話话電电長长層层寫写認认維维個个來来積积極极壓压雙双無无現现場场營营\
    運运車车轉转選选擇择還还條条復复複复響响執执價价費费萬万億亿淨净當当結结牽牵歷历測测圍围邊边線线網网廠厂館馆學学醫医衛卫園园樓楼棟栋橋桥綫线築筑構构將将順顺麼么續续終终過过從从為为爲为團团組组隊队職职監监歸归願愿誌志簡简\
    幹干勞劳險险攔拦遷迁徵征補补償偿撥拨貸贷贏赢賬账帳账驗验買买賣卖訂订書书";

/// A text as its words are compared: in half width, and with Simplified characters in place of the
/// Traditional ones that our words have. It is no translation, and names are never changed by it.
pub fn comparable(text: &str) -> Cow<'_, str> {
    let narrow = half_width(text);
    if narrow.is_ascii() || !narrow.chars().any(|c| simplified(c) != c) {
        return narrow;
    }
    Cow::Owned(narrow.chars().map(simplified).collect())
}

fn simplified(c: char) -> char {
    if !('\u{4e00}'..='\u{9fff}').contains(&c) {
        return c;
    }
    let mut pairs = PAIRS.chars();
    while let (Some(traditional), Some(simplified)) = (pairs.next(), pairs.next()) {
        if traditional == c {
            return simplified;
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_headings_are_compared_as_simplified_ones() {
        for (traditional, expected) in [
            ("項目名稱", "项目名称"),
            ("完成時限", "完成时限"),
            ("責任單位", "责任单位"),
            ("形象進度", "形象进度"),
            ("目前進度", "目前进度"),
            ("備註", "备注"),
            ("總投資（萬元）", "总投资(万元)"),
            ("項目", "项目"),
            ("％", "%"),
        ] {
            assert_eq!(comparable(traditional), expected, "{traditional}");
        }
    }

    #[test]
    fn each_pair_is_of_two_characters_and_stands_once_and_nothing_is_changed_twice() {
        let all: Vec<char> = PAIRS.chars().collect();
        assert_eq!(all.len() % 2, 0);
        let firsts: Vec<char> = all.iter().copied().step_by(2).collect();
        for (at, pair) in all.chunks(2).enumerate() {
            assert_ne!(pair[0], pair[1], "{}", pair[0]);
            assert!(!firsts.contains(&pair[1]), "{}", pair[1]);
            assert!(!firsts[..at].contains(&pair[0]), "{}", pair[0]);
        }
    }
}
