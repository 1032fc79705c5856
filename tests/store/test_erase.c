/* SPDX-License-Identifier: MIT
 * store: words that are kept no longer; the chain and verify stay whole. */
#include "tests/store/replied.h"

enum { DAY_S = 86400 };

static bool count_place(void *ctx, const struct person_place *p, struct err *e)
{
    (void)e, (void)p;
    ++*(int *)ctx;
    return true;
}

static bool count_erasable(void *ctx, const struct person_place *p,
                           struct err *e)
{
    (void)e;
    *(int *)ctx += p->erasable;
    return true;
}

static int erasable(struct store *s, const char *who)
{
    struct err e = {0};
    int n = 0;
    ck_ok(store_person_find(s, str_of(who), count_erasable, &n, &e), e);
    return n;
}

static int places(struct store *s, const char *who)
{
    struct err e = {0};
    int n = 0;
    ck_ok(store_person_find(s, str_of(who), count_place, &n, &e), e);
    return n;
}

static int64_t erase(struct store *s, const char *who, const char *told)
{
    struct err e = {0};
    int64_t rows;
    const struct erasing by = {.who = STR("ann"),
                               .reason = STR("letter 17"),
                               .lemmas = STR("иванов"),
                               .now = TEMP_NOW + 60};
    bool ok = store_person_erase(s, str_of(who), &by, &rows, &e);
    ck_assert_msg(ok == !told && (ok || (told && strstr(e.msg, told))), "%s",
                  e.msg);
    return rows;
}

static struct store_audit verified(struct store *s)
{
    struct err e = {0};
    static struct arena a;
    struct store_audit audit;
    arena_clear(&a);
    ck_ok(store_verify(s, &a, &audit, &e), e);
    return audit;
}

static struct mention get(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct mention m;
    bool found;
    ck_ok(store_mention_get(s, a, id, &m, &found, &e) && found, e);
    return m;
}

static void put_as(struct store *s, struct mention *m, enum put_result want)
{
    struct err e = {0};
    enum put_result what;
    ck_ok(store_mention_put(s, m, &what, &e), e);
    ck_assert_int_eq(what, want);
}

/* His post goes with its earlier text; in another's a bar covers him. */
TEST(a_person_goes)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("erase.db");
    int64_t source = temp_source(s, "f");
    struct mention his = temp_mention(source, "a", "", "нет связи в подвале"),
                   other = temp_mention(source, "b", "",
                                        "спросите ИВАНОВА Петра: Иванов Пётр");
    his.post.author = STR("Иванов Петр");
    his.post.url = STR("https://forum.example/u/1");
    put_as(s, &his, PUT_NEW);
    his.post.text = STR("нет связи на даче");
    his.post.text_hash++;
    put_as(s, &his, PUT_EDITED);
    other.post.lemmas = STR("спросить иванов пётр");
    put_as(s, &other, PUT_NEW);
    ck_assert_int_gt(places(s, "иванов петр"), 1);
    ck_assert_int_gt(erase(s, "Иванов Петр", NULL), 1);
    ck_assert_int_eq(
        places(s, "иванов петр") + places(s, "даче") + places(s, "подвале"), 0);
    struct mention left = get(s, &a, his.id), others = get(s, &a, other.id);
    ck_assert(str_eqz(left.post.text, "█████") && !left.post.author.n);
    ck_assert(str_eqz(others.post.text, "спросите █████: █████"));
    ck_assert(str_eqz(others.post.author, "Иван"));
    struct store_audit audit = verified(s);
    ck_assert_int_eq(audit.found, 0);
    ck_assert_int_eq(audit.erasures, 1);
    /* the site shows it still, and changes it */
    put_as(s, &his, PUT_SAME);
    his.post.text_hash++, his.post.text = STR("Иванов Петр пишет снова");
    put_as(s, &his, PUT_SAME);
    ck_assert_int_eq(places(s, "иванов петр"), 0);
    struct erasure_row *rows;
    size_t n;
    ck_ok(store_erasures(s, &a, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 1);
    ck_assert(str_eqz(rows[0].reason, "letter 17") && rows[0].rows > 1);
    ck_assert_int_eq(erase(s, "Иванов Петр", NULL), 0);
    arena_clear(&a);
    store_close(s);
}
END

