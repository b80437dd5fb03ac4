//! The papers that the room makes: the contract that both sign, and the pack that goes to the office. The wording follows what the
//! rules ask a paper to say (民法典 articles 427 and 470, 专利权质押登记办法 article 8); lawyers of the parties may attach more.

mod contract;
mod pack;

use chrono::NaiveDate;
use domain::financing::demand::RightKey;
use domain::financing::product::PledgedKind;
use hall::act::ActFault;
use hall::http::Fault;
use papers::PaperFault;

pub(crate) use contract::contract;
pub(crate) use pack::{MOST_OCTETS_OF_A_FILE, files_of, pack};

/// A paper that cannot be made is a fault of the platform, except where it would be too large.
fn not_made(fault: PaperFault) -> ActFault {
    match fault {
        PaperFault::TooLarge | PaperFault::TooManyPages | PaperFault::TooManyEntries => {
            let (zh, en) = ("材料过大，无法生成", "The papers would be too large to be made");
            Fault::from(domain::hall::Refusal::new("financing.papers_too_large", zh, en)).into()
        }
        other @ (PaperFault::TooManyColumns
        | PaperFault::EntryName(_)
        | PaperFault::EntryTwice(_)
        | PaperFault::Day(_)
        | PaperFault::Font
        | PaperFault::Writer(_)) => ActFault::Inconsistent { table: "financing_pledge", cause: other.to_string() },
    }
}

/// Makes papers off the threads that answer others: setting type and packing keep a thread busy.
///
/// # Errors
/// What the making says.
pub(crate) async fn made(
    make: impl FnOnce() -> Result<Vec<u8>, ActFault> + Send + 'static,
) -> Result<Vec<u8>, ActFault> {
    let fault = |error: tokio::task::JoinError| ActFault::Inconsistent {
        table: "financing_pledge",
        cause: format!("the making of a paper did not end: {error}"),
    };
    tokio::task::spawn_blocking(make).await.map_err(fault)?
}

/// A day as papers write it.
fn written(day: NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}

/// What a right is called by its number.
fn number_of(right: &RightKey) -> (&'static str, &str) {
    let name = match right.kind {
        PledgedKind::Invention | PledgedKind::UtilityModel | PledgedKind::Design => "专利号",
        PledgedKind::Trademark => "商标注册号",
        PledgedKind::Copyright => "著作权登记号",
    };
    (name, &right.number)
}
