//! The room of pre-examination from outside.

mod clocks;
mod entities;
mod gate;
mod requests;
mod stories;
mod work;
