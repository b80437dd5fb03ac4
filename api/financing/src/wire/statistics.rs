//! Figures of financing, for those who supervise it.

use hall::http::Day;
use poem_openapi::Object;
use uuid::Uuid;

use super::deal_words::RefusalReasonWire;
use super::words::PledgedKindWire;
use crate::desk::{Answers, Figures, Volume};

/// 件数与金额。How many pledges, and what they secure.
#[derive(Debug, Object)]
#[oai(rename = "PledgeVolume")]
pub struct PledgeVolume {
    /// 件数。How many.
    pub count: i64,
    /// 其中担保金额未知的件数；平台外质押多属此类。Of how many the secured amount is not known, as of most made elsewhere.
    pub amount_unknown: i64,
    /// 已知担保金额合计（元）。What the others secure together.
    pub secured: String,
}

impl PledgeVolume {
    fn of(volume: &Volume) -> Self {
        Self { count: volume.count, amount_unknown: volume.unknown, secured: yuan(volume.fen) }
    }
}

/// 一年内登记的质押。The pledges registered in one year.
#[derive(Debug, Object)]
#[oai(rename = "PledgesOfAYear")]
pub struct PledgesOfAYear {
    /// 登记年度。The year of the registration.
    pub year: i32,
    /// 件数与金额。How many, and how much.
    pub volume: PledgeVolume,
}

/// 一类权利的质押。The pledges of one kind of right.
#[derive(Debug, Object)]
#[oai(rename = "PledgesOfAKind")]
pub struct PledgesOfAKind {
    /// 权利种类。The kind.
    pub kind: PledgedKindWire,
    /// 件数与金额。How many, and how much.
    pub volume: PledgeVolume,
}

/// 一家银行的质押。The pledges for one bank.
#[derive(Debug, Object)]
#[oai(rename = "PledgesOfABank", skip_serializing_if_is_none)]
pub struct PledgesOfABank {
    /// 银行；不填为平台外质押。The bank; none: the pledges were made elsewhere.
    pub bank_id: Option<Uuid>,
    /// 银行名称。Its name.
    pub bank_name: Option<String>,
    /// 件数与金额。How many, and how much.
    pub volume: PledgeVolume,
}

/// 一个地区企业的质押。The pledges of firms of one region.
#[derive(Debug, Object)]
#[oai(rename = "PledgesOfARegion", skip_serializing_if_is_none)]
pub struct PledgesOfARegion {
    /// 地区代码（GB/T 2260）；不填为未知。The region; none: it is not known.
    pub region: Option<String>,
    /// 件数与金额。How many, and how much.
    pub volume: PledgeVolume,
}

/// 期间内登记的质押。The pledges registered in the period.
#[derive(Debug, Object)]
#[oai(rename = "PledgeStatistics")]
pub struct PledgeStatistics {
    /// 合计。All of them.
    pub all: PledgeVolume,
    /// 按登记年度。By the year of the registration.
    pub by_year: Vec<PledgesOfAYear>,
    /// 按权利种类。By the kind of right.
    pub by_kind: Vec<PledgesOfAKind>,
    /// 按银行。By the bank.
    pub by_bank: Vec<PledgesOfABank>,
    /// 按企业所在地区。By the region of the firm.
    pub by_region: Vec<PledgesOfARegion>,
}

impl PledgeStatistics {
    fn of(figures: &Figures) -> Self {
        let by_year = figures.pledges_by_year.iter();
        let by_kind = figures.pledges_by_kind.iter();
        let by_bank = figures.pledges_by_bank.iter().map(|(bank, volume)| PledgesOfABank {
            bank_id: *bank,
            bank_name: bank.and_then(|bank| figures.names.get(&bank).cloned()),
            volume: PledgeVolume::of(volume),
        });
        Self {
            all: PledgeVolume::of(&figures.pledges),
            by_year: by_year
                .map(|(year, volume)| PledgesOfAYear { year: *year, volume: PledgeVolume::of(volume) })
                .collect(),
            by_kind: by_kind
                .map(|(kind, volume)| PledgesOfAKind { kind: (*kind).into(), volume: PledgeVolume::of(volume) })
                .collect(),
            by_bank: by_bank.collect(),
            by_region: figures
                .pledges_by_region
                .iter()
                .map(|(region, volume)| PledgesOfARegion { region: region.clone(), volume: PledgeVolume::of(volume) })
                .collect(),
        }
    }
}

