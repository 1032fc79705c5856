/* SPDX-License-Identifier: MIT
 * classify: texts in, verdicts out, no store.
 * rules: prove them by their examples, measure them on labelled texts. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"

enum { INPUT_CEILING = 1 << 30, FLUSH_AT = 1 << 16, COLUMNS_TOLD = 20 };

static struct classifier *open_rules(struct workspace *w, const struct cli *cli,
                                     struct err *e)
{
    if (!workspace_here(w, cli->dir, e))
        return NULL;
    struct classify_setup setup = workspace_classify(w);
    struct classifier *c = classify_open(&setup, e);
    if (!c)
        workspace_close(w);
    return c;
}

static void verdict_json(struct buf *out, const struct verdict *v)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "type"), json_z(&j, type_name(v->type));
    json_key(&j, "second"), json_z(&j, type_name(v->second));
    json_key(&j, "tone"), json_z(&j, tone_name(v->tone));
    json_key(&j, "facts"), json_int(&j, v->facts);
    json_key(&j, "confidence"), json_num(&j, v->confidence);
    json_key(&j, "topic"), json_str(&j, v->topic);
    json_key(&j, "brand"), json_str(&j, v->brand);
    json_key(&j, "lang"), json_str(&j, v->lang);
    json_key(&j, "evidence"), json_list(&j);
    for (size_t i = 0; i < v->n; i++) {
        const struct evidence *ev = &v->evidence[i];
        json_map(&j);
        json_key(&j, "rule"), json_str(&j, ev->rule);
        json_key(&j, "start"), json_int(&j, (int64_t)ev->start);
        json_key(&j, "end"), json_int(&j, (int64_t)ev->end);
        json_key(&j, "points"), json_num(&j, ev->points);
        json_end(&j);
    }
    json_end(&j);
    if (v->slow_rules)
        json_key(&j, "slow_rules"), json_int(&j, v->slow_rules);
    json_end(&j);
    buf_char(out, '\n');
}

static void verdict_text(struct buf *out, const struct verdict *v,
                         struct str text)
{
    buf_printf(out, "%-12s %-12s %-4s %s %.2f  ", type_name(v->type),
               type_name(v->second), tone_name(v->tone),
               v->facts ? "facts" : "-    ", v->confidence);
    struct str line = str_part(text, 0, 200);
    for (size_t i = 0; i < line.n; i++)
        buf_char(out, (unsigned char)line.p[i] < 0x20 ? ' ' : line.p[i]);
    buf_char(out, '\n');
}

struct job {
    struct classifier *c; /* the rules */
    bool json;            /* one object a line */
    struct arena arena;   /* of one text */
    struct buf out;       /* not yet printed */
};

static void flush(struct job *job)
{
    fwrite(job->out.p, 1, job->out.n, stdout);
    buf_reset(&job->out);
}

static void one(struct job *job, struct str text)
{
    struct verdict v = {0};
    struct classify_input in = {.text = text, .rating = -1};
    classify_text(job->c, &job->arena, &in, &v);
    if (job->json)
        verdict_json(&job->out, &v);
    else
        verdict_text(&job->out, &v, text);
    arena_reset(&job->arena);
    if (job->out.n > FLUSH_AT)
        flush(job);
}

static bool no_column(const struct csv_record *names, const char *column,
                      struct err *e)
{
    struct buf have;
    buf_init(&have, COLUMNS_TOLD * 64);
    for (size_t i = 0; i < names->n && i < COLUMNS_TOLD; i++)
        buf_printf(&have, "%s" STR_FMT, i ? ", " : "",
                   STR_ARG(str_part(names->fields[i], 0, 40)));
    err_set(e, "line 1: no column '%s'; there is: " STR_FMT, column,
            STR_ARG(buf_view(&have)));
    buf_clear(&have);
    return false;
}

static bool each_record(struct job *job, struct str input, const char *column,
                        struct err *e)
{
    struct arena record = {0}, header = {0};
    struct csv csv;
    struct csv_record names, r;
    csv_init(&csv, input);
    if (!csv_next(&csv, &header, &names))
        return err_set(e, "the table is empty");
    int at = csv_column(&names, column);
    bool ok = at >= 0 || no_column(&names, column, e);
    while (ok && csv_next(&csv, &record, &r)) {
        if ((size_t)at < r.n)
            one(job, r.fields[at]);
        else
            ok = err_set(e, "line %d: only %zu columns", csv.line, r.n);
        arena_reset(&record);
    }
    arena_clear(&record);
    arena_clear(&header);
    return ok;
}

