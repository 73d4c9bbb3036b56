//! The description of the API, as a page shows it.

use serde_json::{Map, Value};
use utoipa::openapi::OpenApi;

/// All of it.
#[derive(Debug)]
pub struct Described {
    /// What the API is.
    pub about: String,
    pub calls: Vec<Call>,
    /// What answers are made of.
    pub shapes: Vec<Shape>,
}

/// A method of a path.
#[derive(Debug)]
pub(crate) struct Call {
    pub method: String,
    pub path: String,
    pub summary: Vec<Piece>,
    pub parameters: Vec<Parameter>,
    /// What the body is.
    pub body: Option<Vec<Piece>>,
    pub answers: Vec<Answer>,
}

/// A part of a text: code, or words.
#[derive(Debug, PartialEq)]
pub(crate) struct Piece {
    pub is_code: bool,
    pub text: String,
}

/// A parameter, in the path or the query.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub name: String,
    /// Whether it is a part of the path; else it is one of the query.
    pub is_in_path: bool,
    pub is_required: bool,
    pub kind: Kind,
    pub text: Vec<Piece>,
}

/// What a call can answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub status: String,
    pub text: Vec<Piece>,
    pub kind: Option<Kind>,
}

/// A shape of answers, with its members.
#[derive(Debug)]
pub(crate) struct Shape {
    pub name: String,
    pub text: Vec<Piece>,
    pub members: Vec<Member>,
}

/// A member of a shape.
#[derive(Debug)]
pub(crate) struct Member {
    pub name: String,
    pub kind: Kind,
    pub text: Vec<Piece>,
}

/// What a value is, in words; some lead to a shape.
#[derive(Debug, PartialEq)]
pub(crate) struct Kind {
    pub words: String,
    pub shape: Option<String>,
}

impl Described {
    /// Reads the description.
    pub fn new(api: &OpenApi) -> Described {
        let api = serde_json::to_value(api).expect("a description is written as JSON");
        let paths = members(&api["paths"]);
        let calls = paths.flat_map(|(path, methods)| {
            members(methods).map(|(method, call)| Call::of(path, method, call)).collect::<Vec<_>>()
        });
        let shapes = members(&api["components"]["schemas"]).map(|(name, schema)| Shape {
            name: name.clone(),
            text: pieces(&schema["description"]),
            members: members(&schema["properties"]).map(|(name, member)| Member::of(name, member)).collect(),
        });
        Described {
            about: text(&api["info"]["description"]),
            calls: calls.collect(),
            shapes: shapes.collect(),
        }
    }
}

impl Call {
    fn of(path: &str, method: &str, call: &Value) -> Call {
        let parameters = call["parameters"].as_array().into_iter().flatten().map(|known| Parameter {
            name: text(&known["name"]),
            is_in_path: known["in"] == "path",
            is_required: known["required"] == true,
            kind: Kind::of(&known["schema"]),
            text: pieces(&known["description"]),
        });
        let body = &call["requestBody"]["description"];
        Call {
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: pieces(&call["summary"]),
            parameters: parameters.collect(),
            body: body.is_string().then(|| pieces(body)),
            answers: members(&call["responses"]).map(|(status, answer)| Answer::of(status, answer)).collect(),
        }
    }

    /// Its name within the page.
    pub(crate) fn anchor(&self) -> String {
        format!("{}{}", self.method.to_lowercase(), self.path)
            .replace(['/', '.'], "-")
            .replace(['{', '}'], "")
    }

    /// Whether anything can be given in the query.
    pub(crate) fn takes_query(&self) -> bool {
        self.parameters.iter().any(|parameter| !parameter.is_in_path)
    }

    /// Whether a form can try it: what is only asked for changes nothing.
    pub(crate) fn can_be_tried(&self) -> bool {
        self.method == "GET"
    }
}

impl Answer {
    fn of(status: &str, answer: &Value) -> Answer {
        let schema = members(&answer["content"]).map(|(_, content)| &content["schema"]).next();
        Answer {
            status: status.to_owned(),
            text: pieces(&answer["description"]),
            kind: schema.filter(|schema| schema.is_object()).map(Kind::of),
        }
    }
}

impl Member {
    fn of(name: &str, schema: &Value) -> Member {
        Member { name: name.to_owned(), kind: Kind::of(schema), text: pieces(&schema["description"]) }
    }
}

impl Kind {
    fn of(schema: &Value) -> Kind {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            return Kind { words: name.to_owned(), shape: Some(name.to_owned()) };
        }
        let choices = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
        if let Some(choices) = choices {
            return Kind::any(choices.iter().map(Kind::of));
        }
        match &schema["type"] {
            Value::Array(kinds) => Kind::any(kinds.iter().map(|kind| Kind::simple(kind, schema))),
            kind => Kind::simple(kind, schema),
        }
    }

    fn simple(kind: &Value, schema: &Value) -> Kind {
        let named = |begin: &str, inner: Kind| Kind { words: format!("{begin} {}", inner.words), ..inner };
        match kind.as_str() {
            Some("array") => named("list of", Kind::of(&schema["items"])),
            Some("object") if schema["additionalProperties"].is_object() => {
                named("object of", Kind::of(&schema["additionalProperties"]))
            }
            kind => Kind { words: kind.unwrap_or("any").to_owned(), shape: None },
        }
    }

    fn any(kinds: impl Iterator<Item = Kind>) -> Kind {
        let kinds: Vec<Kind> = kinds.collect();
        let words: Vec<&str> = kinds.iter().map(|kind| kind.words.as_str()).collect();
        let words = words.join(" or ");
        Kind { words, shape: kinds.into_iter().find_map(|kind| kind.shape) }
    }
}

fn members(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flat_map(Map::iter)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The parts of a text, in which code stands between backticks.
fn pieces(value: &Value) -> Vec<Piece> {
    let parts = value.as_str().unwrap_or_default().split('`').enumerate();
    let pieces = parts.map(|(at, text)| Piece { is_code: at % 2 == 1, text: text.to_owned() });
    pieces.filter(|piece| !piece.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn everything_that_is_described_is_shown() {
        let described = Described::new(&crate::testing::openapi());
        let call = |method: &str, path: &str| {
            let mut calls = described.calls.iter();
            calls.find(|call| call.method == method && call.path == path).expect("a call")
        };
        let search = call("GET", "/v1/search");
        assert!(search.can_be_tried() && search.parameters.iter().any(|known| known.name == "near"));
        assert_eq!(
            search.answers[0].kind.as_ref().and_then(|kind| kind.shape.as_deref()),
            Some("SearchAnswer")
        );
        let post = call("POST", "/v1/search");
        assert!(!post.can_be_tried() && post.body.is_some());
        assert!(call("GET", "/v1/facilities/{id}").parameters[0].is_in_path);
        let leads = described.shapes.iter().flat_map(|shape| &shape.members);
        for shape in leads.filter_map(|member| member.kind.shape.as_ref()) {
            assert!(described.shapes.iter().any(|known| known.name == *shape), "{shape}");
        }
    }

    #[test]
    fn kinds_are_put_in_words() {
        let words = |schema: Value| Kind::of(&schema).words;
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
    fn code_stands_between_backticks() {
        let piece = |is_code, text: &str| Piece { is_code, text: text.to_owned() };
        assert_eq!(
            pieces(&json!("Like `has`, but")),
            [piece(false, "Like "), piece(true, "has"), piece(false, ", but")]
        );
        assert_eq!(pieces(&json!("`q`")), [piece(true, "q")]);
    }
}
