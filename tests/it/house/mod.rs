//! The house before any room: the way in, its limits, its problem documents.

mod problems;
