//! The description of the API, in the form that the page shows.

use serde::Serialize;
use serde_json::{Map, Value};

/// The description of the API.
#[derive(Debug)]
pub struct ApiReference {
    /// What the API is for.
    pub about: String,
    pub(super) operations: Vec<ApiOperation>,
    pub(super) schemas: Vec<ApiSchema>,
}

/// A method of a path.
#[derive(Debug)]
pub(super) struct ApiOperation {
    pub method: String,
    pub path: String,
    pub summary: Vec<TextPiece>,
    pub parameters: Vec<ApiParameter>,
    /// What the body holds.
    pub body: Option<Vec<TextPiece>>,
    pub responses: Vec<DescribedValue>,
}

/// A part of a text: code, or words.
#[derive(Debug, PartialEq)]
pub(super) struct TextPiece {
    pub is_code: bool,
    pub text: String,
}

/// A parameter in the path or the query.
#[derive(Debug)]
pub(super) struct ApiParameter {
    pub name: String,
    /// Whether it is a part of the path, not of the query.
    pub is_in_path: bool,
    pub is_required: bool,
    pub value: ValueType,
    pub text: Vec<TextPiece>,
}

/// A schema that bodies and responses are made of.
#[derive(Debug)]
pub(super) struct ApiSchema {
    pub name: String,
    pub text: Vec<TextPiece>,
    pub members: Vec<DescribedValue>,
}

/// A member of a schema by its name, or a response to a call by its status.
#[derive(Debug)]
pub(super) struct DescribedValue {
    pub name: String,
    pub text: Vec<TextPiece>,
    pub value: Option<ValueType>,
}

/// The type of a value, in words.
#[derive(Debug, PartialEq)]
pub(super) struct ValueType {
    pub words: String,
    /// The schema that describes it, to link to.
    pub schema: Option<String>,
}

impl ApiReference {
    /// Picks what the page shows from an OpenAPI description.
    pub fn new(api: &impl Serialize) -> ApiReference {
        let api = serde_json::to_value(api).expect("an OpenAPI description is JSON");
        let paths = members(&api["paths"]);
        let operations = paths.flat_map(|(path, methods)| {
            let operation =
                |(method, operation): (&String, &Value)| ApiOperation::new(path, method, operation);
            members(methods).map(operation).collect::<Vec<_>>()
        });
        let schemas = members(&api["components"]["schemas"]).map(|(name, schema)| ApiSchema {
            name: name.clone(),
            text: schema_text(schema),
            members: members(&schema["properties"])
                .map(|(name, member)| DescribedValue::new(name, member, Some(member)))
                .collect(),
        });
        ApiReference {
            about: text(&api["info"]["description"]),
            operations: operations.collect(),
            schemas: schemas.collect(),
        }
    }
}

impl ApiOperation {
    fn new(path: &str, method: &str, operation: &Value) -> ApiOperation {
        let parameters =
            operation["parameters"].as_array().into_iter().flatten().map(|parameter| ApiParameter {
                name: text(&parameter["name"]),
                is_in_path: parameter["in"] == "path",
                is_required: parameter["required"] == true,
                value: ValueType::new(&parameter["schema"]),
                text: parameter_text(parameter),
            });
        let body = &operation["requestBody"]["description"];
        ApiOperation {
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: pieces(&operation["summary"]),
            parameters: parameters.collect(),
            body: operation["requestBody"].is_object().then(|| pieces(body)),
            responses: members(&operation["responses"])
                .map(|(status, response)| {
                    let schema = members(&response["content"]).map(|(_, content)| &content["schema"]).next();
                    DescribedValue::new(status, response, schema.filter(|schema| schema.is_object()))
                })
                .collect(),
        }
    }

    /// The ID of its section on the page.
    pub(super) fn anchor(&self) -> String {
        format!("{}{}", self.method.to_lowercase(), self.path)
            .replace(['/', '.'], "-")
            .replace(['{', '}'], "")
    }

    /// Whether the query can have parameters.
    pub(super) fn takes_query(&self) -> bool {
        self.parameters.iter().any(|parameter| !parameter.is_in_path)
    }

    /// Whether a form can try it. Only calls that change nothing can be tried.
    pub(super) fn can_be_tried(&self) -> bool {
        self.method == "GET"
    }
}

impl DescribedValue {
    fn new(name: &str, described: &Value, schema: Option<&Value>) -> DescribedValue {
        DescribedValue {
            name: name.to_owned(),
            text: pieces(&described["description"]),
            value: schema.map(ValueType::new),
        }
    }
}

