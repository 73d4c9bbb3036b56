//! A running process and its output so far.

use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long anything may take, even on a busy machine. Loading the bundled listings takes longest, and a test build is
/// several times slower at it than a release build.
pub(crate) const PATIENCE: Duration = Duration::from_secs(240);

/// A running process, killed when it is dropped.
pub struct RunningProcess {
    child: Child,
    output: Arc<Output>,
    readers: Vec<JoinHandle<()>>,
}

/// A process that has ended.
#[derive(Debug, Clone)]
pub struct FinishedProcess {
    /// The exit code; `None` if a signal ended it.
    pub code: Option<i32>,
    /// Everything on standard output.
    pub stdout: String,
    /// Everything on standard error.
    pub stderr: String,
}

/// The output of a process: standard output and standard error.
#[derive(Default)]
struct Output {
    streams: Mutex<[Vec<u8>; 2]>,
    more: Condvar,
}

impl RunningProcess {
    /// Starts a process.
    pub fn start(command: &mut Command) -> RunningProcess {
        let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let output = Arc::new(Output::default());
        let stdout = child.stdout.take().expect("a pipe");
        let stderr = child.stderr.take().expect("a pipe");
        let readers = vec![output.read(0, stdout), output.read(1, stderr)];
        RunningProcess { child, output, readers }
    }

    /// The process ID.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it has not ended yet.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("the state of the process").is_none()
    }

    /// The standard output and standard error so far.
    pub fn output(&self) -> (String, String) {
        let streams = self.output.streams.lock().expect("no reader panics");
        let [stdout, stderr] = streams.each_ref().map(|text| String::from_utf8_lossy(text).into_owned());
        (stdout, stderr)
    }

    /// Waits until `find` finds something in the standard output and standard error.
    ///
    /// # Panics
    /// When the process ends first, or nothing is found in time.
    pub fn wait_for<T>(&mut self, find: impl Fn(&str, &str) -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            let ended = self.child.try_wait().expect("the state of the process").is_some();
            if ended {
                self.readers.drain(..).for_each(|reader| reader.join().expect("no reader panics"));
            }
            let (stdout, stderr) = self.output();
            if let Some(found) = find(&stdout, &stderr) {
                return found;
            }
            let reason = if ended { "the process ended" } else { "waited too long" };
            assert!(!ended && begun.elapsed() < PATIENCE, "{reason}; its output:\n{stdout}\n{stderr}");
            let streams = self.output.streams.lock().expect("no reader panics");
            let _ = self.output.more.wait_timeout(streams, Duration::from_millis(50));
        }
    }

    /// Kills the process, so that it can't clean up.
    pub fn kill(mut self) -> FinishedProcess {
        self.child.kill().expect("the process can be killed");
        self.finish()
    }

    /// Asks the process to end (SIGTERM).
    pub fn terminate(&self) {
        self.signal("TERM");
    }

    /// Sends a signal, such as `HUP`.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("sh").args(["-c", &format!("kill -{name} {}", self.id())]).status();
        assert!(sent.expect("a shell starts").success(), "the process can be signaled");
    }

    /// Waits until the process ends.
    ///
    /// # Panics
    /// When it does not end in time.
    pub fn finish(mut self) -> FinishedProcess {
        let status = self
            .wait(PATIENCE)
            .unwrap_or_else(|| panic!("the process does not end; its output:\n{:?}", self.output()));
        self.readers.drain(..).for_each(|reader| reader.join().expect("no reader panics"));
        let (stdout, stderr) = self.output();
        FinishedProcess { code: status.code(), stdout, stderr }
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

impl Drop for RunningProcess {
    fn drop(&mut self) {
        // Both fail harmlessly when the process has already ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Output {
    fn read(self: &Arc<Self>, stream: usize, mut pipe: impl Read + Send + 'static) -> JoinHandle<()> {
        let output = Arc::clone(self);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = pipe.read(&mut buffer) {
                output.streams.lock().expect("no reader panics")[stream].extend_from_slice(&buffer[..read]);
                output.more.notify_all();
            }
        })
    }
}

impl FinishedProcess {
    /// Returns itself.
    ///
    /// # Panics
    /// When it has another exit code.
    pub fn expect(self, code: i32) -> FinishedProcess {
        assert_eq!(self.code, Some(code), "its output:\n{}\n{}", self.stdout, self.stderr);
        self
    }

    /// Parses standard output, or its last line, as JSON.
    pub fn json(&self) -> serde_json::Value {
        let last = self.stdout.trim().lines().last().unwrap_or_default();
        let json = serde_json::from_str(&self.stdout).or_else(|_| serde_json::from_str(last));
        json.unwrap_or_else(|err| panic!("{err} in:\n{}\n{}", self.stdout, self.stderr))
    }

    /// Standard output followed by standard error.
    pub fn all(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }
}
