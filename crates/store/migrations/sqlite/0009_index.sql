-- The index of the generation that is served. Only stores on PostgreSQL have one: processes that share an SQLite file also
-- share the index folder beside it.
CREATE TABLE index_part (
    publication_id TEXT NOT NULL,
    file           TEXT NOT NULL,
    part           INTEGER NOT NULL,
    content        BLOB NOT NULL,
    PRIMARY KEY (publication_id, file, part)
) STRICT;
