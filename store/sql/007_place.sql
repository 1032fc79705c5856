-- Counts that are kept instead of counted, and the orders in which lists are
-- read; docs/data-model.md, "Cells and places". All of it follows from the
-- tables above and can be made again.

-- The mentions that have all of these in common; source 0: of all sources.
CREATE TABLE cell (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    list TEXT NOT NULL,
    type TEXT NOT NULL,
    solution TEXT NOT NULL,
    brand TEXT NOT NULL,
    lang TEXT NOT NULL,
    n INTEGER NOT NULL,
    UNIQUE (source, list, type, solution, brand, lang)
) STRICT;

-- How many of a list a source has.
CREATE TABLE list_source (
    list TEXT NOT NULL,
    source INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (list, source)
) STRICT, WITHOUT ROWID;

-- Where a mention stands.
CREATE TABLE place (
    mention INTEGER PRIMARY KEY,
    wide INTEGER NOT NULL,     -- its cell among all sources
    cell INTEGER NOT NULL,     -- and in its own
    at INTEGER NOT NULL,       -- as mention.at
    rank INTEGER NOT NULL,     -- in the queue, lowest first; 0: does not wait
    case_id INTEGER NOT NULL,  -- its case, 0 when it has none
    tone TEXT NOT NULL         -- as verdict.tone
) STRICT;
CREATE INDEX place_wide ON place (wide, at, mention);
CREATE INDEX place_cell ON place (cell, at, mention);
CREATE INDEX place_queue ON place (rank, case_id, at, mention) WHERE rank <> 0;
CREATE INDEX place_wide_queue ON place (wide, rank, case_id, at, mention)
    WHERE rank <> 0;
CREATE INDEX place_cell_queue ON place (cell, rank, case_id, at, mention)
    WHERE rank <> 0;

-- Mentions of each hour, without those that are not about us.
CREATE TABLE hours (
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    tone TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (at, type, tone)
) STRICT, WITHOUT ROWID;
