//! Every identifier travels as its canonical string: one place says so for all of them.

macro_rules! travels_as_its_canonical_string {
    ($($identifier:ty),+ $(,)?) => {$(
        impl std::str::FromStr for $identifier {
            type Err = $crate::identifier::IdentifierFault;

            fn from_str(raw: &str) -> Result<Self, Self::Err> {
                Self::parse(raw)
            }
        }

        impl TryFrom<String> for $identifier {
            type Error = $crate::identifier::IdentifierFault;

            fn try_from(raw: String) -> Result<Self, Self::Error> {
                Self::parse(&raw)
            }
        }

        impl From<$identifier> for String {
            fn from(identifier: $identifier) -> Self {
                identifier.to_string()
            }
        }
    )+};
}

pub(super) use travels_as_its_canonical_string;
