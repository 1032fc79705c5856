/* SPDX-License-Identifier: MIT
 * Incidents: what joins by itself and what never does, what people do with
 * them; on both databases. */
#include "tests/store/temp.h"

struct told {
    const char *event, *place, *thread, *author;
    int minutes; /* after the first */
    int with;    /* number of an earlier one it joins, -1 of none */
    const char *type, *flags;
};

/* Puts them one by one; each must be of the incident of `with`. */
static void all_join(struct store *s, int64_t source, const struct told *told,
                     size_t n)
{
    struct err e = {0};
    struct arena a = {0};
    int64_t ids[32], incident[32];
    for (size_t i = 0; i < n; i++) {
        struct str key = str_printf(&a, "k%zu", i);
        struct mention m = temp_mention(source, key.p, "", key.p);
        m.post.thread = str_of(told[i].thread);
        m.post.author = str_of(told[i].author);
        m.post.published = TEMP_NOW + told[i].minutes * 60L;
        m.verdict.type = str_of(told[i].type ? told[i].type : "broken");
        m.verdict.event = str_of(told[i].event);
        m.verdict.place = str_of(told[i].place);
        m.verdict.flags = str_of(told[i].flags ? told[i].flags : "[]");
        ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
        ids[i] = m.id;
        ck_ok(store_incident_of(s, ids[i], &incident[i], &e), e);
        for (size_t k = 0; told[i].with < 0 && k < i; k++)
            ck_assert_msg(!incident[i], "%zu is of one", i);
        if (told[i].with < 0)
            continue;
        int64_t other;
        ck_ok(store_incident_of(s, ids[told[i].with], &other, &e), e);
        ck_assert_msg(incident[i] && incident[i] == other, "%zu: %ld, not %ld",
                      i, (long)incident[i], (long)other);
    }
    arena_clear(&a);
}

TEST(the_same_thing_is_one_incident)
{
    static const struct told told[] = {
        {"internet", "лесной", "t1", "Пётр", 0, -1, NULL, NULL},
        {"internet", "лесная", "t2", "Ира", 5, 0, NULL, NULL}, /* place */
        {"internet", "", "t1", "Олег", 9, 0, NULL, NULL},      /* thread */
        {"same", "", "t1", "Вова", 20, 0, "neutral", NULL},
        {"internet", "", "t3", "Анна", 21, -1, NULL, NULL},      /* elsewhere */
        {"internet", "мира", "t1", "Глеб", 22, -1, NULL, NULL},  /* not there */
        {"internet", "лесной", "t4", "Пётр", 23, 0, NULL, NULL}, /* by others */
        {"power", "лесной", "t1", "Дина", 24, -1, NULL, NULL},
        {"", "", "t1", "Марк", 25, -1, NULL, NULL}, /* prices, say */
        {"internet", "лесной", "t1", "Эля", 26, -1, "praise", NULL},
        {"internet", "лесной", "t1", "Рома", 27, -1, NULL, "[\"death\"]"},
        /* two things are told in the thread now: of which is "+1"? */
        {"same", "", "t1", "Юра", 28, -1, "neutral", NULL},
        {"internet", "лесной", "t5", "Нина", 60 * 72, -1, NULL, NULL},
    };
    struct store *s = temp_store("incident.db");
    all_join(s, temp_source(s, "f"), told, sizeof told / sizeof *told);
    ck_assert(temp_verifies(s));
    store_close(s);
}
END

/* His own second post makes no incident, nor do two who only agree. */
TEST(one_author_is_not_many)
{
    static const struct told told[] = {
        {"app", "", "t1", "Пётр", 0, -1, NULL, NULL},
        {"app", "", "t1", "Пётр", 1, -1, NULL, NULL},
        {"same", "", "t2", "Ира", 2, -1, NULL, NULL},
        {"same", "", "t2", "Олег", 3, -1, NULL, NULL},
    };
    struct store *s = temp_store("alone.db");
    all_join(s, temp_source(s, "f"), told, sizeof told / sizeof *told);
    store_close(s);
}
END

TEST(people_join_split_tell_and_close)
{
    static const struct told told[] = {
        {"internet", "лесной", "t1", "Пётр", 0, -1, NULL, NULL},
        {"internet", "", "t1", "Ира", 1, 0, NULL, NULL},
        {"", "", "t1", "Олег", 2, -1, NULL, NULL},
    };
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("hand.db");
    struct incident_act act = {.who = STR("ann"), .now = TEMP_NOW};
    struct incident_row row;
    struct spot_row *spots;
    struct case_file f;
    bool found;
    size_t n;
    int64_t id;
    all_join(s, temp_source(s, "f"), told, 3);
    act.incident = 1, act.mention = 3, act.words = STR("звонил");
    ck_ok(store_incident_join(s, &act, &e), e);
    ck_assert(!store_incident_join(s, &act, &e)); /* once */
    act.words = STR("Авария, до 18:00");
    ck_ok(store_incident_tell(s, &act, &e), e);
    ck_ok(store_incident_spots(s, &a, 1, &spots, &n, &e), e);
    ck_assert_uint_eq(n, 3);
    for (size_t i = 0; i < n; i++) {
        ck_ok(store_case_get(s, &a, spots[i].case_id, &f, &found, &e), e);
        ck_assert_uint_eq(f.n_notes, 1);
        ck_assert_str(f.notes[0].text, "Авария, до 18:00");
    }
    act.mention = 2, act.words = STR("другое");
    ck_ok(store_incident_split(s, &act, &e), e);
    ck_ok(store_incident_of(s, 2, &id, &e), e);
    ck_assert_int_eq(id, 0);
    ck_assert(!store_incident_split(s, &act, &e));
    act.words = STR("Починили");
    ck_ok(store_incident_close(s, &act, &e), e);
    ck_assert(!store_incident_tell(s, &act, &e));
    ck_ok(store_case_get(s, &a, spots[0].case_id, &f, &found, &e), e);
    ck_assert_uint_eq(f.n_notes, 2);
    ck_ok(store_case_get(s, &a, spots[1].case_id, &f, &found, &e), e);
    ck_assert_uint_eq(f.n_notes, 1); /* it was out */
    ck_ok(store_incident(s, &a, 1, &row, &e), e);
    ck_assert(row.closed && row.mentions == 2 && str_eqz(row.place, "лесной") &&
              str_eqz(row.truth_by, "ann"));
    ck_assert(temp_verifies(s));
    store_close(s);
    arena_clear(&a);
}
END

TEST_MAIN("store_incident", the_same_thing_is_one_incident,
          one_author_is_not_many, people_join_split_tell_and_close)
