/* SPDX-License-Identifier: MIT
 * worktime: working time from rules/calendar/NAME.yaml. */
#include "base/worktime.h"

#include "base/calendar.h"

enum { LONGEST_HOLIDAY = 400 };

static int64_t day_of(int64_t local)
{
    return local >= 0 ? local / DAY : (local - DAY + 1) / DAY;
}

/* 0 Monday ... 6 Sunday. */
static int weekday(int64_t day)
{
    return (calendar_weekday(day) + 6) % 7;
}

static bool listed(const int64_t *days, size_t n, int64_t day)
{
    for (size_t i = 0; i < n; i++)
        if (days[i] == day)
            return true;
    return false;
}

static bool every_year(const struct worktime *c, int64_t day)
{
    struct calendar date = calendar_of(day);
    for (size_t i = 0; i < c->n_yearly; i++)
        if (c->yearly[i] == date.month * 100 + date.day)
            return true;
    return false;
}

/* Working hours of a day, as seconds of that day; false on a day off. A
 * working Saturday has the hours of a Monday. */
static bool hours_of(const struct worktime *c, int64_t day, int64_t *open,
                     int64_t *close)
{
    bool on = listed(c->on, c->n_on, day);
    int at = weekday(day);
    if (!on && (listed(c->off, c->n_off, day) || every_year(c, day)))
        return false;
    if (on && c->open[at] == c->close[at])
        at = 0;
    *open = c->open[at];
    *close = c->close[at];
    return *open < *close;
}

int64_t worktime_close(const struct worktime *c, int64_t day)
{
    int64_t open, close;
    return hours_of(c, day, &open, &close) ? close : 0;
}

/* The first working moment at or after `local`, and the end of that day's
 * work. A calendar without any working day gives the moment itself. */
static int64_t next_open(const struct worktime *c, int64_t local, int64_t *end)
{
    int64_t day = day_of(local), open, close;
    for (int i = 0; i < LONGEST_HOLIDAY; i++, day++) {
        if (!hours_of(c, day, &open, &close))
            continue;
        *end = day * DAY + close;
        if (local < *end)
            return local > day * DAY + open ? local : day * DAY + open;
    }
    *end = INT64_MAX;
    return local;
}

/* `work` seconds of working time after `from`. */
static int64_t add_work(const struct worktime *c, int64_t from, int64_t work)
{
    int64_t end, at = next_open(c, from + c->zone, &end);
    while (work > end - at) {
        work -= end - at;
        at = next_open(c, end, &end);
    }
    return at + work - c->zone;
}

static int64_t add_days(const struct worktime *c, int64_t from, int64_t days)
{
    int64_t end, at = next_open(c, from + c->zone, &end), open, close;
    int64_t day = day_of(at), clock = at - day * DAY;
    for (int tries = 0; days > 0 && tries < 8 * LONGEST_HOLIDAY; tries++)
        if (hours_of(c, ++day, &open, &close))
            days--;
    if (!hours_of(c, day, &open, &close))
        return day * DAY + clock - c->zone;
    clock = clock < open ? open : clock;
    clock = clock > close ? close : clock;
    return day * DAY + clock - c->zone;
}

int64_t worktime_due(const struct worktime *c, const struct worktime_profile *p,
                     int64_t from)
{
    if (!p->days)
        return add_work(c, from, p->work);
    int64_t at = add_days(c, from, p->days);
    return p->work ? add_work(c, at, p->work) : at;
}

int64_t worktime_term(const struct worktime *c, int64_t from, int64_t term)
{
    struct worktime_profile p = {.days = term / DAY, .work = term % DAY};
    return worktime_due(c, &p, from);
}

int64_t worktime_between(const struct worktime *c, int64_t from, int64_t to)
{
    int64_t sum = 0, open, close;
    from += c->zone, to += c->zone;
    for (int64_t day = day_of(from); day <= day_of(to); day++) {
        if (!hours_of(c, day, &open, &close))
            continue;
        open += day * DAY, close += day * DAY;
        open = open < from ? from : open;
        close = close > to ? to : close;
        sum += close > open ? close - open : 0;
    }
    return sum;
}

int64_t worktime_later(const struct worktime *c, int64_t since, int64_t due,
                       int64_t now)
{
    int64_t at = add_work(c, now, worktime_between(c, since, due));
    return at < due ? due : at; /* that was outside working hours */
}

