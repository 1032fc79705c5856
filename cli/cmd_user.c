/* SPDX-License-Identifier: MIT
 * user: people who may use the desk. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/json.h"
#include "base/terms.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"
#include "desk/desk.h"
#include "register/register.h"

#define AS_WORD(name, id, ...) " " id

/* One call of the command. */
struct call {
    struct workspace w;         /* whose desk */
    struct store *store;        /* of it */
    struct desk_user user;      /* what was given about him */
    const char *departments;    /* "service billing", NULL not given */
    const char *scopes, *until; /* of a token or a leave, NULL not given */
    const char *from, *deputy;  /* of a leave */
    bool given;                 /* the password comes on standard input */
    bool again;                 /* a removed login may come back */
    bool json;                  /* for programs */
    bool off;                   /* no second factor any more */
};

/* A line of standard input, so that no password stands in a process list. */
static struct str read_password(struct arena *a)
{
    char line[CEILING_PASSWORD + 3]; /* one too long is seen to be so */
    if (!fgets(line, sizeof line, stdin))
        return (struct str){0};
    line[strcspn(line, "\r\n")] = 0;
    return str_dup(a, str_of(line));
}

static void take_password(struct call *c)
{
    c->user.password =
        c->given ? read_password(&c->w.arena) : desk_password(&c->w.arena);
}

static void say_password(const struct call *c)
{
    if (!c->given)
        printf(", password " STR_FMT, STR_ARG(c->user.password));
    putchar('\n');
}

/* Whether somebody of that login is there, and not removed. */
static bool known(struct call *c, struct user_row *row, struct err *e)
{
    bool found;
    if (!store_user_get(c->store, &c->w.arena, c->user.login, row, &found, e))
        return false;
    if (!found)
        return err_set(e,
                       "there is no user '" STR_FMT "'; `molva user list` "
                       "shows who is there",
                       STR_ARG(c->user.login));
    if (row->removed)
        return err_set(e, "'" STR_FMT "' was removed", STR_ARG(c->user.login));
    return true;
}

/* Somebody must be left who is admin; told, not forbidden, for `add` can make
 * another at any time. */
