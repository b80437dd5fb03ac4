//! Provinces and countries by their short Chinese names.

/// Provinces, autonomous regions, municipalities and special regions: short name and full name (GB/T 2260).
const PROVINCES: [(&str, &str); 34] = [
    ("北京", "北京市"),
    ("天津", "天津市"),
    ("河北", "河北省"),
    ("山西", "山西省"),
    ("内蒙古", "内蒙古自治区"),
    ("辽宁", "辽宁省"),
    ("吉林", "吉林省"),
    ("黑龙江", "黑龙江省"),
    ("上海", "上海市"),
    ("江苏", "江苏省"),
    ("浙江", "浙江省"),
    ("安徽", "安徽省"),
    ("福建", "福建省"),
    ("江西", "江西省"),
    ("山东", "山东省"),
    ("河南", "河南省"),
    ("湖北", "湖北省"),
    ("湖南", "湖南省"),
    ("广东", "广东省"),
    ("广西", "广西壮族自治区"),
    ("海南", "海南省"),
    ("重庆", "重庆市"),
    ("四川", "四川省"),
    ("贵州", "贵州省"),
    ("云南", "云南省"),
    ("西藏", "西藏自治区"),
    ("陕西", "陕西省"),
    ("甘肃", "甘肃省"),
    ("青海", "青海省"),
    ("宁夏", "宁夏回族自治区"),
    ("新疆", "新疆维吾尔自治区"),
    ("香港", "香港特别行政区"),
    ("澳门", "澳门特别行政区"),
    ("台湾", "台湾省"),
];

/// Seats of provincial government and cities with a plan of their own, where an address begins with the city.
const CITIES: [(&str, &str); 32] = [
    ("石家庄", "河北"),
    ("太原", "山西"),
    ("呼和浩特", "内蒙古"),
    ("沈阳", "辽宁"),
    ("大连", "辽宁"),
    ("长春", "吉林"),
    ("哈尔滨", "黑龙江"),
    ("南京", "江苏"),
    ("杭州", "浙江"),
    ("宁波", "浙江"),
    ("合肥", "安徽"),
    ("福州", "福建"),
    ("厦门", "福建"),
    ("南昌", "江西"),
    ("济南", "山东"),
    ("青岛", "山东"),
    ("郑州", "河南"),
    ("武汉", "湖北"),
    ("长沙", "湖南"),
    ("广州", "广东"),
    ("深圳", "广东"),
    ("南宁", "广西"),
    ("海口", "海南"),
    ("成都", "四川"),
    ("贵阳", "贵州"),
    ("昆明", "云南"),
    ("拉萨", "西藏"),
    ("西安", "陕西"),
    ("兰州", "甘肃"),
    ("西宁", "青海"),
    ("银川", "宁夏"),
    ("乌鲁木齐", "新疆"),
];

/// Countries: as the European register writes them in English, and in Chinese.
const COUNTRIES: [(&str, &str); 60] = [
    ("Andorra", "安道尔"),
    ("Armenia", "亚美尼亚"),
    ("Australia", "澳大利亚"),
    ("Austria", "奥地利"),
    ("Belgium", "比利时"),
    ("Brazil", "巴西"),
    ("Bulgaria", "保加利亚"),
    ("Cambodia", "柬埔寨"),
    ("Canada", "加拿大"),
    ("China", "中国"),
    ("Colombia", "哥伦比亚"),
    ("Croatia", "克罗地亚"),
    ("Cyprus", "塞浦路斯"),
    ("Czechia", "捷克"),
    ("Denmark", "丹麦"),
    ("Dominican Republic", "多米尼加"),
    ("Estonia", "爱沙尼亚"),
    ("Finland", "芬兰"),
    ("France", "法国"),
    ("Germany", "德国"),
    ("Greece", "希腊"),
    ("Guinea", "几内亚"),
    ("Guyana", "圭亚那"),
    ("Hungary", "匈牙利"),
    ("India", "印度"),
    ("Indonesia", "印度尼西亚"),
    ("Ireland", "爱尔兰"),
    ("Israel", "以色列"),
    ("Italia", "意大利"),
    ("Japan", "日本"),
    ("Latvia", "拉脱维亚"),
    ("Lithuania", "立陶宛"),
    ("Luxembourg", "卢森堡"),
    ("Malta", "马耳他"),
    ("Mexico", "墨西哥"),
    ("Mongolia", "蒙古"),
    ("Morocco", "摩洛哥"),
    ("Netherlands", "荷兰"),
    ("New Zealand", "新西兰"),
    ("Norway", "挪威"),
    ("Peru", "秘鲁"),
    ("Poland", "波兰"),
    ("Portugal", "葡萄牙"),
    ("Republic of Korea", "韩国"),
    ("Romania", "罗马尼亚"),
    ("Russian Federation", "俄罗斯"),
    ("Singapore", "新加坡"),
    ("Slovakia", "斯洛伐克"),
    ("Slovenia", "斯洛文尼亚"),
    ("South Africa", "南非"),
    ("Spain", "西班牙"),
    ("Sri Lanka", "斯里兰卡"),
    ("Sweden", "瑞典"),
    ("Switzerland", "瑞士"),
    ("Thailand", "泰国"),
    ("Trinidad and Tobago", "特立尼达和多巴哥"),
    ("Turkey", "土耳其"),
    ("United Kingdom", "英国"),
    ("United States", "美国"),
    ("Viet nam", "越南"),
];

