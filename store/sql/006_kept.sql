-- What was computed of a mention and not kept: who is told at once, after
-- which deadlines, and how clear the verdict was.
ALTER TABLE verdict ADD COLUMN margin REAL NOT NULL DEFAULT 0;
ALTER TABLE verdict ADD COLUMN runner_up TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN escalation TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN profile TEXT NOT NULL DEFAULT '';
