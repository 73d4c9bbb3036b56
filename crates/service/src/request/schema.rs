//! The description of requests. The schema of a struct describes it as a JSON body; the parameters of a URL are
//! described by the same schema, member by member.

use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn, ParameterStyle};
use utoipa::openapi::{RefOr, Required, Schema};

/// A text without control characters that is not only spaces.
const VISIBLE: &str =
    r"^[^\u0000-\u001f\u007f-\u009f]*[^\u0000-\u001f\u007f-\u009f\s][^\u0000-\u001f\u007f-\u009f]*$";

/// The parameters of a URL: the members of a request, each with its example from the example of the request.
///
/// # Panics
/// If the schema of a member can't be read back after it was written as JSON, which would be a bug.
pub fn query_parameters<T: ToSchema>() -> Vec<Parameter> {
    let whole = serde_json::to_value(T::schema()).expect("a schema is written as JSON");
    let members = whole["properties"].as_object().into_iter().flatten();
    members.map(|(name, member)| parameter(name, member, &whole)).collect()
}

fn parameter(name: &str, member: &Value, whole: &Value) -> Parameter {
    let mut schema = plain(member);
    let description = schema.remove("description");
    let is_required = is_required(name, whole);
    if is_required {
        require_text(&mut schema);
    }
    let example = Some(&whole["example"][name]).filter(|example| !example.is_null());
    let is_list = schema.get("type").is_some_and(|kind| kind == "array");
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(if is_required { Required::True } else { Required::False })
        .description(description.as_ref().and_then(Value::as_str))
        .style(is_list.then_some(ParameterStyle::Form))
        .explode(is_list.then_some(false))
        .example(example.cloned())
        .schema(Some(read(Value::Object(schema))))
        .build()
}

/// The schema of a request as a body. In it, a member can be null, which is the same as leaving it out.
///
/// Defaults are part of the descriptions here: generated clients require members that have a default in the schema.
pub fn nullable(schema: &RefOr<Schema>) -> RefOr<Schema> {
    let mut whole = serde_json::to_value(schema).expect("a schema is written as JSON");
    let unchanged = whole.clone();
    for (name, member) in whole["properties"].as_object_mut().into_iter().flatten() {
        let mut schema = plain(member);
        say_default(&mut schema);
        if is_required(name, &unchanged) {
            require_text(&mut schema);
        } else {
            match schema.get_mut("type") {
                Some(kind) => *kind = json!([kind, "null"]),
                None => {
                    let reference = json!({"$ref": schema.remove("$ref")});
                    schema.insert("oneOf".to_owned(), json!([reference, {"type": "null"}]));
                }
            }
        }
        *member = Value::Object(schema);
    }
    read(whole)
}

fn is_required(name: &str, whole: &Value) -> bool {
    whole["required"].as_array().is_some_and(|names| names.iter().any(|known| known == name))
}

/// Requires a nonempty text, because an empty text counts as left out.
fn require_text(schema: &mut Map<String, Value>) {
    schema.insert("minLength".to_owned(), json!(1));
    schema.insert("pattern".to_owned(), json!(VISIBLE));
}

/// Moves the default of a member into its description. An empty list is not mentioned.
fn say_default(schema: &mut Map<String, Value>) {
    let Some(default) = schema.remove("default") else { return };
    let words = match &default {
        Value::Array(values) if values.is_empty() => return,
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(","),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if let Some(Value::String(description)) = schema.get_mut("description") {
        description.push_str(&format!(" `{words}` if it is left out."));
    }
}

/// The schema of a member itself. utoipa wraps it in `oneOf` with null if it is optional, and in `allOf` with its
/// description if it is inlined.
fn plain(member: &Value) -> Map<String, Value> {
    let mut schema = member.as_object().cloned().unwrap_or_default();
    schema.retain(|_, value| !value.is_null());
    let wrapped = ["oneOf", "allOf"].into_iter().find_map(|name| schema.remove(name));
    for part in wrapped.as_ref().and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
    {
        let keys =
            part.iter().filter(|(key, value)| *key != "type" || (*value != "null" && *value != "object"));
        for (key, value) in keys {
            schema.entry(key).or_insert_with(|| value.clone());
        }
    }
    schema
}

fn read(schema: Value) -> RefOr<Schema> {
    serde_json::from_value(schema).expect("a schema that was written can be read")
}
