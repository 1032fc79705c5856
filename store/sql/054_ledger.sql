-- Cases brought in from a table that was kept before: the table's name and the
-- number it has there, or a digest of its row, so that none comes twice.
ALTER TABLE cases ADD COLUMN imported TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX cases_imported ON cases (imported) WHERE imported <> '';
