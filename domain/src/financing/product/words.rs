//! The words that products, demands and their matching share. Their codes stand in rows and entries and are never renamed.

use crate::hall::coded;
use crate::registry::RightKind;

coded! {
    /// What a product lends on 产品类型.
    ProductKind {
        /// On rights alone.
        Pure = "pure" / "纯知识产权质押",
        /// On rights together with other security.
        Combined = "combined" / "组合担保",
        /// With a guarantor.
        Guaranteed = "guaranteed" / "担保机构担保",
        /// With a policy of pledge-loan guarantee insurance.
        Insured = "insured" / "质押保证保险",
    }
}

coded! {
    /// The kinds of right that can be pledged (民法典 article 440). A geographical indication belongs to nobody who could.
    PledgedKind {
        /// 发明.
        Invention = "invention" / "发明专利",
        /// 实用新型.
        UtilityModel = "utility_model" / "实用新型专利",
        /// 外观设计.
        Design = "design" / "外观设计专利",
        /// 商标.
        Trademark = "trademark" / "注册商标",
        /// 著作权: it stands in no register of this platform, and is declared.
        Copyright = "copyright" / "著作权",
    }
}

coded! {
    /// Whom a product wants besides the firm.
    Support {
        /// 担保机构.
        Guarantor = "guarantor" / "担保机构",
        /// 保险机构.
        Insurer = "insurer" / "保险机构",
    }
}

coded! {
    /// The size of a firm 企业规模 (统计上大中小微型企业划分办法), the smallest first.
    FirmSize {
        /// 微型.
        Micro = "micro" / "微型企业",
        /// 小型.
        Small = "small" / "小型企业",
        /// 中型.
        Medium = "medium" / "中型企业",
        /// 大型.
        Large = "large" / "大型企业",
    }
}

coded! {
    /// A grade of credit 信用等级, the worst first.
    CreditGrade {
        /// The worst.
        D = "d" / "D级",
        /// The third.
        C = "c" / "C级",
        /// The second.
        B = "b" / "B级",
        /// The best.
        A = "a" / "A级",
    }
}

coded! {
    /// What the money is for 融资用途. Shares, securities, funds and futures are none of these.
    Purpose {
        /// 流动资金.
        WorkingCapital = "working_capital" / "补充流动资金",
        /// 研发.
        Research = "research" / "研究开发",
        /// 成果转化.
        Conversion = "conversion" / "知识产权转化实施",
        /// 技术改造.
        Renovation = "renovation" / "技术改造",
        /// 设备购置.
        Equipment = "equipment" / "购置设备",
    }
}

coded! {
    /// Data of a firm that banks ask for.
    DataKind {
        /// 纳税.
        Tax = "tax" / "纳税数据",
        /// 社保.
        SocialInsurance = "social_insurance" / "社保缴纳数据",
        /// 公积金.
        HousingFund = "housing_fund" / "公积金缴存数据",
        /// 营业收入.
        Revenue = "revenue" / "营业收入数据",
        /// 财务报表.
        FinancialStatement = "financial_statement" / "财务报表",
        /// 水电气.
        Utilities = "utilities" / "水电气数据",
    }
}

impl PledgedKind {
    /// The kind of a right of the registry; `None`: it cannot be pledged.
    #[must_use]
    pub const fn of_a_registered_right(right: RightKind) -> Option<Self> {
        match right {
            RightKind::Invention => Some(Self::Invention),
            RightKind::UtilityModel => Some(Self::UtilityModel),
            RightKind::Design => Some(Self::Design),
            RightKind::Trademark => Some(Self::Trademark),
            RightKind::GiProduct | RightKind::GiMark | RightKind::GiAgroProduct | RightKind::GiForeignRegister => None,
        }
    }

    /// Its name in English sentences.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Self::Invention => "invention patent",
            Self::UtilityModel => "utility model patent",
            Self::Design => "design patent",
            Self::Trademark => "registered trademark",
            Self::Copyright => "copyright",
        }
    }

    /// Its place in [`Self::ALL`].
    #[must_use]
    pub const fn place(self) -> usize {
        match self {
            Self::Invention => 0,
            Self::UtilityModel => 1,
            Self::Design => 2,
            Self::Trademark => 3,
            Self::Copyright => 4,
        }
    }
}

/// Chinese names in one list.
pub(in crate::financing) fn names<T: Copy>(all: impl IntoIterator<Item = T>, name: fn(T) -> &'static str) -> String {
    all.into_iter().map(name).collect::<Vec<_>>().join("、")
}

/// Codes or English names in one list.
pub(in crate::financing) fn listed<T: Copy>(all: impl IntoIterator<Item = T>, name: fn(T) -> &'static str) -> String {
    all.into_iter().map(name).collect::<Vec<_>>().join(", ")
}
