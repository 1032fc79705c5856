/* SPDX-License-Identifier: MIT
 * ledger_map: which column of a table is what, proposed, written, read. */
#include "register/ledger_words.h"

#include <string.h>

#define COLUMN_AT(member) offsetof(struct ledger_column, member)
static const struct yaml_field COLUMN[] = {
    {.key = "column",
     .type = YAML_STR,
     .at = COLUMN_AT(column),
     .required = true},
    {.key = "field",
     .type = YAML_STR,
     .at = COLUMN_AT(field),
     .required = true},
    {0},
};

#define WORD_AT(member) offsetof(struct ledger_word, member)
static const struct yaml_field WORD[] = {
    {.key = "as", .type = YAML_STR, .at = WORD_AT(as), .required = true},
    {.key = "is", .type = YAML_STR, .at = WORD_AT(is), .required = true},
    {0},
};

#define MAP_AT(member) offsetof(struct ledger_map, member)
#define WORDS(member)                                                          \
    {                                                                          \
        .key = #member, .type = YAML_SUBS, .at = MAP_AT(member),               \
        .fields = WORD, .size = sizeof(struct ledger_word)                     \
    }
static const struct yaml_field MAP[] = {
    {.key = "source", .type = YAML_STR, .at = MAP_AT(source), .required = true},
    {.key = "channel", .type = YAML_STR, .at = MAP_AT(channel)},
    {.key = "month_first", .type = YAML_BOOL, .at = MAP_AT(month_first)},
    {.key = "columns",
     .type = YAML_SUBS,
     .at = MAP_AT(columns),
     .required = true,
     .fields = COLUMN,
     .size = sizeof(struct ledger_column)},
    WORDS(people),
    WORDS(departments),
    WORDS(states),
    {0},
};

/* ---- reading ---- */

static bool has_field(const struct ledger_map *map, const char *field)
{
    const struct ledger_column *all = map->columns.items;
    for (size_t i = 0; i < map->columns.n; i++)
        if (str_eqz(all[i].field, field))
            return true;
    return false;
}

static bool no_field(const struct yaml_file *f, const struct yaml_node *at,
                     struct err *e)
{
    struct str all = STR("-");
    for (int i = 0; i < LEDGER_COUNT; i++)
        all = str_printf(f->arena, "%s " STR_FMT, ledger_field_name(i),
                         STR_ARG(all));
    return yaml_error(f, at, e, "no such field; there are: " STR_FMT,
                      STR_ARG(all));
}

static bool check(const struct yaml_file *f, const struct ledger_map *map,
                  struct err *e)
{
    const struct ledger_column *all = map->columns.items;
    const struct ledger_word *states = map->states.items;
    for (size_t i = 0; i < map->columns.n; i++) {
        struct yaml_node *at = yaml_get(map->columns.nodes[i], "field");
        bool known = str_eqz(all[i].field, "-") ||
                     ledger_field_by_name(all[i].field) != LEDGER_NONE;
        if (!known)
            return no_field(f, at, e);
        for (size_t k = 0; k < i; k++)
            if (str_eq(all[k].field, all[i].field) &&
                !str_eqz(all[i].field, "-") && !str_eqz(all[i].field, "note"))
                return yaml_error(f, at, e, "another column holds that field");
    }
    for (size_t i = 0; i < map->states.n; i++)
        if (states[i].is.n && stage_by_name(states[i].is) == STAGE_NONE)
            return yaml_error(f, yaml_get(map->states.nodes[i], "is"), e,
                              "no such state; there are: registered assigned "
                              "in-progress done verified closed dismissed");
    if (!map->source.n)
        return yaml_error(f, yaml_get(f->root, "source"), e,
                          "a table needs a name");
    return has_field(map, "text") ||
           yaml_error(f, yaml_get(f->root, "columns"), e,
                      "no column is 'text', what a case is about");
}

bool ledger_map_load(struct ledger_map *map, struct arena *a, const char *path,
                     struct err *e)
{
    struct yaml_file f;
    *map = (struct ledger_map){.channel = STR("office")};
    return yaml_load(&f, a, path, e) && yaml_read(&f, f.root, MAP, map, e) &&
           check(&f, map, e);
}

/* ---- writing ---- */

