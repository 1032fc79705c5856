/* SPDX-License-Identifier: MIT
 * matrix: reply templates: parsing, filling, hostile values, the linter. */
#include <string.h>
#include <sys/stat.h>

#include "matrix/internal.h"
#include "tests/matrix/matrix_help.h"

static const char FAS[] = "rules/matrix/fas.yaml";

static const struct {
    const char *text, *fault; /* NULL: it parses */
    size_t at;
} TEMPLATES[] = {
    {"", NULL, 0},
    {"Hello {author}!", NULL, 0},
    {"{?author}{author}, {/}hello {!author}there{/}", NULL, 0},
    {"Hello {autor}!", "unknown field 'autor'; did you mean 'author'?", 7},
    {"{?autor}x{/}", "unknown field 'autor'; did you mean 'author'?", 2},
    {"Hello {author!", "{ without }", 6},
    {"Hello {auth{or}", "{ without }", 6},
    {"Hello }", "} without {", 6},
    {"a {/} b", "{/} closes nothing", 2},
    {"ab {?author} c", "the section is not closed with {/}", 3},
    {"{?author}{?due}x{/}{/}", "a section inside a section", 9},
    {"{}", "unknown field ''", 1},
    {"{?kind-word}thanks{/}", NULL, 0},
    {"{kind-word}", "it has no words: only {?...} and {!...}", 0},
    {"{called}", "it has no words: only {?...} and {!...}", 0},
};

TEST(templates_parse_or_say_where)
{
    for (size_t i = 0; i < sizeof TEMPLATES / sizeof *TEMPLATES; i++) {
        struct arena a = {0};
        struct template t;
        struct template_fault fault = {0};
        bool ok = template_parse(&t, &a, str_of(TEMPLATES[i].text), &fault);
        ck_assert_msg(ok == !TEMPLATES[i].fault, "case %zu: %s", i, fault.msg);
        if (!ok) {
            ck_assert_str_eq(fault.msg, TEMPLATES[i].fault);
            ck_assert_msg(fault.at == TEMPLATES[i].at, "case %zu: at %zu", i,
                          fault.at);
        }
        arena_clear(&a);
    }
}
END

static const struct {
    const char *text, *author, *due, *result; /* result NULL: an error */
} FILLED[] = {
    {"{author}, hello", "Ann", "", "Ann, hello"},
    {"{author}, hello", "", "", NULL},
    {"{?author}{author}, {/}{!author}Dear all, {/}x", "Ann", "", "Ann, x"},
    {"{?author}{author}, {/}{!author}Dear all, {/}x", "", "", "Dear all, x"},
    {"{?author}by {due}{/}x", "", "", "x"},
    {"{?author}by {due}{/}x", "Ann", "", NULL},
    {"{author}{author}", "{due}", "y", "{due}{due}"}, /* never read again */
};

TEST(values_are_put_in_once)
{
    for (size_t i = 0; i < sizeof FILLED / sizeof *FILLED; i++) {
        struct arena a = {0};
        struct template t;
        struct template_fault fault;
        struct err e = {0};
        struct buf out;
        struct str v[FIELD_COUNT] = {[FIELD_AUTHOR] = str_of(FILLED[i].author),
                                     [FIELD_DUE] = str_of(FILLED[i].due)};
        buf_init(&out, 1000);
        ck_assert(template_parse(&t, &a, str_of(FILLED[i].text), &fault));
        bool ok = template_fill(&t, v, &out, &e);
        ck_assert_msg(ok == (FILLED[i].result != NULL), "case %zu: %s", i,
                      e.msg);
        if (ok)
            ck_assert_str(buf_view(&out), FILLED[i].result);
        else
            ck_assert_msg(strstr(e.msg, "no value for {"), "case %zu: %s", i,
                          e.msg);
        buf_clear(&out);
        arena_clear(&a);
    }
}
END

static const struct {
    const char *name, *clean;
} NAMES[] = {
    {"Ирина", "Ирина"},
    {"  Anna \t Maria\n", "Anna Maria"},
    {"user_17", "user_17"},
    {"O'Neil", "O'Neil"},
    {"Ан\u00adна\u200b", "Анна"},       /* soft hyphen, zero width */
    {"\u202egnp.exe\u202c", "gnp.exe"}, /* right-to-left override */
    {"\u2067abc\u2069", "abc"},         /* isolates */
    {"{contact}", ""},
    {"{?author}", ""},
    {"<b>bold</b>", ""},
    {"[url=x]", ""},
    {"**md**", ""},
    {"http://spam.example", ""},
    {"www.spam.example", ""},
    {"\"><script>", ""},
    {"...", ""},
    {"\u200b\u200b", ""},
    {"", ""},
    {"a\x01\x02z", "az"},
    {"bad \xff utf", ""},
    {"line\nbreak", "line break"},
};

