-- A deadline of a rule that stands still while the author is waited for:
-- `pauses` 1 counts working time, 2 calendar time, 0 runs on; `paused` since
-- when; `put_off` 1 it was put off, which is done once.
ALTER TABLE task ADD COLUMN pauses INTEGER NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN put_off INTEGER NOT NULL DEFAULT 0;
UPDATE task SET put_off = 1 WHERE chain = 'deadlines' AND EXISTS (SELECT 1
    FROM event e WHERE e.case_id = task.case_id AND e.case_id > 0
    AND e.what = 'put-off'
    AND e.detail LIKE '%"task":"' || task.id || '"%');
-- A case that came back to life, until the clock has opened its deadlines
-- again: found without walking over events.
ALTER TABLE cases ADD COLUMN again INTEGER NOT NULL DEFAULT 0;
UPDATE cases SET again = 1 WHERE ended = 0
    AND state NOT IN ('closed', 'dismissed') AND status <> 'dismissed'
    AND merged_into IS NULL AND EXISTS (SELECT 1 FROM task t
    WHERE t.case_id = cases.id AND t.chain = 'deadlines'
    AND t.state = 'dropped' AND t.settled_by = 'clock');
CREATE INDEX cases_again ON cases (id) WHERE again = 1;
