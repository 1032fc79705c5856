-- What the columns of a table of cases were said to be when it was taken over,
-- so that nobody says it again when it comes the next month.
CREATE TABLE table_map (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE, -- of the table
    columns TEXT NOT NULL,  -- a line each: its heading, a tab, the field or -
    who TEXT NOT NULL,      -- login
    at INTEGER NOT NULL
) STRICT;