TEST(foreign_names_are_made_fit)
{
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        struct arena a = {0};
        struct str clean = template_clean(&a, str_of(NAMES[i].name), 60);
        ck_assert_msg(str_eqz(clean, NAMES[i].clean),
                      "case %zu: \"" STR_FMT "\", wanted \"%s\"", i,
                      STR_ARG(clean), NAMES[i].clean);
        arena_clear(&a);
    }
    struct arena a = {0};
    char longest[400];
    memset(longest, 'a', sizeof longest);
    struct str name = {longest, sizeof longest};
    ck_assert_uint_eq(template_clean(&a, name, 60).n, 60);
    arena_clear(&a);
}
END

TEST(foreign_addresses_are_made_fit)
{
    static const struct {
        const char *url;
        bool fit;
    } URLS[] = {{"https://a.example/t?p=1#post-3", true},
                {"http://a.example/форум", true},
                {"javascript:alert(1)", false},
                {"https://a.example/{contact}", false},
                {"https://a.example/ x", false},
                {"https://a.example/\"onclick", false},
                {"https://a.example/\u202ex", false},
                {"", false}};
    for (size_t i = 0; i < sizeof URLS / sizeof *URLS; i++)
        ck_assert_msg((template_clean_url(str_of(URLS[i].url)).n > 0) ==
                          URLS[i].fit,
                      "case %zu", i);
}
END

/* Every template is some row's, so that editing one shows somewhere; of what
 * befalls many there are further wordings. */
TEST(every_template_is_used)
{
    struct matrix *m = help_open(FAS);
    for (const char **id = m->replies.ids; *id; id++) {
        bool used = str_eqz(str_of(*id), "incident");
        for (size_t i = 0; i < m->n_rows; i++)
            used = used || str_eqz(m->rows[i].reply, *id) ||
                   str_eqz(m->rows[i].reply_passed, *id);
        ck_assert_msg(used, "nobody uses reply '%s'", *id);
    }
    matrix_close(m);
}
END

TEST(hostile_authors_leave_no_trace)
{
    static const char *const AUTHORS[] = {"{contact}",
                                          "<script>alert(1)</script>",
                                          "\u202eevil",
                                          "a\nb: {due}",
                                          "https://spam.example",
                                          "",
                                          "{/}{?site}",
                                          "]]>--><b>"};
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof AUTHORS / sizeof *AUTHORS; i++)
        for (int type = 0; type < TYPE_COUNT; type++) {
            struct arena a = {0};
            struct err e = {0};
            struct decision d;
            struct matrix_input in = help_input((enum mention_type)type);
            in.author = in.source = in.title = str_of(AUTHORS[i]);
            in.url = str_printf(&a, "javascript:%s", AUTHORS[i]);
            in.verdict.facts = true;
            in.likes = type % 2 ? 100 : -1;
            in.lang = i % 2 ? STR("ru") : STR("en");
            ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
            const char *draft = help_settled(m, &a, &d, in.lang, NOON);
            ck_assert_msg(!strpbrk(draft, "{}<>") && !strstr(draft, "\u202e") &&
                              !strstr(draft, "spam"),
                          "%s", draft);
            arena_clear(&a);
        }
    matrix_close(m);
}
END

