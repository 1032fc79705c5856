-- What was erased: of a mention 1 its author, 2 its words, 3 both; of a case 1
-- its words. Such a mention is known again, and nothing more of it is stored.
ALTER TABLE mention ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
CREATE INDEX mention_whole ON mention (collected, id)
    WHERE erased < 3 AND beside = 0;
-- Cases whose words are to go: that ended, whose reply was dismissed and nobody
-- works on, that another one took up.
CREATE INDEX cases_over ON cases (ended) WHERE ended > 0 AND erased = 0;
CREATE INDEX cases_dropped ON cases (closed)
    WHERE state = 'dismissed' AND ended = 0 AND erased = 0;
CREATE INDEX cases_taken_up ON cases (merged_into)
    WHERE merged_into IS NOT NULL AND erased = 0;
CREATE INDEX label_mention ON label (mention);
-- What came of somebody's promises of a day.
CREATE INDEX promise_settled ON promise (settled) WHERE settled > 0;

-- Each erasing: by whom, why, how many rows; not what.
CREATE TABLE erasure (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    way TEXT NOT NULL
        CHECK (way IN ('request', 'authors', 'texts', 'cases')),
    reason TEXT NOT NULL,
    rows INTEGER NOT NULL
) STRICT;
CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure
BEGIN SELECT RAISE(ABORT, 'an erasing is never changed'); END;
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'an erasing is never deleted'); END;
-- The event that vouches for what is left of another one.
CREATE TABLE erased (
    event INTEGER PRIMARY KEY,
    by_event INTEGER NOT NULL
) STRICT;

-- Words are never changed, but that a bar may stand in their place. Whether
-- Molva put it there, verify tells.
DROP TRIGGER event_no_update;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
WHEN NOT (NEW.id IS OLD.id AND NEW.at IS OLD.at AND NEW.mention IS OLD.mention
    AND NEW.case_id IS OLD.case_id AND NEW.who IS OLD.who
    AND NEW.what IS OLD.what AND NEW.hash IS OLD.hash
    AND (NEW.detail = OLD.detail OR instr(NEW.detail, '█████') > 0)
    AND OLD.what NOT IN ('sealed', 'baseline', 'accepted', 'erased'))
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
DROP TRIGGER history_no_update;
CREATE TRIGGER history_no_update BEFORE UPDATE ON history
WHEN NOT (NEW.id IS OLD.id AND NEW.mention IS OLD.mention
    AND NEW.replaced IS OLD.replaced AND NEW.text_hash IS OLD.text_hash
    AND NEW.rating IS OLD.rating AND NEW.type IS OLD.type
    AND NEW.tone IS OLD.tone AND NEW.solution IS OLD.solution
    AND NEW.matrix_row IS OLD.matrix_row
    AND (NEW.title = OLD.title OR instr(NEW.title, '█████') > 0)
    AND (NEW.text = OLD.text OR instr(NEW.text, '█████') > 0))
BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
DROP TRIGGER draft_no_update;
CREATE TRIGGER draft_no_update BEFORE UPDATE ON draft
WHEN NOT (NEW.id IS OLD.id AND NEW.mention IS OLD.mention AND NEW.who IS OLD.who
    AND NEW.at IS OLD.at AND NEW.case_id IS OLD.case_id
    AND NEW.author IS OLD.author
    AND (NEW.text = OLD.text OR instr(NEW.text, '█████') > 0))
BEGIN SELECT RAISE(ABORT, 'drafts are never changed'); END;
DROP TRIGGER label_no_update;
CREATE TRIGGER label_no_update BEFORE UPDATE ON label
WHEN NOT (NEW.id IS OLD.id AND NEW.mention IS OLD.mention AND NEW.type IS OLD.type
    AND NEW.who IS OLD.who AND NEW.at IS OLD.at AND NEW.tone IS OLD.tone
    AND (NEW.text = OLD.text OR instr(NEW.text, '█████') > 0))
BEGIN SELECT RAISE(ABORT, 'labels are never changed'); END;
DROP TRIGGER case_note_no_update;
CREATE TRIGGER case_note_no_update BEFORE UPDATE ON case_note
WHEN NOT (NEW.id IS OLD.id AND NEW.case_id IS OLD.case_id AND NEW.at IS OLD.at
    AND NEW.who IS OLD.who
    AND (NEW.text = OLD.text OR instr(NEW.text, '█████') > 0))
