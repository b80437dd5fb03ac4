//! Enumerations of the wire beside those of the domain.

/// An enumeration of the wire beside the domain's, both ways: its documentation is the contract's, and a variant that one
/// of them lacks does not compile.
#[macro_export]
macro_rules! beside {
    ($(#[$meta:meta])* $wire:ident = $name:literal, $domain:path: $($(#[$doc:meta])* $variant:ident),+ $(,)?) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, poem_openapi::Enum)]
        #[oai(rename = $name, rename_all = "snake_case")]
        pub enum $wire { $($(#[$doc])* $variant),+ }

        impl From<$wire> for $domain {
            fn from(wire: $wire) -> Self {
                match wire { $($wire::$variant => Self::$variant),+ }
            }
        }

        impl From<$domain> for $wire {
            fn from(domain: $domain) -> Self {
                use $domain as Domain;
                match domain { $(Domain::$variant => Self::$variant),+ }
            }
        }
    };
}

/// The code of an enumeration of the wire, as rows have it.
pub fn code_of(wire: &impl poem_openapi::types::ToJSON) -> String {
    wire.to_json().and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default()
}
