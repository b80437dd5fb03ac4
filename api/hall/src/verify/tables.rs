//! The tables whose rows are not folded from the journal, each with its reason.

/// Tables that verification does not replay.
pub const NOT_REPLAYED: [(&str, &str); 22] = [
    ("hall_entry", "the journal itself: its chain is verified"),
    ("hall_chain", "the head of the chain: held against the last entry"),
    ("hall_feed", "who hears of which entry: held against the audience of each entry"),
    ("hall_answer", "answers kept for a day, for requests that are sent again"),
    ("hall_cursor", "how far each follower has read"),
    ("hall_deadline", "due days, recomputed from the cases"),
    ("hall_deadline_feed", "secret addresses of calendars of deadlines: kept as digests, revoked at will"),
    ("hall_notice", "the inboxes: read and forgotten"),
    ("hall_notice_reading", "who has read which notice"),
    ("hall_case_key", "wrapped keys: those destroyed are held against the list outside the database"),
    ("hall_signing_key", "signing keys: what they signed is held against the keys outside the database"),
    ("hall_file", "what was uploaded: each file is held against its digest when it is read"),
    ("hall_operation", "long operations: how far they are, and what they came to"),
    ("hall_moment", "by how much a demonstration is ahead of real time"),
    ("accounts_session", "who is logged in"),
    ("accounts_attempt", "attempts to log in, counted and forgotten"),
    ("accounts_purpose", "what was read for which purpose: a log of its own"),
    ("registry_record", "bulk records: checked by the count and digest of their batch"),
    ("registry_number", "the numbers of bulk records"),
    ("registry_batch", "what was imported: counts and digest are held against the last entry of each import"),
    ("registry_change_counter", "the sequence of changes of bulk records"),
    ("seaql_migrations", "which migrations have run"),
];
