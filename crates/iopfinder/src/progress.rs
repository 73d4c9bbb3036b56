//! How far an import is: a bar on a terminal, lines elsewhere, JSON for machines.

use std::io::{self, IsTerminal};
use std::mem::{Discriminant, discriminant};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use ingest::import::{Observer, Step};
use serde_json::{Value, json};

use crate::output::tell;

/// How progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// To people: a bar on a terminal, else lines.
    Words,
    /// To machines: one JSON object a line.
    Json,
}

/// Shows progress on standard error.
pub fn progress(form: Form) -> Box<dyn Observer> {
    match form {
        Form::Json => Box::new(Lines { write: json_line, last: None }),
        Form::Words if io::stderr().is_terminal() => Box::new(Bar::new()),
        Form::Words => Box::new(Lines { write: words, last: None }),
    }
}

/// Every so many listings or facilities a line is written.
const STRIDE: u64 = 5000;

/// A line for each step that says something new.
struct Lines {
    write: fn(Step) -> String,
    last: Option<Discriminant<Step>>,
}

impl Observer for Lines {
    fn observe(&mut self, step: Step) {
        let is_new = self.last.replace(discriminant(&step)) != Some(discriminant(&step));
        let is_told = match step {
            Step::Fetching(_) => true,
            Step::Storing { listings: count, .. } | Step::Indexing { facilities: count } => {
                is_new || (count > 0 && count.is_multiple_of(STRIDE))
            }
            _ => is_new,
        };
        if is_told {
            tell(&(self.write)(step));
        }
    }
}

/// A bar while pages are fetched, a turning sign with words for what follows.
struct Bar(ProgressBar);

impl Bar {
    fn new() -> Bar {
        let bar = ProgressBar::new_spinner();
        bar.set_style(style("{spinner} {msg}"));
        bar.enable_steady_tick(Duration::from_millis(120));
        Bar(bar)
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Observer for Bar {
    fn observe(&mut self, step: Step) {
        match step {
            Step::Fetching(at) if at.total_pages.is_some() => {
                if self.0.length().is_none() {
                    self.0.set_style(style("{spinner} [{bar:40}] {pos}/{len} {msg}"));
                }
                self.0.set_length(at.total_pages.unwrap_or_default().into());
                // The first page is asked for again at the end.
                let position = if at.waiting.is_some() { self.0.position() } else { at.page.into() };
                self.0.set_position(position);
            }
            Step::Fetching(_) => {}
            Step::Done => return self.0.finish_and_clear(),
            _ => self.0.set_style(style("{spinner} {msg}")),
        }
        self.0.set_message(words(step));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

fn words(step: Step) -> String {
    match step {
        Step::Begun { source, resumed } => {
            let again = if resumed { ", going on where it was left" } else { "" };
            format!("importing: {}{again}", source.label())
        }
        Step::Fetching(at) => {
            let of = at.total_pages.map(|pages| format!(" of {pages}")).unwrap_or_default();
            match at.waiting {
                Some(wait) => {
                    let wait = wait.as_secs_f64();
                    format!("page {}{of} did not come, asking again in {wait:.1} s", at.page)
                }
                None => format!("page {}{of}, {} rows", at.page, at.rows),
            }
        }
        Step::Parsing { .. } => "reading the rows".to_owned(),
        Step::Resolving { listings } => format!("placing {listings} listings"),
        Step::Storing { listings, of } => format!("storing, {listings} of {of} listings"),
        Step::Indexing { facilities } => format!("indexing, {facilities} facilities"),
        Step::Publishing => "completing the index and publishing".to_owned(),
        Step::Done => "published".to_owned(),
    }
}

fn json_line(step: Step) -> String {
    let value: Value = match step {
        Step::Begun { source, resumed } => {
            json!({"step": "begun", "source": source.slug(), "resumed": resumed})
        }
        Step::Fetching(at) => json!({
            "step": "fetching", "page": at.page, "pages": at.total_pages, "rows": at.rows,
            "retries": at.retries, "waiting_seconds": at.waiting.map(|wait| wait.as_secs_f64()),
        }),
        Step::Parsing { rows } => json!({"step": "parsing", "rows": rows}),
        Step::Resolving { listings } => json!({"step": "resolving", "listings": listings}),
        Step::Storing { listings, of } => json!({"step": "storing", "listings": listings, "of": of}),
        Step::Indexing { facilities } => json!({"step": "indexing", "facilities": facilities}),
        Step::Publishing => json!({"step": "publishing"}),
        Step::Done => json!({"step": "done"}),
    };
    value.to_string()
}

#[cfg(test)]
mod tests {
    use ingest::fetch::Progress;

    use super::*;

    #[test]
    fn a_wait_is_told_with_its_length() {
        let at = Progress {
            page: 3,
            total_pages: Some(11),
            rows: 4000,
            retries: 1,
            waiting: Some(Duration::from_millis(2500)),
        };
        assert_eq!(words(Step::Fetching(at)), "page 3 of 11 did not come, asking again in 2.5 s");
        assert_eq!(words(Step::Fetching(Progress { waiting: None, ..at })), "page 3 of 11, 4000 rows");
        let line: Value = serde_json::from_str(&json_line(Step::Fetching(at))).unwrap();
        assert_eq!(line["waiting_seconds"], 2.5);
    }
}
