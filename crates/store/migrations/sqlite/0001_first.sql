CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row for each run of an import, in the order of `number`.
CREATE TABLE import (
    id          TEXT NOT NULL PRIMARY KEY,
    number      INTEGER NOT NULL UNIQUE,
    source      TEXT NOT NULL,
    origin      TEXT NOT NULL,
    status      TEXT NOT NULL,
    started_at  TEXT NOT NULL,
    finished_at TEXT,
    host        TEXT NOT NULL,
    pid         INTEGER NOT NULL,
    report      TEXT,
    generation  INTEGER
) STRICT;

-- What an unfinished import has fetched.
CREATE TABLE import_page (
    import_id TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    page      INTEGER NOT NULL,
    body      BLOB NOT NULL,
    PRIMARY KEY (import_id, page)
) STRICT;

CREATE TABLE rejected_row (
    import_id  TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    row_number INTEGER NOT NULL,
    reason     TEXT NOT NULL,
    raw        TEXT NOT NULL
) STRICT;
CREATE INDEX rejected_row_by_import ON rejected_row (import_id, row_number);

CREATE TABLE listing (
    source       TEXT NOT NULL,
    source_id    TEXT NOT NULL,
    track        TEXT NOT NULL,
    facility_id  TEXT NOT NULL,
    program_id   TEXT NOT NULL,
    content      TEXT NOT NULL,
    retrieved_at TEXT NOT NULL,
    first_seen   TEXT NOT NULL,
    gone_at      TEXT,
    PRIMARY KEY (source, source_id)
) STRICT;
CREATE INDEX listing_by_facility ON listing (facility_id, gone_at);

-- The row as it came.
CREATE TABLE listing_raw (
    source    TEXT NOT NULL,
    source_id TEXT NOT NULL,
    raw       BLOB NOT NULL,
    PRIMARY KEY (source, source_id)
) STRICT;

CREATE TABLE facility (
    id          TEXT NOT NULL PRIMARY KEY,
    first_seen  TEXT NOT NULL,
    gone_at     TEXT,
    merged_into TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE program (
    id          TEXT NOT NULL PRIMARY KEY,
    facility_id TEXT NOT NULL,
    track       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the bits of `fact` stand for.
CREATE TABLE attribute (
    position INTEGER NOT NULL PRIMARY KEY,
    slug     TEXT NOT NULL UNIQUE
) STRICT;

-- The attributes of a program whose fact comes from a listing: 48 bytes, least significant bit first.
CREATE TABLE fact (
    program_id TEXT NOT NULL,
    source     TEXT NOT NULL,
    source_id  TEXT NOT NULL,
    yes        BLOB NOT NULL,
    no         BLOB NOT NULL,
    PRIMARY KEY (program_id, source, source_id)
) STRICT, WITHOUT ROWID;
