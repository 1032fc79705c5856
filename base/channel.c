/* SPDX-License-Identifier: MIT
 * channel: whole messages over a socket. */
#include "base/channel.h"

#include <errno.h>
#include <sys/socket.h>

bool channel_send(int fd, const void *bytes, size_t n)
{
    for (const char *p = bytes; n > 0;) {
        ssize_t k = send(fd, p, n, MSG_NOSIGNAL);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        p += k;
        n -= (size_t)k;
    }
    return true;
}

bool channel_receive(int fd, void *bytes, size_t n)
{
    for (char *p = bytes; n > 0;) {
        ssize_t k = recv(fd, p, n, 0);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        p += k;
        n -= (size_t)k;
    }
    return true;
}
