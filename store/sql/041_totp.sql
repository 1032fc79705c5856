-- The second factor of a user (RFC 6238): the secret in base32, "" when it was
-- taken back; since when it counts (0: not before its first right code); the
-- newest step of thirty seconds whose code was used; hashes of the recovery
-- codes that are left, a blank behind each.
CREATE TABLE totp (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL UNIQUE REFERENCES users,
    secret TEXT NOT NULL,
    since INTEGER NOT NULL DEFAULT 0,
    step INTEGER NOT NULL DEFAULT 0,
    codes TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TRIGGER totp_step BEFORE UPDATE OF step ON totp
WHEN NEW.secret = OLD.secret AND NEW.step < OLD.step
BEGIN SELECT RAISE(ABORT, 'a code is used once'); END;
