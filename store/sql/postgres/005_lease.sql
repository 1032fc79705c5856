-- Who crawls which host: one at a time, on one machine or on many. Times are
-- epoch milliseconds of the holder's clock.
CREATE TABLE lease (
    host TEXT COLLATE "C" PRIMARY KEY,
    holder TEXT COLLATE "C" NOT NULL,    -- who, exactly: machine, process and its start
    shown TEXT COLLATE "C" NOT NULL,     -- the same for people
    epoch BIGINT NOT NULL,  -- grows with each new holder
    until BIGINT NOT NULL,  -- free from then on; when it was given back
    ready BIGINT NOT NULL   -- the host is not asked before
);
