-- What a promise is: 'look' of who is on his way with a phone and will look on
-- that day, of whom another day takes the place of the last; '' any other.
ALTER TABLE promise ADD COLUMN kind TEXT NOT NULL DEFAULT '';
UPDATE promise SET kind = 'look' WHERE said = 'typed' AND state = 'open'
    AND what IN ('посмотреть на месте', 'to look at it on the spot');
