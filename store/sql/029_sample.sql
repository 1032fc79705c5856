-- A few mentions of each week, drawn by chance, for a person to label who has
-- not seen the verdict: how often is the machine right?
CREATE TABLE sample (
    id INTEGER PRIMARY KEY,
    week INTEGER NOT NULL,               -- its first second, a Monday in UTC
    mention INTEGER NOT NULL REFERENCES mention,
    type TEXT NOT NULL,                  -- as the machine had it
    tone TEXT NOT NULL,
    rules TEXT NOT NULL,                 -- by which rule set
    said TEXT NOT NULL DEFAULT '',       -- a type or not-us; '' nobody yet
    said_tone TEXT NOT NULL DEFAULT '',
    who TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL DEFAULT 0,
    UNIQUE (week, mention)
) STRICT;

-- What a person said of the tone; '' nothing.
ALTER TABLE label ADD COLUMN tone TEXT NOT NULL DEFAULT '';

CREATE TRIGGER sample_no_delete BEFORE DELETE ON sample
BEGIN SELECT RAISE(ABORT, 'what was drawn stays drawn'); END;
CREATE TRIGGER sample_once BEFORE UPDATE ON sample
WHEN OLD.said <> ''
BEGIN SELECT RAISE(ABORT, 'it was labelled before its verdict was seen'); END;
