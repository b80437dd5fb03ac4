//! What the house holds, read from its database and not from its index.

use std::path::Path;

use hall::clock::Clocks;
use hall::config::Config;
use hall::db::Database;
use registry::indexing::entry;
use search_index::Entry;

use crate::setting::Outcome;

/// Records read at once.
const AT_ONCE: u64 = 5_000;

/// Hands every record to `take`, some thousands at a time.
pub(crate) fn each(data: &Path, mut take: impl FnMut(&[Entry]) -> Outcome<()>) -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let config = Config { data: data.to_owned(), ..Config::default() };
    let database = runtime.block_on(Database::open(&config))?;
    let rules = registry::rules::shipped()?;
    let today = Clocks::of_the_machine().moment.moment().legal_day();
    let mut after = 0;
    loop {
        let records = runtime.block_on(registry::store::changes_after(database.reader(), after, AT_ONCE))?;
        let Some(last) = records.last() else { break };
        after = last.change_number;
        let entries: Vec<Entry> = records.iter().map(|record| entry(record, &rules, today)).collect();
        take(&entries)?;
    }
    runtime.block_on(database.close())?;
    Ok(())
}
