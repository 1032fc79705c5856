-- A message goes to each receiver that wants it, and leaves when that one took
-- it. Receiver "": nobody has looked yet who wants it.
CREATE TABLE outbox_each (
    key TEXT NOT NULL,       -- the same however often it is told
    receiver TEXT NOT NULL,  -- its name in molva.yaml
    at INTEGER NOT NULL,     -- when it came to pass
    due INTEGER NOT NULL,    -- not told before
    tries INTEGER NOT NULL,  -- in vain so far
    body TEXT NOT NULL,      -- JSON
    cause TEXT NOT NULL,     -- why it was not taken, "" not tried yet
    PRIMARY KEY (key, receiver)
) STRICT, WITHOUT ROWID;
INSERT INTO outbox_each SELECT key, '', at, due, tries, body, cause
FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_each RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (receiver, due, at);
