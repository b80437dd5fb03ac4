//! The lists of names of a pledge.

use crate::hall::coded;

coded! {
    /// What a version of an entry is.
    EntryKind {
        /// The pledge was registered.
        Created = "created" / "设立登记",
        /// Its parties, its amount or its scope changed.
        Amended = "amended" / "变更登记",
        /// Its debt runs longer.
        Extended = "extended" / "延期登记",
        /// It was struck off.
        Released = "released" / "注销登记",
    }
}

coded! {
    /// Why a pledge was struck off: the four grounds that the copyright rule (article 18) and the patent rule have in common,
    /// and the office's own revocation.
    ReleaseReason {
        /// The debt was performed, in time or early.
        Performed = "performed" / "债务已履行",
        /// The pledge was realised.
        Realised = "realised" / "质权已实现",
        /// The pledgee waived it.
        Waived = "waived" / "质权人放弃质权",
        /// Both agreed.
        Agreed = "agreed" / "双方协商一致",
        /// The contract is void or was revoked.
        ContractVoid = "contract_void" / "合同无效或被撤销",
        /// The office revoked the registration, since there was a ground to refuse it.
        Revoked = "revoked" / "登记机构撤销登记",
        /// It ended otherwise.
        Otherwise = "otherwise" / "其他消灭事由",
    }
}
