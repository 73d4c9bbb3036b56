//! A small HTTP server whose replies a test defines.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::Url;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A request as the server received it.
#[derive(Debug, Clone)]
pub struct Request {
    /// How many requests came before it.
    pub number: usize,
    /// The page that was requested.
    pub page: u32,
    /// The parameters of the query.
    pub query: HashMap<String, String>,
    /// The request line and the headers.
    pub head: String,
}

/// A reply of the server.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    headers: String,
    body: String,
    is_cut: bool,
    is_dripping: bool,
    delay: Duration,
}

impl Reply {
    pub fn body(body: impl Into<String>) -> Reply {
        Reply {
            status: 200,
            headers: String::new(),
            body: body.into(),
            is_cut: false,
            is_dripping: false,
            delay: Duration::ZERO,
        }
    }

    pub fn status(status: u16) -> Reply {
        Reply { status, ..Reply::body(r#"{"error": "try later"}"#) }
    }

    pub fn header(mut self, name: &str, value: &str) -> Reply {
        self.headers.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    /// The connection closes in the middle of the body.
    pub fn cut(self) -> Reply {
        Reply { is_cut: true, ..self }
    }

    /// The body arrives one byte at a time, with pauses.
    pub fn dripping(self) -> Reply {
        Reply { is_dripping: true, ..self }
    }

    pub fn after(self, delay: Duration) -> Reply {
        Reply { delay, ..self }
    }
}

/// A server that is listening.
pub struct Server {
    pub url: Url,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    pub async fn start(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/locator?key=value", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        let answer = Arc::new(answer);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                // It does not matter if a client closes the connection.
                tokio::spawn(async move { serve(stream, &seen, &*answer).await.ok() });
            }
        });
        Server { url: url.parse().unwrap(), requests }
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// The pages that were requested, in order.
    pub fn pages(&self) -> Vec<u32> {
        self.requests().iter().map(|request| request.page).collect()
    }
}

async fn serve(
    mut stream: TcpStream,
    seen: &Mutex<Vec<Request>>,
    answer: &(impl Fn(&Request) -> Reply + Sync),
) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default();
    let url = Url::parse(&format!("http://localhost{path}")).unwrap();
    let query: HashMap<String, String> = url.query_pairs().into_owned().collect();
    let page = query.get("page").and_then(|page| page.parse().ok()).unwrap_or_default();
    let reply = {
        let mut seen = seen.lock().unwrap();
        let request = Request { number: seen.len(), page, query, head };
        seen.push(request.clone());
        answer(&request)
    };
    tokio::time::sleep(reply.delay).await;
    let Reply { status, headers, body, is_cut, is_dripping, .. } = reply;
    let length = body.len();
    let sent = if is_cut { &body[..length / 2] } else { &body };
    let head =
        format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n");
    stream.write_all(head.as_bytes()).await?;
    if is_dripping {
        for byte in sent.as_bytes() {
            stream.write_u8(*byte).await?;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        return stream.shutdown().await;
    }
    stream.write_all(sent.as_bytes()).await?;
    stream.shutdown().await
}
