//! The mechanism of the policy table: for each operation, who may call it, whose rows they see, and what a request must
//! bring. The table itself is one file of the program.

use std::collections::BTreeMap;

use domain::hall::{Power, Role};

use super::Whose;

/// What an operation does to the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It reads.
    Reads,
    /// It computes from what it is given, and stores nothing.
    Calculates,
    /// It creates something: `Idempotency-Key` is required.
    Creates,
    /// It changes something that has a version: `Idempotency-Key` and `If-Match` are required.
    Changes,
    /// It creates or changes something that has no version of its own: `Idempotency-Key` is required.
    Acts,
    /// Login, logout and tokens: sent again, it simply happens again.
    Enters,
    /// An upload: compared by its SHA-256, so it needs no key.
    Uploads,
}

impl Effect {
    /// Whether `Idempotency-Key` is required.
    pub const fn needs_key(self) -> bool {
        matches!(self, Self::Creates | Self::Changes | Self::Acts)
    }

    /// Whether `If-Match` is required.
    pub const fn needs_version(self) -> bool {
        matches!(self, Self::Changes)
    }

    /// Whether it leaves an entry in the journal.
    pub const fn is_recorded(self) -> bool {
        !matches!(self, Self::Reads | Self::Calculates)
    }
}

/// Which persons may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persons {
    /// Nobody needs to log in.
    Anyone,
    /// Whoever is logged in, on his own rows, whatever his organisation's standing.
    LoggedIn,
    /// These roles, each with whose rows it sees.
    Roles(&'static [(Role, Whose)]),
    /// Everybody who acts for an organisation, on its rows; these roles see more.
    Members(&'static [(Role, Whose)]),
}

impl Persons {
    /// Whose rows somebody sees by this role; `None`: the role does not let him in.
    pub fn whose(&self, role: Role) -> Option<Whose> {
        let listed = |roles: &[(Role, Whose)]| roles.iter().find(|(known, _)| *known == role).map(|(_, whose)| *whose);
        match self {
            Self::Anyone | Self::LoggedIn => None,
            Self::Roles(roles) => listed(roles),
            Self::Members(wider) => Some(listed(wider).unwrap_or(Whose::OwnOrganisation)),
        }
    }
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The `operationId`.
    pub operation: &'static str,
    /// What it does.
    pub effect: Effect,
    /// Which persons may call it.
    pub persons: Persons,
    /// The scope with which programs may, on their organisation's rows.
    pub scope: Option<&'static str>,
    /// The power with which an agency may, on the rows of the enterprise that gave it.
    pub power: Option<Power>,
}

impl Row {
    /// An operation for everyone.
    pub const fn public(operation: &'static str, effect: Effect) -> Self {
        Self { operation, effect, persons: Persons::Anyone, scope: None, power: None }
    }

    /// An operation for whoever is logged in, on his own rows.
    pub const fn own(operation: &'static str, effect: Effect) -> Self {
        Self { operation, effect, persons: Persons::LoggedIn, scope: None, power: None }
    }

    /// An operation for these roles.
    pub const fn roles(operation: &'static str, effect: Effect, roles: &'static [(Role, Whose)]) -> Self {
        Self { operation, effect, persons: Persons::Roles(roles), scope: None, power: None }
    }

    /// An operation for everybody who acts for an organisation, on its rows; these roles see more.
    pub const fn members(operation: &'static str, effect: Effect, wider: &'static [(Role, Whose)]) -> Self {
        Self { operation, effect, persons: Persons::Members(wider), scope: None, power: None }
    }

    /// Also for programs with this scope.
    #[must_use]
    pub const fn scope(mut self, scope: &'static str) -> Self {
        self.scope = Some(scope);
        self
    }

    /// Also for agencies with this power.
    #[must_use]
    pub const fn power(mut self, power: Power) -> Self {
        self.power = Some(power);
        self
    }
}

/// The table, checked against the contract.
#[derive(Debug, Clone)]
pub struct Policy(BTreeMap<&'static str, Row>);

/// Why a table is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFault {
    /// An operation of the contract has no row.
    #[error("the policy has no row for the operation {0}")]
    Missing(String),
    /// A row names no operation of the contract.
    #[error("the policy has a row for {0}, which is no operation")]
    Unknown(&'static str),
    /// Two rows name one operation.
    #[error("the policy has two rows for {0}")]
    Twice(&'static str),
    /// An operation that writes has a GET, or one that reads has a POST.
    #[error("the policy says of {0} what its method does not")]
    MethodDiffers(&'static str),
}

impl Policy {
    /// The table for these operations: name and method.
    ///
    /// # Errors
    /// [`PolicyFault`] names the operation.
    pub fn checked<'o>(
        rows: &[Row],
        operations: impl IntoIterator<Item = (&'o str, &'o str)>,
    ) -> Result<Self, PolicyFault> {
        let mut table = BTreeMap::new();
        for row in rows {
            if table.insert(row.operation, *row).is_some() {
                return Err(PolicyFault::Twice(row.operation));
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        for (operation, method) in operations {
            let Some((name, row)) = table.get_key_value(operation) else {
                return Err(PolicyFault::Missing(operation.to_owned()));
            };
            if (method == "get") != (row.effect == Effect::Reads) {
                return Err(PolicyFault::MethodDiffers(name));
            }
            seen.insert(*name);
        }
        match table.keys().find(|name| !seen.contains(*name)) {
            Some(name) => Err(PolicyFault::Unknown(name)),
            None => Ok(Self(table)),
        }
    }

    /// The row of an operation.
    pub fn row(&self, operation: &str) -> Option<&Row> {
        self.0.get(operation)
    }

    /// Every row, by name.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.0.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [Row; 2] = [Row::public("getA", Effect::Reads), Row::own("makeA", Effect::Creates)];

    #[test]
    fn every_operation_has_its_row_and_every_row_its_operation() {
        let both = [("getA", "get"), ("makeA", "post")];
        assert!(Policy::checked(&ROWS, both).is_ok());
        assert_eq!(
            Policy::checked(&ROWS, [("getB", "get")]).err(),
            Some(PolicyFault::Missing("getB".into())),
            "the program does not start"
        );
        assert_eq!(Policy::checked(&ROWS, [("getA", "get")]).err(), Some(PolicyFault::Unknown("makeA")));
        assert_eq!(Policy::checked(&[ROWS[0], ROWS[0]], []).err(), Some(PolicyFault::Twice("getA")));
        let turned = [("getA", "post"), ("makeA", "post")];
        assert_eq!(Policy::checked(&ROWS, turned).err(), Some(PolicyFault::MethodDiffers("getA")));
    }
}
