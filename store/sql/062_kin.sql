-- What an author wrote, the last first: by his own page, else by his name at a
-- source; and a discussion in its order.
CREATE INDEX mention_page ON mention (author_url, at, id)
    WHERE author_url <> '';
CREATE INDEX mention_author ON mention (source, author, at, id)
    WHERE author_url = '' AND author <> '';
CREATE INDEX mention_talk ON mention (thread, at, id) WHERE thread <> '';
