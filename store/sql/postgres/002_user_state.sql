-- Who has left keeps his row, for his name stands in what he did.

ALTER TABLE users ADD COLUMN state TEXT COLLATE "C" NOT NULL DEFAULT 'active'
    CHECK (state IN ('active', 'removed'));
