//! The rule behind each check. Each kind of right is pledged under rules of its own (domain fact sheet, section 4); where an
//! article is not named, its text was not read.

use super::DemandCheckId as Check;
use crate::financing::product::PledgedKind;

const PATENTS: &str = "专利权质押登记办法（国家知识产权局公告第461号）";
const TRADEMARKS: &str = "注册商标专用权质押登记程序规定（国家知识产权局公告第358号）";
const COPYRIGHTS: &str = "著作权质权登记办法（国家版权局令第8号）第十二条";
const PLEDGEABLE: &str = "民法典第四百四十条";

/// The rule that asks for a check of a right of this kind; `None`: the platform asks for it by itself.
pub(super) const fn of(check: Check, kind: PledgedKind) -> Option<&'static str> {
    let (patent, trademark, copyright) = match check {
        Check::OwnerIsFirm | Check::InForce => (Some(PLEDGEABLE), Some(PLEDGEABLE), Some(PLEDGEABLE)),
        Check::OutlivesTerm => (Some(PATENTS), Some("商标法第三十九条、第四十条"), Some(COPYRIGHTS)),
        Check::NotPledged => (Some(PATENTS), Some(TRADEMARKS), Some("民法典第四百四十四条")),
        Check::NotSeized => {
            let seizure = "最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定";
            (Some(PATENTS), Some(TRADEMARKS), Some(seizure))
        }
        Check::NotInDispute => (Some(PATENTS), Some(TRADEMARKS), Some(COPYRIGHTS)),
        Check::CoOwnersAgree => {
            let agreed = "著作权质权登记办法（国家版权局令第8号）第三条";
            (Some("专利权质押登记办法第四条"), Some("民法典第三百零一条"), Some(agreed))
        }
        Check::DeclarationChecked => (None, None, Some(COPYRIGHTS)),
        Check::CreditClear => (None, None, None),
    };
    match kind {
        PledgedKind::Invention | PledgedKind::UtilityModel | PledgedKind::Design => patent,
        PledgedKind::Trademark => trademark,
        PledgedKind::Copyright => copyright,
    }
}
