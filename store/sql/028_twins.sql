-- The same words said more than once; all of it follows from the mentions and
-- can be made again (store/twin.c).

-- What texts that are alike have in common (base/shingle.h).
CREATE TABLE twin_key (
    key INTEGER NOT NULL,
    mention INTEGER NOT NULL,
    PRIMARY KEY (key, mention)
) STRICT, WITHOUT ROWID;

-- Mentions in the same words; its id is that of the first of them that was
-- stored: the others are like its text.
CREATE TABLE cluster (
    id INTEGER PRIMARY KEY,
    n INTEGER NOT NULL,               -- mentions
    sites INTEGER NOT NULL            -- they stand on
) STRICT;

-- A mention that is of a cluster.
CREATE TABLE twin (
    mention INTEGER PRIMARY KEY,
    cluster INTEGER NOT NULL,
    at INTEGER NOT NULL,              -- as mention.at
    site TEXT NOT NULL,               -- host, or #source where there is none
    unit TEXT NOT NULL,               -- department that is to act
    rank INTEGER NOT NULL,            -- as place.rank, were it alone
    behind INTEGER NOT NULL           -- 1: another of its unit stands for it
                                      -- in the queue
) STRICT;
CREATE INDEX twin_at ON twin (cluster, at, mention);
CREATE INDEX twin_site ON twin (cluster, site);
CREATE INDEX twin_rank ON twin (cluster, unit, rank, mention) WHERE rank > 0;
CREATE INDEX twin_time ON twin (at);
