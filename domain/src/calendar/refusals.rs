//! Every "no" of this part. The code is the part and the name of the function (`calendar.day_twice`).

use crate::hall::refusals;

refusals! {
    "calendar";
    year_out_of_range: "日历年份须在1949年至9998年之间" / "The year of a calendar lies between 1949 and 9998";
    source_missing: "日历须注明来源" / "A calendar says where it comes from";
    source_too_long: "日历来源至多200个字符" / "The source of a calendar has at most 200 characters";
    day_name_length: "节日名称须为1至50个字符" / "The name of a day has 1 to 50 characters";
    too_many_days: "休息日和补班日各至多120天" / "A calendar names at most 120 days off and 120 make-up days";
    day_outside_year: "所列日期不在该年度内" / "A day lies outside the year of the calendar";
    day_twice: "同一日期在日历中出现两次" / "A day stands twice in the calendar";
    make_up_day_is_no_weekend: "补班日须为星期六或星期日" / "A make-up working day is a Saturday or a Sunday";
    calendar_empty: "至少须有一个年度的日历" / "There must be the calendar of at least one year";
    year_twice: "同一年度有两份日历" / "A year has two calendars";
    year_leaves_gap: "各年度日历须前后相连，不得缺少中间年度" / "The years of the calendar follow one another without a gap";

    year_not_held: "没有该年度的日历，无法计算" / "The calendar of that year is not held, so the day cannot be computed";
    length_out_of_range:
        "期限长度超出范围：按日0至36600，按工作日0至5000，按月1至1200，按年1至100；延长至少为1，连同原期限不得超出该范围"
        / "The length is out of range: 0 to 36600 days, 0 to 5000 working days, 1 to 1200 months, 1 to 100 years; an extension is at least 1 and stays within that range together with the period";
    received_only_by_post: "只有邮寄送达才能以实际收到日为准"
        / "Only what was sent by post can have a day of actual receipt" ["专利法实施细则第四条"];
    received_before_sent: "实际收到日早于发出日" / "The day of receipt lies before the day of dispatch";
    suspension_turned: "中止期间的结束日早于开始日" / "A suspension ends before it begins";
    suspension_too_long: "单个中止期间不得超过十年" / "A suspension lasts at most ten years";
    too_many_suspensions: "中止期间至多100个" / "There are at most 100 suspensions";
    beyond_the_calendar: "日期超出可计算的范围（9999年）" / "The day lies beyond what can be computed, the year 9999";
}
