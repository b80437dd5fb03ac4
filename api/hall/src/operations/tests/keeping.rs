//! Tidying: what goes, and what stays.

use std::fs::File;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;

use super::*;
use crate::config::Retention;
use crate::ids::new_id;

const HOUR: i64 = 60 * 60 * 1_000;

#[derive(Debug)]
struct Attempts(bool);

#[async_trait]
impl KeptByARoom for Attempts {
    fn name(&self) -> &'static str {
        "attempts"
    }

    async fn forget_before(&self, _: &Database, instant: i64) -> Result<u64, ActFault> {
        if self.0 { Err(ActFault::NotFound) } else { Ok(u64::try_from(instant / HOUR).expect("it is after 1970")) }
    }
}

fn age(path: &Path, by_millis: i64, now: i64) {
    let at: SystemTime = UNIX_EPOCH + Duration::from_millis(u64::try_from(now - by_millis).expect("after 1970"));
    File::options().write(true).open(path).expect("open").set_modified(at).expect("it is older now");
}

async fn file(house: &House, digest: &Digest, destroyed: bool) {
    let (id, destroyed) = (new_id(house.clocks.real.as_ref()).simple(), if destroyed { "1" } else { "NULL" });
    let statement = format!(
        "INSERT INTO hall_file (id, uploaded_by_kind, digest, stored_digest, octets, kind, name, created_at, \
         destroyed_at, version) VALUES (x'{id}', 'person', '{digest}', '{digest}', 1, 'pdf', x'00', 1, {destroyed}, 1)"
    );
    store::execute(&house.database, &statement).await;
}

#[tokio::test]
async fn what_is_no_longer_kept_goes_and_all_else_stays() {
    let house = House::new().await;
    let now = house.clocks.real.now_millis();
    for (key, created_at) in [("old", now - 25 * HOUR), ("young", now - 23 * HOUR)] {
        let statement = format!(
            "INSERT INTO hall_answer (caller, operation, key, body_digest, answer, created_at) \
             VALUES ('c', 'o', '{key}', x'00', x'00', {created_at})"
        );
        store::execute(&house.database, &statement).await;
    }
    let [wanted, orphan, destroyed, young] =
        [house.upload(b"1").await, house.upload(b"2").await, house.upload(b"3").await, house.upload(b"4").await];
    file(&house, &wanted, false).await;
    file(&house, &destroyed, true).await;
    for digest in [&wanted, &orphan, &destroyed] {
        age(&house.shelf.path_of(digest), 25 * HOUR, now);
    }
    let incoming = house.config.data.join("files/incoming/left");
    std::fs::write(&incoming, "half").expect("written");
    age(&incoming, 2 * HOUR, now);
    let rooms: Vec<Arc<dyn KeptByARoom>> = vec![Arc::new(Attempts(true)), Arc::new(Attempts(false))];
    let (database, shelf) = (house.database.clone(), house.shelf.clone());
    let tidy = Housekeeping::new(database, shelf, house.clocks.clone(), Retention { access_days: 200 }, rooms);
    let tidied = tidy.once().await;
    let since = u64::try_from((now - 200 * 24 * HOUR) / HOUR).expect("it is after 1970");
    assert!(tidied.access == since || tidied.access == since + 1, "{tidied:?}");
    assert_eq!(tidied, Tidied { answers: 1, access: tidied.access, left_behind: 1, orphans: 2, failed: 1 });
    let held: Vec<_> = house.shelf.digests().expect("a folder").map(|digest| digest.expect("one")).collect();
    assert!(held.contains(&wanted) && held.contains(&young) && held.len() == 2, "{held:?}");
    assert_eq!(Tidied { access: 0, ..tidy.once().await }, Tidied { failed: 1, ..Tidied::default() });
}

#[tokio::test]
async fn a_content_that_is_kept_anew_is_not_removed() {
    let house = House::new().await;
    let now = house.clocks.real.now_millis();
    let digest = house.upload(b"again").await;
    age(&house.shelf.path_of(&digest), 25 * HOUR, now);
    house.upload(b"again").await;
    let day = Duration::from_secs(24 * 60 * 60);
    assert!(!house.shelf.remove_untouched(&digest, house.clocks.real.as_ref(), day).await.expect("looked at"));
    assert!(house.shelf.check(&digest).await.expect("checked"), "it is where it was");
    assert!(house.shelf.remove_untouched(&digest, house.clocks.real.as_ref(), Duration::ZERO).await.expect("removed"));
    assert!(!house.shelf.remove_untouched(&digest, house.clocks.real.as_ref(), day).await.expect("it is not there"));
    let incoming = std::fs::read_dir(house.config.data.join("files/incoming")).expect("a folder");
    assert_eq!(incoming.count(), 0);
}