int64_t worktime_before(const struct worktime *c, int64_t now, int64_t term)
{
    int64_t low = now - LONGEST_HOLIDAY * (int64_t)DAY, high = now;
    while (high - low > 60) {
        int64_t half = low + (high - low) / 2;
        if (worktime_term(c, half, term) <= now)
            low = half;
        else
            high = half;
    }
    return low;
}

const struct worktime_profile *worktime_profile(const struct worktime *c,
                                                struct str id)
{
    for (size_t i = 0; i < c->n_profiles; i++)
        if (str_eq(c->profiles[i].id, id))
            return &c->profiles[i];
    return NULL;
}

struct str worktime_day(const struct worktime *c, struct arena *a, int64_t at,
                        struct str lang)
{
    static const char *const RU[] = {
        "января", "февраля", "марта",    "апреля",  "мая",    "июня",
        "июля",   "августа", "сентября", "октября", "ноября", "декабря"};
    static const char *const EN[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    struct calendar date = calendar_of(day_of(at + c->zone));
    int month = date.month - 1;
    return str_printf(a, "%d %s", date.day,
                      str_eqz(lang, "ru") ? RU[month] : EN[month]);
}

/* ---- the file ---- */

struct week {
    struct str day[7]; /* "09:00-18:00" or "off", Monday first */
};

struct worktime_text {
    struct str zone;           /* "+03:00" */
    struct week week;          /* hours of each day */
    struct yaml_strs yearly;   /* "01-07" */
    struct yaml_strs off;      /* "2026-03-09" */
    struct yaml_strs on;       /* "2026-12-26" */
    struct yaml_subs profiles; /* of struct worktime_profile */
};

#define DAY_FIELD(name, i)                                                     \
    {                                                                          \
        .key = name, .type = YAML_STR, .at = offsetof(struct week, day[i]),    \
        .required = true                                                       \
    }

static const struct yaml_field WEEK[] = {
    DAY_FIELD("mon", 0), DAY_FIELD("tue", 1),
    DAY_FIELD("wed", 2), DAY_FIELD("thu", 3),
    DAY_FIELD("fri", 4), DAY_FIELD("sat", 5),
    DAY_FIELD("sun", 6), {0},
};

static const struct yaml_field PROFILE[] = {
    {.key = "id",
     .type = YAML_STR,
     .required = true,
     .at = offsetof(struct worktime_profile, id)},
    {.key = "work",
     .type = YAML_DURATION,
     .at = offsetof(struct worktime_profile, work)},
    {.key = "days",
     .type = YAML_INT,
     .at = offsetof(struct worktime_profile, days)},
    {.key = "ru",
     .type = YAML_STR,
     .required = true,
     .at = offsetof(struct worktime_profile, ru)},
    {.key = "en",
     .type = YAML_STR,
     .required = true,
     .at = offsetof(struct worktime_profile, en)},
    {0},
};

static const struct yaml_field CALENDAR[] = {
    {.key = "zone",
     .type = YAML_STR,
     .required = true,
     .at = offsetof(struct worktime_text, zone)},
    {.key = "week",
     .type = YAML_SUB,
     .required = true,
     .fields = WEEK,
     .at = offsetof(struct worktime_text, week)},
    {.key = "every-year",
     .type = YAML_STRS,
     .at = offsetof(struct worktime_text, yearly)},
    {.key = "off",
     .type = YAML_STRS,
     .at = offsetof(struct worktime_text, off)},
    {.key = "on", .type = YAML_STRS, .at = offsetof(struct worktime_text, on)},
    {.key = "profiles",
     .type = YAML_SUBS,
     .required = true,
     .fields = PROFILE,
     .size = sizeof(struct worktime_profile),
     .at = offsetof(struct worktime_text, profiles)},
    {0},
};

/* Numbers of a fixed picture: '0' is a digit, anything else itself. */
static bool picture(struct str s, const char *shape, int64_t *numbers)
{
    struct str want = str_of(shape);
    bool in_number = false;
    if (s.n != want.n)
        return false;
    *numbers = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (want.p[i] != '0') {
            if (s.p[i] != want.p[i])
                return false;
            numbers += in_number;
            *numbers = 0;
            in_number = false;
            continue;
        }
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        *numbers = *numbers * 10 + (s.p[i] - '0');
        in_number = true;
    }
    return true;
}

