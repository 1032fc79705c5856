-- A case's line of life: whose work it is about, what was done, what the
-- author said of it, how it ended.
ALTER TABLE cases ADD COLUMN concerns TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN result TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN checked TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN ended BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN ended_by TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN ended_why TEXT COLLATE "C" NOT NULL DEFAULT '';

-- What somebody works on, first what is due. What the crawler registers and
-- nobody has taken up is the queue's.
CREATE INDEX cases_work ON cases (due, id)
    WHERE state IN ('assigned', 'in-progress', 'done', 'verified')
        OR (state = 'registered' AND (channel <> '' OR assignee <> ''
            OR department <> ''));
CREATE INDEX cases_ended ON cases (ended) WHERE ended > 0;

CREATE TRIGGER cases_line BEFORE UPDATE OF state ON cases
    FOR EACH ROW WHEN (NEW.state <> OLD.state AND (OLD.state || ' > ' || NEW.state) NOT IN (
    'registered > assigned', 'registered > dismissed',
    'assigned > in-progress', 'assigned > dismissed',
    'in-progress > assigned', 'in-progress > done', 'in-progress > dismissed',
    'done > verified', 'done > in-progress', 'done > closed',
    'verified > closed', 'verified > in-progress',
    'closed > registered', 'dismissed > registered'))
    EXECUTE FUNCTION molva_refuse('a case does not go that way');
CREATE TRIGGER cases_close BEFORE UPDATE OF state ON cases
    FOR EACH ROW WHEN (NEW.state = 'closed' AND OLD.state <> 'closed' AND (NEW.ended_by = ''
    OR (NEW.ended_why = '' AND (OLD.state <> 'verified'
        OR (NEW.status = 'approved' AND NEW.posted = 0)))))
    EXECUTE FUNCTION molva_refuse('a case that was not checked with its author, or whose reply was not posted, is closed with a reason only');
-- R41: whoever did the work that a case is about never answers it, nor from a
-- terminal.
CREATE TRIGGER cases_concerns BEFORE UPDATE OF concerns, assignee, closed_by,
    posted_by, ended_by ON cases
    FOR EACH ROW WHEN (NEW.concerns <> '' AND (NEW.concerns = NEW.assignee
    OR (NEW.closed_by IN (NEW.concerns, NEW.concerns || '@cli')
        AND NEW.closed_by <> OLD.closed_by)
    OR (NEW.posted_by IN (NEW.concerns, NEW.concerns || '@cli')
        AND NEW.posted_by <> OLD.posted_by)
    OR (NEW.ended_by IN (NEW.concerns, NEW.concerns || '@cli')
        AND NEW.ended_by <> OLD.ended_by)))
    EXECUTE FUNCTION molva_refuse('whom a case concerns does not work on it');
CREATE TRIGGER cases_concerns_new BEFORE INSERT ON cases
    FOR EACH ROW WHEN (NEW.concerns <> '' AND NEW.concerns = NEW.assignee)
    EXECUTE FUNCTION molva_refuse('whom a case concerns does not work on it');
CREATE FUNCTION molva_draft_concerns() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
    IF EXISTS (SELECT 1 FROM cases WHERE id = NEW.case_id AND concerns <> ''
            AND NEW.who IN (concerns, concerns || '@cli')) THEN
        RAISE EXCEPTION 'whom a case concerns does not work on it';
    END IF;
    RETURN NEW; END $$;
CREATE TRIGGER draft_concerns BEFORE INSERT ON draft
    FOR EACH ROW EXECUTE FUNCTION molva_draft_concerns();
