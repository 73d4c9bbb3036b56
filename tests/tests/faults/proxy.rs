//! A network between servers and the database, which can be cut.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// How the network fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    /// It does not.
    Works,
    /// Connections break, and new ones are refused.
    Cut,
    /// Connections stay open, but nothing arrives: a cable was pulled, or a firewall drops packets.
    Silent,
}

/// A port that leads to a PostgreSQL server as long as the network works.
pub struct Proxy {
    port: u16,
    state: Arc<State>,
}

struct State {
    network: Mutex<Network>,
    open: Mutex<Vec<TcpStream>>,
    socket: PathBuf,
}

/// How often a connection looks whether the network still works.
const TICK: Duration = Duration::from_millis(20);

impl Proxy {
    /// Opens a port that leads to the server with this socket.
    pub fn to(socket: &Path) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (network, open) = (Mutex::new(Network::Works), Mutex::default());
        let state = Arc::new(State { network, open, socket: socket.to_owned() });
        let accepting = Arc::clone(&state);
        // These threads end with the process, and hold nothing but memory.
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                accepting.accept(client);
            }
        });
        Proxy { port, state }
    }

    /// The URL of a database of that server.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// From now on, the network is like this.
    pub fn set(&self, network: Network) {
        *self.state.network.lock().unwrap() = network;
        if network != Network::Silent {
            // Connections from which nothing arrived for a while break when the network works again.
            for connection in self.state.open.lock().unwrap().drain(..) {
                let _ = connection.shutdown(Shutdown::Both);
            }
        }
    }
}

impl State {
    fn network(&self) -> Network {
        *self.network.lock().unwrap()
    }

    fn accept(self: &Arc<Self>, client: TcpStream) {
        match self.network() {
            Network::Cut => {}
            Network::Silent => self.open.lock().unwrap().push(client),
            Network::Works => {
                let Ok(server) = UnixStream::connect(&self.socket) else { return };
                self.open.lock().unwrap().push(client.try_clone().unwrap());
                let (there, back) = (Arc::clone(self), Arc::clone(self));
                let (from, to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
                thread::spawn(move || there.forward(from, to));
                thread::spawn(move || back.forward(server, client));
            }
        }
    }

    /// Passes on what arrives, until either side ends.
    fn forward(&self, mut from: impl Read, mut to: impl Write + Close) {
        let mut buffer = [0; 16 * 1024];
        while let Ok(read @ 1..) = from.read(&mut buffer) {
            while self.network() == Network::Silent {
                thread::sleep(TICK);
            }
            if to.write_all(&buffer[..read]).is_err() {
                break;
            }
        }
        to.close();
    }
}

/// A connection that can be ended for both sides.
trait Close {
    fn close(&self);
}

impl Close for TcpStream {
    fn close(&self) {
        let _ = self.shutdown(Shutdown::Both);
    }
}

impl Close for UnixStream {
    fn close(&self) {
        let _ = self.shutdown(Shutdown::Both);
    }
}
