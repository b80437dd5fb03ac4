//! Accounts: who comes in, who may act, and for whom.

mod entry;
