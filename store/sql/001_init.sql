-- Everything Molva remembers. docs/data-model.md tells what each column means.

---- the crawler's state ----

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    every INTEGER NOT NULL,
    next_visit INTEGER NOT NULL DEFAULT 0,
    last_visit INTEGER NOT NULL DEFAULT 0,
    health TEXT NOT NULL DEFAULT 'ok',
    cause TEXT NOT NULL DEFAULT '',
    fails INTEGER NOT NULL DEFAULT 0,
    posts_total INTEGER NOT NULL DEFAULT 0,
    posts_median INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE page (
    source INTEGER NOT NULL REFERENCES source,
    url TEXT NOT NULL,
    fetched INTEGER NOT NULL,
    status INTEGER NOT NULL,
    etag TEXT NOT NULL,
    modified TEXT NOT NULL,
    hash INTEGER NOT NULL,
    posts INTEGER NOT NULL,
    cause TEXT NOT NULL,
    PRIMARY KEY (source, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE frontier (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source,
    url TEXT NOT NULL,
    thread TEXT NOT NULL,
    depth INTEGER NOT NULL,
    page INTEGER NOT NULL,
    due INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    since INTEGER NOT NULL,
    UNIQUE (source, url)
) STRICT;
CREATE INDEX frontier_due ON frontier (due, id);

CREATE TABLE note (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

-- Posts that concern no brand: two numbers each, for there are very many.
CREATE TABLE seen (
    key INTEGER PRIMARY KEY,
    text_hash INTEGER NOT NULL
) STRICT;

---- mentions ----

CREATE TABLE mention (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source,
    text_hash INTEGER NOT NULL,
    at INTEGER NOT NULL,
    published INTEGER NOT NULL,
    collected INTEGER NOT NULL,
    edited INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    not_us INTEGER NOT NULL DEFAULT 0,
    precision INTEGER NOT NULL,
    rating REAL NOT NULL,
    likes INTEGER NOT NULL,
    replies INTEGER NOT NULL,
    followers INTEGER NOT NULL,
    author_posts INTEGER NOT NULL,
    reach INTEGER NOT NULL,
    brand TEXT NOT NULL,
    lang TEXT NOT NULL,
    author TEXT NOT NULL,
    author_url TEXT NOT NULL,
    date_text TEXT NOT NULL,
    key1 TEXT NOT NULL,
    key2 TEXT NOT NULL,
    url TEXT NOT NULL,
    thread TEXT NOT NULL,
    thread_title TEXT NOT NULL,
    reply_to TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    lemmas TEXT NOT NULL
) STRICT;
CREATE INDEX mention_at ON mention (at, id);
CREATE INDEX mention_text ON mention (source, text_hash);

-- Every key a mention was ever found under; kind 1 is key1, 2 is key2.
CREATE TABLE mention_key (
    source INTEGER NOT NULL,
    kind INTEGER NOT NULL CHECK (kind IN (1, 2)),
    key TEXT NOT NULL,
    mention INTEGER NOT NULL REFERENCES mention,
    PRIMARY KEY (source, kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL REFERENCES mention,
    replaced INTEGER NOT NULL,
    text_hash INTEGER NOT NULL,
    rating REAL NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    type TEXT NOT NULL,
    tone TEXT NOT NULL,
    solution TEXT NOT NULL,
    matrix_row TEXT NOT NULL
) STRICT;
CREATE INDEX history_mention ON history (mention);

CREATE TABLE verdict (
    mention INTEGER PRIMARY KEY REFERENCES mention,
    rules TEXT NOT NULL,
    type TEXT NOT NULL,
    second TEXT NOT NULL,
    tone TEXT NOT NULL,
    facts INTEGER NOT NULL,
    confidence REAL NOT NULL,
    topic TEXT NOT NULL,
    evidence TEXT NOT NULL,
    corrected_by TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE decision (
    mention INTEGER PRIMARY KEY REFERENCES mention,
    solution TEXT NOT NULL,
    matrix_row TEXT NOT NULL,
    why TEXT NOT NULL,
    answers TEXT NOT NULL,
    counterfactual TEXT NOT NULL,
    department TEXT NOT NULL,
    template TEXT NOT NULL,
    due INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    stale INTEGER NOT NULL
) STRICT;

---- what people do ----

CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL UNIQUE REFERENCES mention,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'approved', 'dismissed')),
    priority INTEGER NOT NULL,
    due INTEGER NOT NULL,
    opened INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    closed_by TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
-- The queue: one index, only of what waits, in the order it is answered.
CREATE INDEX cases_queue ON cases (priority DESC, due, id)
    WHERE status = 'waiting';

CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL REFERENCES mention,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX draft_mention ON draft (mention);

CREATE TABLE label (
    id INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL REFERENCES mention,
    type TEXT NOT NULL,
    text TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    mention INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX event_mention ON event (mention);

---- who ----

CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    lang TEXT NOT NULL,
    password TEXT NOT NULL
) STRICT;

CREATE TABLE session (
    token TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

---- search: one token per lemma, the text stays in mention ----

CREATE VIRTUAL TABLE search USING fts5(
    lemmas, content = 'mention', content_rowid = 'id',
    detail = none, columnsize = 0,
    tokenize = "ascii tokenchars '!""#$%&''''()*+,-./:;<=>?@[\]^_`{|}~'"
);

---- nobody hides anything (R38) ----

CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER event_no_replace BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END;

CREATE TRIGGER mention_no_delete BEFORE DELETE ON mention
BEGIN SELECT RAISE(ABORT, 'mentions are never deleted'); END;
CREATE TRIGGER verdict_no_delete BEFORE DELETE ON verdict
BEGIN SELECT RAISE(ABORT, 'verdicts are never deleted'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
CREATE TRIGGER cases_no_delete BEFORE DELETE ON cases
BEGIN SELECT RAISE(ABORT, 'cases are never deleted'); END;
CREATE TRIGGER history_no_update BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER history_no_delete BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE TRIGGER draft_no_update BEFORE UPDATE ON draft
BEGIN SELECT RAISE(ABORT, 'drafts are never changed'); END;
CREATE TRIGGER draft_no_delete BEFORE DELETE ON draft
BEGIN SELECT RAISE(ABORT, 'drafts are never deleted'); END;
CREATE TRIGGER label_no_update BEFORE UPDATE ON label
BEGIN SELECT RAISE(ABORT, 'labels are never changed'); END;
CREATE TRIGGER label_no_delete BEFORE DELETE ON label
BEGIN SELECT RAISE(ABORT, 'labels are never deleted'); END;
