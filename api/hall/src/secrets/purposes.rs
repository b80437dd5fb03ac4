//! The purposes that the master key has a key for. A name that was once used keeps its meaning for ever.

/// Wraps the keys of cases.
pub const CASE_KEYS: &str = "zhiquan/1/case-keys";
/// Seals the platform's signing keys.
pub const SIGNING_KEYS: &str = "zhiquan/1/signing-keys";
/// Seals the secrets of second factors.
pub const SECOND_FACTORS: &str = "zhiquan/1/second-factors";
/// Seals answers that are stored to be given again, such as those of idempotent requests.
pub const STORED_ANSWERS: &str = "zhiquan/1/stored-answers";
/// Digests logins and addresses of attempts, so that they can be counted and not be read.
pub const ATTEMPTS: &str = "zhiquan/1/attempts";