static int64_t says(struct store *s, int64_t source, const char *key,
                    const char *author, const char *text)
{
    struct mention m = temp_mention(source, key, "", text);
    m.post.author = str_of(author);
    put_as(s, &m, PUT_NEW);
    return m.id;
}

static void text_is(struct store *s, int64_t id, const char *want)
{
    struct arena a = {0};
    struct mention m = get(s, &a, id);
    ck_assert_msg(str_eqz(m.post.text, want), STR_FMT, STR_ARG(m.post.text));
    arena_clear(&a);
}

/* A name is no part of another, nor a number of a longer one. */
TEST(others_of_like_names_stay)
{
    struct store *s = temp_store("alike.db");
    int64_t f = temp_source(s, "f");
    int64_t her = says(s, f, "a", "Anna", "her own words"),
            joan = says(s, f, "b", "Johanna",
                        "ask Marianna, annas, Annabel; Анна"),
            ivan = says(s, f, "c", "Иванов", "Иванов и Ивану, Ёиван"),
            all = says(s, f, "d", "x", "ANNA, (anna) anna-anna «Anna»anna1"),
            number = says(s, f, "e", "y",
                          "+7 912 345-67-89, 89123456789; (912)3456789 "
                          "и 59123456789, 912345678900, 8912345678я");
    /* found are parts of names too; to be erased are those alone */
    ck_assert_int_eq(erasable(s, "Anna"), 2);
    ck_assert_int_eq(places(s, "Anna"), 4);
    ck_assert_int_gt(erase(s, "Anna", NULL), 1);
    ck_assert_int_eq(erasable(s, "Anna"), 0);
    text_is(s, her, "█████");
    text_is(s, joan, "ask Marianna, annas, Annabel; Анна");
    text_is(s, all, "█████, (█████) █████-█████ «█████»anna1");
    (void)erase(s, "Иван", NULL);
    text_is(s, ivan, "Иванов и █████, Ёиван");
    ck_assert_int_eq(erase(s, "8 912 345 67 89", NULL), 1);
    text_is(s, number,
            "+7 █████, 8█████; (█████ и 59123456789, 912345678900, "
            "8912345678я");
    ck_assert_int_eq(verified(s).found, 0);
    store_close(s);
}
END

/* Nor does what JSON writes for a line feed hide it in an event. */
TEST(a_name_that_begins_a_line_goes)
{
    struct err e = {0};
    struct store *s = temp_store("line.db");
    struct mention m = approved(s, "a", "https://forum.example/t/1#5");
    const struct note_row note = {.who = STR("ann"),
                                  .at = TEMP_NOW,
                                  .text = STR("спросить:\nЗоя Ким\nВан")};
    ck_ok(store_case_note(s, m.case_.id, &note, &e), e);
    ck_assert_int_eq(places(s, "Зоя Ким"), 2);
    ck_assert_int_gt(erase(s, "Зоя Ким", NULL), 1);
    ck_assert_int_eq(places(s, "Зоя Ким"), 0);
    ck_assert_int_eq(verified(s).found, 0);
    store_close(s);
}
END

static bool is_form(struct arena *a, const char *of, const char *form)
{
    struct str rest = store_person_forms(a, str_of(of)), one;
    while (str_split(&rest, ' ', &one))
        if (str_eqz(one, form))
            return true;
    return false;
}

