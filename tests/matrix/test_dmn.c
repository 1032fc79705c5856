/* SPDX-License-Identifier: MIT
 * dmn: presets as decision tables and back decide the same in every case; what
 * cannot be read is told where it stands (R79). */
#include <string.h>

#include "base/ceiling.h"
#include "matrix/internal.h"
#include "tests/matrix/matrix_help.h"

static const char FAS[] = "rules/matrix/fas.yaml";
static const char USAF[] = "rules/matrix/usaf.yaml";

/* The table of a preset; the buf is the caller's to clear. */
static struct buf table_of(const char *preset)
{
    struct buf out;
    struct matrix *m = help_open(preset);
    buf_init(&out, CEILING_DMN);
    matrix_dmn(m, &out);
    ck_assert(!out.over);
    matrix_close(m);
    return out;
}

/* The same rows, and in every case the same of them. */
static void ck_same(const struct matrix *a, const struct matrix *b)
{
    ck_assert_uint_eq(a->n_rows, b->n_rows);
    for (size_t i = 0; i < a->n_rows; i++) {
        const struct matrix_row *x = &a->rows[i], *y = &b->rows[i];
        const struct str left[] = {x->id,     x->solution,     x->department,
                                   x->reply,  x->reply_passed, x->profile,
                                   x->why.ru, x->why.en,       x->escalate};
        const struct str right[] = {y->id,     y->solution,     y->department,
                                    y->reply,  y->reply_passed, y->profile,
                                    y->why.ru, y->why.en,       y->escalate};
        for (size_t k = 0; k < sizeof left / sizeof *left; k++)
            ck_assert_msg(str_eq(left[k], right[k]),
                          "row " STR_FMT ": '" STR_FMT "', '" STR_FMT "'",
                          STR_ARG(x->id), STR_ARG(left[k]), STR_ARG(right[k]));
        ck_assert(x->top == y->top);
    }
    for (int cell = 0; cell < values_cells(); cell++) {
        int at[MATRIX_QUESTIONS];
        values_cell(cell, at);
        const struct matrix_row *x = rows_find(a, at), *y = rows_find(b, at);
        ck_assert_int_eq(x ? x - a->rows : -1, y ? y - b->rows : -1);
    }
}

TEST(presets_come_back_whole)
{
    static const char *const PRESETS[] = {FAS, USAF};
    for (size_t i = 0; i < 2; i++) {
        struct err e = {0};
        struct buf table = table_of(PRESETS[i]), yaml;
        struct matrix *m = help_open(PRESETS[i]);
        struct matrix *back = help_open(PRESETS[i]);
        back->n_rows = 0; /* what is not read is not there */
        ck_ok(matrix_dmn_parse(back, "t.dmn", buf_view(&table), &e), e);
        ck_same(m, back);

        buf_init(&yaml, CEILING_RULE_FILE);
        ck_ok(matrix_yaml(back, PRESETS[i], &yaml, &e), e);
        struct yaml_file f;
        ck_ok(yaml_parse(&f, &back->arena, "t.yaml", buf_view(&yaml), &e), e);
        ck_ok(load_rows(back, &f, yaml_get(f.root, "rows"), &e), e);
        ck_same(m, back);
        buf_reset(&yaml);
        ck_assert_int_eq(matrix_check(back, false, &yaml), 0);
        buf_clear(&yaml);
        buf_clear(&table);
        matrix_close(back);
        matrix_close(m);
    }
}
END

/* A table whose rules are `rules`, with a column for some questions and the
 * outputs a row must have. */
static struct str small(struct arena *a, const char *policy, const char *rules)
{
    return str_printf(
        a,
        "\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\n"
        "<d:definitions xmlns:d='https://www.omg.org/spec/DMN/20191111/MODEL/'"
        " xmlns:m='urn:m' id='x' name='y' namespace='z'>\n"
        "<d:inputData id='i'/><m:paint><d:decision/></m:paint>\n"
        "<d:decision id='t' name='t'>\n"
        "<d:extensionElements><d:decisionTable/></d:extensionElements>\n"
        "<d:decisionTable id='o'%s>\n"
        "<d:input><d:inputExpression><d:text> who </d:text>"
        "</d:inputExpression></d:input>\n"
        "<d:input><d:inputExpression><d:text>worth</d:text>"
        "</d:inputExpression></d:input>\n"
        "<d:output name='solution'/><d:output name='why_ru'/>\n"
        "<d:annotation name='more'/>\n"
        "%s\n</d:decisionTable></d:decision></d:definitions>\n",
        policy, rules);
}

