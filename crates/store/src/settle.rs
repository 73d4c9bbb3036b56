//! Which facilities are gone, as follows from their listings.

use directory::listing::Role;

use crate::error::Error;
use crate::pool::{Session, execute};
use crate::text::role_text;

/// Marks the facilities that no program listing describes any more as gone at `at`, and those that are listed again
/// as present.
pub(crate) async fn settle(session: &mut Session, at: &str) -> Result<(), Error> {
    const DOING: &str = "marking facilities as gone or back";
    // A place is alive as long as somebody tells what it offers.
    let gone = "UPDATE facility SET gone_at = $1 WHERE gone_at IS NULL AND NOT EXISTS
        (SELECT 1 FROM listing WHERE listing.facility_id = facility.id AND listing.gone_at IS NULL
         AND listing.role = $2)";
    let program = role_text(Role::Program);
    execute!(&mut *session, DOING, gone, at, program)?;
    let back = "UPDATE facility SET gone_at = NULL, merged_into = NULL, merged_in = NULL
        WHERE (gone_at IS NOT NULL OR merged_into IS NOT NULL) AND EXISTS
        (SELECT 1 FROM listing WHERE listing.facility_id = facility.id AND listing.gone_at IS NULL
         AND listing.role = $1)";
    execute!(&mut *session, DOING, back, program)?;
    Ok(())
}