impl ValueType {
    fn new(schema: &Value) -> ValueType {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            return ValueType { words: name.to_owned(), schema: Some(name.to_owned()) };
        }
        let variants = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
        if let Some(variants) = variants {
            return ValueType::any_of(variants.iter().map(ValueType::new));
        }
        match &schema["type"] {
            Value::Array(names) => ValueType::any_of(names.iter().map(|name| ValueType::named(name, schema))),
            name => ValueType::named(name, schema),
        }
    }

    fn named(name: &Value, schema: &Value) -> ValueType {
        let of = |container: &str, inner: ValueType| ValueType {
            words: format!("{container} of {}", inner.words),
            ..inner
        };
        match name.as_str() {
            Some("array") => of("list", ValueType::new(&schema["items"])),
            Some("object") if schema["additionalProperties"].is_object() => {
                of("object", ValueType::new(&schema["additionalProperties"]))
            }
            name => ValueType { words: name.unwrap_or("any").to_owned(), schema: None },
        }
    }

    fn any_of(types: impl Iterator<Item = ValueType>) -> ValueType {
        let types: Vec<ValueType> = types.collect();
        let words: Vec<&str> = types.iter().map(|one| one.words.as_str()).collect();
        let words = words.join(" or ");
        ValueType { words, schema: types.into_iter().find_map(|one| one.schema) }
    }
}

fn members(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flat_map(Map::iter)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// What a parameter means, with its default and an example.
fn parameter_text(parameter: &Value) -> Vec<TextPiece> {
    let mut text = text(&parameter["description"]);
    for (what, value) in [("Default", &parameter["schema"]["default"]), ("Example", &parameter["example"])] {
        let value = query_value(value);
        if !value.is_empty() {
            text.push_str(&format!(" {what}: `{value}`."));
        }
    }
    pieces(&Value::String(text))
}

/// A value as it is written in a URL.
fn query_value(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(query_value).collect::<Vec<_>>().join(","),
        value => value.to_string(),
    }
}

/// What a schema means, with the values of an enumeration.
fn schema_text(schema: &Value) -> Vec<TextPiece> {
    let values = schema["enum"].as_array().into_iter().flatten();
    let values: Vec<String> = values.map(|value| format!("`{}`", query_value(value))).collect();
    let one_of = if values.is_empty() { String::new() } else { format!(" One of {}.", values.join(", ")) };
    pieces(&Value::String(text(&schema["description"]) + &one_of))
}

/// Splits a text into words and code, which is between backticks.
fn pieces(value: &Value) -> Vec<TextPiece> {
    let parts = value.as_str().unwrap_or_default().split('`').enumerate();
    let pieces = parts.map(|(at, text)| TextPiece { is_code: at % 2 == 1, text: text.to_owned() });
    pieces.filter(|piece| !piece.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_call_is_described_and_every_schema_link_leads_somewhere() {
        let api = ApiReference::new(&crate::testing::openapi());
        let operation = |method: &str, path: &str| {
            let mut operations = api.operations.iter();
            operations.find(|one| one.method == method && one.path == path).expect("an operation")
        };
        let search = operation("GET", "/v1/search");
        assert!(search.can_be_tried() && search.parameters.iter().any(|one| one.name == "near"));
        let post = operation("POST", "/v1/search");
        assert!(!post.can_be_tried() && post.body.is_some());
        assert!(operation("GET", "/v1/facilities/{id}").parameters[0].is_in_path);
        let members = api.schemas.iter().flat_map(|schema| &schema.members);
        let values = members.chain(&search.responses[..1]).filter_map(|described| described.value.as_ref());
        let links: Vec<&String> = values.filter_map(|value| value.schema.as_ref()).collect();
        assert!(links.len() > 1);
        for link in links {
            assert!(api.schemas.iter().any(|schema| schema.name == *link), "{link}");
        }
    }

    #[test]
    fn descriptions_include_enum_values_defaults_and_examples() {
        let words = |pieces: Vec<TextPiece>| pieces.into_iter().map(|piece| piece.text).collect::<String>();
        let schema = json!({"description": "The order.", "enum": ["best", "name"]});
        assert_eq!(words(schema_text(&schema)), "The order. One of best, name.");
        let parameter =
            json!({"description": "What to count.", "schema": {"default": ["a", "b"]}, "example": 3});
        assert_eq!(words(parameter_text(&parameter)), "What to count. Default: a,b. Example: 3.");
    }

    #[test]
    fn types_are_put_in_words() {
        let words = |schema: Value| ValueType::new(&schema).words;
        assert_eq!(words(json!({"type": ["string", "null"]})), "string or null");
        assert_eq!(words(json!({"type": "array", "items": {"$ref": "#/a/Fault"}})), "list of Fault");
        assert_eq!(words(json!({"oneOf": [{"type": "null"}, {"$ref": "#/a/Place"}]})), "null or Place");
        assert_eq!(
            words(json!({"type": "object", "additionalProperties": {"type": "integer"}})),
            "object of integer"
        );
        assert_eq!(words(json!({})), "any");
    }

    #[test]
    fn code_is_between_backticks() {
        let piece = |is_code, text: &str| TextPiece { is_code, text: text.to_owned() };
        assert_eq!(
            pieces(&json!("Like `has`, but")),
            [piece(false, "Like "), piece(true, "has"), piece(false, ", but")]
        );
        assert_eq!(pieces(&json!("`q`")), [piece(true, "q")]);
    }
}
