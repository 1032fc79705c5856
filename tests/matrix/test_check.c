/* SPDX-License-Identifier: MIT
 * matrix: the presets are complete; copies of one, broken in each way, are
 * found out with a witness; errors say where. */
#include <string.h>

#include "tests/matrix/matrix_help.h"

static const char FAS[] = "rules/matrix/fas.yaml";

/* Writes a preset with `from` replaced by `to` (once) and opens it. */
static struct matrix *open_preset(const char *preset, const char *from,
                                  const char *to, struct err *e)
{
    const char *path = help_temp("matrix.yaml");
    struct buf text;
    buf_init(&text, 1 << 20);
    ck_ok(buf_read_file(&text, preset, e), *e);
    ptrdiff_t at = str_find(buf_view(&text), str_of(from));
    ck_assert_msg(at >= 0, "%s has no \"%s\"", preset, from);
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fwrite(text.p, 1, (size_t)at, f);
    fputs(to, f);
    fputs(text.p + at + strlen(from), f);
    fclose(f);
    buf_clear(&text);
    struct matrix_setup setup = help_setup(path);
    struct matrix *m = matrix_open(&setup, e);
    remove(path);
    return m;
}

static struct matrix *open_changed(const char *from, const char *to,
                                   struct err *e)
{
    return open_preset(FAS, from, to, e);
}

static long long all_cells(const struct matrix *m)
{
    long long cells = 1;
    for (size_t q = 0; q < MATRIX_QUESTIONS; q++)
        cells *= matrix_question(m, q)->n;
    return cells;
}

TEST(presets_are_proven)
{
    static const char *const PRESETS[] = {FAS, "rules/matrix/usaf.yaml"};
    for (size_t i = 0; i < sizeof PRESETS / sizeof *PRESETS; i++) {
        struct matrix *m = help_open(PRESETS[i]);
        struct buf out;
        buf_init(&out, 1 << 20);
        int faults = matrix_check(m, false, &out);
        char cells[40];
        snprintf(cells, sizeof cells, ": %lld cells, ", all_cells(m));
        ck_assert_msg(!faults && strstr(out.p, cells), "%s: %s", PRESETS[i],
                      out.p);
        buf_reset(&out);
        faults = matrix_check(m, true, &out);
        ck_assert_msg(!faults && strstr(out.p, "\"faults\":[]"), "%s: %s",
                      PRESETS[i], out.p);
        buf_clear(&out);
        matrix_close(m);
    }
}
END

static const struct {
    const char *from, *to; /* how the copy is broken */
    int faults;
    const char *text[2]; /* what the report must say */
    const char *json;
} BROKEN[] = {
    /* A gap of one cell group: problems with money, not loud. */
    {"problem, about: money}",
     "problem, about: money, who: ordinary}",
     1,
     {"gap: no row for ", "About what? money or a decision"},
     "\"kind\":\"gap\""},
    {"when: {character: neutral}",
     "when: {character: neutral, alone: 'no'}",
     1,
     {"gap: no row for ", "character=neutral"},
     "\"kind\":\"gap\""},
    /* A row that nothing reaches, same solution as the one that hides it. */
    {"  - id: overcharged\n",
     "  - id: money-again\n"
     "    when: {character: problem, about: money, credible: doubtful}\n    "
     "solution: A\n"
     "    profile: day\n    reply: overcharged\n"
     "    why: {ru: 'х', en: 'x'}\n  - id: overcharged\n",
     1,
     {"never reached: row 'money-again'", "its cells go to 'doubtful"},
     "\"kind\":\"never-reached\""},
    /* Hidden by an earlier, more general row with another solution. */
    {"  - id: not-ours\n",
     "  - id: neutral-press\n"
     "    when: {character: neutral, who: influential}\n    solution: D\n"
     "    profile: day\n    reply: statement\n"
     "    why: {ru: 'х', en: 'x'}\n  - id: not-ours\n",
     1,
     {"contradiction: row 'neutral-press'", "go to 'neutral' (line"},
     "\"kind\":\"contradiction\""},
    /* Hidden by several rows together: dead, but no one row contradicts. */
    {"  - id: problem\n",
     "  - id: both\n"
     "    when: {character: problem, about: [money, staff]}\n"
     "    solution: D\n    profile: day\n    reply: statement\n"
     "    why: {ru: 'х', en: 'x'}\n  - id: problem\n",
     1,
     {"never reached: row 'both'", "solution D; its cells go to 'over"},
     "\"kind\":\"never-reached\""},
};