/* A guest or the channel itself is not greeted by name; a person is. */
TEST(nobody_is_greeted_as_a_guest)
{
    static const struct {
        const char *author, *source, *greeted; /* "" by no name */
    } CASES[] = {{"Ирина", "Форум", "Ирина"},
                 {"Ирина Петрова", "Форум", "Ирина"},
                 {"Петрова Ирина", "Форум", "Ирина"},
                 {"Пётр С.", "Форум", "Пётр"},
                 {"Петр", "Форум", "Петр"},
                 {"Иван Сергеевич", "Форум", "Иван Сергеевич"},
                 {"Петров Иван Сергеевич", "Форум", "Иван Сергеевич"},
                 {"Ann Lee", "Forum", "Ann"},
                 {"Olga K.", "Forum", "Olga"},
                 {"Гость", "Форум", ""},
                 {"гость 17", "Форум", ""},
                 {"Anonymous", "Forum", ""},
                 {"Редакция", "Лента", ""},
                 {"редакция", "Лента", ""},
                 {"Подслушано", "Подслушано", ""},
                 {"Ирина", "Ирина", ""}, /* a channel of that name */
                 {"Письма читателей", "Газета", ""},
                 {"Письма Ирины", "Газета", ""},
                 {"Злой клиент", "Форум", ""},
                 {"Злая Ирина", "Форум", ""},
                 {"Магазин Ирина", "Форум", ""},
                 {"Тётя Валя", "Форум", ""},
                 {"Анна о банках", "Канал", ""},
                 {"Город 24", "Канал", ""},
                 {"Angry Anna", "F", ""},
                 {"Anna News", "F", ""},
                 {"Letters of readers", "F", ""},
                 {"@irina", "F", ""},
                 {"irina_p", "F", ""},
                 {"ирина", "F", ""},
                 {"ИРИНА", "F", ""},
                 {"Irina2004", "F", ""},
                 {"guestbook fan", "F", ""},
                 {"user", "F", ""},
                 {"82736455", "F", ""}};
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct arena a = {0};
        struct err e = {0};
        struct decision d;
        struct matrix_input in = help_input(TYPE_BROKEN);
        in.author = str_of(CASES[i].author);
        in.source = str_of(CASES[i].source);
        ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
        bool named = CASES[i].greeted[0] != 0;
        struct str head =
            named ? str_printf(&a, "%s, ", CASES[i].greeted) : (struct str){0};
        ck_assert_msg(named ? str_starts(d.draft, head)
                            : str_starts(d.draft, STR("Здравствуйте!")) ||
                                  str_starts(d.draft, STR("Добрый день!")),
                      "%s: " STR_FMT, CASES[i].author, STR_ARG(d.draft));
        arena_clear(&a);
    }
    matrix_close(m);
}
END

TEST(the_same_mention_gets_the_same_words)
{
    struct matrix *m = help_open(FAS);
    struct arena a = {0};
    struct err e = {0};
    struct decision one, two;
    int wordings = 0;
    struct str seen = {0};
    struct matrix_input in = help_input(TYPE_BROKEN);
    for (int i = 0; i < 40; i++) {
        in.url = str_printf(&a, "https://f.example/%d", i);
        ck_ok(matrix_decide(m, &a, &in, &one, &e), e);
        ck_ok(matrix_decide(m, &a, &in, &two, &e), e);
        ck_assert(str_eq(one.draft, two.draft));
        wordings += !str_eq(seen, one.draft);
        seen = one.draft;
    }
    ck_assert_int_ge(wordings, 3); /* both wordings are taken now and then */
    matrix_close(m);
    arena_clear(&a);
}
END

/* R64: the day told to an author is never before the department's term, nor
 * before the row's own deadline. NOON is Monday, 23 November. */
TEST(promises_keep_the_standard_term)
{
    static const struct {
        const char *row, *department;
        int64_t later; /* days after NOON */
        const char *day;
    } CASES[] = {
        {"overcharged", "billing", 0, "30 ноября"}, /* term 5 days, row 1 */
        {"overcharged", "billing", 7, "7 декабря"}, /* counted from approval */
        {"offended", "quality", 0, "24 ноября"},    /* no term, row 1 day */
        {"praise", "service", 0, "26 ноября"},      /* term 2 days, row 3 */
        {"praise", "legal", 0, "26 ноября"},        /* not in molva.yaml */
        {"gone", "service", 0, "25 ноября"},        /* the row is no more */
    };
    struct matrix *m = help_open(FAS);
    struct arena a = {0};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct matrix_promise p = {.row = str_of(CASES[i].row),
                                   .department = str_of(CASES[i].department),
                                   .lang = STR("ru"),
                                   .now = NOON + CASES[i].later * DAY_S};
        struct str day = matrix_day(m, &a, &p);
        ck_assert_msg(str_eqz(day, CASES[i].day), "case %zu: " STR_FMT, i,
                      STR_ARG(day));
    }
    matrix_close(m);
    arena_clear(&a);
}
END