static void each_line(struct job *job, struct str input)
{
    struct str line;
    while (str_split(&input, '\n', &line))
        if (str_trim(line).n)
            one(job, str_trim(line));
}

int cmd_classify(const struct cli *cli, int argc, char **argv)
{
    const char *column = NULL;
    bool json = false;
    const struct option_spec specs[] = {
        {"csv", OPTION_TEXT, &column, "COLUMN",
         "FILE is a table; the text stands in this column"},
        {"json", OPTION_FLAG, &json, NULL, "one JSON object a text"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 0, 1);
    const char *path = at < argc ? argv[at] : "-";
    struct err e = {0};
    struct workspace w;
    struct buf input;
    struct job job = {.json = json, .c = open_rules(&w, cli, &e)};
    if (!job.c)
        return cli_fail(CLI_CANNOT, "classify", &e);
    buf_init(&input, INPUT_CEILING);
    buf_init(&job.out, CEILING_PAGE_OUT);
    bool ok = buf_read_file(&input, path, &e);
    if (ok && column)
        ok = each_record(&job, buf_view(&input), column, &e) ||
             err_add(&e, "%s", path);
    else if (ok)
        each_line(&job, buf_view(&input));
    flush(&job);
    buf_clear(&job.out);
    buf_clear(&input);
    arena_clear(&job.arena);
    classify_close(job.c);
    workspace_close(&w);
    return ok ? CLI_DONE : cli_fail(CLI_CANNOT, "classify", &e);
}

static int rules_check(struct classifier *c)
{
    int rules, examples;
    classify_count(c, &rules, &examples);
    printf("%d rules, %d examples: every one as it should be (rule set %s)\n",
           rules, examples, classify_version(c));
    return CLI_DONE;
}

static bool rules_eval(struct classifier *c, struct str table, bool json,
                       struct err *e)
{
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    bool ok = classify_eval(c, table, json, &out, e);
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    return ok;
}

/* The new decide.yaml to stdout, how good it is to stderr. */
static bool rules_fit(struct classifier *c, struct str table, struct err *e)
{
    struct buf yaml, told;
    buf_init(&yaml, CEILING_RULE_FILE);
    buf_init(&told, CEILING_PAGE_OUT);
    bool ok = classify_fit(c, table, &yaml, &told, e);
    fwrite(told.p, 1, told.n, stderr);
    fwrite(yaml.p, 1, yaml.n, stdout);
    buf_clear(&yaml);
    buf_clear(&told);
    return ok;
}

/* eval and fit: what both do before and after. */
static int with_table(struct classifier *c, const char *word, const char *path,
                      bool json)
{
    struct err e = {0};
    struct buf input;
    buf_init(&input, INPUT_CEILING);
    bool fit = strcmp(word, "fit") == 0;
    bool read = buf_read_file(&input, path, &e);
    bool ok = read && (fit ? rules_fit(c, buf_view(&input), &e)
                           : rules_eval(c, buf_view(&input), json, &e));
    buf_clear(&input);
    if (read && !ok)
        err_add(&e, "%s", path);
    return ok ? CLI_DONE : cli_fail(CLI_CANNOT, "rules", &e);
}

int cmd_rules(const struct cli *cli, int argc, char **argv)
{
    bool json = false;
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &json, NULL, "eval: one JSON object"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 1, 2);
    const char *word = argv[at];
    bool check = strcmp(word, "check") == 0;
    options_word(cli, "word", word,
                 (const char *const[]){"check", "eval", "fit", NULL});
    options_operands(cli, argc - at, check ? 1 : 2, check ? 1 : 2);
    struct err e = {0};
    struct workspace w;
    struct classifier *c = open_rules(&w, cli, &e);
    if (!c)
        return cli_fail(CLI_WRONG, "rules", &e);
    int code = check ? rules_check(c) : with_table(c, word, argv[at + 1], json);
    classify_close(c);
    workspace_close(&w);
    return code;
}
