//! Keys that have no letter, as WebDriver names them.

/// A key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// To the next part that takes keys.
    Tab,
    /// To the one before.
    ShiftTab,
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// The space bar.
    Space,
    /// Down.
    Down,
}

impl Key {
    /// What is pressed at once, in order.
    pub(super) fn pressed(self) -> &'static [char] {
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