TEST(broken_copies_are_found_out)
{
    for (size_t i = 0; i < sizeof BROKEN / sizeof *BROKEN; i++) {
        struct err e = {0};
        struct buf out;
        struct matrix *m = open_changed(BROKEN[i].from, BROKEN[i].to, &e);
        ck_assert_msg(m != NULL, "case %zu: %s", i, e.msg);
        buf_init(&out, 1 << 20);
        int faults = matrix_check(m, false, &out);
        ck_assert_msg(faults == BROKEN[i].faults, "case %zu: %d faults:\n%s", i,
                      faults, out.p);
        for (int t = 0; t < 2 && BROKEN[i].text[t]; t++)
            ck_assert_msg(strstr(out.p, BROKEN[i].text[t]) != NULL,
                          "case %zu lacks \"%s\":\n%s", i, BROKEN[i].text[t],
                          out.p);
        buf_reset(&out);
        ck_assert_int_eq(matrix_check(m, true, &out), faults);
        if (BROKEN[i].json)
            ck_assert_msg(strstr(out.p, BROKEN[i].json) != NULL, "%s", out.p);
        buf_clear(&out);
        matrix_close(m);
    }
}
END

static const struct {
    const char *from, *to, *error; /* the error must hold this */
} BAD[] = {
    {"when: {worth: stale}", "when: {worth: stole}",
     ":19: unknown answer 'stole'; did you mean 'stale'?"},
    {"when: {worth: stale}", "when: {wroth: stale}",
     ": unknown question 'wroth'; did you mean 'worth'?"},
    {"reply: praise-staff", "reply: prase-staff",
     ": unknown reply 'prase-staff'; did you mean 'praise-staff'?"},
    {"department: quality\n    reply", "department: qualty\n    reply",
     ": unknown department 'qualty'; did you mean 'quality'?"},
    {"escalate: pr", "escalate: rp", ": unknown department 'rp'"},
    {"profile: three-days", "profile: tree-days",
     ": unknown deadline profile 'tree-days'; did you mean 'three-days'?"},
    {"solution: C", "solution: E", ": unknown solution 'E'"},
    {"  - id: praise\n", "  - id: stale\n", ": row 'stale' is there already"},
    {"    profile: three-days\n    department: quality\n", "",
     ": solution A needs a 'profile' here"},
    {"solution: A\n    profile: three-days", "solution: C\n    profile: day",
     ": solution C does not react: no reply, no profile"},
    {"  rant: {about: company", "  rent: {about: company",
     ": unknown type 'rent'; did you mean 'rant'?"},
    {"  neutral: {about: other, department: service, alone: true}\n", "",
     ": the type 'neutral' is missing"},
    {"      bait: {ru: 'нет, похоже на провокацию', en: 'no, it looks like "
     "bait'}\n",
     "", ": no sentence for the answer 'bait' to 'worth'"},
    {"      bait: {ru", "      biat: {ru",
     ": unknown answer 'biat'; did you mean 'bait'?"},
    {"stale-after: 14d", "stale-after: 0",
     ": times, loud-noise and bait-signs must be above 0"},
    {"loud-noise: 60 ", "loud-nose: 60 ",
     ": unknown key 'loud-nose'; did you mean 'loud-noise'?"},
    {"about: money, department: billing", "about: mony, department: billing",
     ": unknown value 'mony'; did you mean 'money'"},
};

TEST(errors_say_where_and_what)
{
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        struct err e = {0};
        struct matrix *m = open_changed(BAD[i].from, BAD[i].to, &e);
        ck_assert_msg(m == NULL, "case %zu loads", i);
        ck_assert_msg(strncmp(e.msg, help_temp("matrix.yaml:"),
                              strlen(help_temp("matrix.yaml:"))) == 0 &&
                          strstr(e.msg, BAD[i].error) && strchr(e.msg, '^'),
                      "case %zu: %s", i, e.msg);
    }
}
END

TEST(other_letters_may_be_added)
{
    struct err e = {0};
    struct matrix *m = open_changed(
        "  - {id: C, join: false",
        "  - {id: V, join: true, publish: false, text: {ru: 'позвонить', "
        "en: 'call'}}\n  - {id: C, join: false",
        &e);
    ck_assert_msg(m != NULL, "%s", e.msg);
    ck_assert_str(matrix_solution(m, STR("V"), STR("ru")), "позвонить");
    ck_assert_str(matrix_solution(m, STR("A"), STR("en")),
                  "join the discussion under the official name");
    ck_assert_uint_eq(matrix_solution(m, STR("Z"), STR("en")).n, 0);
    matrix_close(m);
}
END

