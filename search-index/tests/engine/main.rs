//! The index from outside: real patents in, answers compared with a scan of the texts.

#![expect(clippy::expect_used, reason = "a test that cannot set up its scene has nothing to say")]

mod discard;
mod facets;
mod filters;
mod highlights;
mod hostile;
mod lab;
mod literal;
mod numbers;
mod paging;
mod rebuild;
mod status;
mod storage;
mod unquoted;
