-- The index of the generation that is served, for the servers that did not build it: its files, cut into parts.
CREATE TABLE index_part (
    publication_id TEXT COLLATE "C" NOT NULL,
    file           TEXT COLLATE "C" NOT NULL,
    part           BIGINT NOT NULL,
    -- Deflated.
    content        BYTEA NOT NULL,
    PRIMARY KEY (publication_id, file, part)
);
ALTER TABLE index_part ALTER COLUMN content SET STORAGE EXTERNAL;