static bool warn_last_admin(struct call *c, const struct user_row *row,
                            struct err *e)
{
    struct user_row *rows;
    size_t n, left = 0;
    if (role_by_name(row->role) != ROLE_ADMIN)
        return true;
    if (!store_users(c->store, &c->w.arena, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        left += !rows[i].removed && role_by_name(rows[i].role) == ROLE_ADMIN &&
                !str_eq(rows[i].login, row->login);
    if (!left)
        fprintf(stderr,
                "molva user: warning: " STR_FMT " was the last admin; "
                "`molva user add LOGIN --role admin` makes another\n",
                STR_ARG(row->login));
    return true;
}

/* The departments of molva.yaml that were named, one blank between. */
static bool units_of(struct call *c, struct str words, struct str *units,
                     struct err *e)
{
    struct str one;
    *units = STR("");
    while (str_split(&words, ' ', &one)) {
        if (!str_eqz(one, "*") && !workspace_has_department(&c->w, one, e))
            return false;
        if (one.n)
            *units =
                str_printf(&c->w.arena, STR_FMT "%s" STR_FMT, STR_ARG(*units),
                           units->n ? " " : "", STR_ARG(one));
    }
    return true;
}

/* Who sees only his departments' matters is of some. */
static bool has_units(const struct call *c, struct str role, struct err *e)
{
    return role_sees(role_by_name(role)) != SEES_UNITS || c->user.units.n ||
           err_set(e, "of which departments? --departments 'ID ID', '*' for "
                      "all of them");
}

/* ---- the words ---- */

static bool add(struct call *c, struct err *e)
{
    struct user_row row;
    bool found;
    struct desk_user *u = &c->user;
    if (!store_user_get(c->store, &c->w.arena, u->login, &row, &found, e))
        return false;
    if (found && !row.removed)
        return err_set(e,
                       "'" STR_FMT
                       "' is there already; `molva user passwd " STR_FMT
                       "` makes a new password, `molva user role " STR_FMT
                       " ROLE` gives another role",
                       STR_ARG(u->login), STR_ARG(u->login), STR_ARG(u->login));
    if (found && !c->again)
        return err_set(e,
                       "'" STR_FMT "' was removed, and what was done under "
                       "that login stays; if it is the same person, say "
                       "--again, else take another login",
                       STR_ARG(u->login));
    if (!u->role.n)
        u->role = str_of(role_name(ROLE_APPROVER));
    if (!u->name.n && found)
        u->name = row.name;
    if (!units_of(c, str_of(c->departments), &u->units, e) ||
        !has_units(c, u->role, e))
        return false;
    take_password(c);
    if (!desk_user_put(c->store, u, e))
        return false;
    printf("user " STR_FMT ": %s, role " STR_FMT, STR_ARG(u->login),
           found ? "back again" : "added", STR_ARG(u->role));
    say_password(c);
    return true;
}

static bool change_password(struct call *c, struct err *e)
{
    struct user_row row;
    if (!known(c, &row, e))
        return false;
    take_password(c);
    if (!desk_user_password(c->store, &c->user, e))
        return false;
    printf("user " STR_FMT ": new password, signed out everywhere",
           STR_ARG(row.login));
    say_password(c);
    return true;
}

/* Printed once; in force with the first right code, so that a slip shuts
 * nobody out. */
static bool second_factor(struct call *c, struct err *e)
{
    struct user_row row;
    if (!known(c, &row, e))
        return false;
    struct desk_totp t = {
        .login = row.login, .who = c->user.by, .now = time(NULL)};
    if (c->off) {
        if (!store_totp_put(c->store, row.login, STR(""), STR(""), t.who, t.now,
                            e))
            return false;
        printf("user " STR_FMT ": no code is asked for\n", STR_ARG(row.login));
        return true;
    }
    if (!desk_totp_make(c->store, &c->w.arena, &t, e))
        return false;
    printf("user " STR_FMT ": secret " STR_FMT "\n" STR_FMT "\nrecovery codes:"
           "\n",
           STR_ARG(row.login), STR_ARG(t.secret), STR_ARG(t.url));
    for (size_t i = 0; i < t.n_codes; i++)
        printf("  " STR_FMT "\n", STR_ARG(t.codes[i]));
    return true;
}

static bool change_role(struct call *c, struct err *e)
{
    struct user_row row;
    if (!known(c, &row, e) ||
        (role_by_name(c->user.role) != ROLE_ADMIN &&
         !warn_last_admin(c, &row, e)) ||
        !desk_user_role(c->store, &c->user, e))
        return false;
    printf("user " STR_FMT ": role " STR_FMT " (was " STR_FMT ")\n",
           STR_ARG(row.login), STR_ARG(c->user.role), STR_ARG(row.role));
    return true;
}

static bool change_units(struct call *c, struct err *e)
{
    struct user_row row;
    struct str words = c->user.role; /* the second operand */
    if (!known(c, &row, e) || !units_of(c, words, &row.departments, e) ||
        !store_user_departments(c->store, &row, c->user.by, time(NULL), e))
        return false;
    printf("user " STR_FMT ": departments " STR_FMT "\n", STR_ARG(row.login),
           STR_ARG(row.departments.n ? row.departments : STR("none")));
    return true;
}

static bool change_signature(struct call *c, struct err *e)
{
    struct user_row row;
    struct str words = str_trim(c->user.role); /* the second operand */
    if (!known(c, &row, e) || !store_user_sign(c->store, row.login, words, e))
        return false;
    printf("user " STR_FMT ": replies end with \"" STR_FMT "\"\n",
           STR_ARG(row.login), STR_ARG(words));
    return true;
}

static bool remove_user(struct call *c, struct err *e)
{
    struct user_row row;
    if (!known(c, &row, e) || !warn_last_admin(c, &row, e) ||
        !store_user_remove(c->store, &row, c->user.by, time(NULL), e))
        return false;
    printf("user " STR_FMT ": removed and signed out; the name stays in what "
           "was done\n",
           STR_ARG(row.login));
    return true;
}

static struct str moment(struct arena *a, int64_t at)
{
    struct tm tm;
    time_t t = at;
    char text[32];
    if (!at)
        return STR("");
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&t, &tm));
    return str_dup(a, str_of(text));
}

