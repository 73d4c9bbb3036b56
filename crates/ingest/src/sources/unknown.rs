//! The category of services that the code book lacks.

use directory::Vocabulary;
use directory::fact::AttributeSet;

/// The category of an unknown service that a source lists under `category`, beside the services `neighbors`. If the code
/// book lacks the category, the neighbors show which one it is; it is empty if they are of several categories.
pub(super) fn unknown_category(category: &str, neighbors: &AttributeSet) -> String {
    let vocabulary = Vocabulary::embedded();
    if vocabulary.category(category).is_some() {
        return category.to_owned();
    }
    let codes = vocabulary.category_codes().iter().zip(vocabulary.categories());
    let mut of_neighbors =
        codes.filter(|(codes, _)| codes.intersects(neighbors)).map(|(_, known)| &known.code);
    match (of_neighbors.next(), of_neighbors.next()) {
        (None, _) => category.to_owned(),
        (Some(only), None) => only.clone(),
        (Some(_), Some(_)) => String::new(),
    }
}
