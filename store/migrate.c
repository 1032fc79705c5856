/* SPDX-License-Identifier: MIT
 * migrate: the numbered SQL files inside the program, each run once. */
#include "store/migrate.h"

#include <string.h>
#include <time.h>

#include "store/audit.h"
#include "store/embed.h"
#include "store/guard.h"
#include "store/identity.h"
#include "store/place.h"
#include "store/schema.h"
#include "store/tally.h"
#include "store/twin.h"
#include "store/unit.h"
#include "store/words.h"

EMBED(migration_001, "store/sql/001_init.sql");
EMBED(postgres_001, "store/sql/postgres/001_init.sql");
EMBED(migration_002, "store/sql/002_user_state.sql");
EMBED(postgres_002, "store/sql/postgres/002_user_state.sql");
EMBED(migration_003, "store/sql/003_posted.sql");
EMBED(postgres_003, "store/sql/postgres/003_posted.sql");
EMBED(migration_004, "store/sql/004_seal.sql");
EMBED(postgres_004, "store/sql/postgres/004_seal.sql");
EMBED(migration_005, "store/sql/005_lease.sql");
EMBED(postgres_005, "store/sql/postgres/005_lease.sql");
EMBED(migration_006, "store/sql/006_kept.sql");
EMBED(migration_007, "store/sql/007_place.sql");
EMBED(postgres_007, "store/sql/postgres/007_place.sql");
EMBED(migration_008, "store/sql/008_cases.sql");
EMBED(postgres_008, "store/sql/postgres/008_cases.sql");
EMBED(migration_009, "store/sql/009_words.sql");
EMBED(postgres_009, "store/sql/postgres/009_words.sql");
EMBED(migration_010, "store/sql/010_world.sql");
EMBED(migration_011, "store/sql/011_visits.sql");
EMBED(migration_012, "store/sql/012_watch.sql");
EMBED(postgres_012, "store/sql/postgres/012_watch.sql");
EMBED(migration_013, "store/sql/013_life.sql");
EMBED(postgres_013, "store/sql/postgres/013_life.sql");
EMBED(migration_014, "store/sql/014_told.sql");
EMBED(migration_015, "store/sql/015_pace.sql");
EMBED(migration_016, "store/sql/016_hot.sql");
EMBED(postgres_016, "store/sql/postgres/016_hot.sql");
EMBED(migration_017, "store/sql/017_flags.sql");
EMBED(postgres_017, "store/sql/postgres/017_flags.sql");
EMBED(migration_018, "store/sql/018_eyes.sql");
EMBED(postgres_018, "store/sql/postgres/018_eyes.sql");
EMBED(migration_022, "store/sql/022_receivers.sql");
EMBED(postgres_022, "store/sql/postgres/022_receivers.sql");
EMBED(migration_023, "store/sql/023_after.sql");
EMBED(postgres_023, "store/sql/postgres/023_after.sql");
EMBED(migration_024, "store/sql/024_statement.sql");
EMBED(postgres_024, "store/sql/postgres/024_statement.sql");
EMBED(migration_025, "store/sql/025_access.sql");
EMBED(postgres_025, "store/sql/postgres/025_access.sql");
EMBED(migration_026, "store/sql/026_people.sql");
EMBED(postgres_026, "store/sql/postgres/026_people.sql");
EMBED(migration_028, "store/sql/028_twins.sql");
EMBED(postgres_028, "store/sql/postgres/028_twins.sql");
EMBED(migration_029, "store/sql/029_sample.sql");
EMBED(postgres_029, "store/sql/postgres/029_sample.sql");
EMBED(migration_031, "store/sql/031_late.sql");
EMBED(migration_033, "store/sql/033_pause.sql");
EMBED(migration_035, "store/sql/035_leave.sql");
EMBED(postgres_035, "store/sql/postgres/035_leave.sql");
EMBED(migration_036, "store/sql/036_findings.sql");
EMBED(migration_037, "store/sql/037_proposal.sql");
EMBED(postgres_037, "store/sql/postgres/037_proposal.sql");
EMBED(migration_038, "store/sql/038_thanks.sql");
EMBED(postgres_038, "store/sql/postgres/038_thanks.sql");
EMBED(migration_040, "store/sql/040_sending.sql");
EMBED(postgres_040, "store/sql/postgres/040_sending.sql");
EMBED(migration_041, "store/sql/041_totp.sql");
EMBED(postgres_041, "store/sql/postgres/041_totp.sql");
EMBED(migration_049, "store/sql/049_inquiry.sql");
EMBED(postgres_049, "store/sql/postgres/049_inquiry.sql");
EMBED(migration_051, "store/sql/051_parts.sql");
EMBED(migration_052, "store/sql/052_beside.sql");
EMBED(migration_053, "store/sql/053_erasure.sql");
EMBED(postgres_053, "store/sql/postgres/053_erasure.sql");
EMBED(migration_054, "store/sql/054_ledger.sql");
EMBED(migration_055, "store/sql/055_chain.sql");
EMBED(migration_056, "store/sql/056_hands.sql");
EMBED(postgres_056, "store/sql/postgres/056_hands.sql");
EMBED(migration_057, "store/sql/057_heads.sql");
EMBED(migration_058, "store/sql/058_signed_in.sql");
EMBED(migration_059, "store/sql/059_waiting.sql");
EMBED(migration_062, "store/sql/062_kin.sql");
EMBED(migration_063, "store/sql/063_stands_still.sql");
EMBED(migration_064, "store/sql/064_bounded.sql");
EMBED(migration_065, "store/sql/065_case_unit.sql");
EMBED(postgres_065, "store/sql/postgres/065_case_unit.sql");
EMBED(migration_067, "store/sql/067_look.sql");
EMBED(migration_068, "store/sql/068_table_map.sql");
EMBED(postgres_068, "store/sql/postgres/068_table_map.sql");

