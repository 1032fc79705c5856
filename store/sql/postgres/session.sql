-- What each connection has for itself; run when it is made, and again when it
-- was lost and is made anew.

SET client_min_messages = warning;
SET standard_conforming_strings = on;
SET extra_float_digits = 1;
SET bytea_output = hex;
-- How long to wait for another who writes.
SET lock_timeout = '10s';
-- One who writes and is frozen or whose machine is gone lets the others on.
SET idle_in_transaction_session_timeout = '5min';
SET tcp_keepalives_idle = 30;
SET tcp_keepalives_interval = 10;
SET tcp_keepalives_count = 3;
-- A filter's "" is no condition at all: the plan has to know the value.
SET plan_cache_mode = force_custom_plan;

-- What a search found (store/search.c), each once. No index: keeping one takes
-- three times as long as filling the table.
CREATE TEMP TABLE hit (id BIGINT NOT NULL);
-- Rows of this transaction that want a seal (store/seal.c).
CREATE TEMP TABLE touched (tab TEXT NOT NULL, key TEXT NOT NULL,
    PRIMARY KEY (tab, key)) ON COMMIT DELETE ROWS;
-- What it adds to the sums (store/tally.c), and the sums as they are now.
CREATE TEMP TABLE tally_more (name TEXT NOT NULL, n BIGINT NOT NULL,
    sum NUMERIC NOT NULL) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE tally_now (name TEXT COLLATE "C" PRIMARY KEY,
    n BIGINT NOT NULL, sum NUMERIC NOT NULL);
