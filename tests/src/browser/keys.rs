//! Keys that are not letters, with their codes in WebDriver.

/// A key or a combination of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Moves the focus forward.
    Tab,
    /// Moves the focus backward.
    ShiftTab,
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// The space bar.
    Space,
    /// The down arrow.
    Down,
}

impl Key {
    /// The codes of the keys, in the order they are pressed.
    pub(super) fn codes(self) -> &'static [char] {
        match self {
            Key::Tab => &['\u{E004}'],
            Key::ShiftTab => &['\u{E008}', '\u{E004}'],
            Key::Enter => &['\u{E007}'],
            Key::Escape => &['\u{E00C}'],
            Key::Space => &[' '],
            Key::Down => &['\u{E015}'],
        }
    }
}