/* What a migration does beside its script. */
struct work {
    struct db *db;
    struct seal *seal;
    struct arena arena;       /* of the findings */
    struct store_audit found; /* before it */
};
typedef bool step_fn(struct work *w, struct err *e);

/* What was written before there were seals is sealed as it is found. */
static bool begin_seals(struct work *w, struct err *e)
{
    struct db *db = w->db;
    if (db_kind(db) != DB_SQLITE)
        return true; /* there were none before */
    return db_script(db,
                     "INSERT INTO head SELECT 1, id, hash FROM event"
                     " ORDER BY id DESC LIMIT 1",
                     e) &&
           seal_everything(db, BASELINE, e) &&
           db_script(
               db, "UPDATE seen SET text_hash = molva_seen(key, text_hash)", e);
}

SQL(sql_changed_cases) =
    "INSERT INTO touched SELECT 'cases', id FROM cases WHERE"
    " state <> 'registered' OR opened_by <> 'crawler' ON CONFLICT DO NOTHING";
SQL(sql_changed_drafts) = "INSERT INTO touched SELECT 'draft', id FROM draft"
                          " WHERE case_id IS NOT NULL ON CONFLICT DO NOTHING";
SQL(sql_joined) = "INSERT INTO touched SELECT 'case_mention', mention"
                  " FROM case_mention WHERE true ON CONFLICT DO NOTHING";

static bool look_at_cases(struct work *w, struct err *e)
{
    return audit_before_cases(w->db, w->seal, &w->arena, &w->found, e);
}

/* Rows that have another content now are sealed anew, but for those that were
 * not as they should be: these stay findings. */
static bool seal_cases(struct work *w, struct err *e)
{
    if (w->found.found > (int64_t)w->found.n)
        return err_set(e,
                       "%lld cases and drafts are not as Molva wrote them; "
                       "restore a backup",
                       (long long)w->found.found);
    bool ok = db_run(w->db, sql_changed_cases, NO_ARGS, e) &&
              db_run(w->db, sql_changed_drafts, NO_ARGS, e) &&
              db_run(w->db, sql_joined, NO_ARGS, e);
    for (size_t i = 0; ok && i < w->found.n; i++) {
        int64_t key;
        const struct store_finding *f = &w->found.findings[i];
        if (str_int(f->row, &key))
            ok = seal_leave(w->db, f->table, key, e);
    }
    return ok;
}

/* Clusters and places follow from all that is there, as this program knows
 * them: once, and not before the last that changes their tables. */
static bool make_places(struct work *w, struct err *e)
{
    return twin_rebuild(w->db, e) && place_rebuild(w->db, e);
}

static bool make_units(struct work *w, struct err *e)
{
    return unit_rebuild(w->db, e);
}

static bool index_words(struct work *w, struct err *e)
{
    return words_rebuild(w->db, e);
}

/* Old mentions are known in every source. */
static bool add_world(struct work *w, struct err *e)
{
    return identity_rebuild_world(w->db, e);
}

