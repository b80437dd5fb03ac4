//! This room decides whether a patent application may go the fast lane: who may ask for it, in which fields, what each
//! side does by when, and whether what was filed is what passed.
//!
//! ```text
//! case        open ─► draft ─submit─► submitted ─accept─► accepted ◄──────────────────────────────────┐
//!                                         └─return─► returned  │ issue_opinion        (examined again)│
//!                                                              ├──► opinion_issued ─amend─► amended ──┘
//!                         the examiners: pass ─► pass_proposed │          └─lapse─► withdrawn
//!                                       └────pass────┴───────► passed | failed
//!
//!             passed ─file─► filed ─pay_fees─► fees_paid ─mark─► marked ─grant─► granted
//!               └─lapse─► withdrawn  └───────────┴── lapse, │ reply ▲ └─reject─► rejected
//!                                       lose_lane, withdraw ▼       │ receive_action
//!                                               lane_lost ◄── action_open
//!
//! entity      apply ─► applied ─review─► reviewed ─report─► reported ─take_effect─► effective ◄─► reminded | suspended
//!                        └──refuse──► refused                                          └─cancel─► cancelled
//!
//! field_list  publish ─► published ─publish─► published
//!
//! request     file ─► filed ─triage─► triaged ─► concluded, or sent on: referred ─► acknowledged ─► concluded
//!                       └──decline──► declined
//!
//! examiner    set ─► known ─set─► known
//! ```
//!
//! The complete diagrams, made from the code, are in `docs/diagrams/preexam.md`. Each aggregate has a module with `decide`
//! (what follows from a command, or a refusal), `apply` (the state after an event) and, where clocks run, `step` (the one
//! clock that runs now). A decision rests on the state, the command, the [`Law`] and the moment, and on nothing else.
//!
//! **Invariants**
//! - One table says what a state takes; `decide` asks it first, and what is shown as possible is read from it.
//! - The applicant's lapse is decided by the calendar when it is asked, whatever a sweep did or left undone. The centre's
//!   being late ends nothing.
//! - What comes too late is never lost: it is kept beside the case, and has no effect.
//! - Every check of the gate answers; a case comes in only while none says no, and is accepted only when a person settled
//!   what needs one. Only what was taken over from another system came through the gate elsewhere.
//! - What passed never changes. A case is marked only when what was filed is the same, by digest or by a person's word.
//! - Where two are asked for, the second who lets it pass is not the first.
//! - A granted case was marked. What ended stays ended.
//! - A block keeps the centre from deciding; it stops no clock and keeps the applicant from nothing.
//! - Clocks and numbers are rows of `rules/preexam.toml`, not constants. The applicant's time moves no limit.

mod answer;
pub mod case;
pub mod entity;
pub mod examiner;
pub mod field_list;
pub mod forecast;
mod law;
mod numbers;
mod patent_kind;
pub mod refusals;
pub mod request;
mod rules;
mod step;
mod text;

#[cfg(test)]
mod tests;

pub use crate::hall::Answer;
pub use answer::CheckAnswer;
pub use law::Law;
pub use numbers::{NumberId, PreexamNumbers, PreexamNumbersByDay};
pub use patent_kind::PatentKind;
pub use rules::{PreexamRules, PreexamRulesFault};
pub use step::{Step, Whose};
