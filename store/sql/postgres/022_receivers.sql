-- A message goes to each receiver that wants it, and leaves when that one took
-- it. Receiver "": nobody has looked yet who wants it.
ALTER TABLE outbox ADD COLUMN receiver TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE outbox DROP CONSTRAINT outbox_pkey;
ALTER TABLE outbox ADD PRIMARY KEY (key, receiver);
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (receiver, due, at);
