-- What people at the desk ask about an address: what it is, and whether it is
-- to be watched. Another process looks, for the desk connects to nobody.
CREATE TABLE inquiry (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL,        -- who asks
    asked INTEGER NOT NULL,     -- when
    address TEXT NOT NULL,      -- as it was typed
    answered INTEGER NOT NULL,  -- when; 0 it waits
    cause TEXT NOT NULL,        -- why nothing can be watched there, or why it
                                -- could not be added
    kind TEXT NOT NULL,         -- connector of what would be watched
    urls TEXT NOT NULL,         -- where it starts, one a line; '' nowhere
    beginnings INTEGER NOT NULL, -- 1: a feed of beginnings of texts
    ru TEXT NOT NULL,           -- what was seen, for people
    en TEXT NOT NULL,           -- the same
    leads TEXT NOT NULL,        -- addresses that were found there, one a line
    wanted INTEGER NOT NULL,    -- when somebody said yes; 0 nobody
    wanted_by TEXT NOT NULL,    -- who
    name TEXT NOT NULL,         -- of the source: as he wants it, as it is
    articles INTEGER NOT NULL,  -- 1: its articles are read through
    added INTEGER NOT NULL,     -- since when molva.yaml has it; 0 it has not
    CHECK (wanted = 0 OR (answered > 0 AND urls <> ''))
) STRICT;
-- One at a time for each person.
CREATE UNIQUE INDEX inquiry_waits ON inquiry (login) WHERE answered = 0;
