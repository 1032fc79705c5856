-- The same words said more than once; all of it follows from the mentions and
-- can be made again (store/twin.c).

-- What texts that are alike have in common (base/shingle.h).
CREATE TABLE twin_key (
    key BIGINT NOT NULL,
    mention BIGINT NOT NULL,
    PRIMARY KEY (key, mention)
);

-- Mentions in the same words; its id is that of the first of them that was
-- stored: the others are like its text.
CREATE TABLE cluster (
    id BIGINT PRIMARY KEY,
    n BIGINT NOT NULL,               -- mentions
    sites BIGINT NOT NULL            -- they stand on
);

-- A mention that is of a cluster.
CREATE TABLE twin (
    mention BIGINT PRIMARY KEY,
    cluster BIGINT NOT NULL,
    at BIGINT NOT NULL,              -- as mention.at
    site TEXT COLLATE "C" NOT NULL,               -- host, or #source where there is none
    unit TEXT COLLATE "C" NOT NULL,               -- department that is to act
    rank BIGINT NOT NULL,            -- as place.rank, were it alone
    behind BIGINT NOT NULL           -- 1: another of its unit stands for it
                                      -- in the queue
);
CREATE INDEX twin_at ON twin (cluster, at, mention);
CREATE INDEX twin_site ON twin (cluster, site);
CREATE INDEX twin_rank ON twin (cluster, unit, rank, mention) WHERE rank > 0;
CREATE INDEX twin_time ON twin (at);
