/* SPDX-License-Identifier: MIT
 * ledger_rows: rows of a table as cases. */
#include "register/ledger.h"

#include <string.h>

#include "base/csv.h"
#include "register/ledger_words.h"

struct ledger {
    struct csv csv;
    const struct ledger_map *map;
    const struct ledger_known *known;
    struct str *headings; /* n of them */
    int *fields;          /* of each, LEDGER_NONE left out */
    size_t n;
};

/* A row while it is read. */
struct reading {
    const struct ledger *l;
    struct arena *a;
    struct ledger_row *row;
    size_t at[LEDGER_COUNT]; /* column of each field, from 1; 0 none */
};

static bool is_mapped(const void *ctx, struct arena *a, struct str heading)
{
    const struct ledger_map *map = ctx;
    const struct ledger_column *all = map->columns.items;
    for (size_t i = 0; i < map->columns.n; i++)
        if (heading.n &&
            str_eq(ledger_plain(a, all[i].column), ledger_plain(a, heading)))
            return true;
    return false;
}

/* The column of that heading or number; n when there is none. */
static size_t column_of(const struct ledger *l, struct arena *a,
                        struct str name)
{
    int64_t number;
    for (size_t i = 0; i < l->n; i++)
        if (str_eq(ledger_plain(a, l->headings[i]), ledger_plain(a, name)))
            return i;
    bool is = str_int(name, &number) && number > 0 && number <= (int64_t)l->n;
    return is ? (size_t)number - 1 : l->n;
}

static bool place_columns(struct ledger *l, struct arena *a, struct err *e)
{
    const struct ledger_column *all = l->map->columns.items;
    for (size_t i = 0; i < l->n; i++)
        l->fields[i] = LEDGER_NONE;
    for (size_t i = 0; i < l->map->columns.n; i++) {
        size_t at = column_of(l, a, all[i].column);
        if (at == l->n)
            return err_set(e,
                           l->known->ru ? "в строке %d нет столбца «" STR_FMT
                                          "», который назван в карте"
                                        : "line %d has no column '" STR_FMT
                                          "'; the map names it",
                           l->csv.line, STR_ARG(all[i].column));
        l->fields[at] = ledger_field_by_name(all[i].field);
    }
    return true;
}

struct ledger *ledger_open(struct arena *a, struct str utf8,
                           const struct ledger_map *map,
                           const struct ledger_known *known, struct err *e)
{
    struct csv_record head;
    struct ledger *l = arena_alloc(a, sizeof *l);
    *l = (struct ledger){.map = map, .known = known};
    if (!ledger_head(&l->csv, a, utf8, is_mapped, map, &head)) {
        err_set(e, "%s",
                known->ru ? "ни в одной из первых строк нет заголовков карты"
                          : "none of the first lines has a heading of the map");
        return NULL;
    }
    l->n = head.n;
    l->headings = arena_alloc(a, head.n * sizeof *l->headings);
    l->fields = arena_alloc(a, head.n * sizeof *l->fields);
    for (size_t i = 0; i < head.n; i++)
        l->headings[i] = ledger_bare(head.fields[i]);
    return place_columns(l, a, e) ? l : NULL;
}

/* The first thing that is wrong with a row is told. */
static void fault(struct reading *r, enum ledger_field field, const char *en,
                  const char *ru)
{
    const char *why = r->l->known->ru ? ru : en;
    size_t at = r->at[field];
    struct ledger_row *row = r->row;
    if (row->fault.n)
        return;
    if (!at) {
        row->fault = str_printf(r->a, "%d:1: %s", row->line, why);
        return;
    }
    row->fault = str_printf(r->a, "%d:%zu (" STR_FMT "): '" STR_FMT "' %s",
                            row->line, at, STR_ARG(r->l->headings[at - 1]),
                            STR_ARG(str_part(row->said[field], 0, 60)), why);
}

/* A column more for the note of the case. */
static void keep(struct reading *r, enum ledger_field field, size_t at,
                 struct str words)
{
    struct str *note = &r->row->said[LEDGER_NOTE];
    struct str what = at ? r->l->headings[at - 1] : STR("");
    if (!words.n)
        return;
    bool bare =
        field == LEDGER_NOTE && str_eqz(ledger_plain(r->a, what), "note");
    *note = str_printf(r->a, STR_FMT "%s" STR_FMT "%s" STR_FMT, STR_ARG(*note),
                       note->n ? "\n" : "", STR_ARG(bare ? STR("") : what),
                       bare ? "" : ": ", STR_ARG(words));
}

