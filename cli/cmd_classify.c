/* SPDX-License-Identifier: MIT
 * classify: texts in, verdicts out, no store.
 * rules: prove them by their examples, measure them on labelled texts. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"

enum {
    INPUT_CEILING = 1 << 30,
    FLUSH_AT = 1 << 16,
    COLUMNS_TOLD = 20,
    TABLES_MAX = 8
};

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

static void put_verdict(struct json *j, const struct verdict *v)
{
    json_key(j, "type"), json_z(j, type_name(v->type));
    json_key(j, "second"), json_z(j, type_name(v->second));
    json_key(j, "tone"), json_z(j, tone_name(v->tone));
    json_key(j, "facts"), json_int(j, v->facts);
    json_key(j, "confidence"), json_num(j, v->confidence);
    json_key(j, "topic"), json_str(j, v->topic);
    json_key(j, "brand"), json_str(j, v->brand);
    json_key(j, "lang"), json_str(j, v->lang);
    json_key(j, "flags"), json_list(j);
    for (int i = 0; i < RED_COUNT; i++)
        if (v->flags >> i & 1)
            json_z(j, red_name((enum red)i));
    json_end(j);
    json_key(j, "event"), json_str(j, v->event);
    json_key(j, "place"), json_str(j, v->place);
    json_key(j, "evidence"), json_list(j);
    for (size_t i = 0; i < v->n; i++) {
        const struct evidence *ev = &v->evidence[i];
        json_map(j);
        json_key(j, "rule"), json_str(j, ev->rule);
        json_key(j, "start"), json_int(j, (int64_t)ev->start);
        json_key(j, "end"), json_int(j, (int64_t)ev->end);
        json_key(j, "points"), json_num(j, ev->points);
        if (ev->to_tone != 0)
            json_key(j, "to_tone"), json_num(j, ev->to_tone);
        json_end(j);
    }
    json_end(j);
    if (v->slow_rules)
        json_key(j, "slow_rules"), json_int(j, v->slow_rules);
}

/* The whole text's verdict; `brands`: one for each brand when it names several,
 * and the name alone of a single one, whose verdict that is. */
static void verdict_json(struct buf *out, const struct verdict *v, size_t n)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    put_verdict(&j, v);
    json_key(&j, "brands"), json_list(&j);
    for (size_t i = 1; i < n; i++) {
        json_map(&j);
        if (n > 2)
            put_verdict(&j, &v[i]);
        else
            json_key(&j, "brand"), json_str(&j, v[i].brand);
        json_end(&j);
    }
    json_end(&j);
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
    struct verdict *v;
    struct classify_input in = {.text = text, .rating = -1};
    size_t n = classify_each(job->c, &job->arena, &in, &v);
    if (job->json)
        verdict_json(&job->out, v, n);
    else
        verdict_text(&job->out, v, text);
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

struct rules_job {
    bool json;          /* eval, audit: one object */
    const char *half;   /* eval, audit: which half, or NULL */
    const char *words;  /* fit: where words.tsv goes, or NULL */
    const char *unread; /* fit: the table that is half kept apart, or NULL */
    char **files;       /* n of them */
    size_t n;           /* tables */
};

static const char *const HALVES[] = {"read", "unread", NULL};

/* What eval or audit say of a table, to stdout. */
static bool rules_measure(struct classifier *c, const struct rules_job *job,
                          bool audit, struct err *e)
{
    struct buf in, out;
    struct eval_setup setup = {.json = job->json};
    if (job->half)
        setup.half = strcmp(job->half, "read") == 0 ? HALF_READ : HALF_UNREAD;
    buf_init(&in, INPUT_CEILING);
    buf_init(&out, CEILING_PAGE_OUT);
    bool ok = buf_read_file(&in, job->files[0], e);
    setup.csv = buf_view(&in);
    if (ok)
        ok = (audit ? classify_audit : classify_eval)(c, &setup, &out, e) ||
             err_add(e, "%s", job->files[0]);
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&in);
    buf_clear(&out);
    return ok;
}

