-- A task that is a step of a chain (catalogue.yaml): of which, and which.
ALTER TABLE task ADD COLUMN chain TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN step INTEGER NOT NULL DEFAULT 0;
CREATE INDEX task_deadlines ON task (case_id) WHERE chain = 'deadlines';
CREATE INDEX task_deadlines_open ON task (id)
    WHERE chain = 'deadlines' AND state = 'open';
CREATE INDEX task_deadlines_dropped ON task (case_id)
    WHERE chain = 'deadlines' AND state = 'dropped';
