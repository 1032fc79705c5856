-- The words of each mention as numbers; store/words.h says what they are made
-- of. A row is as wide as its words, so that many are looked at at once.
DROP INDEX mention_words;
DROP FUNCTION molva_words(TEXT);

CREATE TABLE search_words (
    mention BIGINT PRIMARY KEY,
    words BIGINT[] NOT NULL
);
CREATE INDEX search_words_words ON search_words USING gin (words);
