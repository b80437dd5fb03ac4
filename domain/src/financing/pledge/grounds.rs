//! The grounds on which the offices refuse a pledge, each with the code and the rule by which its kind of right knows it.

use crate::financing::product::PledgedKind;
use crate::hall::{Refusal, coded};

use super::refusals;

/// The rule of patents. The list is cited by a local window (wxjkippc.org.cn); its wording was not read.
const PATENTS: &str = "专利权质押登记办法（国家知识产权局公告第461号）";
/// The rule of trademarks. Its text was not read.
const TRADEMARKS: &str = "注册商标专用权质押登记程序规定（国家知识产权局公告第358号）";
/// The rule of copyrights, whose text was read.
const COPYRIGHTS: &str = "著作权质权登记办法（国家版权局令第8号）第十二条";

/// Its article on co-owners.
const CO_OWNED_COPYRIGHTS: &str = "著作权质权登记办法（国家版权局令第8号）第三条";

coded! {
    /// For what an office refuses to register a pledge.
    Ground {
        /// Who pledges is not whom the register names.
        NotOwner = "not_owner" / "出质人与登记的权利人不一致",
        /// The right has ended or was declared invalid.
        Ended = "ended" / "权利已终止、被撤销或宣告无效",
        /// It is not granted or registered yet.
        NotGranted = "not_granted" / "尚未授权或注册",
        /// Its annual fee is not paid.
        FeeUnpaid = "fee_unpaid" / "未按规定缴纳年费",
        /// A court preserves it.
        Preserved = "preserved" / "权利被采取保全措施",
        /// It is disputed who owns it.
        Disputed = "disputed" / "权利归属存在争议或程序中止",
        /// The debt runs longer than the right.
        DebtOutlivesRight = "debt_outlives_right" / "债务履行期限超过权利有效期",
        /// The contract lacks what it must say, or breaks the law.
        ContractLacks = "contract_lacks" / "质押合同不符合规定",
        /// An owner beside the pledgor does not agree.
        CoOwnerConsentMissing = "co_owner_consent_missing" / "未取得共有人同意",
        /// It carries as many pledges as it may.
        AlreadyPledged = "already_pledged" / "权利已设立质权",
        /// An invention of the same applicant and day stands beside the utility model.
        SameDayInvention = "same_day_invention" / "存在同日申请的发明专利",
        /// Somebody asked to have it declared invalid.
        InvalidationStarted = "invalidation_started" / "已启动无效宣告程序",
        /// Similar marks on similar goods are not pledged together with it.
        SimilarMarksLeftOut = "similar_marks_left_out" / "相同近似商标未一并质押",
        /// Something else.
        Other = "other" / "其他不予登记情形",
    }
}

impl Ground {
    /// Whether it is asked of a right of this kind before anyone signs. What else there is, the office alone knows.
    #[must_use]
    pub const fn is_asked_of(self, kind: PledgedKind) -> bool {
        use PledgedKind as K;
        match self {
            Self::FeeUnpaid | Self::InvalidationStarted => {
                matches!(kind, K::Invention | K::UtilityModel | K::Design)
            }
            Self::SameDayInvention => matches!(kind, K::UtilityModel),
            Self::SimilarMarksLeftOut => matches!(kind, K::Trademark),
            Self::Other => false,
            Self::NotOwner
            | Self::Ended
            | Self::NotGranted
            | Self::Preserved
            | Self::Disputed
            | Self::DebtOutlivesRight
            | Self::ContractLacks
            | Self::CoOwnerConsentMissing
            | Self::AlreadyPledged => true,
        }
    }

    /// Whether the parties, told of it, may declare that they go on.
    #[must_use]
    pub const fn can_be_declared(self) -> bool {
        matches!(self, Self::SameDayInvention | Self::InvalidationStarted | Self::SimilarMarksLeftOut)
    }

