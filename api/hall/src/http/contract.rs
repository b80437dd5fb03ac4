//! What the OpenAPI document says of paths, methods and parameters, for the answers that the framework leaves out:
//! 405 with `Allow`, and the refusal of parameters that no operation knows.

use std::collections::{BTreeMap, BTreeSet};

use poem::http::Method;
use serde_json::Value;

/// The operations of the contract by path and method.
#[derive(Debug, Clone, Default)]
pub struct Contract {
    paths: Vec<PathItem>,
}

#[derive(Debug, Clone)]
struct PathItem {
    segments: Vec<Segment>,
    operations: BTreeMap<String, Operation>,
}

#[derive(Debug, Clone)]
enum Segment {
    Literal(String),
    Parameter,
}

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its `operationId`.
    pub id: String,
    /// The query parameters it knows.
    pub query: BTreeSet<String>,
}

impl Contract {
    /// Reads an OpenAPI document.
    pub fn of_document(document: &Value) -> Self {
        let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
        Self { paths: paths.map(|(path, item)| PathItem::of(path, item)).collect() }
    }

    /// The operation that a request names; a HEAD is answered as the GET it stands for.
    pub fn operation(&self, method: &Method, path: &str) -> Option<&Operation> {
        let name = if method == Method::HEAD { "get".to_owned() } else { method.as_str().to_ascii_lowercase() };
        self.item(path)?.operations.get(&name)
    }

    /// The value of `Allow` for a path that exists.
    pub fn allow(&self, path: &str) -> Option<String> {
        let methods: Vec<String> =
            self.item(path)?.operations.keys().map(|method| method.to_ascii_uppercase()).collect();
        Some(methods.join(", "))
    }

    fn item(&self, path: &str) -> Option<&PathItem> {
        let given: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        self.paths.iter().find(|item| item.matches(&given))
    }
}

impl PathItem {
    fn of(path: &str, item: &Value) -> Self {
        let segments = path.split('/').filter(|segment| !segment.is_empty()).map(|segment| {
            if segment.starts_with('{') { Segment::Parameter } else { Segment::Literal(segment.to_owned()) }
        });
        let operations = item.as_object().into_iter().flatten().filter_map(|(method, operation)| {
            let id = operation.get("operationId")?.as_str()?.to_owned();
            let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
            let in_query = parameters.filter(|parameter| parameter.get("in").is_some_and(|place| place == "query"));
            let query = in_query.filter_map(|parameter| Some(parameter.get("name")?.as_str()?.to_owned())).collect();
            Some((method.clone(), Operation { id, query }))
        });
        Self { segments: segments.collect(), operations: operations.collect() }
    }

    fn matches(&self, given: &[&str]) -> bool {
        self.segments.len() == given.len()
            && self.segments.iter().zip(given).all(|(segment, given)| match segment {
                Segment::Literal(literal) => literal == given,
                Segment::Parameter => true,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract() -> Contract {
        Contract::of_document(&serde_json::json!({"paths": {
            "/a/{id}": {
                "get": {"operationId": "getA", "parameters": [{"in": "query", "name": "as_of"}, {"in": "path", "name": "id"}]},
                "post": {"operationId": "postA"},
            },
            "/a/b": {"get": {"operationId": "getB"}},
        }}))
    }

    #[test]
    fn a_path_is_found_by_its_template_and_says_what_it_allows() {
        let contract = contract();
        assert_eq!(contract.allow("/a/7").as_deref(), Some("GET, POST"));
        assert_eq!(contract.allow("/nowhere"), None);
        let get = contract.operation(&Method::HEAD, "/a/7").expect("the GET");
        assert_eq!((get.id.as_str(), get.query.contains("as_of"), get.query.contains("id")), ("getA", true, false));
    }
}