BEGIN SELECT RAISE(ABORT, 'notes are never changed'); END;
DROP TRIGGER sequel_no_update;
CREATE TRIGGER sequel_no_update BEFORE UPDATE ON sequel
WHEN NOT (NEW.id IS OLD.id AND NEW.case_id IS OLD.case_id AND NEW.what IS OLD.what
    AND NEW.key IS OLD.key AND NEW.at IS OLD.at
    AND NEW.published IS OLD.published
    AND (NEW.author = OLD.author OR instr(NEW.author, '█████') > 0)
    AND (NEW.url = OLD.url OR NEW.url = '')
    AND (NEW.text = OLD.text OR instr(NEW.text, '█████') > 0))
BEGIN SELECT RAISE(ABORT, 'what came after a reply is never changed'); END;
DROP TRIGGER statement_text_no_update;
CREATE TRIGGER statement_text_no_update BEFORE UPDATE ON statement_text
WHEN NOT (NEW.id IS OLD.id AND NEW.statement IS OLD.statement
    AND NEW.version IS OLD.version AND NEW.lang IS OLD.lang
    AND NEW.who IS OLD.who AND NEW.at IS OLD.at
    AND (NEW.title = OLD.title OR instr(NEW.title, '█████') > 0)
    AND (NEW.text = OLD.text OR instr(NEW.text, '█████') > 0))
BEGIN SELECT RAISE(ABORT, 'texts of statements are never changed'); END;
DROP TRIGGER task_no_rewrite;
CREATE TRIGGER task_no_rewrite BEFORE UPDATE OF id, case_id, follows, what, at, who ON task
WHEN NOT (NEW.id IS OLD.id AND NEW.case_id IS OLD.case_id
    AND NEW.follows IS OLD.follows AND NEW.at IS OLD.at
    AND NEW.who IS OLD.who
    AND (NEW.what = OLD.what OR instr(NEW.what, '█████') > 0))
BEGIN SELECT RAISE(ABORT, 'tasks are never reworded'); END;
DROP TRIGGER promise_no_rewrite;
CREATE TRIGGER promise_no_rewrite BEFORE UPDATE OF id, case_id, mention,
    draft, said, what, to_whom, by_whom, due, at, who ON promise
WHEN NOT (NEW.id IS OLD.id AND NEW.case_id IS OLD.case_id
    AND NEW.mention IS OLD.mention AND NEW.draft IS OLD.draft
    AND NEW.said IS OLD.said AND NEW.by_whom IS OLD.by_whom
    AND NEW.due IS OLD.due AND NEW.at IS OLD.at AND NEW.who IS OLD.who
    AND (NEW.what = OLD.what OR instr(NEW.what, '█████') > 0)
    AND (NEW.to_whom = OLD.to_whom OR instr(NEW.to_whom, '█████') > 0))
BEGIN SELECT RAISE(ABORT, 'promises are never reworded'); END;
DROP TRIGGER proposal_line;
CREATE TRIGGER proposal_line BEFORE UPDATE ON proposal
WHEN NOT (NEW.id IS OLD.id AND NEW.at IS OLD.at AND NEW.who IS OLD.who
    AND NEW.cause IS OLD.cause AND NEW.lies_in IS OLD.lies_in
    AND NEW.state IS OLD.state AND NEW.decided IS OLD.decided
    AND NEW.decided_by IS OLD.decided_by
    AND NEW.introduced IS OLD.introduced
    AND NEW.introduced_by IS OLD.introduced_by
    AND (NEW.what = OLD.what OR instr(NEW.what, '█████') > 0)
    AND (NEW.reason = OLD.reason OR instr(NEW.reason, '█████') > 0))
    AND (NEW.what <> OLD.what OR NEW.who <> OLD.who
    OR (OLD.state || ' > ' || NEW.state) NOT IN ('proposed > agreed',
        'proposed > refused', 'agreed > introduced', 'agreed > refused')
    OR NEW.decided_by = '' OR (NEW.state = 'refused' AND NEW.reason = ''))
BEGIN SELECT RAISE(ABORT, 'a proposal does not go that way'); END;
