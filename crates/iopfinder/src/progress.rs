//! Shows the progress of an import: as a bar on a terminal, otherwise as lines of text or JSON.

use std::io::{self, IsTerminal};
use std::mem::{Discriminant, discriminant};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use ingest::import::{Observer, Step};
use serde_json::{Value, json};

use crate::config::LogFormat;
use crate::output::print_message;

/// Shows progress on standard error. Text progress is a bar if standard error is a terminal.
pub fn progress(format: LogFormat) -> Box<dyn Observer> {
    match format {
        LogFormat::Json => Box::new(Lines { write: json_line, last: None }),
        LogFormat::Text if io::stderr().is_terminal() => Box::new(Bar::new()),
        LogFormat::Text => Box::new(Lines { write: text_line, last: None }),
    }
}

/// A line is written each time this many further listings or facilities are done.
const LINE_INTERVAL: u64 = 5000;

/// Writes a line for each step that shows notable progress.
struct Lines {
    write: fn(Step) -> String,
    last: Option<Discriminant<Step>>,
}

impl Observer for Lines {
    fn observe(&mut self, step: Step) {
        let is_new = self.last.replace(discriminant(&step)) != Some(discriminant(&step));
        let is_notable = match step {
            Step::Fetching(_) => true,
            Step::Storing { listings: count, .. } | Step::Indexing { facilities: count } => {
                is_new || (count > 0 && count.is_multiple_of(LINE_INTERVAL))
            }
            _ => is_new,
        };
        if is_notable {
            print_message(&(self.write)(step));
        }
    }
}

/// A bar while pages are fetched, and a spinner with text for the other steps.
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
                // The last request is for the first page again. If that is retried, the bar must not jump back.
                let position = if at.waiting.is_some() { self.0.position() } else { at.page.into() };
                self.0.set_position(position);
            }
            Step::Fetching(_) => {}
            Step::Done => return self.0.finish_and_clear(),
            _ => self.0.set_style(style("{spinner} {msg}")),
        }
        self.0.set_message(text_line(step));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

fn text_line(step: Step) -> String {
    match step {
        Step::Begun { source, resumed } => {
            let resuming = if resumed { ", continuing where the last run stopped" } else { "" };
            format!("importing: {}{resuming}", source.label())
        }
        Step::Fetching(at) => {
            let total = at.total_pages.map(|pages| format!(" of {pages}")).unwrap_or_default();
            match at.waiting {
                Some(wait) if wait < Duration::from_millis(50) => {
                    format!("page {}{total} failed, retrying now", at.page)
                }
                Some(wait) => {
                    format!("page {}{total} failed, retrying in {:.1} s", at.page, wait.as_secs_f64())
                }
                None => format!("page {}{total}, {} rows", at.page, at.rows),
            }
        }
        Step::Parsing { .. } => "reading the rows".to_owned(),
        Step::Resolving { listings } => format!("assigning {listings} listings to facilities"),
        Step::Storing { listings, of } => format!("storing: {listings} of {of} listings"),
        Step::Indexing { facilities } => format!("indexing: {facilities} facilities"),
        Step::Publishing => "finishing the index and publishing".to_owned(),
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
    fn progress_shows_the_length_of_a_wait() {
        let at = Progress {
            page: 3,
            total_pages: Some(11),
            rows: 4000,
            retries: 1,
            waiting: Some(Duration::from_millis(2500)),
        };
        assert_eq!(text_line(Step::Fetching(at)), "page 3 of 11 failed, retrying in 2.5 s");
        assert_eq!(text_line(Step::Fetching(Progress { waiting: None, ..at })), "page 3 of 11, 4000 rows");
        let line: Value = serde_json::from_str(&json_line(Step::Fetching(at))).unwrap();
        assert_eq!(line["waiting_seconds"], 2.5);
    }
}
