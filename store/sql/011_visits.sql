-- Where a chain of pages is going (chain.c), what was on a page when it was
-- looked at last, and how late a post was seen.
ALTER TABLE frontier ADD COLUMN way INTEGER NOT NULL DEFAULT 0;
ALTER TABLE page ADD COLUMN spared INTEGER NOT NULL DEFAULT 0;
ALTER TABLE page ADD COLUMN mentions TEXT NOT NULL DEFAULT '';
ALTER TABLE page ADD COLUMN missed TEXT NOT NULL DEFAULT '';
CREATE INDEX page_again ON page (source, fetched) WHERE mentions <> '';
ALTER TABLE mention ADD COLUMN delay INTEGER NOT NULL DEFAULT -1;
