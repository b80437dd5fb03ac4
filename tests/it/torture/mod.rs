//! What must hold when everything goes wrong: killed programs, crashed databases, full disks, clocks that jump, and
//! everybody at once.

mod clock;
mod crowd;
mod disk;
mod impatient;
mod killed;
mod load;
mod postgres;
mod racing;

/// A number from the environment.
fn number_in(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |text| text.parse().expect("a number"))
}

/// The seed of everything random: a run that failed is repeated with the one it printed.
fn seed() -> u64 {
    number_in("ZHIQUAN_TORTURE_SEED", std::process::id().into())
}
