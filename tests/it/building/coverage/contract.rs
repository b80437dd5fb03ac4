//! The operations of the committed contract, with the rows of the policy table.

use std::sync::LazyLock;

use hall::policy::Row;
use poem::http::Method;
use serde_json::{Map, Value};
use zhiquan::policy::TABLE;

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    pub name: String,
    /// `path`, `query` or `header`.
    pub place: String,
    pub required: bool,
    pub example: Value,
}

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation {
    pub id: String,
    pub method: Method,
    pub path: String,
    pub parameters: Vec<Parameter>,
    /// Media type and example of the body.
    pub body: Option<(String, Value)>,
    /// Whether it answers a page.
    pub is_list: bool,
    pub security: Option<Value>,
    pub row: &'static Row,
}

impl Operation {
    /// The parameters in the path.
    pub fn in_path(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.place == "path")
    }

    /// The target with these values in the path, and the examples of the parameters that must be there.
    pub fn target(&self, values: &[(&str, String)]) -> String {
        let filled = |path: String, (name, value): &(&str, String)| path.replace(&format!("{{{name}}}"), value);
        let path = values.iter().fold(self.path.clone(), filled);
        assert!(!path.contains('{'), "{}: nothing is known of a parameter of {path}", self.id);
        let needed = self.parameters.iter().filter(|parameter| parameter.place == "query" && parameter.required);
        let pair = |parameter: &Parameter| {
            let value = parameter.example.as_str().expect("an example that is a text");
            format!("{}={}", parameter.name, percent(value))
        };
        let query: Vec<String> = needed.map(pair).collect();
        if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
    }

    /// Whether it does anything to the world.
    pub fn changes_something(&self) -> bool {
        self.row.effect.is_recorded()
    }
}

/// Every octet as a query may have it.
fn percent(text: &str) -> String {
    text.bytes().map(|octet| format!("%{octet:02X}")).collect()
}

static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let document: Value =
        serde_json::from_str(include_str!("../../../../openapi/zhiquan.v1.json")).expect("the document is JSON");
    let paths = document["paths"].as_object().expect("paths");
    let of_path = |(path, item): (&String, &Value)| {
        let methods: &Map<String, Value> = item.as_object().expect("a path item");
        let one = |(method, operation): (&String, &Value)| read(&document, method, path, operation);
        methods.iter().map(one).collect::<Vec<_>>()
    };
    paths.iter().flat_map(of_path).collect()
});

/// All of them.
pub fn operations() -> &'static [Operation] {
    &OPERATIONS
}

/// The one of this id.
pub fn operation(id: &str) -> &'static Operation {
    operations().iter().find(|operation| operation.id == id).unwrap_or_else(|| panic!("{id} is no operation"))
}

fn read(document: &Value, method: &str, path: &str, operation: &Value) -> Operation {
    let id = operation["operationId"].as_str().expect("an id").to_owned();
    let row = TABLE.iter().find(|row| row.operation == id).unwrap_or_else(|| panic!("{id} has no row"));
    let parameter = |parameter: &Value| Parameter {
        name: parameter["name"].as_str().expect("a name").to_owned(),
        place: parameter["in"].as_str().expect("a place").to_owned(),
        required: parameter["required"] == true,
        example: parameter["schema"]["example"].clone(),
    };
    let contents = operation["requestBody"]["content"].as_object();
    let body = contents.and_then(|contents| contents.iter().next()).map(|(media, content)| {
        let media = media.split(';').next().unwrap_or_default().to_owned();
        (media, schema(document, &content["schema"])["example"].clone())
    });
    let answers = operation["responses"]["200"]["content"].as_object();
    let answer = answers.and_then(|answers| answers.values().next()).map(|answer| schema(document, &answer["schema"]));
    Operation {
        method: method.to_uppercase().parse().expect("a method"),
        path: path.to_owned(),
        parameters: operation["parameters"].as_array().into_iter().flatten().map(parameter).collect(),
        body,
        is_list: answer.is_some_and(|answer| {
            let properties = &answer["properties"];
            ["items", "total"].iter().all(|name| !properties[name].is_null())
        }),
        security: Some(operation["security"].clone()).filter(|security| !security.is_null()),
        id,
        row,
    }
}

fn schema<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str() {
        Some(named) => &document["components"]["schemas"][named.rsplit('/').next().expect("a name")],
        None => schema,
    }
}
