//! Enums whose variants have a name in JSON, forms, tables and the store.

/// Declares an enum with a name for each variant, as it is written in JSON, forms, tables and the store:
/// `named_enum! { pub enum Fact { Yes = "yes", No = "no" } }`. The names are written once and can be listed and found.
#[macro_export]
macro_rules! named_enum {
    ($(#[$attribute:meta])* $visibility:vis enum $name:ident { $($(#[$variant_attribute:meta])* $variant:ident = $slug:literal,)+ }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility enum $name { $($(#[$variant_attribute])* $variant,)+ }

        impl $name {
            /// All variants, in the order of their declaration.
            $visibility const ALL: [$name; [$($slug),+].len()] = [$($name::$variant),+];

            /// The variant's name in JSON, forms, tables and the store.
            $visibility fn slug(self) -> &'static str {
                match self { $($name::$variant => $slug,)+ }
            }

            /// The variant with this name.
            $visibility fn from_slug(slug: &str) -> Option<$name> {
                $name::ALL.into_iter().find(|known| known.slug() == slug)
            }
        }
    };
}
