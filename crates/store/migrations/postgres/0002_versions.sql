-- What made each generation: an import, the undoing of one, or a person's decision.
CREATE TABLE publication (
    generation   BIGINT NOT NULL PRIMARY KEY,
    id           TEXT COLLATE "C" NOT NULL UNIQUE,
    kind         TEXT NOT NULL,
    -- The import that was published, or undone.
    import_id    TEXT COLLATE "C",
    -- Of an import: its source, and which of its listings it stands for; NULL where no versions were kept yet.
    source       TEXT COLLATE "C",
    coverage     TEXT,
    retrieved_at TEXT NOT NULL,
    published_at TEXT NOT NULL
);
INSERT INTO publication (generation, id, kind, import_id, source, coverage, retrieved_at, published_at)
SELECT generation, id, 'import', id, source,
    CASE WHEN (SELECT COUNT(*) FROM import AS other
               WHERE other.source = import.source AND other.status = 'done') = 1 THEN 'whole' END,
    COALESCE(finished_at, started_at), COALESCE(finished_at, started_at)
FROM import WHERE status = 'done' AND generation IS NOT NULL;

-- What a listing said from a generation on; without content: that its source had it no more.
CREATE TABLE listing_version (
    source     TEXT COLLATE "C" NOT NULL,
    source_id  TEXT COLLATE "C" NOT NULL,
    generation BIGINT NOT NULL,
    track      TEXT NOT NULL,
    content    TEXT,
    -- The row as it came.
    raw        BYTEA,
    PRIMARY KEY (source, source_id, generation)
);
CREATE INDEX listing_version_by_generation ON listing_version (generation);
INSERT INTO listing_version (source, source_id, generation, track, content, raw)
SELECT l.source, l.source_id, CASE WHEN l.gone_at IS NULL THEN COALESCE(p.newest, 0) ELSE 0 END, l.track, l.content,
    r.raw
FROM listing AS l
LEFT JOIN (SELECT source, MAX(generation) AS newest FROM publication GROUP BY source) AS p ON p.source = l.source
LEFT JOIN listing_raw AS r ON r.source = l.source AND r.source_id = l.source_id;
INSERT INTO listing_version (source, source_id, generation, track)
SELECT l.source, l.source_id, p.newest, l.track
FROM listing AS l
JOIN (SELECT source, MAX(generation) AS newest FROM publication GROUP BY source) AS p ON p.source = l.source
WHERE l.gone_at IS NOT NULL;
DROP TABLE listing_raw;

-- `version` is the generation since when it says what it says.
ALTER TABLE listing ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE listing ADD COLUMN role TEXT NOT NULL DEFAULT 'program';
-- A coordinate that another listing of the same street gives, as JSON.
ALTER TABLE listing ADD COLUMN lent TEXT;
UPDATE listing SET version =
    (SELECT MAX(v.generation) FROM listing_version AS v
     WHERE v.source = listing.source AND v.source_id = listing.source_id AND v.content IS NOT NULL);
ALTER TABLE listing DROP COLUMN content;
CREATE INDEX listing_by_program ON listing (program_id);

-- Where a listing was placed from a generation on, and which listing it then went on from.
CREATE TABLE placement (
    source        TEXT COLLATE "C" NOT NULL,
    source_id     TEXT COLLATE "C" NOT NULL,
    generation    BIGINT NOT NULL,
    facility_id   TEXT COLLATE "C" NOT NULL,
    program_id    TEXT COLLATE "C" NOT NULL,
    former_source TEXT COLLATE "C",
    former_id     TEXT COLLATE "C",
    PRIMARY KEY (source, source_id, generation)
);
CREATE INDEX placement_by_facility ON placement (facility_id);
CREATE INDEX placement_by_generation ON placement (generation);
INSERT INTO placement (source, source_id, generation, facility_id, program_id)
SELECT source, source_id, version, facility_id, program_id FROM listing;

-- The generation that merged it.
ALTER TABLE facility ADD COLUMN merged_in BIGINT;

-- What people decided about pairs of listings.
CREATE TABLE decision (
    number     BIGINT NOT NULL PRIMARY KEY,
    decision   TEXT NOT NULL,
    decided_at TEXT NOT NULL
);

-- Pairs of listings about which the last resolution was nearly undecided.
CREATE TABLE borderline (
    number BIGINT NOT NULL PRIMARY KEY,
    pair   TEXT NOT NULL
);
