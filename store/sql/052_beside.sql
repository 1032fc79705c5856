-- One post may be about several brands, a mention of each: all but the one
-- that is found by the post's keys say beside which they stand. `found` is the
-- brand that the rules found where a person says that it is another.
ALTER TABLE mention ADD COLUMN found TEXT NOT NULL DEFAULT '';
ALTER TABLE mention ADD COLUMN beside INTEGER NOT NULL DEFAULT 0;
CREATE INDEX mention_beside ON mention (beside) WHERE beside <> 0;
