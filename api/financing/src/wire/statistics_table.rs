//! The figures of financing as a table of comma-separated values (RFC 4180), one row for each figure or group of them.

use domain::financing::deal::RefusalReason;
use domain::financing::product::PledgedKind;

use super::statistics::{AnswersOfABank, FinancingStatisticsView, PledgeVolume};

/// The columns, in their order.
const COLUMNS: [&str; 13] = [
    "统计项目",
    "分组",
    "名称",
    "银行标识",
    "拒绝原因",
    "件数",
    "金额未知件数",
    "金额（元）",
    "已答复",
    "待答复",
    "未答复即终止",
    "答复用时中位数（日）",
    "最长答复用时（日）",
];

/// What stands in one row; what is not said is empty.
#[derive(Debug, Default)]
struct Line {
    item: &'static str,
    group: &'static str,
    name: String,
    bank: String,
    reason: &'static str,
    count: i64,
    unknown: Option<i64>,
    amount: Option<String>,
    answers: Option<[String; 5]>,
}

impl Line {
    fn cells(self) -> [String; COLUMNS.len()] {
        let [answered, open, ended, median, longest] = self.answers.unwrap_or_default();
        [
            self.item.into(),
            self.group.into(),
            self.name,
            self.bank,
            self.reason.into(),
            self.count.to_string(),
            self.unknown.map(|unknown| unknown.to_string()).unwrap_or_default(),
            self.amount.unwrap_or_default(),
            answered,
            open,
            ended,
            median,
            longest,
        ]
    }
}

/// The figures as a table, with a byte order mark so that spreadsheets read Chinese.
pub fn csv(view: &FinancingStatisticsView) -> String {
    let mut text = String::from("\u{feff}");
    text.push_str(&COLUMNS.join(","));
    text.push_str("\r\n");
    for line in pledges(view).into_iter().chain(loans(view)).chain(view.answers.iter().flat_map(answers)) {
        text.push_str(&line.cells().map(|cell| safe(&cell)).join(","));
        text.push_str("\r\n");
    }
    text
}

fn pledges(view: &FinancingStatisticsView) -> Vec<Line> {
    let of = |group, name: String, bank: String, volume: &PledgeVolume| Line {
        item: "质押登记",
        group,
        name,
        bank,
        count: volume.count,
        unknown: Some(volume.amount_unknown),
        amount: Some(volume.secured.clone()),
        ..Line::default()
    };
    let pledges = &view.pledges;
    let mut lines = vec![of("合计", String::new(), String::new(), &pledges.all)];
    lines.extend(pledges.by_year.iter().map(|one| of("登记年度", one.year.to_string(), String::new(), &one.volume)));
    let kind = |kind: PledgedKind| kind.zh().to_owned();
    lines.extend(pledges.by_kind.iter().map(|one| of("权利种类", kind(one.kind.into()), String::new(), &one.volume)));
    lines.extend(pledges.by_bank.iter().map(|one| match one.bank_id {
        Some(bank) => of("银行", one.bank_name.clone().unwrap_or_default(), bank.to_string(), &one.volume),
        None => of("银行", "平台外质押".into(), String::new(), &one.volume),
    }));
    lines.extend(pledges.by_region.iter().map(|one| {
        let region = one.region.clone().unwrap_or_else(|| "未知".into());
        of("地区", region, String::new(), &one.volume)
    }));
    lines
}

fn loans(view: &FinancingStatisticsView) -> Vec<Line> {
    let loans = &view.loans;
    let all =
        Line {
            item: "放款", group: "合计", count: loans.count, amount: Some(loans.amount.clone()), ..Line::default()
        };
    let of_a_bank = loans.by_bank.iter().map(|one| Line {
        item: "放款",
        group: "银行",
        name: one.bank_name.clone().unwrap_or_default(),
        bank: one.bank_id.to_string(),
        count: one.count,
        amount: Some(one.amount.clone()),
        ..Line::default()
    });
    std::iter::once(all).chain(of_a_bank).collect()
}

fn answers(one: &AnswersOfABank) -> Vec<Line> {
    let of = |item, count| Line {
        item,
        group: "银行",
        name: one.bank_name.clone().unwrap_or_default(),
        bank: one.bank_id.to_string(),
        count,
        ..Line::default()
    };
    let told = [
        one.answered.to_string(),
        one.open.to_string(),
        one.ended_unanswered.to_string(),
        one.median_days.clone().unwrap_or_default(),
        one.longest_days.map(|days| days.to_string()).unwrap_or_default(),
    ];
    let asked = Line { answers: Some(told), ..of("银行答复", one.asked) };
    let refused =
        one.refused.iter().map(|refused| Line {
            reason: RefusalReason::from(refused.reason).zh(),
            ..of("拒绝与否决", refused.count)
        });
    std::iter::once(asked).chain(refused).collect()
}

/// A cell that a spreadsheet shows and does not compute: what begins like a formula stands behind an apostrophe, and what would
/// end the cell stands in quotes.
fn safe(cell: &str) -> String {
    let like_a_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let shown = if like_a_formula { format!("'{cell}") } else { cell.to_owned() };
    if shown.contains([',', '"', '\r', '\n']) { format!("\"{}\"", shown.replace('"', "\"\"")) } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_shown_and_neither_computed_nor_cut() {
        assert_eq!(safe("城市银行"), "城市银行");
        assert_eq!(safe("900000.00"), "900000.00");
        assert_eq!(safe("=1+1"), "'=1+1");
        assert_eq!(safe("@cmd"), "'@cmd");
        assert_eq!(safe("某银行,\"分行\""), "\"某银行,\"\"分行\"\"\"");
        assert_eq!(safe("=A1,B1"), "\"'=A1,B1\"");
        assert_eq!(safe("两行\r\n名称"), "\"两行\r\n名称\"");
    }
}
