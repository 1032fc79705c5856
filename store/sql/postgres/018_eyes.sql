-- The second pair of eyes: who approves a reply is not the author of its
-- words. 2 always; 1 never; 0 or no row: as soon as anybody else is there who
-- could.
CREATE TABLE policy (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    eyes BIGINT NOT NULL CHECK (eyes IN (0, 1, 2))
);

-- Whose words a draft holds, where that is another than who saved it: "matrix"
-- when a person took the machine's as they were. Empty: who.
ALTER TABLE draft ADD COLUMN author TEXT COLLATE "C" NOT NULL DEFAULT '';

CREATE FUNCTION molva_cases_eyes() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
    IF replace(NEW.closed_by, '@cli', '') = (SELECT replace(CASE author
            WHEN '' THEN who ELSE author END, '@cli', '') FROM draft
            WHERE mention = NEW.mention AND who <> 'matrix'
            ORDER BY id DESC LIMIT 1)
        AND (CASE coalesce((SELECT eyes FROM policy), 0) WHEN 0 THEN EXISTS (SELECT 1 FROM users
                WHERE state = 'active'
                AND role NOT IN ('monitor', 'analyst', 'director', 'assignee')
                AND login <> replace(NEW.closed_by, '@cli', ''))
            ELSE (SELECT eyes FROM policy) = 2 END) THEN
        RAISE EXCEPTION 'who approves a reply is not the author of its words';
    END IF;
    RETURN NEW; END $$;
CREATE TRIGGER cases_eyes BEFORE UPDATE OF status, closed_by ON cases
    FOR EACH ROW WHEN (NEW.status = 'approved'
        AND (OLD.status <> 'approved' OR NEW.closed_by <> OLD.closed_by))
    EXECUTE FUNCTION molva_cases_eyes();
