//! A small disk, which a test can fill or make read-only.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A small disk in memory. It is removed when this is dropped.
pub struct SmallDisk(TempDir);

impl SmallDisk {
    /// Mounts a disk. Returns `None` and prints a message if this process may not do that.
    ///
    /// # Panics
    /// When it may not, and the environment variable `CI` is set.
    pub fn mount(megabytes: u32) -> Option<SmallDisk> {
        let folder = tempfile::Builder::new().prefix("disk-").tempdir().expect("a folder");
        let size = format!("size={megabytes}m");
        let mounted = mount(&["-t", "tmpfs", "-o", &size, "iopfinder-test"], folder.path());
        if mounted {
            return Some(SmallDisk(folder));
        }
        const MISSING: &str = "a disk can't be mounted, which only root may do";
        assert!(std::env::var_os("CI").is_none(), "{MISSING}, and CI is set");
        // Not `eprintln`, whose output the test harness hides.
        let _ = writeln!(io::stderr(), "{MISSING}, so the part of the test that needs it was NOT run");
        None
    }

    /// The root folder of the disk.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes until nothing fits anymore. Call it again to fill what others have freed meanwhile.
    ///
    /// # Panics
    /// When writing fails for another reason.
    pub fn fill(&self) {
        let file = File::options().create(true).append(true).open(self.ballast());
        let mut file = file.expect("a file on the disk");
        loop {
            match file.write_all(&[1; 4096]) {
                Err(error) if error.kind() == ErrorKind::StorageFull => return,
                written => written.expect("the file can be written"),
            }
        }
    }

    /// Frees this many bytes of what [`SmallDisk::fill`] has filled.
    ///
    /// # Panics
    /// When the disk was not filled.
    pub fn make_room(&self, bytes: u64) {
        let file = File::options().write(true).open(self.ballast()).expect("a full disk");
        let length = file.metadata().expect("a file").len();
        file.set_len(length.saturating_sub(bytes)).expect("the file can be made smaller");
    }

    /// Frees what [`SmallDisk::fill`] has filled.
    ///
    /// # Panics
    /// When the disk was not filled.
    pub fn free(&self) {
        std::fs::remove_file(self.ballast()).expect("a full disk");
    }

    /// Makes the disk read-only.
    ///
    /// # Panics
    /// When a file is open for writing.
    pub fn make_read_only(&self) {
        assert!(mount(&["-o", "remount,ro"], self.path()), "the disk can be made read-only");
    }

    fn ballast(&self) -> PathBuf {
        self.path().join("ballast")
    }
}

fn mount(options: &[&str], folder: &Path) -> bool {
    Command::new("mount").args(options).arg(folder).output().is_ok_and(|output| output.status.success())
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily, because a process that is just ending may still have files open.
        let _ = Command::new("umount").arg("-l").arg(self.path()).output();
    }
}
