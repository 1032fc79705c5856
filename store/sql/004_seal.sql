-- What makes a change behind Molva's back visible; docs/data-model.md, "What
-- verify knows".

-- The last event as the program wrote it: a tail that was cut off does not
-- agree with it.
CREATE TABLE head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    event INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;

-- Of each table that is the crawler's or the search's own: how many rows it
-- has, and the sum of their hashes, kept with every write.
CREATE TABLE tally (
    name TEXT PRIMARY KEY,
    n INTEGER NOT NULL,
    sum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A number for each block of the search index; under -segment the sum of its
-- rows in search_idx.
CREATE TABLE search_sum (
    id INTEGER PRIMARY KEY,
    sum INTEGER NOT NULL
) STRICT;
