//! A case 预审案件: from the draft to the grant, or to the ways out.
//!
//! A command is asked of a state: [`allowed`] says whether it may be done there at all (the one table, from which
//! [`possible`] answers too), [`decide`] what follows from it, [`apply`] what is true afterwards.

mod allowed;
mod apply;
mod checks;
pub mod clocks;
mod command;
mod course;
mod decide;
mod dossier;
mod event;
mod facts;
pub mod gate;
pub mod identity;
mod lane;
mod state;
pub mod steps;

pub use allowed::{allowed, possible};
pub use apply::apply;
pub use clocks::{Clocks, Standing, StepClock};
pub use command::{CaseCommand, CommandKind};
pub use course::{Block, Commitment, Course, LateAct, LateActKind, OpinionItem, Round};
pub use decide::decide;
pub use dossier::{Document, DocumentRole, Dossier};
pub use event::CaseEvent;
pub use facts::{CaseFacts, CoApplicant, Declarations};
pub use gate::{CheckId, GateFacts};
pub use identity::Identity;
pub use lane::{
    Action, ActionKind, AnsweredAction, Confirmation, Fees, FiledText, Filing, Lane, LaneLossReason, Pass,
    WithdrawalReason,
};
pub use state::CaseState;
pub use steps::{Step, StepKind, ended_on, step, target};
