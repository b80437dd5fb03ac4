//! The answer to a check.

use super::coded::coded;

coded! {
    /// What a check says. Nothing is silently refused, and what cannot be known is said to be unknown.
    Answer {
        /// It is satisfied.
        Yes = "yes" / "符合",
        /// It is not.
        No = "no" / "不符合",
        /// What is known does not decide it: somebody must look.
        NeedsPerson = "needs_person" / "需人工核查",
    }
}
