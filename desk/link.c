/* SPDX-License-Identifier: MIT
 * link: a list, clocks, and the order in which they are sent away. */
#include "desk/link.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/ceiling.h"
#include "base/monotonic.h"

enum { IN_MOST = CEILING_REQUEST_HEAD + CEILING_REQUEST_TABLE + 64 * 1024 };

struct link *link_new(struct link **head, int fd)
{
    struct link *l = xcalloc(1, sizeof *l);
    l->fd = fd;
    l->next = *head;
    if (l->next)
        l->next->prev = l;
    *head = l;
    buf_init(&l->in, IN_MOST);
    buf_init(&l->out, CEILING_ANSWER);
    link_go(l, LINK_READING);
    return l;
}

void link_free(struct link **head, struct link *l)
{
    if (l->next)
        l->next->prev = l->prev;
    if (l->prev)
        l->prev->next = l->next;
    else
        *head = l->next;
    close(l->fd);
    buf_clear(&l->in);
    buf_clear(&l->out);
    free(l);
}

void link_go(struct link *l, enum link_state state)
{
    l->state = state;
    l->since = monotonic_ms();
}

/* ms it may take in its state; below 0: as long as it wants. */
static int64_t patience(const struct link *l)
{
    switch (l->state) {
    case LINK_READING:
        return 1000LL *
                   (l->in.n && !l->head ? CEILING_HEAD_S : CEILING_REQUEST_S) +
               (l->body > CEILING_REQUEST
                    ? (int64_t)l->body * 1000 / CEILING_REQUEST_RATE
                    : 0);
    case LINK_ANSWERING:
        return 1000LL * CEILING_REQUEST_S +
               (int64_t)l->out.n * 1000 / CEILING_ANSWER_BYTES;
    case LINK_ENDING:
        return 1000LL * CEILING_ENDING_S;
    default:
        return -1;
    }
}

bool link_late(const struct link *l, int64_t now)
{
    int64_t most = patience(l);
    return most >= 0 && now - l->since > most;
}

/* Who has said all goes first, then who has asked nothing yet, last who does
 * not take his answer. */
static int rank(const struct link *l)
{
    return l->state == LINK_ENDING      ? 3
           : l->state == LINK_READING   ? 2
           : l->state == LINK_ANSWERING ? 1
                                        : 0;
}

struct link *link_least(struct link *head, uint64_t share)
{
    struct link *least = NULL;
    for (struct link *l = head; l; l = l->next) {
        if (!rank(l) || (share && l->share != share))
            continue;
        if (!least || rank(l) > rank(least) ||
            (rank(l) == rank(least) && l->since < least->since))
            least = l;
    }
    return least;
}

size_t link_count(const struct link *head, uint64_t share)
{
    size_t n = 0;
    for (const struct link *l = head; l; l = l->next)
        n += !share || l->share == share;
    return n;
}

static size_t weight(const struct link *l)
{
    return l->in.cap + l->out.cap;
}

size_t link_bytes(const struct link *head)
{
    size_t n = 0;
    for (const struct link *l = head; l; l = l->next)
        n += weight(l);
    return n;
}

struct link *link_heaviest(struct link *head)
{
    struct link *most = NULL;
    for (struct link *l = head; l; l = l->next)
        if (rank(l) && (!most || weight(l) > weight(most)))
            most = l;
    return most;
}
