-- Who stands in for whom; from when until when he is away (0: he is not). What
-- is due in that time is his who stands in, and he is named with whom he does
-- it for.
CREATE TABLE absence (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    deputy TEXT NOT NULL,
    away INTEGER NOT NULL,
    back INTEGER NOT NULL,
    CHECK (login <> deputy AND (away = 0 OR away < back))
) STRICT;
CREATE TRIGGER absence_no_delete BEFORE DELETE ON absence
BEGIN SELECT RAISE(ABORT, 'who stood in for whom is never deleted'); END;
ALTER TABLE cases ADD COLUMN stands_for TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN stands_for TEXT NOT NULL DEFAULT '';
ALTER TABLE escalation ADD COLUMN stands_for TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_stands_for ON cases (stands_for) WHERE stands_for <> '';
CREATE INDEX task_stands_for ON task (stands_for) WHERE stands_for <> '';
