-- Red flags of a verdict; who was told at once, and has he seen it; the same
-- thing at the same place, told by many.
ALTER TABLE verdict ADD COLUMN flags TEXT NOT NULL DEFAULT '[]';

CREATE TABLE escalation (
    id INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL REFERENCES mention,
    case_id INTEGER REFERENCES cases,      -- NULL: it has none
    department TEXT NOT NULL,
    whom TEXT NOT NULL,               -- login; '' nobody there to be told
    why TEXT NOT NULL,                -- row of the matrix
    at INTEGER NOT NULL,              -- since when
    told INTEGER NOT NULL DEFAULT 0,  -- last message
    times INTEGER NOT NULL DEFAULT 0, -- messages
    seen INTEGER NOT NULL DEFAULT 0,
    seen_by TEXT NOT NULL DEFAULT '',
    acked INTEGER NOT NULL DEFAULT 0,
    acked_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX escalation_mention ON escalation (mention);
CREATE INDEX escalation_open ON escalation (told, id) WHERE acked = 0;

CREATE TABLE incident (
    id INTEGER PRIMARY KEY,
    brand TEXT NOT NULL,
    event TEXT NOT NULL,              -- what happened
    place TEXT NOT NULL,              -- '' where is not known
    thread TEXT NOT NULL,             -- where it was told first
    department TEXT NOT NULL,         -- of all its cases
    opened INTEGER NOT NULL,
    opened_by TEXT NOT NULL,
    truth TEXT NOT NULL DEFAULT '',   -- what is known, in one line
    truth_by TEXT NOT NULL DEFAULT '',
    told INTEGER NOT NULL DEFAULT 0,  -- when that was said
    closed INTEGER NOT NULL DEFAULT 0,
    closed_by TEXT NOT NULL DEFAULT '',
    closed_why TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX incident_open ON incident (brand, id) WHERE closed = 0;

-- What a mention says has happened, where; and of which incident it is.
CREATE TABLE spot (
    mention INTEGER PRIMARY KEY REFERENCES mention,
    brand TEXT NOT NULL,
    event TEXT NOT NULL,              -- 'same': as others here say
    place TEXT NOT NULL,
    thread TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,              -- when it was said
    incident INTEGER REFERENCES incident,
    since INTEGER NOT NULL DEFAULT 0, -- when it joined
    who TEXT NOT NULL DEFAULT '',     -- crawler, or a login
    why TEXT NOT NULL DEFAULT '',     -- it joined or was taken out
    apart INTEGER NOT NULL DEFAULT 0  -- 1: a person took it out
) STRICT;
CREATE INDEX spot_event ON spot (brand, event, at);
CREATE INDEX spot_thread ON spot (thread, at);
CREATE INDEX spot_incident ON spot (incident) WHERE incident IS NOT NULL;

CREATE TRIGGER escalation_no_delete BEFORE DELETE ON escalation
BEGIN SELECT RAISE(ABORT, 'escalations are never deleted'); END;
CREATE TRIGGER incident_no_delete BEFORE DELETE ON incident
BEGIN SELECT RAISE(ABORT, 'incidents are never deleted'); END;
CREATE TRIGGER spot_no_delete BEFORE DELETE ON spot
BEGIN SELECT RAISE(ABORT, 'spots are never deleted'); END;