/* A draft holds no day; when it is settled, every place has the same one. */
TEST(the_day_is_filled_in_when_it_is_known)
{
    struct matrix *m = help_open(FAS);
    struct arena a = {0};
    struct err e = {0};
    struct decision d;
    struct matrix_input in = help_input(TYPE_OVERCHARGED);
    in.verdict.facts = true;
    ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
    ck_assert(str_find(d.draft, STR("{due}")) > 0);
    ck_assert(str_find(d.draft, STR("ноября")) < 0);
    ck_assert_int_eq(d.due, NOON + DAY_S);
    const char *now = help_settled(m, &a, &d, STR("ru"), NOON);
    const char *later = help_settled(m, &a, &d, STR("ru"), NOON + 7 * DAY_S);
    ck_assert(strstr(now, "30 ноября") && !strpbrk(now, "{}"));
    ck_assert(strstr(later, "7 декабря") && !strpbrk(later, "{}"));
    struct matrix_promise p = {.row = d.row,
                               .department = d.department,
                               .lang = STR("en"),
                               .now = NOON};
    ck_assert_str(matrix_settle(m, &a, STR("{due} and {due}, not {x}"), &p),
                  "30 November and 30 November, not {x}");
    matrix_close(m);
    arena_clear(&a);
}
END

/* The company is called so that the reader of the reply can read it, and by
 * the brand that was written about where there are several. */
