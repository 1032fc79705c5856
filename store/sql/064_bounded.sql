-- Thanks since a year began, without those of the years before: nothing is
-- passed on before it was said.
CREATE INDEX thanks_at ON thanks (at);
-- Answers of the self-check, without reading all events.
CREATE INDEX event_selfcheck ON event (id) WHERE what = 'self-check';