/* usaf.yaml takes all but its solutions and rows from fas.yaml. */
TEST(a_preset_shares_with_another)
{
    static const char USAF[] = "rules/matrix/usaf.yaml",
                      FROM[] = "from: fas.yaml";
    char dir[256], there[400];
    ck_assert_ptr_nonnull(getcwd(dir, sizeof dir));
    snprintf(there, sizeof there, "from: ..%s/%s", dir, FAS);
    struct err e = {0};
    struct matrix *m = open_preset(USAF, FROM, there, &e);
    ck_assert_msg(m != NULL, "%s", e.msg);
    ck_assert_str(matrix_topic(m, STR("refund"), STR("en")), "refunds");
    ck_assert_str(matrix_solution(m, STR("C"), STR("en")), "let it stand");
    matrix_close(m);
    ck_assert_ptr_null(open_preset(USAF, FROM, FROM, &e));
    ck_assert_msg(strstr(e.msg, "/tmp/fas.yaml") != NULL, "%s", e.msg);
    ck_assert_ptr_null(
        open_preset(USAF, "\nsolutions:", "\ntypes: {}\nsolutions:", &e));
    ck_assert_msg(strstr(e.msg, ": unknown key 'types'") != NULL, "%s", e.msg);
    /* One that shares is no one to share with. */
    snprintf(there, sizeof there, "from: ..%s/%s", dir, USAF);
    ck_assert_ptr_null(open_preset(USAF, FROM, there, &e));
    ck_assert_msg(strstr(e.msg, "usaf.yaml:") && strstr(e.msg, "'from'"), "%s",
                  e.msg);
}
END

static int columns(struct str line)
{
    int n = 0;
    for (size_t i = 0; i < line.n; n++)
        str_utf8(line, &i);
    return n;
}

TEST(the_table_fits_a_terminal)
{
    static const char *const LANGS[] = {"ru", "en"};
    for (int l = 0; l < 2; l++) {
        struct err e = {0};
        struct matrix_setup setup = help_setup(FAS);
        setup.lang = str_of(LANGS[l]);
        struct matrix *m = matrix_open(&setup, &e);
        struct buf out;
        ck_assert_msg(m != NULL, "%s", e.msg);
        buf_init(&out, 1 << 20);
        matrix_show(m, false, &out);
        struct str rest = buf_view(&out), line;
        while (str_split(&rest, '\n', &line))
            ck_assert_msg(columns(line) <= 80, "%d columns: " STR_FMT,
                          columns(line), STR_ARG(line));
        ck_assert(str_find(buf_view(&out), STR("[problem-influential]")) > 0);
        buf_reset(&out);
        matrix_show(m, true, &out);
        ck_assert(str_find(buf_view(&out), STR("\"id\":\"rant-loud\"")) > 0);
        buf_clear(&out);
        matrix_close(m);
    }
}
END

/* Six answers as they are stored with a decision. */
static struct matrix_case stored_case(struct matrix *m, int64_t id,
                                      enum mention_type type, struct arena *a)
{
    struct matrix_case c = {.mention = id};
    struct matrix_input in = help_input(type);
    struct decision d;
    struct err e = {0};
    ck_ok(matrix_decide(m, a, &in, &d, &e), e);
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        c.answers[q] = d.answers[q];
    return c;
}

/* A rant is left alone by one preset and monitored by the other; a broken
 * thing is answered by both. */
TEST(presets_are_compared)
{
    struct matrix *fas = help_open(FAS);
    struct matrix *usaf = help_open("rules/matrix/usaf.yaml");
    struct arena a = {0};
    struct buf out;
    const struct matrix_case cases[] = {
        stored_case(fas, 7, TYPE_RANT, &a),
        stored_case(fas, 8, TYPE_BROKEN, &a),
        stored_case(fas, 9, TYPE_RANT, &a),
        {.mention = 10}, /* of a matrix with other questions */
    };
    struct matrix_diff *d = matrix_diff_new(fas, usaf);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        matrix_diff_case(d, &cases[i]);
    buf_init(&out, 1 << 20);
    ck_assert_int_gt(matrix_diff_write(d, false, &out), 0);
    ck_assert_msg(strncmp(out.p, "C → M: rant → rager; ", 22) == 0, "%s",
                  out.p);
    ck_assert_ptr_nonnull(strstr(out.p, ", 2 mentions: #7 #9\n"));
    ck_assert_ptr_nonnull(strstr(out.p, " and 2 of 4 mentions"));
    buf_reset(&out);
    matrix_diff_write(d, true, &out);
    ck_assert_ptr_nonnull(strstr(out.p, "\"examples\":[7,9]"));
    buf_reset(&out);
    matrix_diff_free(d);
    d = matrix_diff_new(fas, fas);
    ck_assert_int_eq(matrix_diff_write(d, false, &out), 0);
    matrix_diff_free(d);
    buf_clear(&out);
    arena_clear(&a);
    matrix_close(fas);
    matrix_close(usaf);
}
END

TEST_MAIN("check", presets_are_proven, broken_copies_are_found_out,
          errors_say_where_and_what, other_letters_may_be_added,
          a_preset_shares_with_another, the_table_fits_a_terminal,
          presets_are_compared)
