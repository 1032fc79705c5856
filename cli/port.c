/* SPDX-License-Identifier: MIT
 * port: tried, and left at once. */
#include "cli/port.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static socklen_t socket_address(const char *host, int port,
                                struct sockaddr_storage *at)
{
    struct sockaddr_in *v4 = (struct sockaddr_in *)at;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)at;
    *at = (struct sockaddr_storage){0};
    if (inet_pton(AF_INET, host, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons((uint16_t)port);
        return sizeof *v4;
    }
    inet_pton(AF_INET6, host, &v6->sin6_addr);
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons((uint16_t)port);
    return sizeof *v6;
}

bool port_is_free(struct workspace *w, struct err *e)
{
    const char *host;
    int port, yes = 1;
    struct sockaddr_storage at;
    if (!workspace_desk(w, &host, &port, e))
        return false;
    socklen_t n = socket_address(host, port, &at);
    int fd = socket(at.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return err_set(e, "a socket: %s", strerror(errno));
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    bool ok = bind(fd, (struct sockaddr *)&at, n) == 0;
    if (!ok)
        err_set(e, "the desk cannot listen on %s port %d: %s%s", host, port,
                strerror(errno),
                errno == EADDRINUSE
                    ? "; is another `molva serve` running? `desk: address:` "
                      "in molva.yaml names another port"
                    : "");
    close(fd);
    return ok;
}
