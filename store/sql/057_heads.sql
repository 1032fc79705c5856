-- The month at a glance: cases by when they were registered, with all that is
-- counted of them; what was expected beside what was found; mentions that
-- their authors changed or that are gone.
CREATE INDEX cases_month ON cases (opened, status, due, closed, paused,
    merged_into, priority, mention) WHERE status <> 'none';
CREATE INDEX cases_gap ON cases (opened)
    WHERE expected <> '' AND found <> '';
CREATE INDEX mention_changed ON mention (at) WHERE gone > 0 OR edited > 0;
-- What people did, by person and time: the load of who answers.
CREATE INDEX event_person ON event (who, at)
    WHERE case_id > 0 AND who <> 'crawler';
-- How his replies are signed: name and post.
ALTER TABLE users ADD COLUMN signature TEXT NOT NULL DEFAULT '';
