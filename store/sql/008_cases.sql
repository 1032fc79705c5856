-- A case is a thing of its own: of one mention or several, or of none (a call,
-- a letter). Drafts, tasks, promises and notes hang on it.

CREATE TABLE cases_new (
    id INTEGER PRIMARY KEY,
    mention INTEGER REFERENCES mention,
    status TEXT NOT NULL
        CHECK (status IN ('waiting', 'approved', 'dismissed', 'none')),
    priority INTEGER NOT NULL,
    due INTEGER NOT NULL,
    opened INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    closed_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    posted INTEGER NOT NULL DEFAULT 0,
    posted_by TEXT NOT NULL DEFAULT '',
    posted_url TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'registered'
        CHECK (state IN ('registered', 'assigned', 'in-progress', 'done',
            'verified', 'closed', 'dismissed')),
    opened_by TEXT NOT NULL DEFAULT 'crawler',
    assignee TEXT NOT NULL DEFAULT '',
    department TEXT NOT NULL DEFAULT '',
    channel TEXT NOT NULL DEFAULT '',
    brand TEXT NOT NULL DEFAULT '',
    topic TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    expected TEXT NOT NULL DEFAULT '',
    escalation TEXT NOT NULL DEFAULT '',
    profile TEXT NOT NULL DEFAULT '',
    -- as the table is called by then: SQLite renames it here too, and looks
    -- for no row that points into the old table when that is dropped
    merged_into INTEGER REFERENCES cases_new,
    CHECK (status = 'none' OR mention IS NOT NULL)
) STRICT;
INSERT INTO cases_new (id, mention, status, priority, due, opened, closed,
        closed_by, reason, posted, posted_by, posted_url)
    SELECT id, mention, status, priority, due, opened, closed,
        closed_by, reason, posted, posted_by, posted_url FROM cases ORDER BY id;
DROP TABLE cases;
ALTER TABLE cases_new RENAME TO cases;
UPDATE cases SET state = 'dismissed' WHERE status = 'dismissed';
-- Where the crawler had opened none, who put the mention back did.
UPDATE cases SET opened_by = (SELECT e.who FROM event e
        WHERE e.mention = cases.mention AND e.what IN ('registered', 'returned')
        ORDER BY e.id LIMIT 1)
    WHERE id IN (SELECT case_id FROM event WHERE what = 'returned');
-- The queue: one index, only of what waits, in the order it is answered.
CREATE INDEX cases_queue ON cases (priority DESC, due, id)
    WHERE status = 'waiting';
CREATE INDEX cases_merged ON cases (merged_into)
    WHERE merged_into IS NOT NULL;
CREATE TRIGGER cases_no_delete BEFORE DELETE ON cases
BEGIN SELECT RAISE(ABORT, 'cases are never deleted'); END;

-- Which case a mention belongs to: one; NULL when it was split off.
CREATE TABLE case_mention (
    mention INTEGER PRIMARY KEY REFERENCES mention,
    case_id INTEGER REFERENCES cases,
    at INTEGER NOT NULL,
    who TEXT NOT NULL
) STRICT;
INSERT INTO case_mention SELECT mention, id, opened, opened_by FROM cases;
CREATE INDEX case_mention_case ON case_mention (case_id);

-- A reply belongs to a case; what it answers may be a call.
CREATE TABLE draft_new (
    id INTEGER PRIMARY KEY,
    mention INTEGER REFERENCES mention,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL,
    case_id INTEGER REFERENCES cases
) STRICT;
INSERT INTO draft_new (id, mention, who, at, text, case_id)
    SELECT d.id, d.mention, d.who, d.at, d.text, c.case_id
    FROM draft d LEFT JOIN case_mention c ON c.mention = d.mention
    ORDER BY d.id;
DROP TABLE draft;
ALTER TABLE draft_new RENAME TO draft;
CREATE INDEX draft_mention ON draft (mention);
CREATE INDEX draft_case ON draft (case_id);
CREATE TRIGGER draft_no_update BEFORE UPDATE ON draft
BEGIN SELECT RAISE(ABORT, 'drafts are never changed'); END;
CREATE TRIGGER draft_no_delete BEFORE DELETE ON draft
BEGIN SELECT RAISE(ABORT, 'drafts are never deleted'); END;

CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases,
    follows INTEGER REFERENCES task,
    what TEXT NOT NULL,
    assignee TEXT NOT NULL,
    department TEXT NOT NULL,
    due INTEGER NOT NULL,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'done', 'dropped')),
    settled INTEGER NOT NULL DEFAULT 0,
    settled_by TEXT NOT NULL DEFAULT '',
    result TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX task_case ON task (case_id);
CREATE INDEX task_open ON task (due, id) WHERE state = 'open';

CREATE TABLE promise (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases,
    mention INTEGER REFERENCES mention,
    draft INTEGER REFERENCES draft,
    said TEXT NOT NULL CHECK (said IN ('reply', 'typed')),
    what TEXT NOT NULL,
    to_whom TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    due INTEGER NOT NULL,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'kept', 'broken', 'withdrawn')),
    settled INTEGER NOT NULL DEFAULT 0,
    settled_by TEXT NOT NULL DEFAULT '',
    result TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX promise_case ON promise (case_id);
CREATE INDEX promise_open ON promise (due, id) WHERE state = 'open';

CREATE TABLE case_note (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX case_note_case ON case_note (case_id);

CREATE INDEX event_case ON event (case_id) WHERE case_id > 0;

CREATE TRIGGER case_mention_no_delete BEFORE DELETE ON case_mention
BEGIN SELECT RAISE(ABORT, 'what belonged to a case is never deleted'); END;
CREATE TRIGGER task_no_rewrite
BEFORE UPDATE OF id, case_id, follows, what, at, who ON task
BEGIN SELECT RAISE(ABORT, 'tasks are never reworded'); END;
CREATE TRIGGER task_no_delete BEFORE DELETE ON task
BEGIN SELECT RAISE(ABORT, 'tasks are never deleted'); END;
CREATE TRIGGER promise_no_rewrite BEFORE UPDATE OF id, case_id, mention,
    draft, said, what, to_whom, by_whom, due, at, who ON promise
BEGIN SELECT RAISE(ABORT, 'promises are never reworded'); END;
CREATE TRIGGER promise_no_delete BEFORE DELETE ON promise
BEGIN SELECT RAISE(ABORT, 'promises are never deleted'); END;
CREATE TRIGGER case_note_no_update BEFORE UPDATE ON case_note
BEGIN SELECT RAISE(ABORT, 'notes are never changed'); END;
CREATE TRIGGER case_note_no_delete BEFORE DELETE ON case_note
BEGIN SELECT RAISE(ABORT, 'notes are never deleted'); END;
