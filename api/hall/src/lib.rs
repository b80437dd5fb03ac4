//! The hall: what every act needs, whichever room it goes to.
//!
//! - [`policy`]: who calls, and what he may do; [`act`]: how something is done, once; [`journal`]: what was done.
//! - [`followers`], [`deadlines`]: what follows from it; [`calendars`]: the working days by which it falls due; [`notices`], [`events`]: who is told.
//! - [`long_operations`]: what goes on after it was answered, and is asked for by its id.
//! - [`verify`]: whether the journal is whole and everything stands as it says.
//! - [`secrets`], [`case_keys`], [`signing_keys`]: what is secret, and what proves that something came from here.
//! - [`files`]: what is uploaded: kept by its content, checked, served as it came.
//! - [`privacy`]: what of a person is kept where, and what of it is shown.
//! - [`clock`], [`ids`]: the only places that ask the machine for time and chance.
//! - [`config`]: every setting, its default and where it may come from.
//! - [`db`]: one way to read and one way to write, on SQLite and PostgreSQL alike.
//! - [`demo`]: the movable moment of a demonstration.
//! - [`http`]: problem documents, limits, pages, the server; [`limits`]: how often somebody may ask.
//! - [`logs`], [`metrics`], [`readiness`]: what operators see; [`operations`]: what they do: back up, restore, examine.

pub mod act;
pub mod calendars;
pub mod case_keys;
pub mod clock;
pub mod config;
pub mod db;
pub mod deadlines;
pub mod demo;
pub mod events;
pub mod files;
pub mod followers;
pub mod http;
pub mod ids;
pub mod journal;
pub mod limits;
pub mod logs;
pub mod long_operations;
pub mod metrics;
pub mod notices;
pub mod operations;
pub mod policy;
pub mod privacy;
pub mod readiness;
pub mod secrets;
pub mod signing_keys;
pub mod verify;