static void print(struct buf *out)
{
    printf(STR_FMT "\n", STR_ARG(buf_view(out)));
    buf_clear(out);
}

static void print_json(const struct user_row *u)
{
    struct buf out;
    struct json j;
    buf_init(&out, CEILING_REQUEST);
    json_init(&j, &out);
    store_user_row_json(&j, u, NULL);
    print(&out);
}

static void print_line(struct arena *a, const struct user_row *u)
{
    printf(STR_FMT "\t" STR_FMT "\t" STR_FMT "\t" STR_FMT "\t" STR_FMT
                   "\t%s\t" STR_FMT "\n",
           STR_ARG(u->login), STR_ARG(u->name), STR_ARG(u->role),
           STR_ARG(u->departments.n ? u->departments : STR("-")),
           STR_ARG(u->lang.n ? u->lang : STR("-")),
           u->removed ? "removed" : "active",
           STR_ARG(u->last ? moment(a, u->last) : STR("never")));
}

static bool list(struct call *c, struct err *e)
{
    struct user_row *rows;
    size_t n;
    if (!store_users(c->store, &c->w.arena, &rows, &n, e))
        return false;
    if (!c->json)
        printf("login\tname\trole\tdepartments\tlang\tstate\tlast sign-in "
               "(UTC)\n");
    for (size_t i = 0; i < n; i++)
        if (c->json)
            print_json(&rows[i]);
        else
            print_line(&c->w.arena, &rows[i]);
    return true;
}

/* ---- tokens of programs ---- */

static bool scopes_of(struct call *c, const struct user_row *row, int *scopes,
                      struct err *e)
{
    int may = role_rights(role_by_name(row->role));
    *scopes = c->scopes ? right_by_names(str_of(c->scopes)) : MAY_READ;
    if (*scopes < 0)
        return err_set(e, "--scopes '%s': of " STR_FMT ", blanks between",
                       c->scopes, STR_ARG(right_names(&c->w.arena, ~0)));
    if (*scopes & ~may)
        return err_set(e, "a %s may not " STR_FMT,
                       str_z(&c->w.arena, row->role),
                       STR_ARG(right_names(&c->w.arena, *scopes & ~may)));
    return true;
}

/* *at: when it ends, 0 never. */
static bool end_of(struct call *c, int64_t *at, struct err *e)
{
    struct zone *zone = c->until ? zone_new(c->w.zone, e) : NULL;
    *at = 0;
    bool ok = !c->until ||
              (zone && (date_due(str_of(c->until), zone, at) ||
                        err_set(e, "--until '%s' is no date", c->until)));
    zone_free(zone);
    return ok;
}

static bool add_token(struct call *c, struct err *e)
{
    struct user_row row;
    struct str token;
    struct access_row t = {.login = c->user.login,
                           .name = c->user.name,
                           .made = time(NULL),
                           .made_by = c->user.by};
    int scopes;
    if (!known(c, &row, e) || !scopes_of(c, &row, &scopes, e) ||
        !end_of(c, &t.until, e))
        return false;
    t.scopes = right_names(&c->w.arena, scopes);
    if (!desk_token_add(c->store, &c->w.arena, &t, &token, e))
        return false;
    printf("token %lld of " STR_FMT ", may " STR_FMT ": " STR_FMT "\n",
           (long long)t.id, STR_ARG(t.login), STR_ARG(t.scopes),
           STR_ARG(token));
    return true;
}

static void print_token_json(const struct access_row *t)
{
    struct buf out;
    struct json j;
    buf_init(&out, CEILING_REQUEST);
    json_init(&j, &out);
    store_access_row_json(&j, t, NULL);
    print(&out);
}

static void print_token(struct arena *a, const struct access_row *t,
                        int64_t now)
{
    const char *state = t->revoked                    ? "revoked"
                        : t->until && t->until <= now ? "over"
                                                      : "active";
    printf("%lld\t" STR_FMT "\t" STR_FMT "\t" STR_FMT "\t%s\t" STR_FMT "\n",
           (long long)t->id, STR_ARG(t->login), STR_ARG(t->name),
           STR_ARG(t->scopes), state,
           STR_ARG(t->used ? moment(a, t->used) : STR("never")));
}

