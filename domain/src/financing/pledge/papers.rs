//! What a pack contains.

use super::Procedure;
use crate::hall::coded;

coded! {
    /// A paper of the pack.
    Paper {
        /// The office's form, signed or sealed by both.
        Form = "form" / "质押登记申请表",
        /// The contract of the pledge.
        PledgeContract = "pledge_contract" / "质押合同",
        /// The contract of the debt.
        MainContract = "main_contract" / "主合同",
        /// A signed commitment instead of copies of identity papers.
        Commitment = "commitment" / "承诺书",
        /// The identity papers of both.
        Identity = "identity" / "双方身份证明",
        /// The certificate of the work's registration or another proof of ownership.
        Certificate = "certificate" / "著作权权属证明",
        /// The power of attorney that states its scope, where an agency applies.
        Power = "power" / "代理委托书",
        /// The appraisal, where the right was appraised.
        Appraisal = "appraisal" / "评估报告",
        /// The paper of the co-owners, where there are any.
        CoOwnerConsent = "co_owner_consent" / "共有人同意出质的证明",
    }
}

/// The papers that the office asks for, in the order of its list (专利权质押登记办法 article 7; CNIPA's guide for marks).
#[must_use]
pub fn papers(procedure: Procedure, by_agency: bool, is_appraised: bool, has_co_owners: bool) -> Vec<Paper> {
    let asked = match procedure {
        Procedure::PatentOnline | Procedure::PatentWindow => {
            vec![Paper::Form, Paper::PledgeContract, Paper::Commitment]
        }
        Procedure::Trademark => vec![Paper::Form, Paper::Commitment, Paper::MainContract, Paper::PledgeContract],
        Procedure::Copyright => {
            vec![Paper::Form, Paper::Identity, Paper::MainContract, Paper::PledgeContract, Paper::Certificate]
        }
    };
    let further = [(by_agency, Paper::Power), (is_appraised, Paper::Appraisal), (has_co_owners, Paper::CoOwnerConsent)];
    asked.into_iter().chain(further.into_iter().filter(|(asked, _)| *asked).map(|(_, paper)| paper)).collect()
}
