/* SPDX-License-Identifier: MIT
 * matrix: working time, by the Russian calendar at UTC+3. */
#include "base/worktime.h"

#include "base/calendar.h"

#include <string.h>

#include "tests/matrix/matrix_help.h"

static struct arena arena;

static struct worktime load(const char *path)
{
    struct worktime c = {0};
    struct err e = {0};
    ck_ok(worktime_load(&c, &arena, path, &e), e);
    return c;
}

/* "2026-11-20 17:30" in Moscow as epoch seconds. */
static int64_t moscow(const char *text)
{
    int64_t n[5];
    static const size_t AT[] = {0, 5, 8, 11, 14}, LEN[] = {4, 2, 2, 2, 2};
    for (int i = 0; i < 5; i++)
        ck_assert(str_int(str_part(str_of(text), AT[i], LEN[i]), &n[i]));
    return calendar_days((struct calendar){n[0], (int)n[1], (int)n[2]}) *
               86400 +
           n[3] * 3600 + n[4] * 60 - 3 * 3600;
}

static const struct {
    const char *from, *profile, *due;
} CASES[] = {
    {"2026-11-23 12:00", "quick", "2026-11-23 14:00"},
    {"2026-11-23 16:00", "quick", "2026-11-23 18:00"}, /* to the last minute */
    {"2026-11-23 16:01", "quick", "2026-11-24 09:01"},
    {"2026-11-23 07:00", "quick", "2026-11-23 11:00"}, /* before opening */
    {"2026-11-23 18:00", "quick", "2026-11-24 11:00"}, /* at closing */
    {"2026-11-20 17:30", "quick", "2026-11-23 10:30"}, /* Friday evening */
    {"2026-11-20 23:59", "quick", "2026-11-23 11:00"},
    {"2026-11-21 12:00", "quick", "2026-11-23 11:00"}, /* Saturday */
    {"2026-11-20 17:30", "day", "2026-11-23 17:30"},
    {"2026-11-21 12:00", "day", "2026-11-24 09:00"}, /* starts on Monday */
    {"2026-11-20 10:00", "three-days", "2026-11-25 10:00"},
    {"2026-11-03 17:00", "quick", "2026-11-05 10:00"}, /* Unity Day */
    {"2026-11-03 17:00", "day", "2026-11-05 17:00"},
    {"2026-12-30 17:00", "quick", "2027-01-11 10:00"}, /* New Year */
    {"2026-12-30 17:00", "three-days", "2027-01-13 17:00"},
    {"2026-03-06 17:30", "quick", "2026-03-10 10:30"}, /* moved 8 March */
    {"2026-02-20 17:30", "day", "2026-02-24 17:30"},
    /* The last Sundays of March and October: no hour appears or is lost. */
    {"2026-03-27 17:30", "day", "2026-03-30 17:30"},
    {"2026-10-23 17:30", "day", "2026-10-26 17:30"},
};

TEST(deadlines_are_in_working_time)
{
    struct worktime c = load("rules/calendar/ru.yaml");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const struct worktime_profile *p =
            worktime_profile(&c, str_of(CASES[i].profile));
        ck_assert_ptr_nonnull(p);
        int64_t due = worktime_due(&c, p, moscow(CASES[i].from));
        ck_assert_msg(due == moscow(CASES[i].due),
                      "case %zu: %s %s is %+lld s off", i, CASES[i].from,
                      CASES[i].profile,
                      (long long)(due - moscow(CASES[i].due)));
    }
    arena_clear(&arena);
}
END

TEST(terms_count_days_and_hours)
{
    struct worktime c = load("rules/calendar/ru.yaml");
    ck_assert_int_eq(worktime_term(&c, moscow("2026-11-20 12:00"), 2 * 86400),
                     moscow("2026-11-24 12:00"));
    ck_assert_int_eq(worktime_term(&c, moscow("2026-11-20 17:00"), 4 * 3600),
                     moscow("2026-11-23 12:00"));
    ck_assert_int_eq(
        worktime_term(&c, moscow("2026-11-20 17:00"), 86400 + 4 * 3600),
        moscow("2026-11-24 12:00"));
    arena_clear(&arena);
}
END

/* What was left when it stopped is left when it goes on: over nights, weekends,
 * the New Year's holidays, from moments at which nobody works. */
