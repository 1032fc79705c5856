-- What is published on our own site (solutions B and D): its line, and each of
-- its texts.
CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    mention INTEGER REFERENCES mention,  -- the discussion it is about, or NULL
    state TEXT NOT NULL DEFAULT 'draft'
        CHECK (state IN ('draft', 'approved', 'published', 'withdrawn')),
    version INTEGER NOT NULL,            -- newest of its texts
    approved INTEGER NOT NULL DEFAULT 0, -- version that was, 0 none
    approved_by TEXT NOT NULL DEFAULT '',
    public INTEGER NOT NULL DEFAULT 0,   -- version that is, 0 none
    published INTEGER NOT NULL DEFAULT 0, -- first time
    updated INTEGER NOT NULL DEFAULT 0,  -- last time
    reason TEXT NOT NULL DEFAULT ''      -- of its withdrawal
) STRICT;
CREATE INDEX statement_mention ON statement (mention)
    WHERE mention IS NOT NULL;
CREATE TABLE statement_text (
    id INTEGER PRIMARY KEY,
    statement INTEGER NOT NULL REFERENCES statement,
    version INTEGER NOT NULL,
    lang TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (statement, version)
) STRICT;
CREATE TRIGGER statement_no_delete BEFORE DELETE ON statement
BEGIN SELECT RAISE(ABORT, 'statements are never deleted'); END;
CREATE TRIGGER statement_text_no_update BEFORE UPDATE ON statement_text
BEGIN SELECT RAISE(ABORT, 'texts of statements are never changed'); END;
CREATE TRIGGER statement_text_no_delete BEFORE DELETE ON statement_text
BEGIN SELECT RAISE(ABORT, 'texts of statements are never deleted'); END;
CREATE TRIGGER statement_eyes BEFORE UPDATE OF approved, approved_by ON statement
WHEN NEW.approved > 0 AND replace(NEW.approved_by, '@cli', '') = (SELECT
        replace(who, '@cli', '') FROM statement_text
        WHERE statement = NEW.id AND version = NEW.approved)
    AND CASE coalesce((SELECT eyes FROM policy), 0) WHEN 0 THEN EXISTS (SELECT 1
            FROM users WHERE state = 'active'
            AND role NOT IN ('monitor', 'analyst', 'director', 'assignee')
            AND login <> replace(NEW.approved_by, '@cli', ''))
        ELSE (SELECT eyes FROM policy) = 2 END
BEGIN SELECT RAISE(ABORT, 'who approves a statement is not its author'); END;
CREATE TRIGGER statement_public BEFORE UPDATE OF public ON statement
WHEN NEW.public > 0 AND NEW.public <> NEW.approved
BEGIN SELECT RAISE(ABORT, 'what is published was approved'); END;
