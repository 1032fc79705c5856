-- What becomes of an approved reply. Posted on another site than the mention's
-- (apart) only with a reason; seen: when the crawler met it there; asked: when
-- it was approved, asking the author for details; answered: something came
-- after it that no person has looked at yet.
ALTER TABLE cases ADD COLUMN posted_apart INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN posted_why TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN answered INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_approved ON cases (closed)
    WHERE status = 'approved' AND posted = 0;

-- What came after our reply, each once. Whose words it is that nobody else
-- keeps: a post that names no brand.
CREATE TABLE sequel (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases,
    what TEXT NOT NULL CHECK (what IN ('ours', 'answered', 'edited', 'stars',
        'gone', 'silent', 'details')),
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    published INTEGER NOT NULL,
    author TEXT NOT NULL,
    url TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (case_id, what, key)
) STRICT;
CREATE INDEX sequel_author ON sequel (author) WHERE what = 'details';
CREATE TRIGGER sequel_no_update BEFORE UPDATE ON sequel
BEGIN SELECT RAISE(ABORT, 'what came after a reply is never changed'); END;
CREATE TRIGGER sequel_no_delete BEFORE DELETE ON sequel
BEGIN SELECT RAISE(ABORT, 'what came after a reply is never deleted'); END;

CREATE TRIGGER cases_post BEFORE UPDATE OF posted, posted_url ON cases
WHEN NEW.posted > 0 AND (NEW.status <> 'approved' OR NEW.posted_by = ''
    OR NOT (NEW.posted_url LIKE 'http://_%' OR NEW.posted_url LIKE 'https://_%')
    OR (NEW.posted_apart <> 0 AND NEW.posted_why = ''))
BEGIN SELECT RAISE(ABORT, 'an approved reply is posted by somebody at an address; on another site with a reason only'); END;
-- What was joined officially ends where it was said (R84).
CREATE TRIGGER cases_told BEFORE UPDATE OF state ON cases
WHEN NEW.state = 'closed' AND OLD.state <> 'closed' AND NEW.ended_why = ''
    AND NEW.reason = '' AND NEW.posted = 0 AND EXISTS (SELECT 1 FROM decision
        WHERE mention = NEW.mention AND solution IN ('A', 'B'))
BEGIN SELECT RAISE(ABORT, 'what was joined officially is closed when the reply stands there, or with a reason'); END;
