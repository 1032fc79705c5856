-- Threads that are looked at more often than their source for a while.
CREATE TABLE hot (
    source BIGINT NOT NULL REFERENCES source,
    thread TEXT COLLATE "C" NOT NULL,   -- canonical URL
    every BIGINT NOT NULL, -- seconds, as it is now
    due BIGINT NOT NULL,   -- not before
    PRIMARY KEY (source, thread)
);
CREATE INDEX hot_due ON hot (due);
CREATE INDEX cases_posted ON cases (posted) WHERE posted > 0;
