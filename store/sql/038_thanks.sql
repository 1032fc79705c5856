-- Which steps of the talk with whom a case concerns were taken.
ALTER TABLE cases ADD COLUMN talk TEXT NOT NULL DEFAULT '';
-- Whom what people thank for was passed on to.
CREATE TABLE thanks (
    id INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL REFERENCES mention,
    login TEXT NOT NULL,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    UNIQUE (mention, login)
) STRICT;
CREATE INDEX thanks_login ON thanks (login, at);
CREATE TRIGGER thanks_no_update BEFORE UPDATE ON thanks
BEGIN SELECT RAISE(ABORT, 'thanks are never changed'); END;
CREATE TRIGGER thanks_no_delete BEFORE DELETE ON thanks
BEGIN SELECT RAISE(ABORT, 'thanks are never deleted'); END;
