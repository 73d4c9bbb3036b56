//! The tables of a store as its engine describes them, so that all of them can be copied, also those that later versions
//! of this program add. The copy of the index is left out, because it can be built again.

use sqlx::{ColumnIndex, Database, Decode, Row, Type};

use crate::error::Error;
use crate::pool::Session;
use crate::statement::{SqlValue, rows, table_row};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub name: String,
    /// Its columns, ordered by name.
    pub columns: Vec<Column>,
    /// Whether it refers to rows of another table, which have to be there first.
    refers: bool,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub name: String,
    kind: ColumnKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnKind {
    Text,
    Number,
    Bytes,
}

table_row! {
    struct ColumnRow {
        table_name: String,
        column_name: String,
        kind: String,
        /// 0 or 1.
        refers: i32,
    }
}

const SQLITE: &str = "SELECT t.name AS table_name, c.name AS column_name, c.type AS kind,
    CASE WHEN EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name)) THEN 1 ELSE 0 END AS refers
    FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND t.name NOT IN ('_sqlx_migrations', 'backup_table', 'index_part')";

const POSTGRES: &str = "SELECT CAST(c.table_name AS TEXT) AS table_name, CAST(c.column_name AS TEXT) AS column_name,
    CAST(c.data_type AS TEXT) AS kind,
    CASE WHEN EXISTS (SELECT 1 FROM information_schema.table_constraints AS f WHERE f.table_schema = c.table_schema
        AND f.table_name = c.table_name AND f.constraint_type = 'FOREIGN KEY') THEN 1 ELSE 0 END AS refers
    FROM information_schema.columns AS c
    JOIN information_schema.tables AS t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
    WHERE t.table_type = 'BASE TABLE' AND c.table_schema = current_schema() AND c.table_name NOT IN ('_sqlx_migrations', 'index_part')";

const DOING: &str = "reading which tables there are";

/// All tables except the engine's own. Those that refer to others come last.
pub(crate) async fn tables(session: &mut Session) -> Result<Vec<Table>, Error> {
    let query = match session {
        Session::Sqlite(_) => SQLITE,
        Session::Postgres(_) => POSTGRES,
    };
    let mut columns = rows!(session, DOING, ColumnRow, query)?;
    let key = |row: &ColumnRow| (row.refers, row.table_name.clone(), row.column_name.clone());
    columns.sort_by_key(key);
    let mut tables: Vec<Table> = Vec::new();
    for ColumnRow { table_name, column_name, kind, refers } in columns {
        let column = Column { kind: ColumnKind::parse(&table_name, &kind)?, name: column_name };
        match tables.last_mut().filter(|table| table.name == table_name) {
            Some(table) => table.columns.push(column),
            None => tables.push(Table { name: table_name, columns: vec![column], refers: refers == 1 }),
        }
    }
    Ok(tables)
}

impl ColumnKind {
    fn parse(table: &str, text: &str) -> Result<ColumnKind, Error> {
        match text.to_ascii_lowercase().as_str() {
            "text" => Ok(ColumnKind::Text),
            "integer" | "bigint" => Ok(ColumnKind::Number),
            "blob" | "bytea" => Ok(ColumnKind::Bytes),
            _ => {
                Err(Error::unreadable(format!("the table {table}"), format!("{text:?} is not a known type")))
            }
        }
    }
}

impl Table {
    /// The query for all rows.
    pub(crate) fn select(&self) -> String {
        format!("SELECT {} FROM {}", self.column_list(), self.name)
    }

    /// The beginning of the statement that inserts rows.
    pub(crate) fn insert(&self) -> String {
        format!("INSERT INTO {} ({}) ", self.name, self.column_list())
    }

    fn column_list(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        names.join(", ")
    }

    /// The values of a row that [`Table::select`] returned.
    pub(crate) fn values<R: Row>(&self, row: &R) -> Result<Vec<SqlValue<'static>>, sqlx::Error>
    where
        usize: ColumnIndex<R>,
        Option<String>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
        Option<i64>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
        Option<Vec<u8>>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
        R::Database: Database,
    {
        let value = |(at, column): (usize, &Column)| {
            Ok(match column.kind {
                ColumnKind::Text => row.try_get::<Option<String>, _>(at)?.into(),
                ColumnKind::Number => row.try_get::<Option<i64>, _>(at)?.into(),
                ColumnKind::Bytes => row.try_get::<Option<Vec<u8>>, _>(at)?.into(),
            })
        };
        self.columns.iter().enumerate().map(value).collect()
    }
}
