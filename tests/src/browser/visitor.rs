//! Who visits.

use serde_json::{Value, json};

/// A way to look at pages. It begins as somebody with a telephone, or a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visitor {
    /// In CSS pixels.
    width: u32,
    height: u32,
    /// Pixels of the screen to one of these.
    scale: u32,
    has_touch: bool,
    has_scripts: bool,
    /// `Accept-Language`.
    language: &'static str,
    is_dark: bool,
    has_forced_colors: bool,
    wants_less_motion: bool,
}

impl Visitor {
    /// On a telephone, in English, with scripts.
    pub const fn on_phone() -> Visitor {
        Visitor {
            width: 390,
            height: 844,
            scale: 2,
            has_touch: true,
            has_scripts: true,
            language: "en-US,en",
            is_dark: false,
            has_forced_colors: false,
            wants_less_motion: false,
        }
    }

    /// At a desk, in English, with scripts.
    pub const fn at_desk() -> Visitor {
        Visitor { width: 1280, height: 900, scale: 1, has_touch: false, ..Visitor::on_phone() }
    }

    /// On the narrowest telephone that pages are made for: 320 CSS pixels.
    pub const fn on_small_phone() -> Visitor {
        Visitor { width: 320, height: 568, ..Visitor::on_phone() }
    }

    /// At a desk, with everything four times as large: the window has a quarter of its CSS pixels.
    pub const fn zoomed_in() -> Visitor {
        Visitor { width: 320, height: 225, scale: 4, ..Visitor::at_desk() }
    }

    /// The same, without scripts.
    pub const fn without_scripts(self) -> Visitor {
        Visitor { has_scripts: false, ..self }
    }

    /// The same, with another `Accept-Language`.
    pub const fn reading(self, language: &'static str) -> Visitor {
        Visitor { language, ..self }
    }

    /// The same, who prefers dark pages.
    pub const fn in_the_dark(self) -> Visitor {
        Visitor { is_dark: true, ..self }
    }

    /// The same, whose system sets the colors.
    pub const fn with_forced_colors(self) -> Visitor {
        Visitor { has_forced_colors: true, ..self }
    }

    /// The same, who does not want things to move.
    pub const fn with_less_motion(self) -> Visitor {
        Visitor { wants_less_motion: true, ..self }
    }

    /// The commands that make a new tab of Chromium, which calls itself `agent`, this visitor's.
    pub(super) fn commands(&self, agent: &str) -> Vec<(&'static str, Value)> {
        let chosen =
            |wanted: bool, value: &'static str, other: &'static str| if wanted { value } else { other };
        let features = json!([
            { "name": "prefers-color-scheme", "value": chosen(self.is_dark, "dark", "light") },
            { "name": "forced-colors", "value": chosen(self.has_forced_colors, "active", "none") },
            { "name": "prefers-reduced-motion",
              "value": chosen(self.wants_less_motion, "reduce", "no-preference") },
        ]);
        vec![
            (
                "Emulation.setDeviceMetricsOverride",
                json!({ "width": self.width, "height": self.height,
                "deviceScaleFactor": self.scale, "mobile": self.has_touch }),
            ),
            ("Emulation.setTouchEmulationEnabled", json!({ "enabled": self.has_touch })),
            ("Emulation.setEmulatedMedia", json!({ "features": features })),
            (
                "Emulation.setUserAgentOverride",
                json!({ "userAgent": agent, "acceptLanguage": self.language }),
            ),
            ("Emulation.setScriptExecutionDisabled", json!({ "value": !self.has_scripts })),
            // A tab of a window that nobody sees would not take keys.
            ("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })),
        ]
    }
}
