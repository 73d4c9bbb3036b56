//! The visitors that pages are tested with.

use serde_json::{Value, json};

/// A person who visits, with a device, a language and preferences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visitor {
    /// The width of the window in CSS pixels.
    width: u32,
    height: u32,
    /// Pixels of the screen per CSS pixel.
    scale: u32,
    has_touch: bool,
    has_scripts: bool,
    /// `Accept-Language`.
    language: &'static str,
    is_dark: bool,
    has_forced_colors: bool,
    wants_reduced_motion: bool,
}

impl Visitor {
    /// A visitor on a phone, in English, with scripts.
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
            wants_reduced_motion: false,
        }
    }

    /// A visitor at a desktop computer, in English, with scripts.
    pub const fn at_desk() -> Visitor {
        Visitor { width: 1280, height: 900, scale: 1, has_touch: false, ..Visitor::on_phone() }
    }

    /// A visitor on the narrowest phone that pages are made for: 320 CSS pixels.
    pub const fn on_small_phone() -> Visitor {
        Visitor { width: 320, height: 568, ..Visitor::on_phone() }
    }

    /// A visitor at a desktop computer with a zoom of 400 %, so that the window is a quarter as wide and high in CSS
    /// pixels.
    pub const fn zoomed_in() -> Visitor {
        Visitor { width: 320, height: 225, scale: 4, ..Visitor::at_desk() }
    }

    /// Without scripts.
    pub const fn without_scripts(self) -> Visitor {
        Visitor { has_scripts: false, ..self }
    }

    /// With another `Accept-Language`.
    pub const fn reading(self, language: &'static str) -> Visitor {
        Visitor { language, ..self }
    }

    /// Prefers dark pages.
    pub const fn in_dark_mode(self) -> Visitor {
        Visitor { is_dark: true, ..self }
    }

    /// With forced colors (high contrast).
    pub const fn with_forced_colors(self) -> Visitor {
        Visitor { has_forced_colors: true, ..self }
    }

    /// Prefers reduced motion.
    pub const fn with_reduced_motion(self) -> Visitor {
        Visitor { wants_reduced_motion: true, ..self }
    }

    /// The DevTools commands that set up a tab for this visitor. `agent` is the `User-Agent` to send.
    pub(super) fn commands(&self, agent: &str) -> Vec<(&'static str, Value)> {
        let chosen =
            |wanted: bool, value: &'static str, other: &'static str| if wanted { value } else { other };
        let features = json!([
            { "name": "prefers-color-scheme", "value": chosen(self.is_dark, "dark", "light") },
            { "name": "forced-colors", "value": chosen(self.has_forced_colors, "active", "none") },
            { "name": "prefers-reduced-motion",
              "value": chosen(self.wants_reduced_motion, "reduce", "no-preference") },
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
            // Without this, a tab in the background gets no key presses.
            ("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })),
        ]
    }
}
