//! What the policy table asks of a request, written into the contract: credentials, scopes, and the headers of acts.

use std::collections::BTreeMap;

use hall::policy::{Persons, Row};
use serde_json::{Map, Value, json};

use crate::policy::TABLE;

/// Writes it into the document.
pub(super) fn write_into(document: &mut Value) {
    let rows: BTreeMap<&str, &Row> = TABLE.iter().map(|row| (row.operation, row)).collect();
    if let Some(paths) = document["paths"].as_object_mut() {
        for operation in paths.values_mut().filter_map(Value::as_object_mut).flat_map(Map::values_mut) {
            let row = operation["operationId"].as_str().and_then(|name| rows.get(name));
            if let Some(row) = row {
                ask(operation, row);
            }
        }
    }
    document["components"]["securitySchemes"] = schemes();
}

fn ask(operation: &mut Value, row: &Row) {
    if row.persons != Persons::Anyone {
        let mut ways = vec![json!({"session": []})];
        ways.extend(row.scope.map(|scope| json!({"program": [scope]})));
        operation["security"] = Value::Array(ways);
    }
    let mut headers = Vec::new();
    if row.effect.needs_key() {
        let about =
            "A key of the caller's choice: the same key and request lead to one act and one answer, for 24 hours.";
        let example = "0193f9a2-5a3e-7c11-9d1e-6b1c8e0a7f00";
        headers.push(header(
            "Idempotency-Key",
            about,
            true,
            json!({"type": "string", "maxLength": 255, "example": example}),
        ));
    }
    if row.effect.needs_version() {
        let about = "The `ETag` of what is changed, as it was last seen.";
        headers.push(header("If-Match", about, true, json!({"type": "string", "example": "\"1\""})));
    }
    if row.power.is_some() {
        let about = "The enterprise for which an agency acts, under an authorisation.";
        headers.push(header("Zhiquan-Acting-For", about, false, json!({"type": "string", "format": "uuid"})));
    }
    if headers.is_empty() {
        return;
    }
    match operation["parameters"].as_array_mut() {
        Some(parameters) => parameters.extend(headers),
        None => operation["parameters"] = Value::Array(headers),
    }
}

fn header(name: &str, description: &str, required: bool, schema: Value) -> Value {
    json!({"name": name, "in": "header", "description": description, "required": required, "schema": schema})
}

fn schemes() -> Value {
    let scopes: BTreeMap<&str, String> =
        TABLE.iter().filter_map(|row| row.scope).map(|scope| (scope, scope.replace(':', " "))).collect();
    json!({
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": hall::policy::SESSION_COOKIE,
            "description": "The cookie that a login gives.",
        },
        "program": {
            "type": "oauth2",
            "description": "Client credentials; the token is good for ten minutes.",
            "flows": {"clientCredentials": {"tokenUrl": "/oauth/token", "scopes": scopes}},
        },
    })
}
