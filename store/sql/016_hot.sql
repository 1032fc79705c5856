-- Threads that are looked at more often than their source for a while.
CREATE TABLE hot (
    source INTEGER NOT NULL REFERENCES source,
    thread TEXT NOT NULL,   -- canonical URL
    every INTEGER NOT NULL, -- seconds, as it is now
    due INTEGER NOT NULL,   -- not before
    PRIMARY KEY (source, thread)
) STRICT, WITHOUT ROWID;
CREATE INDEX hot_due ON hot (due);
CREATE INDEX cases_posted ON cases (posted) WHERE posted > 0;