/* Names in their cases, folded; a woman's name is no form of a man's. */
TEST(names_have_their_cases)
{
    static const struct {
        const char *name, *forms[7], *not ;
    } NAMES[] = {
        {"Олег", {"олега", "олегу", "олегом", "олеге"}, "олежка"},
        {"Павел", {"павла", "павлу", "павлом", "павле"}, "паве"},
        {"Лев", {"льва", "льву", "львом", "льве"}, "лена"},
        {"Королёв", {"королева", "королеву", "королевым"}, "корольва"},
        {"Андрей", {"андрея", "андрею", "андреем", "андрее"}, "андрон"},
        {"Юрий", {"юрия", "юрию", "юрием", "юрии"}, "юрьев"},
        {"Игорь", {"игоря", "игорю", "игорем", "игоре"}, "игорев"},
        {"Илья", {"ильи", "илье", "илью", "ильей"}, "ильин"},
        {"Любовь", {"любови", "любовью"}, "любава"},
        {"Анна", {"анны", "анне", "анну", "анной", "анною"}, "аннин"},
        {"Мария", {"марии", "марию", "марией"}, "марьин"},
        {"Петров",
         {"петрова", "петрову", "петровым", "петрове", "петровых"},
         "петровой"},
        {"Петрова", {"петровой", "петрову", "петровою"}, "петров"},
        {"Чайковский",
         {"чайковского", "чайковскому", "чайковским", "чайковском"},
         "чайковской"},
        {"Чайковская", {"чайковской", "чайковскую"}, "чайковский"},
        {"Толстой", {"толстого", "толстому", "толстым", "толстом"}, "толстая"},
        {"Кузнец", {"кузнеца", "кузнецу", "кузнецом"}, "кузнецова"},
        {"Шевченко", {"шевченко"}, "шевченка"},
        {"Юрьевич", {"юрьевича", "юрьевичу", "юрьевичем"}, "юрьевна"},
        {"Smith", {"smith", "smiths"}, "smithson"},
        {"Ли", {"ли"}, "лиа"},
        {"help@v.example", {"help@v.example"}, "help@v.examples"},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        for (size_t k = 0; k < 7 && NAMES[i].forms[k]; k++)
            ck_assert_msg(is_form(&a, NAMES[i].name, NAMES[i].forms[k]), "%s",
                          NAMES[i].forms[k]);
        ck_assert_msg(!is_form(&a, NAMES[i].name, NAMES[i].not ), "%s",
                      NAMES[i].not );
    }
    arena_clear(&a);
}
END

static void note_of(struct store *s, int64_t case_id, const char *text)
{
    struct err e = {0};
    const struct note_row note = {
        .who = STR("ann"), .at = TEMP_NOW, .text = str_of(text)};
    ck_ok(store_case_note(s, case_id, &note, &e), e);
}

static int64_t notes(const char *file, const char *text)
{
    char query[300];
    snprintf(query, sizeof query,
             "SELECT count(*) FROM case_note WHERE text = '%s'", text);
    return place_ask(temp_path(file), query);
}

/* Our own words have him in other cases: they go where they stand as a name;
 * what only sounds alike, and whoever is called so, stays. */
TEST(other_forms_of_a_name_go)
{
    struct store *s = temp_store("forms.db");
    struct mention m = approved(s, "a", "https://forum.example/t/1#5");
    int64_t f = temp_source(s, "g"),
            hers = says(s, f, "h", "Петрова", "нет света у Петрова");
    note_of(s, m.case_.id, "Передали Олегу Петрову,\nолега петрова не звать");
    note_of(s, m.case_.id, "Олега ждут, Петрова тоже; с Олегом  Петровым был");
    note_of(s, m.case_.id, "the Smiths and Mr Smith; Smith's, smiths");
    ck_assert_int_eq(places(s, "Олег Петров"), 4); /* notes and events */
    ck_assert_int_gt(erase(s, "Олег Петров", NULL), 3);
    ck_assert_int_eq(places(s, "Олег Петров"), 0);
    ck_assert_int_eq(
        notes("forms.db", "Передали █████,\nолега петрова не звать"), 1);
    ck_assert_int_eq(notes("forms.db", "Олега ждут, Петрова тоже; с █████ был"),
                     1);
    text_is(s, hers, "нет света у Петрова");
    ck_assert_int_gt(erase(s, "Петров", NULL), 0);
    text_is(s, hers, "нет света у █████");
    struct arena a = {0};
    ck_assert(str_eqz(get(s, &a, hers).post.author, "Петрова"));
    ck_assert_int_gt(erase(s, "Smith", NULL), 0);
    ck_assert_int_eq(
        notes("forms.db", "the █████ and Mr █████; █████''s, smiths"), 1);
    ck_assert_int_eq(verified(s).found, 0);
    arena_clear(&a);
    store_close(s);
}
END