static void quoted(struct buf *out, struct str s)
{
    buf_char(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '"' || c == '\\')
            buf_char(out, '\\');
        if (c == '\n')
            buf_z(out, "\\n");
        else if (c == '\t')
            buf_z(out, "\\t");
        else if ((unsigned char)c >= ' ')
            buf_char(out, c);
    }
    buf_char(out, '"');
}

static void write_words(struct buf *out, const char *name, const char *says,
                        const struct yaml_subs *words)
{
    const struct ledger_word *all = words->items;
    if (!words->n)
        return;
    buf_printf(out, "# %s\n%s:\n", says, name);
    for (size_t i = 0; i < words->n; i++) {
        buf_z(out, "  - {as: ");
        quoted(out, all[i].as);
        buf_z(out, ", is: ");
        quoted(out, all[i].is);
        buf_z(out, "}\n");
    }
}

void ledger_map_write(struct buf *out, const struct ledger_map *map)
{
    const struct ledger_column *all = map->columns.items;
    buf_z(out, "# How a table of complaints becomes cases (molva case import)."
               "\n# The name it goes by: a row is known again by it and its id"
               "\nsource: ");
    quoted(out, map->source);
    buf_z(out, "\n# How a complaint came where the table does not say: phone, "
               "mail, office, staff\nchannel: ");
    quoted(out, map->channel);
    buf_printf(out,
               "\n# Is 04-09-2005 the 9th of April?\nmonth_first: %s\n"
               "# Fields:",
               map->month_first ? "yes" : "no");
    for (int i = 0; i < LEDGER_COUNT; i++)
        buf_printf(out, "%s%s", i % 9 ? " " : "\n#   ", ledger_field_name(i));
    buf_z(out, "\n# note: kept as a note; -: left out. A column goes by its "
               "heading or its number.\ncolumns:\n");
    for (size_t i = 0; i < map->columns.n; i++) {
        buf_z(out, "  - {column: ");
        quoted(out, all[i].column);
        buf_z(out, ", field: ");
        quoted(out, all[i].field);
        buf_z(out, "}\n");
    }
    write_words(out, "people",
                "Logins of whoever the table names; \"\" goes into a note",
                &map->people);
    write_words(out, "departments",
                "Ids of departments of molva.yaml; \"\" goes into a note",
                &map->departments);
    write_words(out, "states",
                "registered assigned in-progress done verified closed "
                "dismissed; \"\" is not known yet",
                &map->states);
}

/* ---- proposing ---- */

static bool is_known(const void *ctx, struct arena *a, struct str heading)
{
    (void)ctx;
    return heading.n && *ledger_heading(a, heading);
}

/* What is proposed, while the table is read. */
struct proposal {
    struct ledger_map *map;
    const struct ledger_known *known;
    struct arena *a;
    size_t *bytes;                      /* under each column */
    size_t people, departments, states; /* room for their words */
};

static struct str same_login(const struct ledger_known *k, struct arena *a,
                             struct str as)
{
    for (size_t i = 0; i < k->n_logins; i++)
        if (str_eq(ledger_plain(a, k->logins[i]), ledger_plain(a, as)))
            return k->logins[i];
    return STR("");
}

static struct str same_department(const struct ledger_known *k, struct arena *a,
                                  struct str as)
{
    struct str plain = ledger_plain(a, as);
    for (size_t i = 0; i < k->n_departments; i++)
        if (str_eq(ledger_plain(a, k->departments[i]), plain) ||
            str_eq(ledger_plain(a, k->said[i]), plain))
            return k->departments[i];
    return STR("");
}

static bool there(const struct yaml_subs *words, struct str as)
{
    const struct ledger_word *all = words->items;
    for (size_t i = 0; i < words->n; i++)
        if (str_eq(all[i].as, as))
            return true;
    return false;
}

static void add_word(struct proposal *p, struct yaml_subs *words, size_t *cap,
                     struct str as, struct str is)
{
    enum { WORDS_MOST = 1000 };
    if (!as.n || words->n >= WORDS_MOST || there(words, as))
        return;
    words->items = arena_grow(p->a, words->items, words->n, cap,
                              sizeof(struct ledger_word));
    ((struct ledger_word *)words->items)[words->n++] =
        (struct ledger_word){str_dup(p->a, as), is};
}