    /// By what code the list of the kind knows it; `None`: the list does not have it, and the platform asks by itself.
    #[must_use]
    pub const fn listed_as(self, kind: PledgedKind) -> Option<&'static str> {
        use PledgedKind as K;
        match kind {
            K::Invention | K::UtilityModel | K::Design => match self {
                Self::NotOwner => Some("P01"),
                Self::Ended => Some("P02"),
                Self::NotGranted => Some("P03"),
                Self::FeeUnpaid => Some("P04"),
                Self::Preserved | Self::Disputed => Some("P05"),
                Self::DebtOutlivesRight => Some("P06"),
                Self::ContractLacks => Some("P07"),
                Self::CoOwnerConsentMissing => Some("P08"),
                Self::AlreadyPledged => Some("P09"),
                Self::SameDayInvention => Some("P10"),
                Self::InvalidationStarted => Some("P11"),
                Self::Other => Some("P12"),
                Self::SimilarMarksLeftOut => None,
            },
            K::Trademark => match self {
                Self::NotOwner => Some("T01"),
                Self::ContractLacks => Some("T02"),
                Self::Ended => Some("T03"),
                Self::Preserved | Self::AlreadyPledged => Some("T04"),
                Self::Other => Some("T05"),
                Self::NotGranted
                | Self::FeeUnpaid
                | Self::Disputed
                | Self::DebtOutlivesRight
                | Self::CoOwnerConsentMissing
                | Self::SameDayInvention
                | Self::InvalidationStarted
                | Self::SimilarMarksLeftOut => None,
            },
            K::Copyright => match self {
                Self::NotOwner => Some("C01"),
                Self::ContractLacks => Some("C02"),
                Self::Ended => Some("C03"),
                Self::DebtOutlivesRight => Some("C04"),
                Self::Disputed => Some("C05"),
                Self::Other => Some("C06"),
                Self::NotGranted
                | Self::FeeUnpaid
                | Self::Preserved
                | Self::CoOwnerConsentMissing
                | Self::AlreadyPledged
                | Self::SameDayInvention
                | Self::InvalidationStarted
                | Self::SimilarMarksLeftOut => None,
            },
        }
    }

    /// The rule behind it; `None`: the platform asks by itself.
    #[must_use]
    pub const fn basis(self, kind: PledgedKind) -> Option<&'static str> {
        let (is_not_granted, is_listed) = (matches!(self, Self::NotGranted), self.listed_as(kind).is_some());
        match kind {
            // A right that is none yet cannot be pledged, whatever the list of its kind has.
            PledgedKind::Trademark | PledgedKind::Copyright if is_not_granted => Some("民法典第四百四十条"),
            PledgedKind::Invention | PledgedKind::UtilityModel | PledgedKind::Design if is_listed => {
                Some(if matches!(self, Self::CoOwnerConsentMissing) {
                    "专利权质押登记办法第四条"
                } else if matches!(self, Self::ContractLacks) {
                    "专利权质押登记办法第八条"
                } else {
                    PATENTS
                })
            }
            PledgedKind::Trademark if is_listed => Some(TRADEMARKS),
            PledgedKind::Copyright if is_listed => Some(COPYRIGHTS),
            PledgedKind::Copyright if matches!(self, Self::CoOwnerConsentMissing) => Some(CO_OWNED_COPYRIGHTS),
            PledgedKind::Invention
            | PledgedKind::UtilityModel
            | PledgedKind::Design
            | PledgedKind::Trademark
            | PledgedKind::Copyright => None,
        }
    }

    /// The refusal of a pack for which this stands in the way.
    pub(super) fn refusal(self) -> Refusal {
        match self {
            Self::NotOwner => refusals::pledge_not_owner(),
            Self::Ended => refusals::pledge_right_ended(),
            Self::NotGranted => refusals::pledge_right_not_granted(),
            Self::FeeUnpaid => refusals::pledge_fee_unpaid(),
            Self::Preserved => refusals::pledge_right_preserved(),
            Self::Disputed => refusals::pledge_right_disputed(),
            Self::DebtOutlivesRight => refusals::pledge_debt_outlives_right(),
            Self::ContractLacks => refusals::pledge_contract_lacks(),
            Self::CoOwnerConsentMissing => refusals::pledge_co_owner_consent_missing(),
            Self::AlreadyPledged => refusals::pledge_already_pledged(),
            Self::SameDayInvention => refusals::pledge_same_day_invention(),
            Self::InvalidationStarted => refusals::pledge_invalidation_started(),
            Self::SimilarMarksLeftOut => refusals::pledge_similar_marks_left_out(),
            Self::Other => refusals::pledge_other_ground(),
        }
    }
}