TEST(what_may_not_be_erased)
{
    struct err e = {0};
    struct store *s = temp_store("refuse.db");
    const struct user_row u = {.login = STR("igor"),
                               .name = STR("Игорь Волков"),
                               .role = STR("head"),
                               .lang = STR("ru"),
                               .password = STR("x")};
    ck_ok(store_user_put(s, &u, STR("root@cli"), TEMP_NOW, &e), e);
    (void)erase(s, "Волков", "our own");
    (void)erase(s, "igor", "our own");
    (void)erase(s, "ив", "letters");
    (void)erase(s, "letter", "the reason stays");
    ck_assert_int_eq(verified(s).erasures, 0);
    store_close(s);
}
END

/* A number of his in an event of ours, which goes on to be proven; twice. */
TEST(events_are_vouched_for)
{
    struct err e = {0};
    struct store *s = temp_store("vouch.db");
    struct mention m = approved(s, "a", "https://forum.example/t/1#5");
    const struct note_row note = {
        .who = STR("ann"),
        .at = TEMP_NOW,
        .text = STR("Олег Тарасов, +7 912 345-67-89, просил Марину Юрьевну")};
    ck_ok(store_case_note(s, m.case_.id, &note, &e), e);
    ck_assert_int_eq(places(s, "8 912 3456789"), 2);
    ck_assert_int_gt(erase(s, "8 912 3456789", NULL), 0);
    ck_assert_int_gt(erase(s, "Марину Юрьевну", NULL), 0);
    ck_assert_int_eq(places(s, "9123456789") + places(s, "юрьевну"), 0);
    ck_assert_int_eq(places(s, "Олег Тарасов"), 2);
    struct store_audit audit = verified(s);
    ck_assert_int_eq(audit.found, 0);
    ck_assert_int_eq(audit.erasures, 2);
    ck_assert_int_eq(audit.erased, 1);
    store_close(s);
    ck_assert(place_sql(temp_path("vouch.db"),
                        "UPDATE event SET detail = '{\"text\":\"█████\"}'"
                        " WHERE what = 'note'"));
    s = store_open(place_url(temp_path("vouch.db")), STORE_UNCHECKED, &e);
    ck_ok(s, e);
    ck_assert_int_eq(verified(s).found, 1);
    store_close(s);
}
END

static int64_t retain(struct store *s, struct retention r, int64_t now)
{
    struct err e = {0};
    int64_t rows;
    ck_ok(store_retain(s, &r, now, &rows, &e), e);
    return rows;
}

/* What is worked on stays; the rest goes kind by kind, once a day. */
TEST(words_have_their_time)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("retain.db");
    int64_t source = temp_source(s, "f");
    struct mention waits = temp_mention(source, "a", "", "нет связи"),
                   thanks = temp_mention(source, "b", "", "спасибо большое");
    thanks.decision.template = STR("");
    thanks.decision.solution = STR("C");
    thanks.decision.profile = STR("");
    thanks.decision.due = 0;
    put_as(s, &waits, PUT_NEW);
    put_as(s, &thanks, PUT_NEW);
    const struct retention r = {.authors = 30 * DAY_S, .texts = 60 * DAY_S};
    ck_assert_int_eq(retain(s, (struct retention){0}, (int64_t)TEMP_NOW * 2),
                     0);
    ck_assert_int_eq(retain(s, r, TEMP_NOW + 29 * DAY_S), 0);
    ck_assert_int_eq(retain(s, r, TEMP_NOW + 31 * DAY_S), 1);
    struct mention m = get(s, &a, thanks.id);
    ck_assert(!m.post.author.n && str_eqz(m.post.text, "спасибо большое"));
    ck_assert(get(s, &a, waits.id).post.author.n);
    ck_assert_int_eq(retain(s, r, TEMP_NOW + 61 * DAY_S), 1);
    ck_assert_int_eq(retain(s, r, TEMP_NOW + 62 * DAY_S), 0);
    ck_assert(str_eqz(get(s, &a, thanks.id).post.text, "█████"));
    ck_assert(str_eqz(get(s, &a, waits.id).post.text, "нет связи"));
    /* a clock that is put right judges no bar */
    m = get(s, &a, thanks.id);
    ck_assert_uint_eq(m.post.erased, ERASE_AUTHOR | ERASE_TEXT);
    m.verdict.type = STR("rant");
    ck_ok(store_mention_redecide(s, &m, &e), e);
    ck_assert(str_eqz(get(s, &a, thanks.id).verdict.type, "broken"));
    ck_assert_int_eq(verified(s).found, 0);
    ck_assert_int_eq(verified(s).erasures, 2);
    arena_clear(&a);
    store_close(s);
}
END

