-- Digest of the tables, indexes, triggers and functions that the newest
-- migration left, for a quick look at each start; '' on older rows.
ALTER TABLE schema_version ADD COLUMN parts TEXT NOT NULL DEFAULT '';
