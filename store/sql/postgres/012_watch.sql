-- How each source was watched, what is to be told of it, and what people said
-- of it.
ALTER TABLE source ADD COLUMN state TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN wish BIGINT NOT NULL DEFAULT 0;
CREATE INDEX source_wish ON source (wish) WHERE wish > 0;

-- A row for as long as the state stays the same and no visit is left out.
CREATE TABLE watch (
    source BIGINT NOT NULL REFERENCES source,
    since BIGINT NOT NULL,  -- first visit
    until BIGINT NOT NULL,  -- last visit
    health TEXT COLLATE "C" NOT NULL,
    cause TEXT COLLATE "C" NOT NULL,     -- at the first
    PRIMARY KEY (source, since)
);

-- What is to be told outside and was not taken yet.
CREATE TABLE outbox (
    key TEXT COLLATE "C" PRIMARY KEY,    -- the same however often it is told
    at BIGINT NOT NULL,     -- when it came to pass
    due BIGINT NOT NULL,    -- not told before
    tries BIGINT NOT NULL,  -- in vain so far
    body TEXT COLLATE "C" NOT NULL,      -- JSON
    cause TEXT COLLATE "C" NOT NULL      -- why it was not taken, "" not tried yet
);
CREATE INDEX outbox_due ON outbox (due, at);
