-- Checksums of the content and of the original row, which reveal damage. They are computed by `checksum.rs`, which also
-- fills them in for versions that were written before.
ALTER TABLE listing_version ADD COLUMN checksum INTEGER;
ALTER TABLE listing_version ADD COLUMN raw_checksum INTEGER;
