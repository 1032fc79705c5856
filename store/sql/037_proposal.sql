-- What somebody proposes to change, by what cases show: proposed, agreed,
-- introduced, or refused; and the cases it rests on.
CREATE TABLE proposal (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    cause TEXT NOT NULL,                 -- it is to remove, or ''
    lies_in TEXT NOT NULL,               -- department, or '' any
    state TEXT NOT NULL DEFAULT 'proposed'
        CHECK (state IN ('proposed', 'agreed', 'introduced', 'refused')),
    decided INTEGER NOT NULL DEFAULT 0,  -- agreed or refused
    decided_by TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',     -- of either
    introduced INTEGER NOT NULL DEFAULT 0,
    introduced_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE proposal_case (
    id INTEGER PRIMARY KEY,
    proposal INTEGER NOT NULL REFERENCES proposal,
    case_id INTEGER NOT NULL REFERENCES cases,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    UNIQUE (proposal, case_id)
) STRICT;
CREATE INDEX proposal_case_of ON proposal_case (case_id);
CREATE TRIGGER proposal_no_delete BEFORE DELETE ON proposal
BEGIN SELECT RAISE(ABORT, 'proposals are never deleted'); END;
CREATE TRIGGER proposal_case_no_delete BEFORE DELETE ON proposal_case
BEGIN SELECT RAISE(ABORT, 'what a proposal rests on is never deleted'); END;
CREATE TRIGGER proposal_line BEFORE UPDATE ON proposal
WHEN NEW.what <> OLD.what OR NEW.who <> OLD.who
    OR (OLD.state || ' > ' || NEW.state) NOT IN ('proposed > agreed',
        'proposed > refused', 'agreed > introduced', 'agreed > refused')
    OR NEW.decided_by = '' OR (NEW.state = 'refused' AND NEW.reason = '')
BEGIN SELECT RAISE(ABORT, 'a proposal does not go that way'); END;
