-- The version of a listing that asked last to keep its place secret, of those that imports that count state.
ALTER TABLE listing ADD COLUMN secret_version INTEGER;
UPDATE listing SET secret_version =
    (SELECT MAX(v.generation) FROM listing_version AS v
     WHERE v.source = listing.source AND v.source_id = listing.source_id
     AND v.content LIKE '%"is_confidential":true%'
     AND (v.generation = listing.version OR NOT EXISTS
        (SELECT 1 FROM publication AS p JOIN import AS i ON i.id = p.import_id
         WHERE p.generation = v.generation AND p.kind = 'import' AND i.status = 'undone')));
CREATE INDEX listing_secret ON listing (facility_id) WHERE secret_version IS NOT NULL;

-- When the page came; NULL of one that was staged before that was written down.
ALTER TABLE import_page ADD COLUMN fetched_at TEXT;
