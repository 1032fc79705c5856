-- A reply that is put off: until when, by whom and why. The case goes on; its
-- mention stands in the list of what sleeps, and wakes by itself.
ALTER TABLE cases ADD COLUMN asleep INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN asleep_by TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN asleep_why TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_asleep ON cases (asleep) WHERE asleep > 0;
-- Parts of the queue that people come back to.
CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL,        -- whose it is
    name TEXT NOT NULL,         -- as he calls it
    query TEXT NOT NULL,        -- as in the queue's address
    shared INTEGER NOT NULL,    -- 1: everybody sees it
    at INTEGER NOT NULL,        -- when it was saved
    UNIQUE (login, name)
) STRICT;
-- Who writes a reply just now; it blocks nobody, and is over by itself.
CREATE TABLE claim (
    mention INTEGER PRIMARY KEY,
    login TEXT NOT NULL,
    until INTEGER NOT NULL
) STRICT;
-- All of a thread.
CREATE INDEX mention_thread ON mention (thread) WHERE thread <> '';
-- What the rules were not sure of and nobody has looked at.
CREATE INDEX verdict_unsure ON verdict (mention)
    WHERE confidence < 0.55 AND corrected_by = '';