/// 一家银行的放款。The loans that one bank paid out.
#[derive(Debug, Object)]
#[oai(rename = "LoansOfABank", skip_serializing_if_is_none)]
pub struct LoansOfABank {
    /// 银行。The bank.
    pub bank_id: Uuid,
    /// 银行名称。Its name.
    pub bank_name: Option<String>,
    /// 笔数。How many.
    pub count: i64,
    /// 金额（元）。How much.
    pub amount: String,
}

/// 期间内的放款。The loans paid out in the period.
#[derive(Debug, Object)]
#[oai(rename = "LoanStatistics")]
pub struct LoanStatistics {
    /// 笔数。How many.
    pub count: i64,
    /// 金额（元）。How much.
    pub amount: String,
    /// 按银行。By the bank.
    pub by_bank: Vec<LoansOfABank>,
}

impl LoanStatistics {
    fn of(figures: &Figures) -> Self {
        let by_bank = figures.loans_by_bank.iter().map(|(bank, volume)| LoansOfABank {
            bank_id: *bank,
            bank_name: figures.names.get(bank).cloned(),
            count: volume.count,
            amount: yuan(volume.fen),
        });
        Self { count: figures.loans.count, amount: yuan(figures.loans.fen), by_bank: by_bank.collect() }
    }
}

/// 一种原因的拒绝与否决。What a bank does not lend on for one reason.
#[derive(Debug, Object)]
#[oai(rename = "RefusalsForAReason")]
pub struct RefusalsForAReason {
    /// 原因。The reason.
    pub reason: RefusalReasonWire,
    /// 件数。How many.
    pub count: i64,
}

/// 一家银行的答复。What one bank made of what it was asked in the period, as it stands now.
#[derive(Debug, Object)]
#[oai(rename = "AnswersOfABank", skip_serializing_if_is_none)]
pub struct AnswersOfABank {
    /// 银行。The bank.
    pub bank_id: Uuid,
    /// 银行名称。Its name.
    pub bank_name: Option<String>,
    /// 收到的需求件数。How many deals it was asked.
    pub asked: i64,
    /// 已答复。How many of them it answered, by taking them on or by refusing them.
    pub answered: i64,
    /// 待答复。How many wait for its answer.
    pub open: i64,
    /// 未答复即终止。How many ended before it answered.
    pub ended_unanswered: i64,
    /// 答复用时中位数（日历日），一位小数。The median of the calendar days to the answer, with one decimal.
    pub median_days: Option<String>,
    /// 最长答复用时（日历日）。The most calendar days to an answer.
    pub longest_days: Option<i64>,
    /// 拒绝与否决，按原因。What it does not lend on, by the reason, also what it took on first.
    pub refused: Vec<RefusalsForAReason>,
}

impl AnswersOfABank {
    fn of(bank: Uuid, name: Option<&String>, answers: &Answers) -> Self {
        let refused = answers.refused.iter();
        Self {
            bank_id: bank,
            bank_name: name.cloned(),
            asked: answers.asked,
            answered: answers.answered,
            open: answers.open,
            ended_unanswered: answers.asked - answers.answered - answers.open,
            median_days: answers.waits.median().map(|median| median.to_string()),
            longest_days: answers.waits.longest(),
            refused: refused
                .map(|(reason, count)| RefusalsForAReason { reason: (*reason).into(), count: *count })
                .collect(),
        }
    }
}

/// 融资统计。Figures of financing for those who supervise it.
#[derive(Debug, Object)]
#[oai(rename = "FinancingStatistics", skip_serializing_if_is_none)]
pub struct FinancingStatisticsView {
    /// 起日。The first day.
    pub from_on: Day,
    /// 止日。The last day.
    pub to_on: Day,
    /// 银行；不填为全部。Of which bank alone; none: of all of them.
    pub bank_id: Option<Uuid>,
    /// 期间内登记的质押。The pledges registered in the period.
    pub pledges: PledgeStatistics,
    /// 期间内的放款。The loans paid out in the period.
    pub loans: LoanStatistics,
    /// 银行对期间内所收需求的答复。What banks made of what they were asked in the period.
    pub answers: Vec<AnswersOfABank>,
}

impl FinancingStatisticsView {
    /// The figures.
    pub(crate) fn of(figures: &Figures) -> Self {
        let answers = figures.answers.iter();
        Self {
            from_on: Day(figures.period.from_on()),
            to_on: Day(figures.period.to_on()),
            bank_id: figures.bank,
            pledges: PledgeStatistics::of(figures),
            loans: LoanStatistics::of(figures),
            answers: answers
                .map(|(bank, answers)| AnswersOfABank::of(*bank, figures.names.get(bank), answers))
                .collect(),
        }
    }
}

/// A sum of amounts in yuan. It may be more than one amount can be.
fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}
