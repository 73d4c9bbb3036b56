-- The state of listings and facilities is kept by generation: that of the generation that is served and, while something
-- is being published, that of the next one beside it. The views named like the former tables show what is served.
CREATE TABLE listing_state (
    generation     BIGINT NOT NULL,
    source         TEXT COLLATE "C" NOT NULL,
    source_id      TEXT COLLATE "C" NOT NULL,
    track          TEXT NOT NULL,
    role           TEXT NOT NULL,
    -- The generation since which it says what it says.
    version        BIGINT NOT NULL,
    facility_id    TEXT COLLATE "C" NOT NULL,
    program_id     TEXT COLLATE "C" NOT NULL,
    first_seen     TEXT NOT NULL,
    retrieved_at   TEXT NOT NULL,
    gone_at        TEXT,
    -- A coordinate that another listing of the same street gives, as JSON.
    lent           TEXT,
    -- The newest version that asked to keep the place secret.
    secret_version BIGINT,
    PRIMARY KEY (generation, source, source_id)
);
INSERT INTO listing_state (generation, source, source_id, track, role, version, facility_id, program_id, first_seen,
    retrieved_at, gone_at, lent, secret_version)
SELECT COALESCE((SELECT CAST(value AS BIGINT) FROM meta WHERE key = 'generation'), 0), source, source_id, track, role,
    version, facility_id, program_id, first_seen, retrieved_at, gone_at, lent, secret_version
FROM listing;
DROP TABLE listing;
CREATE INDEX listing_state_by_facility ON listing_state (generation, facility_id, gone_at);
CREATE INDEX listing_state_secret ON listing_state (generation, facility_id) WHERE secret_version IS NOT NULL;
CREATE VIEW listing AS
SELECT source, source_id, track, role, version, facility_id, program_id, first_seen, retrieved_at, gone_at, lent,
    secret_version
FROM listing_state WHERE generation = (SELECT CAST(value AS BIGINT) FROM meta WHERE key = 'generation');

CREATE TABLE facility_state (
    generation  BIGINT NOT NULL,
    id          TEXT COLLATE "C" NOT NULL,
    first_seen  TEXT NOT NULL,
    gone_at     TEXT,
    merged_into TEXT COLLATE "C",
    -- The generation that merged it.
    merged_in   BIGINT,
    PRIMARY KEY (generation, id)
);
INSERT INTO facility_state (generation, id, first_seen, gone_at, merged_into, merged_in)
SELECT COALESCE((SELECT CAST(value AS BIGINT) FROM meta WHERE key = 'generation'), 0), id, first_seen, gone_at,
    merged_into, merged_in
FROM facility;
DROP TABLE facility;
CREATE VIEW facility AS
SELECT id, first_seen, gone_at, merged_into, merged_in
FROM facility_state WHERE generation = (SELECT CAST(value AS BIGINT) FROM meta WHERE key = 'generation');
