-- How each source was watched, what is to be told of it, and what people said
-- of it.
ALTER TABLE source ADD COLUMN state TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN wish INTEGER NOT NULL DEFAULT 0;
CREATE INDEX source_wish ON source (wish) WHERE wish > 0;

-- A row for as long as the state stays the same and no visit is left out.
CREATE TABLE watch (
    source INTEGER NOT NULL REFERENCES source,
    since INTEGER NOT NULL,  -- first visit
    until INTEGER NOT NULL,  -- last visit
    health TEXT NOT NULL,
    cause TEXT NOT NULL,     -- at the first
    PRIMARY KEY (source, since)
) STRICT, WITHOUT ROWID;

-- What is to be told outside and was not taken yet.
CREATE TABLE outbox (
    key TEXT PRIMARY KEY,    -- the same however often it is told
    at INTEGER NOT NULL,     -- when it came to pass
    due INTEGER NOT NULL,    -- not told before
    tries INTEGER NOT NULL,  -- in vain so far
    body TEXT NOT NULL,      -- JSON
    cause TEXT NOT NULL      -- why it was not taken, "" not tried yet
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (due, at);