static void take_cells(struct reading *r, const struct csv_record *cells)
{
    const struct ledger *l = r->l;
    for (size_t i = 0; i < cells->n && i < l->n; i++) {
        int field = l->fields[i];
        struct str cell = ledger_bare(cells->fields[i]);
        if (field == LEDGER_NONE)
            continue;
        r->at[field] = i + 1;
        if (field == LEDGER_NOTE)
            keep(r, LEDGER_NOTE, i + 1, cell);
        else
            r->row->said[field] = cell;
    }
}

/* Days in an old table name their year: what the clock decides ("yesterday",
 * "9 November") is another moment a year earlier. */
static bool read_day(const struct reading *r, struct str s, struct date *d)
{
    enum { YEAR_2100 = 4102444800, YEAR_S = 366 * 86400 };
    struct date other;
    struct date_context c = {.now = YEAR_2100,
                             .zone = r->l->known->zone,
                             .month_first = r->l->map->month_first};
    if (!date_parse(s, &c, d))
        return false;
    c.now -= YEAR_S;
    return date_parse(s, &c, &other) && d->at == other.at;
}

/* A deadline may lie ahead, and ends its day. */
static int64_t moment(struct reading *r, enum ledger_field field, bool ahead)
{
    enum { DAY_S = 86400 };
    struct str s = date_serial(r->a, r->row->said[field]);
    struct date d = {0};
    if (!s.n)
        return 0;
    if (!read_day(r, s, &d) || d.precision > DAY_S) {
        fault(r, field, "is no day with its year: write it as 2024-11-08",
              "не день с годом: напишите как 2024-11-08");
        return 0;
    }
    if (ahead)
        return d.precision == DAY_S ? d.at + DAY_S - 1 : d.at;
    if (d.at > r->l->known->now + DAY_S)
        fault(r, field, "is in the future: correct the day",
              "в будущем: исправьте день");
    return d.at;
}

/* What the map says of the words; false when it does not know them. */
static bool meaning(const struct yaml_subs *words, struct str *said)
{
    const struct ledger_word *all = words->items;
    for (size_t i = 0; i < words->n; i++)
        if (str_eq(all[i].as, *said)) {
            *said = all[i].is;
            return true;
        }
    return false;
}

static bool among(const struct str *all, size_t n, struct str one)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i], one))
            return true;
    return false;
}

/* A login or a department: by the map, or as it stands. */
static void resolve(struct reading *r, enum ledger_field field, bool person)
{
    const struct ledger_known *k = r->l->known;
    struct str *said = &r->row->said[field], words = *said;
    if (!words.n)
        return;
    meaning(person ? &r->l->map->people : &r->l->map->departments, said);
    if (!said->n)
        keep(r, field, r->at[field], words);
    else if (person ? !among(k->logins, k->n_logins, *said)
                    : !among(k->departments, k->n_departments, *said))
        person ? fault(r, field,
                       "is no user: say in the map under people: who that is, "
                       "or \"\"",
                       "не пользователь: скажите в карте под people:, кто "
                       "это, или \"\"")
               : fault(r, field,
                       "is no department: say in the map under departments: "
                       "which that is, or \"\"",
                       "не отдел: скажите в карте под departments:, какой "
                       "это, или \"\"");
}

static void find_stage(struct reading *r)
{
    struct ledger_row *row = r->row;
    struct str *said = &row->said[LEDGER_STATE];
    if (said->n) {
        struct str is = *said;
        row->stage = meaning(&r->l->map->states, &is) ? stage_by_name(is)
                                                      : ledger_stage(r->a, is);
        if (row->stage == STAGE_NONE)
            fault(r, LEDGER_STATE,
                  "is no state: say in the map under states: "
                  "which that is",
                  "не состояние дела: скажите в карте под states:, какое это");
        return;
    }
    row->stage =
        row->ended  ? STAGE_CLOSED
        : row->done ? STAGE_DONE
        : row->said[LEDGER_ASSIGNEE].n || row->said[LEDGER_DEPARTMENT].n
            ? STAGE_ASSIGNED
            : STAGE_REGISTERED;
}

static void find_days(struct reading *r)
{
    struct ledger_row *row = r->row;
    bool over = row->stage == STAGE_CLOSED || row->stage == STAGE_DISMISSED;
    if (!row->opened && r->at[LEDGER_OPENED])
        fault(r, LEDGER_OPENED, "is no day: when did it come?",
              "не день: когда это поступило?");
    if (!row->opened)
        row->opened = r->l->known->now;
    if (row->done && row->done < row->opened)
        fault(r, LEDGER_DONE, "is before the day it came",
              "раньше дня, когда поступило");
    if (row->ended && row->ended < row->opened)
        fault(r, LEDGER_ENDED, "is before the day it came",
              "раньше дня, когда поступило");
    if (row->ended && !over)
        fault(r, LEDGER_STATE, "is still open, but a day it ended is told",
              "ещё открыто, но назван день, когда закончилось");
    if (over && !row->ended)
        row->ended = row->done ? row->done : row->opened;
}

