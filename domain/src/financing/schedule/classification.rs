//! The five classes of loans 贷款五级分类, by how long one is overdue.

use serde::Deserialize;

use crate::hall::coded;

coded! {
    /// The class of a loan. The last three are non-performing 不良.
    LoanClass {
        /// Nothing speaks against its being repaid.
        Normal = "normal" / "正常",
        /// Something might.
        SpecialMention = "special_mention" / "关注",
        /// It will not be repaid from the debtor's ordinary income.
        Substandard = "substandard" / "次级",
        /// A large loss is certain even after realising the security.
        Doubtful = "doubtful" / "可疑",
        /// Nothing or very little can be recovered.
        Loss = "loss" / "损失",
    }
}

impl LoanClass {
    /// Whether it is non-performing.
    #[must_use]
    pub const fn is_non_performing(self) -> bool {
        matches!(self, Self::Substandard | Self::Doubtful | Self::Loss)
    }
}

/// A row of the rule file: from when on a loan is at least of a class.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassificationRow {
    /// The class.
    pub class: LoanClass,
    /// A loan overdue for more days than this is of this class at least.
    pub overdue_more_than_days: u32,
    /// The article.
    pub basis: String,
    /// `false`: recalled, not read in the text that the basis names.
    pub verified: bool,
}

/// The rows, checked: one for each class but normal, each later than the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassificationTable(Vec<ClassificationRow>);

/// Why rows are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClassificationFault {
    /// There is not one row for each class but normal, in their order.
    #[error("there must be one row each of special_mention, substandard, doubtful and loss, in this order")]
    Classes,
    /// A worse class does not come later than a better one.
    #[error("class {0} must come after more days than the class before")]
    NotLater(LoanClass),
    /// It is not said where a row comes from.
    #[error("class {0} has no basis")]
    WithoutBasis(LoanClass),
}

impl ClassificationTable {
    /// Takes in the rows of a file.
    ///
    /// # Errors
    /// [`ClassificationFault`] names the class that is wrong.
    pub fn of(rows: Vec<ClassificationRow>) -> Result<Self, ClassificationFault> {
        let classes = LoanClass::ALL.iter().filter(|class| **class != LoanClass::Normal);
        if !rows.iter().map(|row| &row.class).eq(classes) {
            return Err(ClassificationFault::Classes);
        }
        if let Some(row) = rows.iter().find(|row| row.basis.trim().is_empty()) {
            return Err(ClassificationFault::WithoutBasis(row.class));
        }
        let is_later = |(before, after): &(&ClassificationRow, &ClassificationRow)| {
            before.overdue_more_than_days < after.overdue_more_than_days
        };
        match rows.iter().zip(rows.iter().skip(1)).find(|pair| !is_later(pair)) {
            Some((_, after)) => Err(ClassificationFault::NotLater(after.class)),
            None => Ok(Self(rows)),
        }
    }

    /// The rows, to be shown with their basis.
    #[must_use]
    pub fn rows(&self) -> &[ClassificationRow] {
        &self.0
    }

    /// The class that a loan so many days overdue has at least, and the row that says so; none says that it is normal. A
    /// person may know more and put it lower.
    #[must_use]
    pub fn class_of(&self, overdue_days: u32) -> (LoanClass, Option<&ClassificationRow>) {
        let row = self.0.iter().rfind(|row| overdue_days > row.overdue_more_than_days);
        (row.map_or(LoanClass::Normal, |row| row.class), row)
    }
}
