//! The hall: what every act needs, whichever room it goes to.
//!
//! - [`clock`], [`ids`]: the only places that ask the machine for time and chance.
//! - [`config`]: every setting, its default and where it may come from.
//! - [`db`]: one way to read and one way to write, on SQLite and PostgreSQL alike.
//! - [`http`]: problem documents, limits, pages, the server.
//! - [`logs`], [`metrics`], [`readiness`]: what operators see.

pub mod act;
pub mod case_keys;
pub mod clock;
pub mod config;
pub mod db;
pub mod deadlines;
pub mod followers;
pub mod http;
pub mod ids;
pub mod journal;
pub mod logs;
pub mod metrics;
pub mod notices;
pub mod policy;
pub mod readiness;