TEST(what_stood_still_goes_on)
{
    static const struct {
        const char *since, *due, *now, *want;
    } STILL[] = {
        {"2026-11-23 12:00", "2026-11-23 14:00", "2026-11-23 13:00",
         "2026-11-23 15:00"},
        {"2026-11-20 17:00", "2026-11-23 11:00", "2026-11-25 17:30",
         "2026-11-26 11:30"}, /* 1 h of Friday, 2 of Monday */
        {"2026-11-23 12:00", "2026-11-23 14:00", "2026-11-28 15:00",
         "2026-11-30 11:00"}, /* goes on at a weekend */
        {"2026-11-21 12:00", "2026-11-23 10:00", "2026-11-24 09:30",
         "2026-11-24 10:30"}, /* stopped at a weekend */
        {"2026-12-30 12:00", "2026-12-30 14:00", "2027-01-05 10:00",
         "2027-01-11 11:00"},
        {"2026-11-23 00:00", "2026-11-23 09:00", "2026-11-24 03:00",
         "2026-11-24 09:00"}, /* nothing was left */
        {"2026-11-21 12:00", "2026-11-29 18:00", "2026-11-21 13:00",
         "2026-11-29 18:00"}, /* a Sunday was promised */
    };
    struct worktime c = load("rules/calendar/ru.yaml");
    for (size_t i = 0; i < sizeof STILL / sizeof *STILL; i++) {
        int64_t due =
            worktime_later(&c, moscow(STILL[i].since), moscow(STILL[i].due),
                           moscow(STILL[i].now));
        ck_assert_msg(due == moscow(STILL[i].want), "case %zu: %+lld s off", i,
                      (long long)(due - moscow(STILL[i].want)));
    }
    ck_assert_int_eq(worktime_between(&c, moscow("2026-11-20 12:00"),
                                      moscow("2026-11-23 12:00")),
                     (6 + 3) * 3600);
    arena_clear(&arena);
}
END

/* A deadline never lies outside working hours, never before its start, and a
 * later start never has an earlier deadline. Every 37 minutes of two years. */
TEST(deadlines_are_sane)
{
    struct worktime c = load("rules/calendar/ru.yaml");
    const struct worktime_profile *p = worktime_profile(&c, STR("quick"));
    int64_t before = 0;
    for (int64_t at = moscow("2026-01-01 00:00");
         at < moscow("2028-01-01 00:00"); at += 37 * 60) {
        int64_t due = worktime_due(&c, p, at);
        int64_t clock = (due + c.zone) % 86400;
        ck_assert(due >= at + 7200 && due >= before);
        ck_assert(clock >= 9 * 3600 && clock <= 18 * 3600);
        before = due;
    }
    arena_clear(&arena);
}
END

TEST(days_are_named)
{
    struct worktime c = load("rules/calendar/ru.yaml");
    int64_t at = moscow("2026-11-24 00:30");
    ck_assert_str(worktime_day(&c, &arena, at, STR("ru")), "24 ноября");
    ck_assert_str(worktime_day(&c, &arena, at, STR("en")), "24 November");
    arena_clear(&arena);
}
END

static const struct {
    const char *from, *to, *error;
} BAD[] = {
    {"zone: '+03:00'", "zone: '3'", ":4:7: expected hours from UTC"},
    {"mon: 09:00-18:00", "mon: 18:00-09:00", ": expected hours like"},
    {"mon: 09:00-18:00", "mno: 09:00-18:00", ":6:3: unknown key 'mno'"},
    {"05-09, 06-12", "05-32, 06-12", ": expected month-day like"},
    {"2026-03-09", "2026-02-30", ": expected a date like"},
    {"work: 2h", "work: 0", ": a profile needs work: 2h or days: 1"},
};

TEST(errors_say_where)
{
    const char *path = help_temp("calendar.yaml");
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        struct buf text;
        struct err e = {0};
        struct worktime c = {0};
        buf_init(&text, 1 << 20);
        ck_ok(buf_read_file(&text, "rules/calendar/ru.yaml", &e), e);
        char *at = strstr(text.p, BAD[i].from);
        ck_assert_ptr_nonnull(at);
        FILE *f = fopen(path, "w");
        fwrite(text.p, 1, (size_t)(at - text.p), f);
        fputs(BAD[i].to, f);
        fputs(at + strlen(BAD[i].from), f);
        fclose(f);
        buf_clear(&text);
        ck_assert(!worktime_load(&c, &arena, path, &e));
        ck_assert_msg(strstr(e.msg, BAD[i].error) && strchr(e.msg, '^'),
                      "case %zu: %s", i, e.msg);
        remove(path);
    }
    arena_clear(&arena);
}
END

TEST_MAIN("worktime", deadlines_are_in_working_time, what_stood_still_goes_on,
          terms_count_days_and_hours, deadlines_are_sane, days_are_named,
          errors_say_where)
