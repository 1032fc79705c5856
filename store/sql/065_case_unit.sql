-- Whose each case is that is worked on (done 0) or has ended (1): the
-- department that is to act (own 1) and those that were told (0). All of it
-- follows from cases and decisions and can be made again (store/unit.c).
CREATE TABLE case_unit (
    done INTEGER NOT NULL,
    unit TEXT NOT NULL,
    at INTEGER NOT NULL,      -- its deadline; when it ended
    case_id INTEGER NOT NULL,
    own INTEGER NOT NULL,
    marks INTEGER NOT NULL,   -- store/unit.h
    PRIMARY KEY (done, unit, at, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_unit_case ON case_unit (case_id);
-- The case that a written decision leads.
CREATE INDEX cases_mention ON cases (mention) WHERE mention IS NOT NULL;
-- Tasks in the order they are shown: what has no time comes last.
CREATE INDEX task_next ON task ((CASE due WHEN 0 THEN 9223372036854775807
    ELSE due END), id) WHERE state = 'open';
CREATE INDEX task_of ON task (assignee, due)
    WHERE state = 'open' AND assignee <> '';
-- What came of cases that were closed, of all departments.
CREATE INDEX cases_closed ON cases (ended, state, cause, checked,
    merged_into)
    WHERE ended > 0 AND state = 'closed';
