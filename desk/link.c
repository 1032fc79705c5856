/* SPDX-License-Identifier: MIT
 * link: the clock of every open connection. */
#include "desk/link.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "base/ceiling.h"
#include "base/mem.h"

static int64_t monotonic(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1; /* never 0 */
}

struct link *link_new(struct link **head, struct MHD_Connection *con)
{
    struct link *l = xcalloc(1, sizeof *l);
    *l = (struct link){.next = *head, .head = head, .con = con};
    if (l->next)
        l->next->prev = l;
    *head = l;
    link_wait(l);
    return l;
}

void link_free(struct link *l)
{
    if (l->next)
        l->next->prev = l->prev;
    if (l->prev)
        l->prev->next = l->next;
    else
        *l->head = l->next;
    free(l);
}

void link_wait(struct link *l)
{
    l->since = monotonic();
}

void link_serve(struct link *l)
{
    l->since = 0;
}

static void shut(struct link *l)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(l->con, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info)
        shutdown(info->connect_fd, SHUT_RDWR);
    l->since = 0; /* the loop sees the end and frees it */
}

void link_sweep(struct link *head)
{
    int64_t now = monotonic();
    for (struct link *l = head; l; l = l->next)
        if (l->since && now - l->since > CEILING_REQUEST_S)
            shut(l);
}

bool link_busy(const struct link *head)
{
    for (const struct link *l = head; l; l = l->next)
        if (!l->since)
            return true;
    return false;
}
