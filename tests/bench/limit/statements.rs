//! The statements of an act and of a reading, as the house sends them, word for word the same on both databases.

pub(super) const HOLDER: &str = "
    SELECT session.id, session.person_id, session.organisation_id, session.token_digest, session.second_factor,
        session.address, session.agent, session.opened_at, session.seen_at, session.ended_at,
        person.id, person.version, person.login, person.state, person.body, person.password_hash,
        person.second_factor, person.second_factor_step, person.details, person.updated_at,
        organisation.id, organisation.version, organisation.uscc, organisation.kind, organisation.name,
        organisation.state, organisation.body, organisation.updated_at
    FROM accounts_session AS session
    LEFT JOIN accounts_person AS person ON session.person_id = person.id
    LEFT JOIN accounts_organisation AS organisation ON session.organisation_id = organisation.id
    WHERE session.token_digest = $1 LIMIT 1";

pub(super) const ORGANISATION: &str = "
    SELECT id, version, uscc, kind, name, state, body, updated_at FROM accounts_organisation WHERE id = $1 LIMIT 1";

pub(super) const ANSWER: &str = "
    SELECT caller, operation, key, body_digest, answer, created_at FROM hall_answer
    WHERE caller = $1 AND operation = 'renameOrganisation' AND key = $2 LIMIT 1";

pub(super) const KEY_LOCK: &str = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine";

pub(super) const RENAME: &str = "
    UPDATE accounts_organisation
    SET version = version + 1, uscc = NULL, kind = kind, name = $2, state = 'confirmed', body = $3, updated_at = $4
    WHERE id = $1 AND version = $5";

pub(super) const ENTRY: &str = "
    INSERT INTO hall_entry (
        id, aggregate_kind, aggregate_id, version, kind, payload_version, actor_kind, actor_id, organisation_id,
        moment_at, recorded_at, audience, request_id, payload, content_hash, position, chain_hash
    ) VALUES (
        $1, 'accounts.organisation', $2, $3, 'accounts.organisation_renamed', 1, 'person', $4, $5,
        $6, $6, $7, $8, $9, $10, $11, $12
    )";

pub(super) const CHAIN: &str = "SELECT id, position, hash FROM hall_chain WHERE id = 1 LIMIT 1";

pub(super) const MOVE_CHAIN: &str = "UPDATE hall_chain SET position = $1, hash = $2 WHERE id = 1";

pub(super) const FEED: &str =
    "INSERT INTO hall_feed (organisation_id, position) VALUES ($1, $2) ON CONFLICT DO NOTHING";

pub(super) const KEEP_ANSWER: &str = "
    INSERT INTO hall_answer (caller, operation, key, body_digest, answer, created_at)
    VALUES ($1, 'renameOrganisation', $2, $3, $4, $5)
    ON CONFLICT (caller, operation, key) DO UPDATE
    SET body_digest = excluded.body_digest, answer = excluded.answer, created_at = excluded.created_at
    WHERE hall_answer.created_at < $6";

pub(super) const SEALER_LOCK: &str = "SELECT pg_try_advisory_xact_lock(7) AS mine";

pub(super) const UNSEALED: &str = "SELECT * FROM hall_entry WHERE position IS NULL ORDER BY ordinal LIMIT 500";

pub(super) const PLACE: &str = "
    UPDATE hall_entry SET position = sealed.position, chain_hash = sealed.hash
    FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS sealed (ordinal, position, hash)
    WHERE hall_entry.ordinal = sealed.ordinal";

pub(super) const FEEDS: &str = "
    INSERT INTO hall_feed (organisation_id, position)
    SELECT * FROM unnest($1::uuid[], $2::bigint[]) ON CONFLICT DO NOTHING";

/// Organisations like one that is there, so that the tables are as large as they would be.
pub(super) const FILL: &str = "
    INSERT INTO accounts_organisation (id, version, uscc, kind, name, state, body, updated_at)
    VALUES ($1, 2, NULL, 'enterprise', $2, 'confirmed', $3, $4)";

/// Who may write, as the clients of the house are logged in, and what of.
pub(super) const WRITERS: &str = "
    SELECT token_digest, person_id, organisation_id FROM accounts_session
    WHERE organisation_id = (SELECT id FROM accounts_organisation WHERE kind = 'platform') ORDER BY id LIMIT $1";

/// What the house has written of a renaming: the newest of each organisation.
pub(super) const WRITTEN: &str = "
    SELECT organisation.id, organisation.body, organisation.name, entry.audience, entry.payload
    FROM accounts_organisation AS organisation JOIN hall_entry AS entry
        ON entry.aggregate_id = organisation.id AND entry.version = organisation.version
    WHERE entry.kind = 'accounts.organisation_renamed' ORDER BY organisation.id LIMIT $1";

pub(super) const ANSWERED: &str =
    "SELECT caller, answer FROM hall_answer WHERE operation = 'renameOrganisation' ORDER BY created_at LIMIT 1";
