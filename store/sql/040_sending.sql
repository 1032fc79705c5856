-- An approved reply that Molva itself posts by the interface of its venue: each
-- time that somebody asked for it. `key` tells two requests of one sending
-- apart from two replies; `due` is when it is looked at next, `began` when it
-- went out first, `looked` how often the venue was asked for our words since.
CREATE TABLE sending (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases,
    key TEXT NOT NULL UNIQUE,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('wanted', 'sending', 'unsure',
        'held', 'posted', 'refused', 'dropped')),
    due INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    began INTEGER NOT NULL DEFAULT 0,
    looked INTEGER NOT NULL DEFAULT 0,
    cause TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX sending_case ON sending (case_id, id);
-- One at a time.
CREATE UNIQUE INDEX sending_open ON sending (case_id)
    WHERE state IN ('wanted', 'sending', 'unsure', 'held');
CREATE INDEX sending_due ON sending (due)
    WHERE state IN ('wanted', 'sending', 'unsure');
CREATE TRIGGER sending_no_delete BEFORE DELETE ON sending
BEGIN SELECT RAISE(ABORT, 'what was sent is never deleted'); END;
CREATE TRIGGER sending_ended BEFORE UPDATE ON sending
WHEN OLD.state IN ('posted', 'refused', 'dropped')
BEGIN SELECT RAISE(ABORT, 'that sending has ended'); END;
-- What has ended comes in as it is, with a copy of the store.
CREATE TRIGGER sending_asked BEFORE INSERT ON sending
WHEN NEW.state = 'wanted' AND (NOT EXISTS (SELECT 1 FROM cases WHERE id = NEW.case_id
        AND status = 'approved' AND posted = 0
        AND (concerns = '' OR concerns <> replace(NEW.who, '@cli', '')))
    OR EXISTS (SELECT 1 FROM users WHERE role = 'director'
        AND login = replace(NEW.who, '@cli', '')))
BEGIN SELECT RAISE(ABORT, 'an approved reply is sent, by whom it does not concern'); END;
CREATE TRIGGER sending_claimed BEFORE UPDATE OF state ON sending
WHEN NEW.state = 'sending' AND NOT EXISTS (SELECT 1 FROM cases
    WHERE id = NEW.case_id AND status = 'approved' AND posted = 0)
BEGIN SELECT RAISE(ABORT, 'only an approved reply is sent'); END;
-- While it is on its way nobody takes the approval back; afterwards whatever
-- was left of it ends with the approval, or when the reply stands there.
CREATE TRIGGER cases_sending BEFORE UPDATE OF status ON cases
WHEN OLD.status = 'approved' AND NEW.status <> 'approved' AND EXISTS (SELECT 1
    FROM sending WHERE case_id = NEW.id AND state = 'sending')
BEGIN SELECT RAISE(ABORT, 'the reply is being posted just now'); END;
CREATE TRIGGER cases_sent AFTER UPDATE OF status, posted ON cases
WHEN (OLD.status = 'approved' AND NEW.status <> 'approved')
    OR (NEW.posted > 0 AND OLD.posted = 0)
BEGIN UPDATE sending SET state = 'dropped' WHERE case_id = NEW.id
    AND state IN ('wanted', 'unsure', 'held'); END;
