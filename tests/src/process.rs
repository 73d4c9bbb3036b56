//! A process that runs, with all it has said so far.

use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A process that runs. Killed when it is dropped.
pub struct Running {
    child: Child,
    said: Arc<Said>,
    readers: Vec<JoinHandle<()>>,
}

/// How a process ended.
#[derive(Debug, Clone)]
pub struct Finished {
    /// Its exit code; none when a signal ended it.
    pub code: Option<i32>,
    /// What it wrote to its standard output.
    pub stdout: String,
    /// What it wrote to its standard error.
    pub stderr: String,
}

/// What a process said, by stream.
#[derive(Default)]
struct Said {
    text: Mutex<[Vec<u8>; 2]>,
    more: Condvar,
}

impl Running {
    /// Starts a process.
    pub(crate) fn start(command: &mut Command) -> Running {
        let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let said = Arc::new(Said::default());
        let stdout = child.stdout.take().expect("a pipe");
        let stderr = child.stderr.take().expect("a pipe");
        let readers = vec![said.read(0, stdout), said.read(1, stderr)];
        Running { child, said, readers }
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it wrote so far, to its standard output and error.
    pub fn said(&self) -> (String, String) {
        let text = self.said.text.lock().expect("no reader panics");
        let [stdout, stderr] = text.each_ref().map(|text| String::from_utf8_lossy(text).into_owned());
        (stdout, stderr)
    }

    /// Waits until `find` finds something in what it wrote to its standard output and error.
    ///
    /// # Panics
    /// When the process ends before, or nothing is found for too long.
    pub fn wait_for<T>(&mut self, find: impl Fn(&str, &str) -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            let ended = self.child.try_wait().expect("the state of the process").is_some();
            if ended {
                self.readers.drain(..).for_each(|reader| reader.join().expect("no reader panics"));
            }
            let (stdout, stderr) = self.said();
            if let Some(found) = find(&stdout, &stderr) {
                return found;
            }
            let why = if ended { "it ended" } else { "waited too long" };
            assert!(!ended && begun.elapsed() < PATIENCE, "{why}; it said:\n{stdout}\n{stderr}");
            let text = self.said.text.lock().expect("no reader panics");
            let _ = self.said.more.wait_timeout(text, Duration::from_millis(50));
        }
    }

    /// Kills it, as the system does that has no memory left: it can't clean up.
    pub fn kill(mut self) -> Finished {
        self.child.kill().expect("the process can be killed");
        self.finish()
    }

    /// Asks it to end.
    pub fn terminate(&self) {
        let sent = Command::new("sh").args(["-c", &format!("kill -TERM {}", self.id())]).status();
        assert!(sent.expect("a shell starts").success(), "the process can be signalled");
    }

    /// Waits until it ends.
    ///
    /// # Panics
    /// When it does not.
    pub fn finish(mut self) -> Finished {
        let status =
            self.wait(PATIENCE).unwrap_or_else(|| panic!("it does not end; it said:\n{:?}", self.said()));
        self.readers.drain(..).for_each(|reader| reader.join().expect("no reader panics"));
        let (stdout, stderr) = self.said();
        Finished { code: status.code(), stdout, stderr }
    }

    fn wait(&mut self, patience: Duration) -> Option<ExitStatus> {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the state of the process") {
                return Some(status);
            }
            if begun.elapsed() > patience {
                return None;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Fails when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Said {
    fn read(self: &Arc<Self>, stream: usize, mut pipe: impl Read + Send + 'static) -> JoinHandle<()> {
        let said = Arc::clone(self);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = pipe.read(&mut buffer) {
                said.text.lock().expect("no reader panics")[stream].extend_from_slice(&buffer[..read]);
                said.more.notify_all();
            }
        })
    }
}

impl Finished {
    /// The same end, of which this exit code was expected.
    pub fn expect(self, code: i32) -> Finished {
        assert_eq!(self.code, Some(code), "it said:\n{}\n{}", self.stdout, self.stderr);
        self
    }

    /// The JSON it wrote to its standard output: all of it, or its last line.
    pub fn json(&self) -> serde_json::Value {
        let last = self.stdout.trim().lines().last().unwrap_or_default();
        let json = serde_json::from_str(&self.stdout).or_else(|_| serde_json::from_str(last));
        json.unwrap_or_else(|err| panic!("{err} in:\n{}\n{}", self.stdout, self.stderr))
    }

    /// All it said.
    pub fn all(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }
}
