-- An approved reply is posted by a person: when, by whom, and where it stands.
ALTER TABLE cases ADD COLUMN posted BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN posted_by TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN posted_url TEXT COLLATE "C" NOT NULL DEFAULT '';