static void look_at(struct proposal *p, struct str field, struct str cell)
{
    struct ledger_map *map = p->map;
    struct arena *a = p->a;
    if (str_eqz(field, "state")) {
        enum stage is = ledger_stage(a, cell);
        add_word(p, &map->states, &p->states, cell,
                 is == STAGE_NONE ? STR("") : str_of(stage_name(is)));
    } else if (str_eqz(field, "assignee") || str_eqz(field, "concerns")) {
        add_word(p, &map->people, &p->people, cell,
                 same_login(p->known, a, cell));
    } else if (str_eqz(field, "department") || str_eqz(field, "lies_in")) {
        add_word(p, &map->departments, &p->departments, cell,
                 same_department(p->known, a, cell));
    } else if (str_eqz(field, "opened") || str_eqz(field, "due") ||
               str_eqz(field, "done") || str_eqz(field, "ended")) {
        map->month_first |= date_order(cell) > 0;
    }
}

/* Of a heading that stands there already, or is blank, the number. */
static struct str name_of(struct arena *a, const struct csv_record *head,
                          size_t i)
{
    struct str name = ledger_bare(head->fields[i]);
    for (size_t k = 0; k < i && name.n; k++)
        if (str_eq(ledger_bare(head->fields[k]), name))
            name = STR("");
    return name.n ? str_dup(a, name) : str_printf(a, "%zu", i + 1);
}

/* Headings of our own export are the fields themselves, and say more besides.
 */
static bool is_ours(const struct csv_record *head)
{
    return csv_column(head, "merged_into") >= 0 &&
           csv_column(head, "ended_why") >= 0;
}

static const char *field_of(struct proposal *p, struct str heading, bool ours)
{
    if (!ours)
        return ledger_heading(p->a, heading);
    const char *name = ledger_field_name(ledger_field_by_name(heading));
    return name ? name : "-";
}

static void name_columns(struct proposal *p, const struct csv_record *head)
{
    struct ledger_map *map = p->map;
    struct ledger_column *all =
        arena_alloc(p->a, head->n * sizeof(struct ledger_column));
    map->columns.items = all;
    bool ours = is_ours(head);
    for (size_t i = 0; i < head->n; i++) {
        const char *field = field_of(p, head->fields[i], ours);
        bool again = *field && strcmp(field, "-") && has_field(map, field);
        all[i] = (struct ledger_column){
            name_of(p->a, head, i), str_of(*field && !again ? field : "note")};
        map->columns.n = i + 1;
    }
}

/* Where no heading says what it is about, the column that says most does. */
static void find_text(struct proposal *p)
{
    struct ledger_column *all = p->map->columns.items;
    size_t best = 0;
    if (has_field(p->map, "text"))
        return;
    for (size_t i = 1; i < p->map->columns.n; i++)
        if (str_eqz(all[i].field, "note") &&
            (p->bytes[i] > p->bytes[best] || !str_eqz(all[best].field, "note")))
            best = i;
    all[best].field = STR("text");
}

bool ledger_propose(struct ledger_map *map, struct arena *a, struct str utf8,
                    const struct ledger_known *known, struct err *e)
{
    struct csv csv;
    struct csv_record r;
    struct arena row = {0};
    map->columns = map->people = map->departments = map->states =
        (struct yaml_subs){0};
    if (!ledger_head(&csv, a, utf8, is_known, NULL, &r))
        return err_set(e, "%s",
                       known->ru ? "не нашлось строки заголовков: дата, текст, "
                                   "клиент, состояние ..."
                                 : "no line of headings is known as such: "
                                   "date, text, client, state ...");
    struct proposal p = {.map = map,
                         .known = known,
                         .a = a,
                         .bytes = arena_alloc(a, r.n * sizeof *p.bytes)};
    name_columns(&p, &r);
    const struct ledger_column *all = map->columns.items;
    memset(p.bytes, 0, map->columns.n * sizeof *p.bytes);
    while (csv_next(&csv, &row, &r)) {
        for (size_t i = 0; i < r.n && i < map->columns.n; i++) {
            struct str cell = ledger_bare(r.fields[i]);
            p.bytes[i] += cell.n;
            look_at(&p, all[i].field, cell);
        }
        arena_reset(&row);
    }
    arena_clear(&row);
    find_text(&p);
    return true;
}
