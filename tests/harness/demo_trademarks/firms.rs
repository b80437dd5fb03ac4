//! Firms that do not exist.

use std::collections::BTreeSet;

use domain::identifier::{OrganisationCode, Uscc};

use super::FIRMS;
use super::chance::Chance;

/// An invented firm.
#[derive(Debug)]
pub(super) struct Firm {
    pub(super) name: String,
    pub(super) uscc: String,
    pub(super) region: &'static str,
    /// The word of its name, which most of its marks bear as well.
    pub(super) brand: String,
    /// The Nice classes of its trade.
    pub(super) classes: &'static [u8],
}

/// Provinces by weight.
const REGIONS: [(&str, u64); 31] = [
    ("黑龙江", 300),
    ("吉林", 40),
    ("辽宁", 45),
    ("北京", 45),
    ("天津", 15),
    ("河北", 30),
    ("山西", 12),
    ("内蒙古", 15),
    ("上海", 45),
    ("江苏", 45),
    ("浙江", 55),
    ("安徽", 22),
    ("福建", 35),
    ("江西", 15),
    ("山东", 50),
    ("河南", 30),
    ("湖北", 22),
    ("湖南", 20),
    ("广东", 80),
    ("广西", 10),
    ("海南", 6),
    ("重庆", 14),
    ("四川", 28),
    ("贵州", 9),
    ("云南", 12),
    ("西藏", 2),
    ("陕西", 14),
    ("甘肃", 6),
    ("青海", 3),
    ("宁夏", 4),
    ("新疆", 9),
];

/// Trades by weight, each with its Nice classes.
const TRADES: [((&str, &[u8]), u64); 36] = [
    (("食品", &[30, 29, 35]), 14),
    (("米业", &[30, 31, 35]), 8),
    (("乳业", &[29, 5]), 4),
    (("农业科技", &[31, 1, 29, 44]), 12),
    (("种业", &[31, 44]), 4),
    (("林产品", &[29, 31, 20]), 4),
    (("茶业", &[30, 43]), 4),
    (("酒业", &[33, 32]), 8),
    (("饮料", &[32, 30]), 4),
    (("餐饮管理", &[43, 30, 35]), 10),
    (("生物科技", &[5, 3, 1, 42]), 8),
    (("药业", &[5, 10, 44]), 8),
    (("医疗器械", &[10, 44]), 4),
    (("化妆品", &[3, 44]), 6),
    (("服饰", &[25, 18, 26]), 14),
    (("纺织", &[24, 23, 22]), 4),
    (("家居用品", &[20, 21, 24, 27]), 6),
    (("电子科技", &[9, 11, 42]), 10),
    (("网络科技", &[42, 9, 35, 38]), 12),
    (("机械制造", &[7, 12, 37]), 8),
    (("汽车配件", &[12, 7]), 4),
    (("五金", &[6, 8]), 4),
    (("建材", &[19, 2, 17]), 6),
    (("化工", &[1, 2, 4]), 4),
    (("新能源", &[9, 11, 4]), 4),
    (("环保科技", &[40, 11, 1]), 4),
    (("珠宝", &[14, 35]), 3),
    (("文具", &[16, 28]), 3),
    (("文化传媒", &[41, 35, 16]), 8),
    (("教育咨询", &[41, 42]), 5),
    (("体育用品", &[28, 25]), 4),
    (("乐器", &[15, 41]), 1),
    (("物流", &[39, 35]), 4),
    (("装饰工程", &[37, 42]), 4),
    (("商贸", &[35, 29, 25]), 10),
    (("企业管理咨询", &[35, 45, 36]), 5),
];

/// Invents the firms: names and credit codes are all different.
pub(super) fn invent(words: &[&str], chance: &mut Chance) -> Vec<Firm> {
    let mut names = BTreeSet::new();
    let mut firms = Vec::with_capacity(FIRMS);
    while firms.len() < FIRMS {
        let region = *chance.weighted(&REGIONS);
        let brand = *chance.pick(words);
        let (trade, classes) = *chance.weighted(&TRADES);
        let name = format!("{region}{brand}{trade}有限公司");
        if names.insert(name.clone()) {
            let uscc = credit_code(firms.len());
            firms.push(Firm { name, uscc, region, brand: brand.to_owned(), classes });
        }
    }
    firms
}

/// The credit code of the firm of this place: department 9, type 1, region 990000, an organisation code counted up in
/// steps that look like none, and both check characters (GB 32100, GB 11714).
fn credit_code(place: usize) -> String {
    // 7,919,003 has no factor in common with 10^8: no two places give one body.
    let body = format!("{:08}", (place * 7_919_003 + 10_000_019) % 100_000_000);
    let organisation = OrganisationCode::parse(&format!("{body}0")).map_or('0', |code| code.expected_check());
    let without_check = format!("91990000{body}{organisation}");
    let check = Uscc::parse(&format!("{without_check}0")).map_or('0', |code| code.expected_check());
    format!("{without_check}{check}")
}
