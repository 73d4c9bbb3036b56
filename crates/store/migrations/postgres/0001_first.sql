CREATE TABLE meta (
    key   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- One row for each run of an import, in the order of `number`.
CREATE TABLE import (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    number      BIGINT NOT NULL UNIQUE,
    source      TEXT COLLATE "C" NOT NULL,
    origin      TEXT NOT NULL,
    status      TEXT NOT NULL,
    started_at  TEXT NOT NULL,
    finished_at TEXT,
    host        TEXT NOT NULL,
    pid         BIGINT NOT NULL,
    report      TEXT,
    generation  BIGINT
);

-- What an unfinished import has fetched.
CREATE TABLE import_page (
    import_id TEXT COLLATE "C" NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    page      BIGINT NOT NULL,
    body      BYTEA NOT NULL,
    PRIMARY KEY (import_id, page)
);

CREATE TABLE rejected_row (
    import_id  TEXT COLLATE "C" NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    row_number BIGINT NOT NULL,
    reason     TEXT NOT NULL,
    raw        TEXT NOT NULL
);
CREATE INDEX rejected_row_by_import ON rejected_row (import_id, row_number);

CREATE TABLE listing (
    source       TEXT COLLATE "C" NOT NULL,
    source_id    TEXT COLLATE "C" NOT NULL,
    track        TEXT NOT NULL,
    facility_id  TEXT COLLATE "C" NOT NULL,
    program_id   TEXT COLLATE "C" NOT NULL,
    content      TEXT NOT NULL,
    retrieved_at TEXT NOT NULL,
    first_seen   TEXT NOT NULL,
    gone_at      TEXT,
    PRIMARY KEY (source, source_id)
);
CREATE INDEX listing_by_facility ON listing (facility_id, gone_at);

-- The row as it came.
CREATE TABLE listing_raw (
    source    TEXT COLLATE "C" NOT NULL,
    source_id TEXT COLLATE "C" NOT NULL,
    raw       BYTEA NOT NULL,
    PRIMARY KEY (source, source_id)
);

CREATE TABLE facility (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    first_seen  TEXT NOT NULL,
    gone_at     TEXT,
    merged_into TEXT COLLATE "C"
);

CREATE TABLE program (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    facility_id TEXT COLLATE "C" NOT NULL,
    track       TEXT NOT NULL
);

-- What the bits of `fact` stand for.
CREATE TABLE attribute (
    position BIGINT NOT NULL PRIMARY KEY,
    slug     TEXT NOT NULL UNIQUE
);

-- The attributes of a program whose fact comes from a listing: 48 bytes, least significant bit first.
CREATE TABLE fact (
    program_id TEXT COLLATE "C" NOT NULL,
    source     TEXT COLLATE "C" NOT NULL,
    source_id  TEXT COLLATE "C" NOT NULL,
    yes        BYTEA NOT NULL,
    no         BYTEA NOT NULL,
    PRIMARY KEY (program_id, source, source_id)
);