/* An id of the catalogue, or its words; others go to the note. */
static void choose(struct reading *r, enum ledger_field field,
                   const struct yaml_subs *words)
{
    const struct catalogue_word *w;
    struct str *said = &r->row->said[field], plain = ledger_plain(r->a, *said);
    if (!said->n)
        return;
    for (size_t i = 0; (w = catalogue_at(words, i)); i++)
        if (str_eq(w->id, *said) || str_eq(ledger_plain(r->a, w->ru), plain) ||
            str_eq(ledger_plain(r->a, w->en), plain)) {
            *said = w->id;
            return;
        }
    keep(r, field, r->at[field], *said);
    *said = STR("");
}

/* Measures are several: ids with blanks between, as our exports have them. */
static void choose_all(struct reading *r)
{
    struct str *said = &r->row->said[LEDGER_MEASURES], rest = *said, id;
    bool all = said->n > 0;
    while (all && str_split(&rest, ' ', &id))
        all = catalogue_said(&r->l->known->catalogue->measures, id, false).p !=
              id.p;
    if (!all)
        choose(r, LEDGER_MEASURES, &r->l->known->catalogue->measures);
}

static void find_key(struct reading *r, const struct csv_record *cells)
{
    struct str source = r->l->map->source, all = {0};
    if (r->row->said[LEDGER_ID].n) {
        r->row->key = str_printf(r->a, STR_FMT ":" STR_FMT, STR_ARG(source),
                                 STR_ARG(r->row->said[LEDGER_ID]));
        return;
    }
    for (size_t i = 0; i < cells->n; i++)
        all = str_printf(r->a, STR_FMT "\x1f" STR_FMT, STR_ARG(all),
                         STR_ARG(ledger_bare(cells->fields[i])));
    r->row->key = str_printf(r->a, STR_FMT ":%016llx", STR_ARG(source),
                             (unsigned long long)str_hash(all));
}

static void understand(struct reading *r, const struct csv_record *cells)
{
    struct ledger_row *row = r->row;
    const struct ledger_known *k = r->l->known;
    struct str *channel = &row->said[LEDGER_CHANNEL];
    find_key(r, cells);
    *channel = channel->n ? ledger_channel(r->a, *channel) : r->l->map->channel;
    row->opened = moment(r, LEDGER_OPENED, false);
    row->due = moment(r, LEDGER_DUE, true);
    row->done = moment(r, LEDGER_DONE, false);
    row->ended = moment(r, LEDGER_ENDED, false);
    resolve(r, LEDGER_ASSIGNEE, true);
    resolve(r, LEDGER_CONCERNS, true);
    resolve(r, LEDGER_DEPARTMENT, false);
    resolve(r, LEDGER_LIES_IN, false);
    find_stage(r);
    find_days(r);
    choose(r, LEDGER_CAUSE, &k->catalogue->causes);
    choose_all(r);
    if (row->said[LEDGER_RISK].n &&
        term_find(TERMS_RISK, row->said[LEDGER_RISK]) < 0) {
        keep(r, LEDGER_RISK, r->at[LEDGER_RISK], row->said[LEDGER_RISK]);
        row->said[LEDGER_RISK] = STR("");
    }
    if (!row->said[LEDGER_TEXT].n)
        fault(r, LEDGER_TEXT, "says not what it is about",
              "не сказано, о чём обращение");
    if (row->said[LEDGER_CONCERNS].n &&
        str_eq(row->said[LEDGER_CONCERNS], row->said[LEDGER_ASSIGNEE]))
        fault(r, LEDGER_CONCERNS, "works on it and is whom it concerns",
              "и занимается делом, и тот, кого оно касается");
}

static bool says_nothing(const struct csv_record *cells)
{
    for (size_t i = 0; i < cells->n; i++)
        if (ledger_bare(cells->fields[i]).n)
            return false;
    return true;
}

bool ledger_next(struct ledger *l, struct arena *a, struct ledger_row *row)
{
    struct csv_record cells;
    do {
        if (!csv_next(&l->csv, a, &cells))
            return false;
    } while (says_nothing(&cells));
    *row = (struct ledger_row){.line = l->csv.line};
    for (int i = 0; i < LEDGER_COUNT; i++)
        row->said[i] = STR("");
    struct reading r = {.l = l, .a = a, .row = row};
    for (size_t i = 0; i < l->n; i++) /* of cells that are missing as well */
        if (l->fields[i] != LEDGER_NONE && l->fields[i] != LEDGER_NOTE)
            r.at[l->fields[i]] = i + 1;
    take_cells(&r, &cells);
    understand(&r, &cells);
    return true;
}
