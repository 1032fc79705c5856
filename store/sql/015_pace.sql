-- How often a source is visited, why, and what that was learnt from.
ALTER TABLE source ADD COLUMN pace TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN rate INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN span INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN hint INTEGER NOT NULL DEFAULT 0;
CREATE INDEX mention_delay ON mention (collected, source, delay) WHERE delay >= 0;