/* A post about two brands; the first of its mentions. */
static struct mention of_two(int64_t source, const char *key, const char *text,
                             struct mention also[1])
{
    struct mention m = temp_mention(source, key, key, text);
    temp_solve(&m, "C");
    m.decision.draft = STR("");
    *also = m;
    also->post.brand = STR("Бета");
    m.also = also, m.n_also = 1;
    return m;
}

/* Words of a post go in all of its mentions, or in none while one is worked on;
 * an edit brings none back. */
TEST(a_post_goes_whole)
{
    struct arena a = {0};
    struct store *s = temp_store("post.db");
    int64_t f = temp_source(s, "f");
    const struct retention r = {.authors = 30 * DAY_S, .texts = 30 * DAY_S};
    struct mention also[3], done = of_two(f, "a", "нет связи", &also[0]),
                            busy = of_two(f, "b", "нет света", &also[1]);
    temp_solve(&also[1], "A");
    also[1].decision.draft = STR("Поможем.");
    put_as(s, &done, PUT_NEW);
    put_as(s, &busy, PUT_NEW);
    ck_assert_int_eq(retain(s, r, TEMP_NOW + 31 * DAY_S), 4);
    for (int64_t id = 1; id <= 4; id++) {
        struct mention m = get(s, &a, id);
        ck_assert(str_eqz(m.post.text, "█████") == (id < 3));
        ck_assert(!m.post.author.n == (id < 3));
    }
    done.post.text = STR("связь есть"), done.post.text_hash++;
    put_as(s, &done, PUT_SAME);
    busy.post.text = STR("свет есть"), busy.post.text_hash++;
    also[1].post.text = busy.post.text, also[1].post.text_hash++;
    put_as(s, &busy, PUT_EDITED);
    text_is(s, 1, "█████");
    text_is(s, 2, "█████");
    text_is(s, 3, "свет есть");
    text_is(s, 4, "свет есть");
    (void)erase(s, "Иван", NULL);
    text_is(s, 3, "█████");
    text_is(s, 4, "█████");
    ck_assert_int_eq(verified(s).found, 0);
    arena_clear(&a);
    store_close(s);
}
END

/* Whose author alone was erased gets none anew with another brand. */
TEST(an_author_stays_erased)
{
    struct arena a = {0};
    struct store *s = temp_store("author.db");
    int64_t f = temp_source(s, "f");
    struct mention also[1], m = of_two(f, "a", "нет связи", also);
    m.n_also = 0;
    put_as(s, &m, PUT_NEW);
    const struct retention r = {.authors = 30 * DAY_S};
    ck_assert_int_eq(retain(s, r, TEMP_NOW + 31 * DAY_S), 1);
    m.n_also = 1, m.post.text = also->post.text = STR("нет нигде");
    also->post.text_hash = ++m.post.text_hash;
    put_as(s, &m, PUT_EDITED);
    ck_assert_int_eq(places(s, "Иван"), 0);
    text_is(s, 2, "нет нигде");
    arena_clear(&a);
    store_close(s);
}
END