static const struct {
    const char *name;          /* of the file */
    const char *sql[DB_KINDS]; /* its text; NULL: as the other's,
                                  but for the types */
    step_fn *before, *after;   /* the script; may be NULL */
} migrations[] = {
    {"001_init", {migration_001, postgres_001}, NULL, NULL},
    {"002_user_state", {migration_002, postgres_002}, NULL, NULL},
    {"003_posted", {migration_003, postgres_003}, NULL, NULL},
    {"004_seal", {migration_004, postgres_004}, NULL, begin_seals},
    {"005_lease", {migration_005, postgres_005}, NULL, NULL},
    {"006_kept", {migration_006}, NULL, NULL},
    {"007_place", {migration_007, postgres_007}, NULL, NULL},
    {"008_cases", {migration_008, postgres_008}, look_at_cases, seal_cases},
    {"009_words", {migration_009, postgres_009}, NULL, index_words},
    {"010_world", {migration_010}, NULL, add_world},
    {"011_visits", {migration_011}, NULL, NULL},
    {"012_watch", {migration_012, postgres_012}, NULL, NULL},
    {"013_life", {migration_013, postgres_013}, NULL, NULL},
    {"014_told", {migration_014}, NULL, NULL},
    {"015_pace", {migration_015}, NULL, NULL},
    {"016_hot", {migration_016, postgres_016}, NULL, NULL},
    {"017_flags", {migration_017, postgres_017}, NULL, NULL},
    {"018_eyes", {migration_018, postgres_018}, NULL, NULL},
    {"022_receivers", {migration_022, postgres_022}, NULL, NULL},
    {"023_after", {migration_023, postgres_023}, NULL, NULL},
    {"024_statement", {migration_024, postgres_024}, NULL, NULL},
    {"025_access", {migration_025, postgres_025}, NULL, NULL},
    {"026_people", {migration_026, postgres_026}, NULL, NULL},
    {"028_twins", {migration_028, postgres_028}, NULL, NULL},
    {"029_sample", {migration_029, postgres_029}, NULL, NULL},
    {"031_late", {migration_031}, NULL, NULL},
    {"033_pause", {migration_033}, NULL, NULL},
    {"035_leave", {migration_035, postgres_035}, NULL, NULL},
    {"036_findings", {migration_036}, NULL, NULL},
    {"037_proposal", {migration_037, postgres_037}, NULL, NULL},
    {"038_thanks", {migration_038, postgres_038}, NULL, NULL},
    {"040_sending", {migration_040, postgres_040}, NULL, NULL},
    {"041_totp", {migration_041, postgres_041}, NULL, NULL},
    {"049_inquiry", {migration_049, postgres_049}, NULL, NULL},
    {"051_parts", {migration_051}, NULL, NULL},
    {"052_beside", {migration_052}, NULL, NULL},
    {"053_erasure", {migration_053, postgres_053}, NULL, NULL},
    {"054_ledger", {migration_054}, NULL, NULL},
    {"055_chain", {migration_055}, NULL, NULL},
    {"056_hands", {migration_056, postgres_056}, NULL, NULL},
    {"057_heads", {migration_057}, NULL, NULL},
    {"058_signed_in", {migration_058}, NULL, make_places},
    {"059_waiting", {migration_059}, NULL, NULL},
    {"062_kin", {migration_062}, NULL, NULL},
    {"063_stands_still", {migration_063}, NULL, NULL},
    {"064_bounded", {migration_064}, NULL, NULL},
    {"065_case_unit", {migration_065, postgres_065}, NULL, make_units},
    {"067_look", {migration_067}, NULL, NULL},
    {"068_table_map", {migration_068, postgres_068}, NULL, NULL},
};

enum {
    NEWEST = sizeof migrations / sizeof *migrations,
    SEALED_FROM = 4 /* version from which rows are sealed and counted */
};

/* As a script, not as a statement: the table has to be there before any text
 * that names it can be prepared. */
#define VERSION_TABLE                                                          \
    "CREATE TABLE IF NOT EXISTS schema_version ("                              \
    " version INTEGER PRIMARY KEY, name TEXT NOT NULL,"                        \
    " applied INTEGER NOT NULL)"
static const char *const version_table[DB_KINDS] = {
    VERSION_TABLE,
    "DO $$ BEGIN IF to_regclass(quote_ident(current_schema())"
    " || '.schema_version') IS NULL THEN PERFORM " DB_POSTGRES_LOCK
    "; " VERSION_TABLE "; END IF; END $$"};

