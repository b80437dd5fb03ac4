//! The hall: what every act needs, whichever room it goes to.

mod feed;
mod files;
mod journal;
mod keys;
mod legal_time;
mod sealing;
mod tampering;

use hall::verify::Findings;
use tests::TestApp;

/// Gives every entry its place, as the sealer does within a moment.
async fn sealed(house: &TestApp) {
    house.app.sealer.seal_all().await.expect("sealed");
}

/// Lets every follower read to the end, the witness among them.
async fn signed(house: &TestApp) {
    house.app.followers.catch_up().await.expect("followed");
}

/// What `zhiquan verify` finds.
async fn verified(house: &TestApp) -> Findings {
    sealed(house).await;
    house.app.verify().await.expect("verified")
}
