-- What is overdue, by its deadline; cases by how far they are: both are asked
-- for among very many that wait.
CREATE INDEX cases_overdue ON cases (due, id)
    WHERE status = 'waiting' AND paused = 0;
CREATE INDEX cases_stage ON cases (state, id);
-- Posts of the same words by the same author, the last of them first.
DROP INDEX mention_text;
CREATE INDEX mention_text ON mention (source, text_hash,
    substr(author, 1, 64), id) WHERE beside = 0;