SQL(sql_version) = "SELECT coalesce(max(version), 0) FROM schema_version";
SQL(sql_applied) =
    "INSERT INTO schema_version (version, name, applied) VALUES ($1, $2, $3)";

static bool version_of(struct db *db, int64_t *version, struct err *e)
{
    if (db_run_int(db, sql_version, NO_ARGS, version, e) < 0)
        return err_add(e, "no version of the schema (is it a store?)");
    if (*version > NEWEST)
        return err_set(e,
                       "the store was written by a newer Molva (schema "
                       "%ld, this one knows %d); update Molva",
                       (long)*version, NEWEST);
    return true;
}

/* The script in the words of this database. */
static bool run_script(struct db *db, int64_t version, struct err *e)
{
    static const char *const types[][2] = {
        {" INTEGER ", " BIGINT "},
        {" REAL ", " DOUBLE PRECISION "},
        {" TEXT ", " TEXT COLLATE \"C\" "},
    };
    const char *own = db_text(db, migrations[version].sql);
    if (own)
        return db_script(db, own, e);
    struct arena a = {0};
    struct str sql = str_of(migrations[version].sql[DB_SQLITE]);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        sql = str_replaced(&a, sql, str_of(types[i][0]), str_of(types[i][1]));
    bool ok = db_script(db, str_z(&a, sql), e);
    arena_clear(&a);
    return ok;
}

static bool change(struct work *w, int64_t version, struct err *e)
{
    step_fn *before = migrations[version].before;
    step_fn *after = migrations[version].after;
    bool had = version >= SEALED_FROM, has = version + 1 >= SEALED_FROM;
    return (!had || seal_watch(w->seal, w->db, e)) &&
           (!before || before(w, e)) && run_script(w->db, version, e) &&
           (!has || (seal_arm(w->db, e) && tally_arm(w->db, e) &&
                     seal_watch(w->seal, w->db, e))) &&
           (!after || after(w, e));
}

static bool note_version(struct db *db, int64_t version, struct err *e)
{
    return db_run(db, sql_applied,
                  ARGS(INT(version + 1), TEXT(str_of(migrations[version].name)),
                       INT(time(NULL))),
                  e);
}

/* All sums as the rows are now. */
static bool count_all(struct db *db, struct err *e)
{
    return tally_rebuild(db, e) && guard_rebuild(db, e);
}

/* The script, with all it writes sealed and counted. */
static bool run_one(struct db *db, struct seal *seal, int64_t version,
                    struct err *e)
{
    struct work w = {.db = db, .seal = seal};
    bool has = version + 1 >= SEALED_FROM;
    bool ok = change(&w, version, e) ||
              err_add(e, "migration %s", migrations[version].name);
    arena_clear(&w.arena);
    return ok && note_version(db, version, e) &&
           (!has ||
            (seal_commit(seal, db, e) && event_commit(db, e) &&
             (version + 1 < NEWEST || schema_keep(db, e)) && count_all(db, e)));
}

/* A new store has no rows to carry over, seal or count between two scripts:
 * that would take four fifths of the time. */
static bool run_all(struct db *db, struct seal *seal, struct err *e)
{
    struct work w = {.db = db, .seal = seal};
    for (int64_t version = 0; version < NEWEST; version++)
        if (!run_script(db, version, e) || !note_version(db, version, e))
            return err_add(e, "migration %s", migrations[version].name);
    return seal_arm(db, e) && tally_arm(db, e) && seal_watch(seal, db, e) &&
           make_places(&w, e) && schema_keep(db, e) && count_all(db, e);
}

/* One migration, or all of a new store, unless another process was quicker. */
static bool step_up(struct db *db, struct seal *seal, struct err *e)
{
    int64_t version;
    if (!version_of(db, &version, e))
        return false;
    if (version == NEWEST)
        return true;
    return version ? run_one(db, seal, version, e) : run_all(db, seal, e);
}

bool migrate_run(struct db *db, struct seal *seal, struct err *e)
{
    int64_t version = 0;
    bool write = seal != NULL;
    if (write && !db_script(db, db_text(db, version_table), e))
        return false;
    while (version_of(db, &version, e)) {
        if (version == NEWEST)
            return !write || (seal_watch(seal, db, e) && tally_watch(db, e));
        if (!write)
            return err_set(e,
                           "the store is of an older Molva (schema %ld of "
                           "%d); open it once for writing, for example "
                           "with `molva crawl`",
                           (long)version, NEWEST);
        if (!db_begin(db, e) || !db_end(db, step_up(db, seal, e), e))
            return false;
    }
    return false;
}
