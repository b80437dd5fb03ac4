//! Identifiers and chance. Nothing else draws random numbers.

use rand::RngCore;
use uuid::{Builder, Uuid};

use crate::clock::RealTime;

/// A new UUIDv7: ordered by the millisecond of real time, random behind it.
pub fn new_id(real: &dyn RealTime) -> Uuid {
    let millis = u64::try_from(real.now_millis()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &random_bytes()).into_uuid()
}

/// A random request id: 16 bytes in hexadecimal.
pub fn new_request_id() -> String {
    let bytes: [u8; 16] = random_bytes();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes from the thread's cryptographic generator, seeded by the operating system.
#[expect(clippy::disallowed_methods, reason = "this is the room that draws chance")]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}
