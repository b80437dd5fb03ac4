//! The kinds of identifier the house can tell apart.

/// What an identifier names. [`IdentifierKind::code`] is the stable name that leaves the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdentifierKind {
    /// Patent application number 专利申请号; with `ZL` in front, the patent number 专利号.
    PatentApplicationNumber,
    /// Patent publication number 公开（公告）号, Chinese or foreign.
    PatentPublicationNumber,
    /// Trademark application or registration number 商标申请号／注册号.
    TrademarkNumber,
    /// Unified social credit code 统一社会信用代码 (GB 32100-2015).
    Uscc,
    /// Organisation code 组织机构代码 (GB 11714).
    OrganisationCode,
    /// Symbol of the International Patent Classification 国际专利分类号, whole or the beginning of one.
    Ipc,
    /// Class of the Nice Classification 尼斯分类类别.
    NiceClass,
    /// Similar group 类似群 of the Chinese table of goods and services.
    SimilarGroup,
    /// Class of the Locarno Classification 洛迦诺分类号.
    Locarno,
    /// Number of a geographical indication 地理标志.
    GiNumber,
}

impl IdentifierKind {
    /// Every kind, in the order of declaration.
    pub const ALL: [Self; 10] = [
        Self::PatentApplicationNumber,
        Self::PatentPublicationNumber,
        Self::TrademarkNumber,
        Self::Uscc,
        Self::OrganisationCode,
        Self::Ipc,
        Self::NiceClass,
        Self::SimilarGroup,
        Self::Locarno,
        Self::GiNumber,
    ];

    /// The stable name of the kind, in snake case.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PatentApplicationNumber => "patent_application_number",
            Self::PatentPublicationNumber => "patent_publication_number",
            Self::TrademarkNumber => "trademark_number",
            Self::Uscc => "uscc",
            Self::OrganisationCode => "organisation_code",
            Self::Ipc => "ipc",
            Self::NiceClass => "nice_class",
            Self::SimilarGroup => "similar_group",
            Self::Locarno => "locarno",
            Self::GiNumber => "gi_number",
        }
    }

    /// The name of the kind in Chinese, as an office writes it.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::PatentApplicationNumber => "专利申请号",
            Self::PatentPublicationNumber => "专利公开（公告）号",
            Self::TrademarkNumber => "商标申请号或注册号",
            Self::Uscc => "统一社会信用代码",
            Self::OrganisationCode => "组织机构代码",
            Self::Ipc => "国际专利分类号",
            Self::NiceClass => "尼斯分类类别",
            Self::SimilarGroup => "类似群",
            Self::Locarno => "洛迦诺分类号",
            Self::GiNumber => "地理标志编号",
        }
    }

    /// The name of the kind in English, as it stands inside a sentence.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Self::PatentApplicationNumber => "patent application number",
            Self::PatentPublicationNumber => "patent publication number",
            Self::TrademarkNumber => "trademark number",
            Self::Uscc => "unified social credit code",
            Self::OrganisationCode => "organisation code",
            Self::Ipc => "IPC symbol",
            Self::NiceClass => "Nice class",
            Self::SimilarGroup => "similar group",
            Self::Locarno => "Locarno class",
            Self::GiNumber => "geographical indication number",
        }
    }

    /// The shape a value of this kind has, in Chinese, with an example.
    #[must_use]
    pub const fn shape_zh(self) -> &'static str {
        match self {
            Self::PatentApplicationNumber => {
                "12位数字（2003年10月1日前为8位），可加小数点和一位校验位，如 202010566088.9"
            }
            Self::PatentPublicationNumber => "国别代码加数字，可加文献种类代码，如 CN106540253A",
            Self::TrademarkNumber => "1至8位数字，可加一个字母；马德里国际注册号以 G 开头",
            Self::Uscc => "18位数字或大写字母（不含 I、O、S、V、Z），第3至8位为数字",
            Self::OrganisationCode => "8位数字或大写字母加一位校验码，如 10000001-2",
            Self::Ipc => "部、大类、小类、大组、小组，如 H05C1/04，或其开头部分",
            Self::NiceClass => "01至45，如 第9类",
            Self::SimilarGroup => "4位数字：类别01至45加群号，如 0901",
            Self::Locarno => "大类与小类各两位数字，如 13-03",
            Self::GiNumber => "如 AGI01459、AGI2012-02-869、PDO-CN-0628、公告第461号",
        }
    }

    /// The shape a value of this kind has, in English, with an example.
    #[must_use]
    pub const fn shape_en(self) -> &'static str {
        match self {
            Self::PatentApplicationNumber => {
                "12 digits (8 before 2003-10-01), then if known a dot and the check character, as 202010566088.9"
            }
            Self::PatentPublicationNumber => "a country code and digits, then if known a kind code, as CN106540253A",
            Self::TrademarkNumber => "1 to 8 digits, perhaps with one letter; Madrid registrations begin with G",
            Self::Uscc => "18 digits or capital letters (no I, O, S, V, Z), the 3rd to the 8th digits",
            Self::OrganisationCode => "8 digits or capital letters and a check character, as 10000001-2",
            Self::Ipc => "section, class, subclass, main group and group, as H05C1/04, or the beginning of one",
            Self::NiceClass => "01 to 45, as 09",
            Self::SimilarGroup => "4 digits: class 01 to 45 and the group, as 0901",
            Self::Locarno => "two digits of class and two of subclass, as 13-03",
            Self::GiNumber => "as AGI01459, AGI2012-02-869, PDO-CN-0628, 公告第461号",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_code_of_its_own() {
        let codes: std::collections::BTreeSet<_> = IdentifierKind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes.len(), IdentifierKind::ALL.len());
    }
}