TEST(replies_call_us_by_a_name_that_fits)
{
    static const struct brand_setup brands[] = {
        {.name = STR("Вьюга"), .name_en = STR("Vyuga")},
        {.name = STR("Морошка")},
    };
    static const struct {
        const char *lang, *company, *company_en, *brand;
        size_t n_brands;
        const char *said, *unsaid;
    } CASES[] = {
        {"ru", "Вьюга и Морошка", "", "Вьюга", 2, "Вьюга", "и Морошка"},
        {"ru", "Вьюга и Морошка", "", "Морошка", 2, "Морошка", "Вьюга"},
        {"en", "Вьюга и Морошка", "", "Вьюга", 2, "Vyuga", "Вьюга"},
        {"en", "Вьюга и Морошка", "", "Морошка", 2, "your press", "Морошка"},
        {"ru", "Вектор", "Vector", "Вьюга", 1, "Вектор", "Vector"},
        {"en", "Вектор", "Vector", "Вьюга", 1, "Vector", "Вектор"},
        {"en", "Вектор", "", "Вьюга", 1, "your press office", "Вектор"},
        {"en", "Vector", "", "", 0, "Vector", "{"},
        {"ru", "", "", "", 0, "С уважением, пресс-служба", "{"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct arena a = {0};
        struct err e = {0};
        struct decision d;
        struct matrix_setup setup = help_setup(FAS);
        setup.company = str_of(CASES[i].company);
        setup.company_en = str_of(CASES[i].company_en);
        setup.brands = brands;
        setup.n_brands = CASES[i].n_brands;
        struct matrix *m = matrix_open(&setup, &e);
        ck_assert_msg(m != NULL, "%s", e.msg);
        struct matrix_input in = help_input(TYPE_JUSTIFIED);
        in.likes = 200; /* row justified-loud */
        in.lang = str_of(CASES[i].lang);
        in.brand = str_of(CASES[i].brand);
        ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
        const char *text = help_settled(m, &a, &d, in.lang, NOON);
        ck_assert_msg(strstr(text, CASES[i].said) &&
                          !strstr(text, CASES[i].unsaid),
                      "case %zu: %s", i, text);
        matrix_close(m);
        arena_clear(&a);
    }
}
END

/* What was decided is told to readers of either language. */
TEST(reasons_are_told_in_both_languages)
{
    struct matrix *m = help_open(FAS);
    struct arena a = {0};
    struct err e = {0};
    struct decision d;
    struct matrix_input in = help_input(TYPE_RANT);
    ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
    for (int q = 0; q < MATRIX_QUESTIONS; q++) {
        ck_assert(str_eq(d.answers[q].because, d.answers[q].because_ru));
        ck_assert(d.answers[q].because_en.n > 0);
        for (size_t i = 0; i < d.answers[q].because_en.n; i++)
            ck_assert_msg((unsigned char)d.answers[q].because_en.p[i] < 0xd0,
                          STR_FMT, STR_ARG(d.answers[q].because_en));
    }
    ck_assert_str(matrix_why(m, &a, d.row, d.why, STR("en")),
                  "An attack without facts: an answer would only feed it.");
    ck_assert_str(matrix_why(m, &a, d.row, STR("Как было."), STR("en")),
                  "Как было.");
    ck_assert_str(matrix_why(m, &a, STR("gone"), d.why, STR("ru")),
                  str_z(&a, d.why));
    struct str other =
        matrix_counterfactual(m, &a, d.answers, MATRIX_QUESTIONS, STR("en"));
    ck_assert(str_find(other, STR(" instead of ")) > 0);
    ck_assert_uint_eq(matrix_counterfactual(m, &a, d.answers, 5, STR("en")).n,
                      0);
    ck_assert(str_eq(
        matrix_counterfactual(m, &a, d.answers, MATRIX_QUESTIONS, STR("ru")),
        d.counterfactual));
    matrix_close(m);
    arena_clear(&a);
}
END

TEST(without_a_contact_there_is_no_draft)
{
    struct err e = {0};
    struct arena a = {0};
    struct decision d;
    struct matrix_setup setup = help_setup(FAS);
    setup.n_departments = 0;
    struct matrix *m = matrix_open(&setup, &e);
    ck_assert_msg(m != NULL, "%s", e.msg);
    struct matrix_input in = help_input(TYPE_BROKEN);
    ck_assert(!matrix_decide(m, &a, &in, &d, &e));
    ck_assert_str_eq(e.msg, "reply 'broken' (ru): no value for {contact}");
    ck_assert_str(d.solution, "A"); /* the decision is complete */
    ck_assert(d.due > 0 && d.draft.n == 0 && d.counterfactual.n > 0);
    matrix_close(m);
    arena_clear(&a);
}
END

static void put(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

static const struct {
    const char *ru, *en, *error;
} FOLDERS[] = {
    {"parts:\n  - id: x\n    say:\n      - |\n        Добрый день,\n"
     "        {autor}!\n",
     "", "ru/a.yaml:6:10: unknown field 'autor'; did you mean 'author'?"},
    {"parts:\n  - id: x\n    say: ['Пишите: {contac}']\n", "", "ru/a.yaml:3:"},
    {"parts:\n  - id: x\n    say: [y]\n  - id: x\n    say: [z]\n", "",
     "ru/a.yaml:4:9: part 'x' is there already"},
    {"parts:\n  - id: x\n    say: []\n", "",
     "ru/a.yaml:2:5: a part needs a way to say it"},
    {"replies:\n  - id: x\n    parts: [y]\n", "",
     "ru/a.yaml:3:13: no part 'y'"},
    {"replies:\n  - id: x\n    parts: []\n", "",
     "ru/a.yaml:2:5: a reply needs parts"},
    {"parts:\n  - id: y\n    say: [z]\nreplies:\n  - id: x\n    parts: [y]\n"
     "  - id: x\n    parts: [y]\n",
     "", "reply 'x' is there already"},
    {"parts:\n  - id: y\n    say: [z]\nreplies:\n  - id: x\n"
     "    parts: [y]\n",
     "parts:\n  - id: y\n    say: [z]\nreplies:\n  - id: y\n"
     "    parts: [y]\n",
     "reply 'x' is only there in 'ru'"},
};

TEST(bad_reply_files_say_where)
{
    struct arena names = {0};
    const char *folder = str_z(&names, str_of(help_temp("replies")));
    const char *ru = str_printf(&names, "%s/ru", folder).p;
    const char *en = str_printf(&names, "%s/en", folder).p;
    const char *ru_file = str_printf(&names, "%s/a.yaml", ru).p;
    const char *en_file = str_printf(&names, "%s/a.yaml", en).p;
    mkdir(folder, 0700);
    mkdir(ru, 0700);
    mkdir(en, 0700);
    for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS; i++) {
        struct replies r = {0};
        struct arena a = {0};
        struct err e = {0};
        put(ru_file, FOLDERS[i].ru);
        put(en_file, FOLDERS[i].en);
        ck_assert(!replies_load(&r, &a, folder, &e));
        ck_assert_msg(strstr(e.msg, FOLDERS[i].error) != NULL, "case %zu: %s",
                      i, e.msg);
        replies_clear(&r);
        arena_clear(&a);
    }
    remove(ru_file);
    remove(en_file);
    rmdir(ru);
    rmdir(en);
    rmdir(folder);
    arena_clear(&names);
}
END

TEST_MAIN("replies", templates_parse_or_say_where, values_are_put_in_once,
          foreign_names_are_made_fit, foreign_addresses_are_made_fit,
          every_template_is_used, hostile_authors_leave_no_trace,
          nobody_is_greeted_as_a_guest, the_same_mention_gets_the_same_words,
          promises_keep_the_standard_term,
          the_day_is_filled_in_when_it_is_known,
          replies_call_us_by_a_name_that_fits,
          reasons_are_told_in_both_languages,
          without_a_contact_there_is_no_draft, bad_reply_files_say_where)