/* The new decide.yaml to stdout, how good it is to stderr. */
static bool fit_tables(struct classifier *c, const struct rules_job *job,
                       const struct fit_table *tables, struct err *e)
{
    struct buf yaml, words, told;
    buf_init(&yaml, CEILING_RULE_FILE);
    buf_init(&words, CEILING_RULE_FILE);
    buf_init(&told, CEILING_PAGE_OUT);
    bool ok = classify_fit(c, tables, job->n,
                           &(struct fit_out){&yaml, &words, &told}, e) &&
              (!job->words || cli_write(job->words, &words, e));
    fwrite(told.p, 1, told.n, stderr);
    if (ok)
        fwrite(yaml.p, 1, yaml.n, stdout);
    buf_clear(&yaml);
    buf_clear(&words);
    buf_clear(&told);
    return ok;
}

static bool rules_fit(struct classifier *c, const struct rules_job *job,
                      struct err *e)
{
    struct buf in[TABLES_MAX];
    struct fit_table tables[TABLES_MAX];
    bool ok = true;
    size_t n = 0;
    for (; n < job->n && ok; n++) {
        const char *path = job->files[n];
        buf_init(&in[n], INPUT_CEILING);
        ok = buf_read_file(&in[n], path, e);
        tables[n] =
            (struct fit_table){str_of(path), buf_view(&in[n]),
                               job->unread && strcmp(job->unread, path) == 0};
    }
    ok = ok && fit_tables(c, job, tables, e);
    while (n > 0)
        buf_clear(&in[--n]);
    return ok;
}

static int rules_run(const char *word, struct rules_job *job,
                     const struct cli *cli)
{
    struct err e = {0};
    struct workspace w;
    struct classifier *c = open_rules(&w, cli, &e);
    int code = CLI_DONE;
    if (!c)
        return cli_fail(CLI_WRONG, "rules", &e);
    if (strcmp(word, "check") == 0)
        code = rules_check(c);
    else if (strcmp(word, "fit") == 0
                 ? !rules_fit(c, job, &e)
                 : !rules_measure(c, job, strcmp(word, "audit") == 0, &e))
        code = cli_fail(CLI_CANNOT, "rules", &e);
    classify_close(c);
    workspace_close(&w);
    return code;
}

static bool is_table(const struct rules_job *job, const char *path)
{
    for (size_t i = 0; i < job->n; i++)
        if (strcmp(job->files[i], path) == 0)
            return true;
    return false;
}

/* False with the option that would do nothing. */
static bool options_fit(const char *word, const struct rules_job *job,
                        struct err *e)
{
    const struct {
        const char *name, *words; /* of the option; those it belongs to */
        bool given;
    } all[] = {{"json", "eval audit", job->json},
               {"half", "eval audit", job->half},
               {"words", "fit", job->words},
               {"unread", "fit", job->unread}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].given && !strstr(all[i].words, word))
            return err_set(e, "--%s is of `rules %s`", all[i].name,
                           all[i].words);
    if (job->half && strcmp(word, "audit") == 0 &&
        strcmp(job->half, "read") != 0)
        return err_set(e, "how single rules do on the unread half is not told");
    return !job->unread || is_table(job, job->unread) ||
           err_set(e, "--unread %s is none of the tables", job->unread);
}

int cmd_rules(const struct cli *cli, int argc, char **argv)
{
    struct rules_job job = {0};
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &job.json, NULL, "eval, audit: one JSON object"},
        {"half", OPTION_TEXT, &job.half, "HALF",
         "eval, audit: `read`; eval: `unread`, whose texts are not shown"},
        {"words", OPTION_TEXT, &job.words, "FILE",
         "fit: the table of words goes there"},
        {"unread", OPTION_TEXT, &job.unread, "FILE",
         "fit: half of this one of the tables is measured as unread"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 1, TABLES_MAX + 1);
    const char *word = argv[at];
    bool check = strcmp(word, "check") == 0, fit = strcmp(word, "fit") == 0;
    options_word(cli, "word", word,
                 (const char *const[]){"check", "eval", "audit", "fit", NULL});
    options_operands(cli, argc - at, check ? 1 : 2,
                     check ? 1
                     : fit ? TABLES_MAX + 1
                           : 2);
    if (job.half)
        options_word(cli, "half", job.half, HALVES);
    job.files = argv + at + 1;
    job.n = (size_t)(argc - at - 1);
    struct err e = {0};
    if (!options_fit(word, &job, &e))
        return cli_fail(CLI_USAGE, "rules", &e);
    return rules_run(word, &job, cli);
}
