//! The house before any room: the way in, its limits, its problem documents, and the program that serves it.

mod addresses;
mod answers;
mod backup;
mod bodies;
mod connections;
mod failures;
mod figures;
mod problems;
mod program;
mod questions;
mod rates;
mod secrets;
mod small_records;
mod stopping;

use std::net::SocketAddr;

use hall::config::Config;
use tests::TestApp;
use zhiquan::command::{Serving, start};

/// A house that is served on a socket of its own.
struct Served {
    address: SocketAddr,
    serving: Serving,
    _house: TestApp,
}

async fn served() -> Served {
    served_with(|_| {}).await
}

async fn served_with(adjust: impl FnOnce(&mut Config)) -> Served {
    let house = TestApp::start_with(adjust).await;
    let serving = start(&house.app).await.expect("the house is served");
    Served { address: serving.address, serving, _house: house }
}
