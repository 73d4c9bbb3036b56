//! A service that stands in for FindTreatment.gov.

mod gate;
mod reply;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

pub use gate::Gate;
pub use reply::{LocatorPages, LocatorReply};

/// A request for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// The number of earlier requests.
    pub number: usize,
    /// The number of the page, from 1.
    pub page: u32,
}

type Responder = dyn Fn(&PageRequest) -> LocatorReply + Send + Sync;

struct State {
    requests: Mutex<Vec<PageRequest>>,
    responder: Mutex<Arc<Responder>>,
}

/// A service that responds as the test decides.
pub struct Locator {
    url: String,
    state: Arc<State>,
}

impl Locator {
    /// Starts a service that responds to every request with what `respond` returns.
    pub fn start(respond: impl Fn(&PageRequest) -> LocatorReply + Send + Sync + 'static) -> Locator {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let url = format!("http://{address}/locator/exportsAsJson/v2");
        let responder: Arc<Responder> = Arc::new(respond);
        let state = Arc::new(State { requests: Mutex::default(), responder: Mutex::new(responder) });
        let serving = Arc::clone(&state);
        // These threads end with the process, and hold nothing but memory.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&serving);
                // Ignores the error when a client closes the connection early.
                std::thread::spawn(move || serve(&stream, &state).ok());
            }
        });
        Locator { url, state }
    }

    /// Starts a service that has these pages.
    pub fn with_pages(pages: LocatorPages) -> Locator {
        Locator::start(move |request| pages.page(request.page))
    }

    /// The URL of the export.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// From now on, responds to every request with what `respond` returns.
    pub fn respond_with(&self, respond: impl Fn(&PageRequest) -> LocatorReply + Send + Sync + 'static) {
        *self.state.responder.lock().expect("no responder panics") = Arc::new(respond);
    }

    /// The numbers of the pages requested since the last call.
    pub fn take_requested(&self) -> Vec<u32> {
        let mut requests = self.state.requests.lock().expect("no responder panics");
        requests.drain(..).map(|request| request.page).collect()
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
        let request = {
            let mut all = state.requests.lock().expect("no responder panics");
            let request = PageRequest { number: all.len(), page: page.unwrap_or_default() };
            all.push(request.clone());
            request
        };
        let responder = Arc::clone(&state.responder.lock().expect("no responder panics"));
        let reply = responder(&request);
        reply.wait();
        (&*stream).write_all(&reply.bytes())?;
        if reply.is_last() {
            return Ok(());
        }
    }
}