static bool list_tokens(struct call *c, struct err *e)
{
    struct access_row *rows;
    size_t n;
    if (!store_accesses(c->store, &c->w.arena, STR(""), &rows, &n, e))
        return false;
    if (!c->json)
        printf("token\tlogin\tname\tmay\tstate\tlast used (UTC)\n");
    for (size_t i = 0; i < n; i++)
        if (c->json)
            print_token_json(&rows[i]);
        else
            print_token(&c->w.arena, &rows[i], time(NULL));
    return true;
}

static bool revoke_token(struct call *c, struct err *e)
{
    int64_t id;
    bool found;
    if (!str_int(c->user.login, &id))
        return err_set(e,
                       "'" STR_FMT "' is no number; `molva user tokens` "
                       "shows them",
                       STR_ARG(c->user.login));
    if (!store_access_revoke(c->store, id, c->user.by, time(NULL), &found, e))
        return false;
    if (!found)
        return err_set(e, "there is no token %lld, or it was revoked before",
                       (long long)id);
    printf("token %lld: revoked\n", (long long)id);
    return true;
}

/* ---- leave ---- */

typedef bool date_fn(struct str text, const struct zone *zone, int64_t *at);

static bool day_of(struct call *c, const char *option, const char *typed,
                   date_fn *read, int64_t *at, struct err *e)
{
    struct zone *zone = zone_new(c->w.zone, e);
    bool ok = zone && (read(str_of(typed), zone, at) ||
                       err_set(e, "%s '%s' is no date", option, typed));
    zone_free(zone);
    return ok;
}

/* From the first minute of --from, or now, to the last of --until. */
static bool leave(struct call *c, struct err *e)
{
    struct user_row row;
    struct leave_row l = {.login = c->user.login}, *rows;
    size_t n;
    int64_t now = time(NULL);
    if (!known(c, &row, e) ||
        !store_leaves(c->store, &c->w.arena, &rows, &n, e) ||
        (c->until && !day_of(c, "--until", c->until, date_due, &l.back, e)) ||
        (c->from && !day_of(c, "--from", c->from, date_from, &l.away, e)))
        return false;
    if (!c->from && l.back)
        l.away = now;
    l.deputy = leave_deputy_said(rows, n, l.login, str_of(c->deputy));
    if (!store_leave_put(c->store, &l, c->user.by, now, e))
        return false;
    printf(STR_FMT ": %s" STR_FMT "%s" STR_FMT "\n", STR_ARG(l.login),
           l.back ? "away until " : "not away",
           STR_ARG(l.back ? moment(&c->w.arena, l.back) : STR("")),
           l.deputy.n ? ", deputy " : ", no deputy", STR_ARG(l.deputy));
    return true;
}

static void print_leave_json(const struct leave_row *l)
{
    struct buf out;
    struct json j;
    buf_init(&out, CEILING_REQUEST);
    json_init(&j, &out);
    store_leave_row_json(&j, l, NULL);
    print(&out);
}

static bool list_leaves(struct call *c, struct err *e)
{
    struct leave_row *rows;
    size_t n;
    if (!store_leaves(c->store, &c->w.arena, &rows, &n, e))
        return false;
    if (!c->json)
        printf("login\tdeputy\taway from\tuntil (UTC)\n");
    for (size_t i = 0; i < n; i++)
        if (c->json)
            print_leave_json(&rows[i]);
        else
            printf(STR_FMT "\t" STR_FMT "\t" STR_FMT "\t" STR_FMT "\n",
                   STR_ARG(rows[i].login),
                   STR_ARG(rows[i].deputy.n ? rows[i].deputy : STR("-")),
                   STR_ARG(rows[i].away ? moment(&c->w.arena, rows[i].away)
                                        : STR("-")),
                   STR_ARG(rows[i].back ? moment(&c->w.arena, rows[i].back)
                                        : STR("-")));
    return true;
}

/* ---- the command ---- */

