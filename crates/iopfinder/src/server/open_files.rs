//! The limit on open files, of which every connection takes one.

/// Files that are kept for everything but connections: the index, the database, imports and the program itself.
const RESERVED: usize = 192;

/// Raises the limit on open files as far as the system allows. Returns how many connections fit into it, at most
/// `wanted`.
pub(super) fn connections_that_fit(wanted: usize) -> usize {
    let limit = match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(limit) => usize::try_from(limit).unwrap_or(usize::MAX),
        Err(error) => {
            tracing::warn!(%error, "the limit on open files can't be read or raised");
            return wanted;
        }
    };
    let room = limit.saturating_sub(RESERVED).max(1);
    if room < wanted {
        tracing::warn!(
            "the system's limit of {limit} open files leaves room for only {room} of {wanted} connections; raise it, \
             for example with `ulimit -n` or LimitNOFILE="
        );
    }
    wanted.min(room)
}
