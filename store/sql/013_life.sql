-- A case's line of life: whose work it is about, what was done, what the
-- author said of it, how it ended.
ALTER TABLE cases ADD COLUMN concerns TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN result TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN checked TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN ended INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN ended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN ended_why TEXT NOT NULL DEFAULT '';

-- What somebody works on, first what is due. What the crawler registers and
-- nobody has taken up is the queue's.
CREATE INDEX cases_work ON cases (due, id)
    WHERE state IN ('assigned', 'in-progress', 'done', 'verified')
        OR (state = 'registered' AND (channel <> '' OR assignee <> ''
            OR department <> ''));
CREATE INDEX cases_ended ON cases (ended) WHERE ended > 0;

CREATE TRIGGER cases_line BEFORE UPDATE OF state ON cases
WHEN NEW.state <> OLD.state AND (OLD.state || ' > ' || NEW.state) NOT IN (
    'registered > assigned', 'registered > dismissed',
    'assigned > in-progress', 'assigned > dismissed',
    'in-progress > assigned', 'in-progress > done', 'in-progress > dismissed',
    'done > verified', 'done > in-progress', 'done > closed',
    'verified > closed', 'verified > in-progress',
    'closed > registered', 'dismissed > registered')
BEGIN SELECT RAISE(ABORT, 'a case does not go that way'); END;
CREATE TRIGGER cases_close BEFORE UPDATE OF state ON cases
WHEN NEW.state = 'closed' AND OLD.state <> 'closed' AND (NEW.ended_by = ''
    OR (NEW.ended_why = '' AND (OLD.state <> 'verified'
        OR (NEW.status = 'approved' AND NEW.posted = 0))))
BEGIN SELECT RAISE(ABORT, 'a case that was not checked with its author, or whose reply was not posted, is closed with a reason only'); END;
-- R41: whoever did the work that a case is about never answers it, nor from a
-- terminal.
CREATE TRIGGER cases_concerns BEFORE UPDATE OF concerns, assignee, closed_by,
    posted_by, ended_by ON cases
WHEN NEW.concerns <> '' AND (NEW.concerns = NEW.assignee
    OR (NEW.closed_by IN (NEW.concerns, NEW.concerns || '@cli')
        AND NEW.closed_by <> OLD.closed_by)
    OR (NEW.posted_by IN (NEW.concerns, NEW.concerns || '@cli')
        AND NEW.posted_by <> OLD.posted_by)
    OR (NEW.ended_by IN (NEW.concerns, NEW.concerns || '@cli')
        AND NEW.ended_by <> OLD.ended_by))
BEGIN SELECT RAISE(ABORT, 'whom a case concerns does not work on it'); END;
CREATE TRIGGER cases_concerns_new BEFORE INSERT ON cases
WHEN NEW.concerns <> '' AND NEW.concerns = NEW.assignee
BEGIN SELECT RAISE(ABORT, 'whom a case concerns does not work on it'); END;
CREATE TRIGGER draft_concerns BEFORE INSERT ON draft
WHEN EXISTS (SELECT 1 FROM cases WHERE id = NEW.case_id AND concerns <> ''
    AND NEW.who IN (concerns, concerns || '@cli'))
BEGIN SELECT RAISE(ABORT, 'whom a case concerns does not work on it'); END;
