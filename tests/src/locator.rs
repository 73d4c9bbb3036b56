//! A service that stands in for the one that is imported from.

mod gate;
mod reply;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

pub use gate::Gate;
pub use reply::{Pages, Reply};

/// A request for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// How many requests came before it.
    pub number: usize,
    /// Which page it asks for.
    pub page: u32,
}

type Answering = dyn Fn(&Asked) -> Reply + Send + Sync;

struct State {
    asked: Mutex<Vec<Asked>>,
    answering: Mutex<Arc<Answering>>,
}

/// A service that answers as the test says.
pub struct Locator {
    url: String,
    state: Arc<State>,
}

impl Locator {
    /// Starts a service with these answers.
    pub fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Locator {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let url = format!("http://{address}/locator/exportsAsJson/v2");
        let answering: Arc<Answering> = Arc::new(answer);
        let state = Arc::new(State { asked: Mutex::default(), answering: Mutex::new(answering) });
        let serving = Arc::clone(&state);
        // Both kinds of threads end with the process, as they hold nothing but memory.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&serving);
                // A client that goes away in the middle is not the service's trouble.
                std::thread::spawn(move || serve(&stream, &state).ok());
            }
        });
        Locator { url, state }
    }

    /// Starts a service that has these pages.
    pub fn with(pages: Pages) -> Locator {
        Locator::start(move |asked| pages.page(asked.page))
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Answers otherwise from now on.
    pub fn answer(&self, answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) {
        *self.state.answering.lock().expect("no answer panics") = Arc::new(answer);
    }

    /// The pages that were asked for, since the last time this was called.
    pub fn take_asked(&self) -> Vec<u32> {
        let mut asked = self.state.asked.lock().expect("no answer panics");
        asked.drain(..).map(|asked| asked.page).collect()
    }
}

fn serve(stream: &TcpStream, state: &State) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if reader.read_line(&mut head)? == 0 {
                return Ok(());
            }
        }
        let path = head.split(' ').nth(1).unwrap_or_default();
        let query = path.split_once('?').map_or("", |(_, query)| query);
        let page = query.split('&').find_map(|pair| pair.strip_prefix("page=")?.parse().ok());
        let asked = {
            let mut all = state.asked.lock().expect("no answer panics");
            let asked = Asked { number: all.len(), page: page.unwrap_or_default() };
            all.push(asked.clone());
            asked
        };
        let answering = Arc::clone(&state.answering.lock().expect("no answer panics"));
        let reply = answering(&asked);
        reply.wait();
        (&*stream).write_all(&reply.bytes())?;
        if reply.is_last() {
            return Ok(());
        }
    }
}
