-- Keys that belong to no source (source 0) are made by identity.c of what is
-- stored: docs/data-model.md, "Identity".
DELETE FROM mention_key WHERE source = 0;
