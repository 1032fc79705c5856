/* SPDX-License-Identifier: MIT
 * reader_child: what a child of the pool does all its life. */
#include "crawler/reading/reader_child.h"
#include "crawler/reading/article.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/channel.h"
#include "base/log.h"
#include "crawler/markup/xml_arena.h"
#include "crawler/reading/recognise.h"
#include "crawler/reading/sandbox.h"
#include "crawler/reading/wire.h"

/* Exit statuses, for the pool's waitpid. */
enum { DONE = 0, NO_SANDBOX = 3, BAD_JOB = 4 };

enum { CHUNK = 256 * 1024, KEEP_MEMORY = 32 * 1024 * 1024 };

void reader_child_follow(pid_t parent)
{
    static const int IGNORED[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    for (size_t i = 0; i < sizeof IGNORED / sizeof *IGNORED; i++)
        signal(IGNORED[i], SIG_IGN);
    signal(SIGXCPU, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(DONE);
}

/* Reads what is there, at least a byte; false at the end. */
static bool read_some(int fd, struct buf *in)
{
    char chunk[CHUNK];
    for (;;) {
        ssize_t n = recv(fd, chunk, sizeof chunk, 0);
        if (n < 0 && errno == EINTR)
            continue;
        return n > 0 && buf_put(in, chunk, (size_t)n);
    }
}

static bool read_job(int fd, struct buf *in, struct reader_job *job)
{
    size_t frame = 0;
    buf_reset(in);
    while (!frame || in->n < frame) {
        if (!read_some(fd, in))
            _exit(DONE);
        if (!wire_length(buf_view(in), WIRE_JOB, &frame))
            return false;
    }
    return in->n == frame && wire_get_job(buf_view(in), job);
}

static void answer(int fd, struct buf *out, const struct reading *reading)
{
    buf_reset(out);
    if (!wire_put_reading(out, reading)) {
        struct reading failed = {
            .job = reading->job,
            .state = READING_FAILED,
            .cause = STR("the posts of this page are too much to store")};
        buf_reset(out);
        if (!wire_put_reading(out, &failed))
            _exit(BAD_JOB);
    }
    if (!channel_send(fd, out->p, out->n))
        _exit(DONE);
}

_Noreturn void reader_child_run(const struct page_reader *reader, int fd,
                                pid_t parent)
{
    struct err e = {0};
    struct buf in, out;
    struct arena arena = {0};
    reader_child_follow(parent);
    /* The same memory serves page after page: giving it back to the kernel
     * would cost more than the parsing. */
    mallopt(M_MMAP_THRESHOLD, KEEP_MEMORY);
    mallopt(M_TRIM_THRESHOLD, KEEP_MEMORY);
    sandbox_close_files(fd);
    xml_arena_use();
    if (!sandbox_close(&e)) {
        log_event(LOG_ERROR, "reader", "cause=%s", e.msg);
        _exit(NO_SANDBOX);
    }
    buf_init(&in, WIRE_HEADER + WIRE_JOB);
    buf_init(&out, WIRE_HEADER + WIRE_READING);
    for (;;) {
        struct reader_job job;
        struct reading reading;
        if (!read_job(fd, &in, &job))
            _exit(BAD_JOB);
        if (job.source < reader->n && !reader->kinds[job.source])
            recognise_page(reader, &job, &arena, &reading);
        else if (job.source < reader->n && job.item.n)
            read_article(reader, &job, &arena, &reading);
        else
            read_page(reader, &job, &arena, &reading);
        answer(fd, &out, &reading);
        xml_arena_reset();
        arena_reset(&arena);
    }
}
