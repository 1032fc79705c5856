/* SPDX-License-Identifier: MIT
 * worker: jobs in, answers out. */
#include "desk/worker.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/channel.h"
#include "desk/answer.h"
#include "desk/internal.h"
#include "desk/job.h"
#include "desk/route.h"

static bool tell(int fd, struct result result, struct str bytes)
{
    result.n = bytes.n;
    return channel_send(fd, &result, sizeof result) &&
           channel_send(fd, bytes.p, bytes.n);
}

static void prepare(struct request *r, struct http_head *h, struct str bytes)
{
    const struct job *job = r->job;
    /* The loop has read it already: it cannot be refused any more. */
    (void)http_read(h, str_part(bytes, 0, job->head));
    r->head = h;
    r->method = h->method;
    r->path = str_dup(&r->arena, h->target);
    r->body = str_part(bytes, job->head, job->body);
    r->address = str_from(bytes, job->head + job->body);
    r->now = time(NULL);
    buf_init(&r->out, CEILING_PAGE_OUT);
}

static bool answer_job(struct desk *d, const struct job *job, struct str bytes,
                       int fd)
{
    struct request r = {.desk = d, .job = job};
    struct http_head head;
    struct buf whole;
    buf_init(&whole, CEILING_ANSWER);
    prepare(&r, &head, bytes);
    bool head_only = str_eqz(r.method, "HEAD");
    route_answer(&r);
    answer_write(&r, head_only, job->close, &whole);
    bool ok = tell(fd,
                   (struct result){.kind = RESULT_PAGE,
                                   .sign_in = r.sign_in,
                                   .refusal = r.refusal},
                   buf_view(&whole));
    buf_clear(&whole);
    buf_clear(&r.out);
    arena_clear(&r.arena);
    return ok;
}

static void serve(struct desk *d, int fd)
{
    struct job job;
    bool ok = tell(fd, (struct result){.kind = RESULT_READY}, STR(""));
    while (ok && channel_receive(fd, &job, sizeof job)) {
        size_t n = job.head + job.body + job.address;
        char *bytes = xmalloc(n + 1);
        ok = channel_receive(fd, bytes, n) &&
             answer_job(d, &job, (struct str){bytes, n}, fd);
        free(bytes);
    }
}

_Noreturn void worker_run(const struct desk_setup *s, int fd)
{
    struct desk d = {.setup = s};
    struct err e = {0};
    char url[CEILING_URL];
    snprintf(url, sizeof url, STR_FMT, STR_ARG(s->store));
    d.store = store_open(url, 0, &e);
    if (d.store) {
        store_set_clock(
            d.store,
            (struct store_clock){s->matrix ? matrix_worktime(s->matrix) : NULL,
                                 s->wait});
        serve(&d, fd);
    } else {
        (void)tell(fd, (struct result){.kind = RESULT_FAILED}, str_of(e.msg));
    }
    store_close(d.store);
    close(fd);
    exit(0); /* not _exit: leaks are looked for at the end */
}
