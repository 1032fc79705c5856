-- Tokens of programs. What a token is is never kept, only its hash.
CREATE TABLE access (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users,
    name TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    made INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    until INTEGER NOT NULL DEFAULT 0,   -- 0: no end
    revoked INTEGER NOT NULL DEFAULT 0,
    revoked_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TRIGGER access_no_delete BEFORE DELETE ON access
BEGIN SELECT RAISE(ABORT, 'tokens are never deleted'); END;
CREATE TRIGGER access_no_rewrite
BEFORE UPDATE OF id, user_id, name, hash, scopes, made, made_by, until ON access
BEGIN SELECT RAISE(ABORT, 'a token stays what it was made as'); END;
CREATE TRIGGER access_stays_revoked BEFORE UPDATE OF revoked ON access
WHEN OLD.revoked > 0
BEGIN SELECT RAISE(ABORT, 'a revoked token stays revoked'); END;

-- When each was used last. Changes too often to stand in the chain.
CREATE TABLE access_used (
    access INTEGER PRIMARY KEY REFERENCES access,
    at INTEGER NOT NULL
) STRICT;
