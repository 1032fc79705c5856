-- Who signed in when last, without reading all events: asked for wherever
-- people are listed.
CREATE INDEX event_signed_in ON event (who, at) WHERE what = 'signed-in';
