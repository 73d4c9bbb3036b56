//! The states of area codes.

use std::collections::HashMap;
use std::sync::LazyLock;

use directory::{Phone, State};

const AREA_CODES: &str = include_str!("../../../../data/area_codes/area_codes.csv");

/// The state of the area code of a number; `None` for toll-free numbers.
pub(crate) fn state_of_number(phone: &Phone) -> Option<State> {
    static STATES: LazyLock<HashMap<&str, State>> = LazyLock::new(|| {
        let rows = AREA_CODES.lines().filter_map(|row| row.split_once(','));
        let rows = rows.filter_map(|(state, codes)| Some((State::from_code(state)?, codes)));
        rows.flat_map(|(state, codes)| codes.split(' ').map(move |code| (code, state))).collect()
    });
    STATES.get(phone.number.get(2..5)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_code_is_in_one_state_and_toll_free_codes_in_none() {
        let state = |number| state_of_number(&Phone::parse(number).expect("a number")).map(State::code);
        assert_eq!(state("512-555-0100"), Some("TX"));
        assert_eq!(state("202-555-0100"), Some("DC"));
        assert_eq!(state("787-555-0100"), Some("PR"));
        assert_eq!(state("800-555-0100"), None);
        let codes: Vec<&str> = AREA_CODES.lines().skip(1).flat_map(|row| row[3..].split(' ')).collect();
        let distinct: std::collections::HashSet<&&str> = codes.iter().collect();
        assert_eq!((codes.len(), distinct.len()), (365, 365));
    }
}
