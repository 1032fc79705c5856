-- Who crawls which host: one at a time, on one machine or on many. Times are
-- epoch milliseconds of the holder's clock.
CREATE TABLE lease (
    host TEXT PRIMARY KEY,
    holder TEXT NOT NULL,    -- who, exactly: machine, process and its start
    shown TEXT NOT NULL,     -- the same for people
    epoch INTEGER NOT NULL,  -- grows with each new holder
    until INTEGER NOT NULL,  -- free from then on; when it was given back
    ready INTEGER NOT NULL   -- the host is not asked before
) STRICT, WITHOUT ROWID;
