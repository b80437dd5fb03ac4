//! Every "no" about figures. The code is the room and the name of the function (`financing.statistics_days_turned`).

use crate::hall::refusals;

refusals! {
    "financing";
    statistics_days_turned: "止日早于起日" / "The last day lies before the first one";
    statistics_period_too_long: "统计期间至多三年" / "Figures are told of three years at most";
}
