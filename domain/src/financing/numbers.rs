//! Counts and percentages of this room, read from `rules/financing.toml`, with where each comes from.

use crate::hall::numbers;

numbers! {
    FinancingNumbers, FinancingNumbersByDay;
    /// By how many percentage points a discount rate is moved to find the ends of a value.
    DiscountRateBy discount_rate_by_percent = "discount_rate_by_percent" / "折现率浮动（百分点）": Percent 1..=50;
    /// By which part of itself a royalty rate is moved.
    RoyaltyRatePart royalty_rate_part_percent
        = "royalty_rate_part_percent" / "许可费率浮动（占自身比例）": Percent 1..=90;
    /// By how many percentage points the profit is moved.
    ProfitBy profit_by_percent = "profit_by_percent" / "合理利润率浮动（百分点）": Percent 1..=50;
    /// By how many percentage points the economic obsolescence is moved.
    ObsolescenceBy obsolescence_by_percent
        = "obsolescence_by_percent" / "经济性贬值率浮动（百分点）": Percent 1..=50;
    /// For how many months a value may be relied on.
    ValuationValid valuation_valid_months = "valuation_valid_months" / "估值有效期": Months 1..=60;
    /// How many pledges a patent carries at once.
    PledgesAtOncePatent pledges_at_once_patent = "pledges_at_once_patent" / "专利权可同时设立的质权数": Cases 1..=10;
    /// How many pledges a trademark carries at once.
    PledgesAtOnceTrademark pledges_at_once_trademark
        = "pledges_at_once_trademark" / "商标权可同时设立的质权数": Cases 1..=10;
    /// How many pledges a copyright carries at once.
    PledgesAtOnceCopyright pledges_at_once_copyright
        = "pledges_at_once_copyright" / "著作权可同时设立的质权数": Cases 1..=10;
    /// For how long a firm can consent at most.
    ConsentLongest consent_longest_months = "consent_longest_months" / "授权最长期限": Months 1..=120;
    /// How many days before it is due the annual fee of a pledged patent is told of.
    FeeNotice annual_fee_notice_days = "annual_fee_notice_days" / "年费提醒提前日数": Days 1..=180;
    /// A cover of the outstanding principal below this is warned of.
    CoverWarning cover_warning_percent = "cover_warning_percent" / "押品覆盖率预警线": Percent 1..=100;
    /// A cover below this is urgent.
    CoverUrgent cover_urgent_percent = "cover_urgent_percent" / "押品覆盖率紧急线": Percent 1..=100;
}
