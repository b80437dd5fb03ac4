//! What the OpenAPI document says of paths, methods, parameters and bodies, for the answers that the framework leaves
//! out: 405 with `Allow`, the refusal of parameters that no operation knows, and the place of a fault in a body.

use std::collections::BTreeMap;
use std::sync::Arc;

use poem::http::Method;
use serde_json::{Map, Value};

/// The operations of the contract by path and method.
#[derive(Debug, Clone, Default)]
pub struct Contract {
    paths: Vec<PathItem>,
    /// `components.schemas`, to which `$ref` points.
    schemas: Map<String, Value>,
}

#[derive(Debug, Clone)]
struct PathItem {
    segments: Vec<Segment>,
    operations: BTreeMap<String, Arc<Operation>>,
}

#[derive(Debug, Clone)]
enum Segment {
    Literal(String),
    Parameter(String),
}

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its `operationId`.
    pub id: String,
    /// The query parameters it knows, with their schemas.
    pub query: BTreeMap<String, Value>,
    /// The parameters of its path, with their schemas.
    pub path: BTreeMap<String, Value>,
    /// The schema of its JSON body, where it takes one.
    pub body: Option<Value>,
    /// Whether its body is taken in as it comes, and not read beforehand.
    pub streams: bool,
}

impl Contract {
    /// Reads an OpenAPI document.
    pub fn of_document(document: &Value) -> Self {
        let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
        let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
        Self {
            paths: paths.map(|(path, item)| PathItem::of(path, item)).collect(),
            schemas: schemas.cloned().unwrap_or_default(),
        }
    }

    /// Every operation with its method in lower case.
    pub fn operations(&self) -> impl Iterator<Item = (&str, &str)> {
        let items = self.paths.iter().flat_map(|item| item.operations.iter());
        items.map(|(method, operation)| (operation.id.as_str(), method.as_str()))
    }

    /// The schemas that others refer to by name.
    pub const fn schemas(&self) -> &Map<String, Value> {
        &self.schemas
    }

    /// The operation that a request names; a HEAD is answered as the GET it stands for.
    pub fn operation(&self, method: &Method, path: &str) -> Option<&Arc<Operation>> {
        let name = if method == Method::HEAD { "get".to_owned() } else { method.as_str().to_ascii_lowercase() };
        self.item(path)?.operations.get(&name)
    }

    /// The value of `Allow` for a path that exists. What stands outside the contract is pages, which are only read.
    pub fn allow(&self, path: &str) -> String {
        let Some(item) = self.item(path) else { return "GET, HEAD".into() };
        let mut methods: Vec<String> = item.operations.keys().map(|method| method.to_ascii_uppercase()).collect();
        if item.operations.contains_key("get") {
            methods.push("HEAD".into());
        }
        methods.sort_unstable();
        methods.join(", ")
    }

    /// The name of the parameter that stands in a segment of a path, counted from 0.
    pub fn parameter_at(&self, path: &str, place: usize) -> Option<&str> {
        match self.item(path)?.segments.get(place)? {
            Segment::Parameter(name) => Some(name),
            Segment::Literal(_) => None,
        }
    }

    fn item(&self, path: &str) -> Option<&PathItem> {
        let given: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        self.paths.iter().find(|item| item.matches(&given))
    }
}

impl PathItem {
    fn of(path: &str, item: &Value) -> Self {
        let segments = path.split('/').filter(|segment| !segment.is_empty()).map(|segment| {
            match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                Some(name) => Segment::Parameter(name.to_owned()),
                None => Segment::Literal(segment.to_owned()),
            }
        });
        let operations = item.as_object().into_iter().flatten();
        let operations = operations.filter_map(|(method, value)| Some((method.clone(), Operation::of(value)?.into())));
        Self { segments: segments.collect(), operations: operations.collect() }
    }

    fn matches(&self, given: &[&str]) -> bool {
        self.segments.len() == given.len()
            && self.segments.iter().zip(given).all(|(segment, given)| match segment {
                Segment::Literal(literal) => literal == given,
                Segment::Parameter(_) => true,
            })
    }
}

impl Operation {
    fn of(operation: &Value) -> Option<Self> {
        let id = operation.get("operationId")?.as_str()?.to_owned();
        let parameters = |of: &str| {
            let all = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
            let those = all.filter(|parameter| parameter.get("in").is_some_and(|place| place == of));
            let named = those.filter_map(|parameter| {
                let schema = parameter.get("schema").cloned().unwrap_or_default();
                Some((parameter.get("name")?.as_str()?.to_owned(), schema))
            });
            named.collect()
        };
        let content = operation.pointer("/requestBody/content").and_then(Value::as_object).into_iter().flatten();
        let mut json = content.filter(|(media_type, _)| media_type.starts_with("application/json"));
        let body = json.next().and_then(|(_, media)| media.get("schema").cloned());
        let streams = operation.pointer("/requestBody/content/application~1octet-stream").is_some();
        Some(Self { id, query: parameters("query"), path: parameters("path"), body, streams })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract() -> Contract {
        Contract::of_document(&serde_json::json!({"paths": {
            "/a/{id}": {
                "get": {"operationId": "getA", "parameters": [{"in": "query", "name": "as_of"}, {"in": "path", "name": "id"}]},
                "post": {"operationId": "postA", "requestBody": {"content": {
                    "application/json; charset=utf-8": {"schema": {"type": "object"}},
                }}},
            },
        }}))
    }

    #[test]
    fn a_path_is_found_by_its_template_and_says_what_it_allows() {
        let contract = contract();
        assert_eq!(contract.allow("/a/7"), "GET, HEAD, POST");
        assert_eq!(contract.allow("/page"), "GET, HEAD");
        assert_eq!((contract.parameter_at("/a/7", 1), contract.parameter_at("/a/7", 0)), (Some("id"), None));
        let get = contract.operation(&Method::HEAD, "/a/7").expect("the GET");
        let names = |schemas: &BTreeMap<String, Value>| schemas.keys().cloned().collect::<Vec<_>>();
        assert_eq!((names(&get.query), names(&get.path)), (vec!["as_of".to_owned()], vec!["id".to_owned()]));
        assert_eq!((get.id.as_str(), get.body.is_some()), ("getA", false));
        assert!(contract.operation(&Method::POST, "/a/7").expect("the POST").body.is_some());
    }
}
