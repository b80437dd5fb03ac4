//! Every "no" about pools. The code is the room and the name of the function (`financing.pool_paid_already`).

use crate::hall::refusals;

refusals! {
    "financing";
    pool_unknown: "没有该资金池" / "There is no such pool";
    pool_exists: "该资金池已设立" / "The pool exists already";
    pool_amount_zero: "金额须大于零" / "The amount must be more than nothing";
    pool_amount_too_large: "金额过大" / "The amount is too large";
    pool_paid_already: "资金池已为该业务代偿" / "The pool has paid for this deal already";
    pool_pays_less: "超过资金池对该损失的应付金额" / "It is more than the pool pays of this loss";
}