static const struct verb {
    const char *name; /* as typed */
    int operands;     /* behind it: login, role */
    int flags;        /* for store_open() */
    bool (*run)(struct call *c, struct err *e);
} verbs[] = {
    {"list", 0, STORE_CREATE, list},
    {"add", 1, STORE_CREATE, add},
    {"passwd", 1, STORE_CREATE, change_password},
    {"totp", 1, STORE_CREATE, second_factor},
    {"role", 2, STORE_CREATE, change_role},
    {"departments", 2, STORE_CREATE, change_units},
    {"sign", 2, STORE_CREATE, change_signature},
    {"away", 1, STORE_CREATE, leave},
    {"leaves", 0, STORE_CREATE, list_leaves},
    {"remove", 1, STORE_CREATE, remove_user},
    {"token", 1, STORE_CREATE, add_token},
    {"tokens", 0, STORE_CREATE, list_tokens},
    {"revoke", 1, STORE_CREATE, revoke_token},
};

enum { VERBS = sizeof verbs / sizeof *verbs };

static const struct verb *verb_of(const struct cli *cli, const char *word)
{
    const char *names[VERBS + 1] = {0};
    for (size_t i = 0; i < VERBS; i++)
        names[i] = verbs[i].name;
    return &verbs[options_word(cli, "word", word, names)];
}

static void check_role(const struct cli *cli, const char *role)
{
    const char *names[ROLE_COUNT + 1] = {0};
    for (int i = 0; i < ROLE_COUNT; i++)
        names[i] = role_name((enum role)i);
    options_word(cli, "role", role, names);
}

static int run(const struct cli *cli, struct call *c, const struct verb *v)
{
    struct err e = {0};
    if (!workspace_open(&c->w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "user", &e);
    c->user.by = cli_who(&c->w.arena);
    c->store = workspace_store(&c->w, v->flags, &e);
    bool ok = c->store && v->run(c, &e);
    store_close(c->store);
    workspace_close(&c->w);
    return ok ? CLI_DONE : cli_fail(CLI_CANNOT, "user", &e);
}

int cmd_user(const struct cli *cli, int argc, char **argv)
{
    static const char *const LANGS[] = {"ru", "en", NULL};
    const char *role = NULL, *name = NULL, *lang = NULL;
    struct call c = {0};
    const struct option_spec specs[] = {
        {"role", OPTION_TEXT, &role, "ROLE",
         "add:" ROLE_ALL(AS_WORD) "; else approver"},
        {"name", OPTION_TEXT, &name, "NAME",
         "add: as colleagues know the person; token: what it is for"},
        {"scopes", OPTION_TEXT, &c.scopes, "WORDS",
         "token: what it may: read work label edit approve tend metrics; else "
         "read"},
        {"until", OPTION_TEXT, &c.until, "DATE",
         "token: works until then; away: the last day"},
        {"from", OPTION_TEXT, &c.from, "DATE", "away: the first day, else now"},
        {"deputy", OPTION_TEXT, &c.deputy, "LOGIN",
         "away: who stands in; - nobody"},
        {"lang", OPTION_TEXT, &lang, "LANG", "add: ru or en"},
        {"departments", OPTION_TEXT, &c.departments, "IDS",
         "add: of molva.yaml, blanks between, '*' all; a head sees theirs"},
        {"password-stdin", OPTION_FLAG, &c.given, NULL,
         "add, passwd: read the password from standard input; else one is "
         "made"},
        {"again", OPTION_FLAG, &c.again, NULL,
         "add: the person was removed and comes back"},
        {"off", OPTION_FLAG, &c.off, NULL, "totp: no code is asked for"},
        {"json", OPTION_FLAG, &c.json, NULL,
         "list, tokens: one JSON object a line"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 1, 3);
    const struct verb *v = verb_of(cli, argv[at]);
    options_operands(cli, argc - at - 1, v->operands, v->operands);
    if (v->operands > 1)
        role = argv[at + 2];
    if (role && v->run != change_units && v->run != change_signature)
        check_role(cli, role);
    if (lang)
        options_word(cli, "language", lang, LANGS);
    c.user = (struct desk_user){
        .name = str_of(name), .role = str_of(role), .lang = str_of(lang)};
    if (v->operands)
        c.user.login = str_of(argv[at + 1]);
    return run(cli, &c, v);
}
