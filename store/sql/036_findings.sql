-- What was found out about a matter: against what was expected, as either side
-- tells it, where it comes from, what was done, is the client kept.
ALTER TABLE cases ADD COLUMN found TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN their_side TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN our_side TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN cause TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN lies_in TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN measures TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN risk TEXT NOT NULL DEFAULT ''
    CHECK (risk IN ('', 'at-risk', 'retained', 'lost'));
CREATE INDEX cases_cause ON cases (cause, opened) WHERE cause <> '';
CREATE INDEX cases_findings ON cases (opened)
    WHERE cause <> '' OR measures <> '' OR risk <> '';