static bool read_hours(struct str s, int64_t *open, int64_t *close)
{
    int64_t n[4];
    *open = *close = 0;
    if (str_eqz(s, "off"))
        return true;
    if (!picture(s, "00:00-00:00", n) || n[1] > 59 || n[3] > 59)
        return false;
    *open = n[0] * 3600 + n[1] * 60;
    *close = n[2] * 3600 + n[3] * 60;
    return *open < *close && *close <= DAY;
}

static bool read_week(const struct yaml_file *f, const struct week *w,
                      struct worktime *c, struct err *e)
{
    bool works = false;
    const struct yaml_node *map = yaml_get(f->root, "week");
    for (int i = 0; i < 7; i++) {
        if (!read_hours(w->day[i], &c->open[i], &c->close[i]))
            return yaml_error(f, yaml_get(map, WEEK[i].key), e,
                              "expected hours like 09:00-18:00, or off");
        works = works || c->open[i] < c->close[i];
    }
    return works || yaml_error(f, map, e, "no day of the week is worked");
}

static bool valid_day(int64_t year, int64_t month, int64_t day, int64_t *days)
{
    struct calendar date = {year, (int)month, (int)day};
    *days = calendar_days(date);
    return calendar_valid(date);
}

static bool read_days(const struct yaml_file *f, const struct yaml_strs *list,
                      int64_t **days, struct err *e)
{
    *days = arena_alloc(f->arena, (list->n + 1) * sizeof **days);
    for (size_t i = 0; i < list->n; i++) {
        int64_t n[3];
        if (!picture(list->items[i], "0000-00-00", n) ||
            !valid_day(n[0], n[1], n[2], &(*days)[i]))
            return yaml_error(f, list->nodes[i], e,
                              "expected a date like 2026-03-09");
    }
    return true;
}

static bool read_yearly(const struct yaml_file *f, const struct yaml_strs *list,
                        struct worktime *c, struct err *e)
{
    c->yearly = arena_alloc(f->arena, (list->n + 1) * sizeof *c->yearly);
    c->n_yearly = list->n;
    for (size_t i = 0; i < list->n; i++) {
        int64_t n[2], days;
        if (!picture(list->items[i], "00-00", n) ||
            !valid_day(2024, n[0], n[1], &days))
            return yaml_error(f, list->nodes[i], e,
                              "expected month-day like 01-07");
        c->yearly[i] = (int)(n[0] * 100 + n[1]);
    }
    return true;
}

static bool read_zone(const struct yaml_file *f, struct str s,
                      struct worktime *c, struct err *e)
{
    int64_t n[2] = {0};
    bool west = s.n && s.p[0] == '-';
    if (!picture(s, west ? "-00:00" : "+00:00", n) || n[0] > 14 || n[1] > 59)
        return yaml_error(f, yaml_get(f->root, "zone"), e,
                          "expected hours from UTC like +03:00");
    c->zone = (n[0] * 3600 + n[1] * 60) * (west ? -1 : 1);
    return true;
}

static bool read_profiles(const struct yaml_file *f, const struct yaml_subs *s,
                          struct worktime *c, struct err *e)
{
    c->profiles = s->items;
    c->n_profiles = s->n;
    for (size_t i = 0; i < s->n; i++) {
        const struct worktime_profile *p = &c->profiles[i];
        if (p->days < 0 || p->days > LONGEST_HOLIDAY || (!p->days && !p->work))
            return yaml_error(f, s->nodes[i], e,
                              "a profile needs work: 2h or days: 1");
    }
    return true;
}

bool worktime_load(struct worktime *c, struct arena *a, const char *path,
                   struct err *e)
{
    struct yaml_file f;
    struct worktime_text t = {0};
    if (!yaml_load(&f, a, path, e) || !yaml_read(&f, f.root, CALENDAR, &t, e) ||
        !read_zone(&f, t.zone, c, e) || !read_week(&f, &t.week, c, e) ||
        !read_yearly(&f, &t.yearly, c, e))
        return false;
    c->n_off = t.off.n;
    c->n_on = t.on.n;
    return read_days(&f, &t.off, &c->off, e) &&
           read_days(&f, &t.on, &c->on, e) &&
           read_profiles(&f, &t.profiles, c, e);
}