#define RULE(id, who, worth, solution, why)                                    \
    "<d:rule id='" id "'><d:inputEntry><d:text>" who                           \
    "</d:text></d:inputEntry><d:inputEntry><d:text>" worth                     \
    "</d:text></d:inputEntry><d:outputEntry><d:text>" solution                 \
    "</d:text></d:outputEntry><d:outputEntry><d:text>" why                     \
    "</d:text></d:outputEntry>"
#define NOTED "<d:description>said of it</d:description></d:rule>"

enum { ALL_WHO = 7, ALL_WORTH = 15 };

static const struct {
    const char *rule;     /* the only one */
    uint32_t who, worth;  /* answers it fits */
    const char *id, *why; /* of the row, in Russian */
} READ[] = {
    {RULE("a", "-", "", "\"C\"", "\"да\"") NOTED, ALL_WHO, ALL_WORTH, "a",
     "да"},
    {RULE("a", "\"own-card\",\"ordinary\"", " \"loud\" ", "\"C\"", "\"x\"")
         NOTED,
     5, 2, "a", "x"},
    {RULE("a", "not(\"ordinary\")", "not( \"yes\" , \"bait\" )", "\"C\"",
          "\"x\"") NOTED,
     6, 6, "a", "x"},
    {RULE("a", "\"ordinary\",\"ordinary\"", "<![CDATA[\"loud\"]]>", "\"C\"",
          "\"x\"") NOTED,
     1, 2, "a", "x"},
    {RULE("a", "\"ordi<!-- no -->nary\"", "&#34;loud&#34;", "&quot;C&quot;",
          "\"x\"") NOTED,
     1, 2, "a", "x"},
    /* The annotation stands in; of a rule without a row its id does. */
    {RULE("DecisionRule_0", "-", "-", "\"C\"", "null") NOTED, ALL_WHO,
     ALL_WORTH, "DecisionRule_0", "said of it"},
    {RULE("a", "-", "-", "\"C\"", "") "<d:annotationEntry><d:text>thus"
                                      "</d:text></d:annotationEntry></d:rule>",
     ALL_WHO, ALL_WORTH, "a", "thus"},
    {RULE("a", "-", "-", "\"C\"", "\"a \\\"b\\\" \\\\ &lt;\\n'c': {d}\"") NOTED,
     ALL_WHO, ALL_WORTH, "a", "a \"b\" \\ <\n'c': {d}"},
};

/* A matrix with the rows of that table, or the error. */
static struct matrix *read_table(struct str text, struct err *e)
{
    struct matrix *m = help_open(FAS);
    if (matrix_dmn_parse(m, "t.dmn", text, e))
        return m;
    matrix_close(m);
    return NULL;
}

TEST(cells_are_read_as_feel_means_them)
{
    struct arena a = {0};
    for (size_t i = 0; i < sizeof READ / sizeof *READ; i++) {
        struct err e = {0};
        struct matrix *m = read_table(small(&a, "", READ[i].rule), &e);
        ck_assert_msg(m != NULL, "%s: %s", READ[i].rule, e.msg);
        const struct matrix_row *row = matrix_row_at(m, 0);
        ck_assert_uint_eq(m->n_rows, 1);
        ck_assert_msg(
            row->when[WHO] == READ[i].who && row->when[WORTH] == READ[i].worth,
            "%s: %x %x", READ[i].rule, row->when[WHO], row->when[WORTH]);
        ck_assert_uint_eq(row->when[FLAG], (1u << FLAG_COUNT) - 1);
        ck_assert_str(row->id, READ[i].id);
        ck_assert_str(row->why.ru, READ[i].why);
        matrix_close(m);
    }
    arena_clear(&a);
}
END

/* What YAML and FEEL could take for their own comes through both. */
TEST(words_of_any_kind_come_back)
{
    static const char *const WHY[] = {
        "yes",
        "no: 'really' \"so\" \\ # [x] {y} <z> &amp;",
        "- a",
        "null",
        "two\nlines\tand \r",
        "\xc2\x85 \xe2\x80\xa8 \xef\xbb\xbf",
        "  ",
        "%",
        "\xf0\x9f\x98\x80 ёж",
        "@x",
        "a: b",
        "1e3",
        "~"};
    for (size_t i = 0; i < sizeof WHY / sizeof *WHY; i++) {
        struct err e = {0};
        struct yaml_file f;
        struct buf out;
        struct matrix *m = help_open(FAS), *back = help_open(FAS);
        m->rows[0].why.ru = m->rows[3].id = str_of(WHY[i]);
        buf_init(&out, CEILING_RULE_FILE);
        matrix_dmn(m, &out);
        ck_ok(matrix_dmn_parse(back, "t", buf_view(&out), &e), e);
        ck_same(m, back);
        buf_reset(&out);
        ck_ok(matrix_yaml(m, FAS, &out, &e), e);
        ck_ok(yaml_parse(&f, &back->arena, "t.yaml", buf_view(&out), &e), e);
        ck_ok(load_rows(back, &f, yaml_get(f.root, "rows"), &e), e);
        ck_same(m, back);
        buf_clear(&out);
        matrix_close(m);
        matrix_close(back);
    }
}
END

