-- The departments a user belongs to, ids with blanks between; '*' all. Who was
-- a head before there were any goes on to see all of it.
ALTER TABLE users ADD COLUMN departments TEXT NOT NULL DEFAULT '';
UPDATE users SET departments = '*' WHERE role = 'head';

-- Mentions have in common which department is to act, too: `unit`.
DROP TABLE cell;
CREATE TABLE cell (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    list TEXT NOT NULL,
    type TEXT NOT NULL,
    solution TEXT NOT NULL,
    brand TEXT NOT NULL,
    lang TEXT NOT NULL,
    unit TEXT NOT NULL,
    n INTEGER NOT NULL,
    UNIQUE (source, list, type, solution, brand, lang, unit)
) STRICT;

-- What is one's own, and what is about one's own work.
CREATE INDEX cases_assignee ON cases (assignee) WHERE assignee <> '';
CREATE INDEX cases_opened_by ON cases (opened_by)
    WHERE opened_by NOT IN ('', 'crawler');
CREATE INDEX cases_concerns_of ON cases (concerns) WHERE concerns <> '';
CREATE INDEX task_assignee ON task (assignee) WHERE assignee <> '';
CREATE INDEX escalation_whom ON escalation (whom) WHERE whom <> '';

-- R40: the director does not answer.
CREATE TRIGGER draft_director BEFORE INSERT ON draft
WHEN EXISTS (SELECT 1 FROM users WHERE login = replace(NEW.who, '@cli', '')
    AND role = 'director')
BEGIN SELECT RAISE(ABORT, 'the director does not answer'); END;
CREATE TRIGGER cases_director BEFORE UPDATE OF closed_by, posted_by ON cases
WHEN EXISTS (SELECT 1 FROM users WHERE role = 'director'
    AND ((NEW.closed_by <> OLD.closed_by
            AND login = replace(NEW.closed_by, '@cli', ''))
        OR (NEW.posted_by <> OLD.posted_by
            AND login = replace(NEW.posted_by, '@cli', ''))))
BEGIN SELECT RAISE(ABORT, 'the director does not answer'); END;
