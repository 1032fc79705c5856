-- Thanks since a year began, without those of the years before: nothing is
-- passed on before it was said.
CREATE INDEX thanks_at ON thanks (at);