static const struct {
    const char *from, *to; /* how the table of fas is broken, once */
    const char *says;      /* from the line on */
} BROKEN[] = {
    {"hitPolicy=\"FIRST\"", "hitPolicy=\"COLLECT\"",
     ":7:5: the hit policy COLLECT cannot be read"},
    {" hitPolicy=\"FIRST\"", "", ":7: rows 'own-voice' and "},
    {"&quot;life&quot;</text></inputE", "&quot;lif&quot;</text></inputE",
     ":46: unknown answer 'lif'; did you mean 'life'?"},
    {"&quot;life&quot;</text></inputE", "not(\"own\", \"lif\")</text></inputE",
     ":57: unknown answer 'lif'"},
    {"&quot;life&quot;</text></inputE", "\"own\",\n \"lif\"</text></inputE",
     ":2: unknown answer 'lif'"},
    {"&quot;life&quot;</text></inputE",
     "not(\"none\",\"own\",\"life\",\"police\",\"data\",\"law\",\"press\","
     "\"staff\",\"rival\")</text></inputE",
     ":50: an empty list of answers"},
    {"&quot;life&quot;</text></inputE", "&gt; 5</text></inputE",
     ":46: answers are words: they are not compared with numbers"},
    {"&quot;life&quot;</text></inputE", "\"own\" or x</text></inputE",
     ":52: this part of FEEL cannot be read"},
    {"&quot;life&quot;</text></inputE", "not \"own\"</text></inputE",
     ":50: expected ( behind not"},
    {"&quot;life&quot;</text></inputE", "not(\"own\"</text></inputE",
     ":55: expected , or )"},
    {"&quot;life&quot;</text></inputE", "\"own</text></inputE",
     ":50: the string has no end"},
    {"&quot;life&quot;</text></inputE", "\"o\\wn\"</text></inputE",
     ":48: behind a backslash stands"},
    {"&quot;life&quot;</text></inputE", "flag</text></inputE",
     ":46: expected a string in quotes"},
    {"<inputEntry", "<inputEntry expressionLanguage=\"juel\"",
     ":9: the cell is in 'juel'; only FEEL can be read"},
    {"<text>who</text>", "<text>whom</text>",
     "unknown column 'whom'; did you mean 'who'?"},
    {"<text>who</text>", "<text>about</text>", "a second column 'about'"},
    {"<text>who</text>", "", ":7: an input without an expression"},
    {"name=\"reply\"", "name=\"answer\"", ":7: unknown column 'answer'"},
    {"name=\"solution\" typeRef=\"string\">",
     "name=\"solution\"><defaultOutputEntry/>", "a default cannot be read"},
    {"<text>&quot;C&quot;</text>", "<text/>", ":7: 'solution' is missing here"},
    {"<text>&quot;C&quot;</text>", "<text>\"Q\"</text>",
     ":48: unknown solution 'Q'"},
    {"<text>&quot;curator&quot;</text>", "<text>\"nobody\"</text>",
     "unknown department 'nobody'"},
    {"<text>true</text>", "<text>\"maybe\"</text>", "expected true or false"},
    {"<text>&quot;flag-life&quot;</text>", "<text>\"own-voice\"</text>",
     "row 'own-voice' is there already (line "},
    {"</rule>", "<inputEntry/></rule>", "there is no column for this cell"},
};

enum { N_BROKEN = sizeof BROKEN / sizeof *BROKEN };

static struct str broken(struct arena *a, struct str table, const char *from,
                         const char *to)
{
    ptrdiff_t at = str_find(table, str_of(from));
    ck_assert_msg(at >= 0, "the table has no %s", from);
    return str_printf(a, "%.*s%s" STR_FMT, (int)at, table.p, to,
                      STR_ARG(str_from(table, (size_t)at + strlen(from))));
}

