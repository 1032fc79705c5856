-- While its author is waited for, the deadline of a case stands still: since
-- when, and when that ends at the latest (0: not before somebody says so).
ALTER TABLE cases ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN resumes INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_paused ON cases (resumes) WHERE resumes > 0;
