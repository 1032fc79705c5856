-- What is overdue, by its deadline; cases by how far they are, for the one
-- question that says "id > 0": lists of all work are in the order of another
-- index, and would be sorted by this one.
CREATE INDEX cases_overdue ON cases (due, id)
    WHERE status = 'waiting' AND paused = 0;
CREATE INDEX cases_stage ON cases (state, id) WHERE id > 0;
-- Posts of the same words by the same author, the last of them first.
DROP INDEX mention_text;
CREATE INDEX mention_text ON mention (source, text_hash,
    substr(author, 1, 64), id) WHERE beside = 0;
-- When anything was done about a case last.
DROP INDEX event_case;
CREATE INDEX event_case ON event (case_id, at) WHERE case_id > 0;
-- Mentions that a reply of ours stands under.
CREATE INDEX cases_replied ON cases (mention) WHERE posted > 0;
