//! What can be consented to, and for what.

use crate::financing::product::DataKind;
use crate::hall::coded;

coded! {
    /// What of a firm and its demand a bank may see. Each stands alone: none contains another.
    ConsentField {
        /// Its name and unified social credit code.
        Identity = "identity" / "企业名称与统一社会信用代码",
        /// The rights of the bundle by their numbers, and what the checks of each say.
        Rights = "rights" / "质押物及核查结果",
        /// What the rights are worth, with the reports.
        Valuations = "valuations" / "评估值与评估报告",
        /// What is known of the firm.
        Profile = "profile" / "企业信息",
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

coded! {
    /// For what a bank may look.
    ConsentPurpose {
        /// Before it lends.
        BeforeLending = "before_lending" / "贷前审查",
        /// While it watches the loan.
        WhileLent = "while_lent" / "贷后管理",
    }
}

impl ConsentField {
    /// The field of a kind of data.
    #[must_use]
    pub const fn of_data(kind: DataKind) -> Self {
        match kind {
            DataKind::Tax => Self::Tax,
            DataKind::SocialInsurance => Self::SocialInsurance,
            DataKind::HousingFund => Self::HousingFund,
            DataKind::Revenue => Self::Revenue,
            DataKind::FinancialStatement => Self::FinancialStatement,
            DataKind::Utilities => Self::Utilities,
        }
    }
}
