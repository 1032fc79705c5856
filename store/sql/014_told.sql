-- What was told of a promise, a task, a case: 0 nothing yet, 1 that its time
-- comes, 2 that it has passed. Told again
-- only when it begins anew or gets another time.
ALTER TABLE promise ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
