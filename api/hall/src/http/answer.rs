//! What checks say, on the wire.

use domain::hall::Answer;

use crate::beside;

beside!(
    /// 核查结论。What a check says.
    AnswerWire = "CheckAnswerCode", Answer:
    /// 符合。
    Yes,
    /// 不符合。
    No,
    /// 需人工核查。
    NeedsPerson
);
