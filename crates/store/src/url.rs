//! The address of a store.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;

/// The address of a store: an SQLite file, or a database on a PostgreSQL server. It is displayed without its password.
#[derive(Clone)]
pub struct DatabaseUrl(pub(crate) DatabaseLocation);

#[derive(Clone)]
pub(crate) enum DatabaseLocation {
    Sqlite(PathBuf),
    Postgres(Box<PgConnectOptions>),
}

/// Why a text is not the address of a store. The error never repeats the address, which may contain a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Neither of the two engines.
    #[error("the address of a store starts with sqlite: or postgres://")]
    Scheme,
    /// The name of the file is missing.
    #[error("the address has no file name: write sqlite:///folder/name.db or sqlite:name.db")]
    NoFile,
    /// A store in memory.
    #[error("a store in memory can't be shared: name a file")]
    InMemory,
    /// There are options after the file's name.
    #[error("the address of an SQLite file can't have options after a question mark")]
    SqliteOptions,
    /// A percent sign is not followed by two hexadecimal digits, or the bytes are not UTF-8.
    #[error("the address has a percent sign that does not encode a character")]
    Percent,
    /// An option is unknown.
    #[error("{0:?} is not an option of a PostgreSQL address")]
    PostgresOption(String),
    /// It starts like a PostgreSQL address, but is not well-formed.
    #[error("the address is not a well-formed PostgreSQL address")]
    Postgres,
}

/// The options of PostgreSQL addresses that sqlx understands. sqlx ignores others, which would hide a mistyped one.
const POSTGRES_OPTIONS: [&str; 17] = [
    "sslmode",
    "ssl-mode",
    "sslrootcert",
    "ssl-root-cert",
    "ssl-ca",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "application_name",
    "options",
];

impl DatabaseUrl {
    /// Parses `sqlite:///folder/name.db`, `sqlite:name.db` or `postgres://user:password@host/name`.
    ///
    /// What a PostgreSQL address leaves out comes from `PGHOST`, `PGUSER`, `PGPASSWORD` and so on, and from `.pgpass`, as
    /// for PostgreSQL's own tools.
    ///
    /// # Errors
    /// When the text is none of these.
    pub fn parse(text: &str) -> Result<DatabaseUrl, UrlError> {
        let text = text.trim();
        let (scheme, rest) = text.split_once(':').ok_or(UrlError::Scheme)?;
        match scheme {
            "sqlite" => sqlite_path(rest).map(DatabaseUrl::sqlite),
            "postgres" | "postgresql" if rest.starts_with("//") => postgres_options(text)
                .map(|options| DatabaseUrl(DatabaseLocation::Postgres(Box::new(options)))),
            _ => Err(UrlError::Scheme),
        }
    }

    /// The address of an SQLite file.
    pub fn sqlite(file: impl Into<PathBuf>) -> DatabaseUrl {
        DatabaseUrl(DatabaseLocation::Sqlite(file.into()))
    }

    /// The SQLite file, if the store is one.
    pub fn file(&self) -> Option<&Path> {
        match &self.0 {
            DatabaseLocation::Sqlite(file) => Some(file),
            DatabaseLocation::Postgres(_) => None,
        }
    }
}

fn sqlite_path(rest: &str) -> Result<PathBuf, UrlError> {
    let path = rest.strip_prefix("//").unwrap_or(rest);
    if path.contains('?') {
        return Err(UrlError::SqliteOptions);
    }
    let path = percent_decoded(path)?;
    match path.as_str() {
        "" | "/" => Err(UrlError::NoFile),
        ":memory:" => Err(UrlError::InMemory),
        path if path.contains('\0') => Err(UrlError::Percent),
        path => Ok(PathBuf::from(path)),
    }
}

fn percent_decoded(text: &str) -> Result<String, UrlError> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let (digits, rest) = piece.split_at_checked(2).ok_or(UrlError::Percent)?;
        let are_digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let byte = u8::from_str_radix(digits, 16).ok().filter(|_| are_digits);
        bytes.push(byte.ok_or(UrlError::Percent)?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).map_err(|_| UrlError::Percent)
}

fn postgres_options(text: &str) -> Result<PgConnectOptions, UrlError> {
    let query = text.split_once('?').map(|(_, query)| query).unwrap_or_default();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let key = pair.split('=').next().unwrap_or_default();
        if !POSTGRES_OPTIONS.contains(&key) {
            return Err(UrlError::PostgresOption(key.to_owned()));
        }
    }
    PgConnectOptions::from_str(text).map_err(|_| UrlError::Postgres)
}

impl FromStr for DatabaseUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        DatabaseUrl::parse(text)
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            DatabaseLocation::Sqlite(file) if file.is_absolute() => write!(f, "sqlite://{}", file.display()),
            DatabaseLocation::Sqlite(file) => write!(f, "sqlite:{}", file.display()),
            DatabaseLocation::Postgres(options) => {
                let database = options.get_database().unwrap_or(options.get_username());
                write!(f, "postgres://{}@", options.get_username())?;
                match options.get_socket() {
                    Some(socket) => write!(f, "{}", socket.display())?,
                    None => f.write_str(options.get_host())?,
                }
                write!(f, ":{}/{database}", options.get_port())
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_may_be_written_with_or_without_slashes() {
        for (text, file) in [
            ("sqlite:///var/lib/a.db", "/var/lib/a.db"),
            ("sqlite:/var/lib/a.db", "/var/lib/a.db"),
            ("sqlite:data/a.db", "data/a.db"),
            ("sqlite://a.db", "a.db"),
            ("sqlite:my%20data.db", "my data.db"),
        ] {
            assert_eq!(DatabaseUrl::parse(text).unwrap().file(), Some(Path::new(file)), "{text}");
        }
    }

    #[test]
    fn text_that_is_not_an_address_is_refused_with_the_reason() {
        for (text, error) in [
            ("", UrlError::Scheme),
            ("data.db", UrlError::Scheme),
            ("mysql://host/db", UrlError::Scheme),
            ("sqlite:", UrlError::NoFile),
            ("sqlite://", UrlError::NoFile),
            ("sqlite::memory:", UrlError::InMemory),
            ("sqlite:a.db?mode=ro", UrlError::SqliteOptions),
            ("sqlite:a%2", UrlError::Percent),
            ("sqlite:a%+5", UrlError::Percent),
            ("postgres:host", UrlError::Scheme),
            ("postgres://host:port/db", UrlError::Postgres),
            ("postgres://host/db?pasword=secret", UrlError::PostgresOption("pasword".to_owned())),
        ] {
            assert_eq!(DatabaseUrl::parse(text).unwrap_err(), error, "{text}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let texts = [
            "postgres://ann:hush@db.example:5433/iop?sslmode=require",
            "postgres://db.example:5433/iop?user=ann&password=hush",
        ];
        for text in texts {
            let url = DatabaseUrl::parse(text).unwrap();
            assert_eq!(url.to_string(), "postgres://ann@db.example:5433/iop");
            assert!(!format!("{url:?} {url:#?}").contains("hush"));
        }
        let error = DatabaseUrl::parse("postgres://ann:hush@db.example:port/iop").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hush"));
    }
}