/// The short name of a province or country as a record writes it (`山东省`, `中国台湾`, `俄罗斯联邦`, `深圳市`). What
/// is not known is kept as written.
pub(super) fn short(written: &str) -> &str {
    let written = written.trim();
    let bare = without_china(written);
    let province = PROVINCES.iter().find(|(short, full)| bare == *short || bare == *full).map(|(short, _)| *short);
    let city = || CITIES.iter().find(|(city, _)| bare.strip_suffix('市').unwrap_or(bare) == *city).map(|(_, of)| *of);
    let federation = || written.strip_suffix("联邦").filter(|bare| is_country(bare));
    province.or_else(city).or_else(federation).unwrap_or(written)
}

/// The province or country in which an address lies, with or without the postcode in front; `None` where it does not
/// begin with one.
pub(super) fn of_address(address: &str) -> Option<&'static str> {
    let bare = address.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let bare = without_china(bare);
    let begins = |(name, answer): &(&str, &'static str)| bare.starts_with(name).then_some(*answer);
    let province = PROVINCES.iter().find(|(short, _)| bare.starts_with(short)).map(|(short, _)| *short);
    // The longest name wins: 印度尼西亚 begins with 印度.
    let country = || COUNTRIES.iter().map(|(_, zh)| *zh).filter(|zh| bare.starts_with(zh)).max_by_key(|zh| zh.len());
    province.or_else(|| CITIES.iter().find_map(begins)).or_else(country)
}

/// The Chinese name of a country written in English, as written where it is not known.
pub(super) fn country(english: &str) -> &str {
    let english = english.trim();
    COUNTRIES.iter().find(|(en, _)| *en == english).map_or(english, |(_, zh)| *zh)
}

fn is_country(name: &str) -> bool {
    COUNTRIES.iter().any(|(_, zh)| *zh == name)
}

fn without_china(written: &str) -> &str {
    match written.strip_prefix("中国") {
        Some(rest) if !rest.trim_start().is_empty() => rest.trim_start(),
        Some(_) | None => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provinces_and_countries_have_one_short_name() {
        for (written, expected) in [
            ("山东省", "山东"),
            ("山东", "山东"),
            ("中国台湾", "台湾"),
            ("中国香港", "香港"),
            ("内蒙古自治区", "内蒙古"),
            ("新疆维吾尔自治区", "新疆"),
            ("深圳市", "广东"),
            ("俄罗斯联邦", "俄罗斯"),
            ("中国", "中国"),
            ("百慕大群岛", "百慕大群岛"),
        ] {
            assert_eq!(short(written), expected, "{written}");
        }
    }

    #[test]
    fn an_address_tells_its_province_or_country() {
        for (address, expected) in [
            ("153036 黑龙江省伊春市新青区", Some("黑龙江")),
            ("山西省晋中市榆次区锦纶东街7号", Some("山西")),
            ("中国台湾大安区金山南路二段", Some("台湾")),
            ("中国香港九龙九龙湾", Some("香港")),
            ("150001哈尔滨市南岗区", Some("黑龙江")),
            ("澳大利亚昆士兰省阿润德区", Some("澳大利亚")),
            ("印度尼西亚雅加达", Some("印度尼西亚")),
            ("青海省海南藏族自治州", Some("青海")),
            ("某处", None),
            ("", None),
        ] {
            assert_eq!(of_address(address), expected, "{address}");
        }
    }

    #[test]
    fn a_country_that_the_table_lacks_stays_as_written() {
        assert_eq!(country("Italia"), "意大利");
        assert_eq!(country(" Viet nam "), "越南");
        assert_eq!(country("Atlantis"), "Atlantis");
    }
}