/* What was dismissed at the desk, and what another case took up. */
TEST(words_of_all_cases_that_are_over)
{
    struct err e = {0};
    struct store *s = temp_store("over.db");
    const struct retention r = {.cases = 30 * DAY_S};
    struct mention no = waiting(s, "a"), yes = waiting(s, "b"),
                   joins = waiting(s, "c");
    ck_ok(store_case_dismiss(s, no.case_.id, STR("ann"), STR("Зоя так сказала"),
                             TEMP_NOW, &e),
          e);
    ck_ok(store_case_join(s, yes.case_.id, joins.id, STR("ann"), TEMP_NOW, &e),
          e);
    ck_assert_int_eq(retain(s, r, TEMP_NOW + 29 * DAY_S), 0);
    ck_assert_int_gt(retain(s, r, TEMP_NOW + 31 * DAY_S), 0);
    ck_assert_int_eq(places(s, "Зоя"), 0);
    const char *path = temp_path("over.db");
    ck_assert_int_eq(temp_ask(path, "SELECT count(*) FROM cases"
                                    " WHERE erased = 1"),
                     1);
    ck_ok(store_case_dismiss(s, yes.case_.id, STR("ann"), STR("нет"), TEMP_NOW,
                             &e),
          e);
    ck_assert_int_gt(retain(s, r, TEMP_NOW + 32 * DAY_S), 0);
    (void)retain(s, r, TEMP_NOW + 33 * DAY_S);
    ck_assert_int_eq(temp_ask(path, "SELECT count(*) FROM cases"
                                    " WHERE erased = 1"),
                     3);
    ck_assert_int_eq(retain(s, r, TEMP_NOW + 34 * DAY_S), 0);
    ck_assert_int_eq(verified(s).found, 0);
    store_close(s);
}
END

/* A reason to put off, a proposal, a saved view, the address of a thread. */
TEST(what_was_written_of_him_aside_goes)
{
    struct err e = {0};
    struct store *s = temp_store("aside.db");
    struct mention m = waiting(s, "a");
    ck_assert_int_gt(m.id, 0);
    struct proposal_row p = {
        .who = STR("ann"), .at = TEMP_NOW, .what = STR("как просит Зоя Ким")};
    struct saved_view views[] = {
        {.login = STR("ann"), .name = STR("Зоя Ким"), .query = STR("type=a")},
        {.login = STR("ann"),
         .name = STR("x"),
         .query = STR("author=%D0%97%D0%BE%D1%8F+%D0%9A%D0%B8%D0%BC&unsure=1")},
        {.login = STR("ann"), .name = STR("y"), .query = STR("unsure=1")}};
    ck_ok(store_proposal_add(s, &p, 0, &e), e);
    for (int i = 0; i < 3; i++)
        ck_ok(store_view_save(s, &views[i], TEMP_NOW, &e), e);
    store_close(s);
    const char *path = temp_path("aside.db");
    ck_assert(place_sql(path, "UPDATE cases SET asleep_why = 'Зоя Ким хочет'"));
    s = store_open(place_url(path), STORE_UNCHECKED, &e);
    ck_ok(s, e);
    ck_assert_int_gt(places(s, "зоя ким"), 4);
    ck_assert_int_gt(erase(s, "Зоя Ким", NULL), 4);
    ck_assert_int_eq(places(s, "зоя ким"), 0);
    ck_assert_int_eq(temp_ask(path, "SELECT count(*) FROM saved_view"), 1);
    ck_assert_int_eq(temp_ask(path, "SELECT count(*) FROM cases"
                                    " WHERE asleep_why = '█████ хочет'"),
                     1);
    ck_assert_int_eq(temp_ask(path, "SELECT count(*) FROM proposal"
                                    " WHERE what = 'как просит █████'"),
                     1);
    store_close(s);
    ck_assert(!place_sql(path, "UPDATE proposal SET what = 'иначе'"));
}
END

TEST_MAIN("words that are kept no longer", a_person_goes,
          others_of_like_names_stay, a_name_that_begins_a_line_goes,
          names_have_their_cases, other_forms_of_a_name_go,
          what_may_not_be_erased, events_are_vouched_for, words_have_their_time,
          a_post_goes_whole, an_author_stays_erased,
          words_of_all_cases_that_are_over, what_was_written_of_him_aside_goes)
