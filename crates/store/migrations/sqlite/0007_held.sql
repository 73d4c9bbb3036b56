-- What a held import would change, as compressed JSON.
ALTER TABLE import ADD COLUMN held_changes BLOB;
