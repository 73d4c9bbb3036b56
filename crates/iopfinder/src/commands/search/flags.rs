//! The flags of `search`: one for each parameter of `GET /v1/search`, with its description.

use std::sync::LazyLock;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use serde_json::Value;
use service::request::{SearchRequest, schema};

/// What `search` takes: the parameters of `GET /v1/search`, and how to print the response.
#[derive(Debug, Default)]
pub struct SearchFlags {
    /// The parameters that were given.
    pub parameters: Vec<(String, String)>,
    /// Whether to print the response of `GET /v1/search`.
    pub json: bool,
}

/// A parameter of a search, as a flag.
struct Flag {
    name: String,
    /// `unless-no` for `unless_no`.
    long: String,
    help: String,
    is_list: bool,
    is_switch: bool,
}

static FLAGS: LazyLock<Vec<Flag>> = LazyLock::new(|| {
    let parameters = schema::query_parameters::<SearchRequest>().into_iter();
    let flags = parameters.map(|parameter| {
        let schema = serde_json::to_value(&parameter.schema).unwrap_or_default();
        let default = match &schema["default"] {
            Value::String(text) => format!(" [default: {text}]"),
            Value::Number(number) => format!(" [default: {number}]"),
            _ => String::new(),
        };
        let help = parameter.description.unwrap_or_default().replace('`', "").replace('\n', " ");
        Flag {
            long: parameter.name.replace('_', "-"),
            help: help + &default,
            is_list: schema["type"] == "array",
            is_switch: schema["type"] == "boolean",
            name: parameter.name,
        }
    });
    flags.collect()
});

impl Flag {
    fn arg(&'static self) -> Arg {
        let arg = Arg::new(self.name.as_str()).long(self.long.as_str()).help(self.help.as_str());
        match self {
            // Given once for each value, or once with commas between the values.
            Flag { is_list: true, .. } => arg.action(ArgAction::Append).value_name("NAME,…"),
            Flag { is_switch: true, .. } => {
                arg.num_args(0..=1).default_missing_value("true").value_name("BOOL")
            }
            // Coordinates and some names begin with a hyphen.
            _ => arg.allow_hyphen_values(true),
        }
    }
}

impl Args for SearchFlags {
    fn augment_args(command: Command) -> Command {
        let json = Arg::new("json").long("json").action(ArgAction::SetTrue);
        let flags = FLAGS.iter().map(Flag::arg);
        command.args(flags).arg(json.help("Print the response of GET /v1/search"))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for SearchFlags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = FLAGS.iter().filter_map(|flag| {
            let values: Vec<&str> = matches.get_many::<String>(&flag.name)?.map(String::as_str).collect();
            Some((flag.name.clone(), values.join(",")))
        });
        Ok(SearchFlags { parameters: given.collect(), json: matches.get_flag("json") })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = SearchFlags::from_arg_matches(matches)?;
        Ok(())
    }
}
