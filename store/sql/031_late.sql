-- An answer that comes long after a case was closed opens another one, which
-- goes on from it.
ALTER TABLE cases ADD COLUMN continues INTEGER REFERENCES cases;
CREATE INDEX cases_continues ON cases (continues) WHERE continues IS NOT NULL;
