-- What makes a change behind Molva's back visible; docs/data-model.md, "What
-- verify knows".

-- The last event as the program wrote it.
CREATE TABLE head (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    event BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL
);

-- Of each table that is the crawler's own: how many rows it has, and the sum of
-- their numbers, kept with every write.
CREATE TABLE tally (
    name TEXT COLLATE "C" PRIMARY KEY,
    n BIGINT NOT NULL,
    sum NUMERIC NOT NULL
);

-- The number of a row: 64 bits of the MD5 of all its columns as text.
CREATE FUNCTION molva_row(line TEXT) RETURNS NUMERIC
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT ('x' || substr(md5(line), 1, 16))::bit(64)::bigint::numeric $$;

-- Each connection of Molva notes what it writes in temporary tables of its own
-- (session.sql). Another program has none, so what it writes is vouched for by
-- nothing. The triggers that call these functions are made by the program, for
-- each table: a new one cannot be forgotten.
CREATE FUNCTION molva_note_id() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
    IF to_regclass('pg_temp.touched') IS NULL THEN RETURN NULL; END IF;
    INSERT INTO pg_temp.touched VALUES (TG_TABLE_NAME,
        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END::text)
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE FUNCTION molva_note_mention() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
    IF to_regclass('pg_temp.touched') IS NULL THEN RETURN NULL; END IF;
    INSERT INTO pg_temp.touched VALUES (TG_TABLE_NAME,
        CASE TG_OP WHEN 'DELETE' THEN OLD.mention ELSE NEW.mention END::text)
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE FUNCTION molva_note_token() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
    IF to_regclass('pg_temp.touched') IS NULL THEN RETURN NULL; END IF;
    INSERT INTO pg_temp.touched VALUES (TG_TABLE_NAME,
        CASE TG_OP WHEN 'DELETE' THEN OLD.token ELSE NEW.token END)
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

-- Rows that came (in), went (out) or both, as one line each.
CREATE FUNCTION molva_count() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
    IF to_regclass('pg_temp.tally_more') IS NULL THEN RETURN NULL; END IF;
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO pg_temp.tally_more SELECT TG_TABLE_NAME, -count(*),
            -sum(molva_row(r::text)) FROM rows_out r
            HAVING count(*) > 0;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO pg_temp.tally_more SELECT TG_TABLE_NAME, count(*),
            sum(molva_row(r::text)) FROM rows_in r
            HAVING count(*) > 0;
    END IF;
    RETURN NULL;
END $$;
