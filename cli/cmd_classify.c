/* SPDX-License-Identifier: MIT
 * classify: texts in, verdicts out, no store. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"

enum { INPUT_CEILING = 1 << 30, FLUSH_AT = 1 << 16, COLUMNS_TOLD = 20 };

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
    struct job job = {.json = json,
                      .c = workspace_classifier(&w, cli->dir, &e)};
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