TEST(what_cannot_be_read_is_told_where_it_stands)
{
    struct arena a = {0};
    struct buf table = table_of(FAS);
    for (size_t i = 0; i < N_BROKEN; i++) {
        struct err e = {0};
        struct str text =
            broken(&a, buf_view(&table), BROKEN[i].from, BROKEN[i].to);
        ck_assert_msg(!read_table(text, &e), "%s was read", BROKEN[i].to);
        ck_assert_msg(strncmp(e.msg, "t.dmn:", 6) == 0 &&
                          strstr(e.msg, BROKEN[i].says),
                      "%s: %s", BROKEN[i].to, e.msg);
        ck_assert_msg(strstr(e.msg, "\n    ") && strchr(e.msg, '^'), "%s",
                      e.msg);
    }
    buf_clear(&table);
    arena_clear(&a);
}
END

static const struct {
    const char *text, *says;
} NO_DMN[] = {
    {"", ":1:1: there is nothing in it"},
    {"\xff\xfe<\0d", "not UTF-8"},
    {"<html/>", ":1:1: this is no DMN 1.3"},
    {"<definitions xmlns='https://www.omg.org/spec/DMN/20180521/MODEL/'/>",
     ":1:1: this is no DMN 1.3"},
    {"<decision xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'/>",
     ":1:1: this is no DMN 1.3"},
    {"<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'/>",
     ":1:1: there is no decision in it"},
    {"<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'>\n"
     " <decision/></definitions>",
     ":2:2: the decision has no table"},
    {"<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'>\n"
     "<decision><decisionTable/></decision><decision/></definitions>",
     ":2:38: a second decision"},
    {"<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'>\n"
     "<decision><decisionTable><why/></decisionTable></decision>"
     "</definitions>",
     ":2:26: 'why' cannot be read here"},
    {"<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'>\n"
     "<decision><decisionTable/></decision></definitions>",
     "no row"},
    {"<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'>\n"
     "<decision>",
     "XML: "},
    {"<!DOCTYPE d [<!ENTITY e SYSTEM '/etc/passwd'>]>\n"
     "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'>&e;"
     "</definitions>",
     ":1:13: a DOCTYPE has no place"},
    {"<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'>"
     "&e;</definitions>",
     "XML: "},
};

TEST(other_files_are_refused)
{
    for (size_t i = 0; i < sizeof NO_DMN / sizeof *NO_DMN; i++) {
        struct err e = {0};
        ck_assert(!read_table(str_of(NO_DMN[i].text), &e));
        ck_assert_msg(strstr(e.msg, NO_DMN[i].says), "%s: %s", NO_DMN[i].text,
                      e.msg);
    }
}
END

/* Depth and size; what is foreign counts too. */
TEST(ceilings_hold)
{
    static const char *const TAGS[] = {"<d:x>", "<m:x>"};
    const char *path = help_temp("large.dmn");
    struct err e = {0};
    for (size_t i = 0; i < 2; i++) {
        struct arena a = {0};
        struct buf deep;
        buf_init(&deep, CEILING_DMN);
        for (int k = 0; k < CEILING_DEPTH; k++)
            buf_z(&deep, TAGS[i]);
        ck_assert(!read_table(small(&a, "", deep.p), &e));
        ck_assert_msg(strstr(e.msg, "nested too deep"), "%s", e.msg);
        buf_clear(&deep);
        arena_clear(&a);
    }
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    ck_assert_int_eq(ftruncate(fileno(f), CEILING_DMN + 1), 0);
    fclose(f);
    struct matrix *m = help_open(FAS);
    ck_assert(!matrix_dmn_load(m, path, &e));
    ck_assert_msg(strstr(e.msg, path) && strstr(e.msg, "larger than 1048576"),
                  "%s", e.msg);
    matrix_close(m);
    remove(path);
}
END

/* UNIQUE is what modelers begin with; rows that share no case are read so. */
TEST(unique_rows_are_read)
{
    struct arena a = {0};
    struct err e = {0};
    struct matrix *m = read_table(
        small(&a, " hitPolicy='UNIQUE'",
              RULE("a", "\"ordinary\"", "-", "\"C\"", "\"x\"") NOTED RULE(
                  "b", "not(\"ordinary\")", "\"loud\"", "\"C\"", "\"x\"")
                  NOTED RULE("c", "\"own-card\"", "not(\"loud\")", "\"C\"",
                             "\"x\"") NOTED),
        &e);
    ck_assert_msg(m != NULL, "%s", e.msg);
    ck_assert_uint_eq(m->n_rows, 3);
    ck_assert_str(m->rows[0].id, "a");
    ck_assert_str(m->rows[2].id, "c");
    matrix_close(m);
    arena_clear(&a);
}
END

TEST_MAIN("dmn", presets_come_back_whole, cells_are_read_as_feel_means_them,
          words_of_any_kind_come_back,
          what_cannot_be_read_is_told_where_it_stands, other_files_are_refused,
          ceilings_hold, unique_rows_are_read)
