/* SPDX-License-Identifier: MIT
 * desk: opens, gives up what it does not need, serves. */
#include "desk/desk.h"

#include <errno.h>
#include <seccomp.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "base/ceiling.h"
#include "desk/http.h"
#include "desk/server.h"

/* A desk answers; it never calls out and never runs a program. What a broken
 * request might make of this process stays without both, as far as its store
 * lets it: one that is a server is connected to again when it was cut, through
 * a socket of this machine or over the network. */
static const char *const given_up[] = {"execve", "execveat"};

static bool forbid_calls(scmp_filter_ctx filter, enum store_reach reach)
{
    if (reach == STORE_FILE)
        return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM),
                                SCMP_SYS(connect), 0) == 0;
    return reach == STORE_NETWORK ||
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
                            SCMP_A0(SCMP_CMP_NE, AF_UNIX)) == 0;
}

static bool forbid(scmp_filter_ctx filter, enum store_reach reach,
                   struct err *e)
{
    if (!forbid_calls(filter, reach))
        return err_set(e, "cannot forbid calls to elsewhere");
    for (size_t i = 0; i < sizeof given_up / sizeof *given_up; i++) {
        int call = seccomp_syscall_resolve_name(given_up[i]);
        if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) != 0)
            return err_set(e, "cannot forbid %s", given_up[i]);
    }
    int code = seccomp_load(filter);
    return code == 0 || err_set(e, "seccomp: %s", strerror(-code));
}

static bool give_up(const struct desk_setup *setup, struct err *e)
{
    char store[CEILING_URL];
    /* A core file would hold what people wrote, and cookies. */
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return err_set(e, "cannot give up privileges: %s", strerror(errno));
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return err_set(e, "no seccomp filter");
    snprintf(store, sizeof store, STR_FMT, STR_ARG(setup->store));
    bool ok = forbid(filter, store_reach(store), e);
    seccomp_release(filter);
    return ok;
}

static bool serve(struct server *s, int port, struct err *e)
{
    /* Before the first fork: the workers are to have as little. */
    if (!give_up(s->setup, e) || !server_start(s, e))
        return false;
    if (s->setup->ready)
        s->setup->ready(s->setup->ctx, port);
    while (!*s->setup->stop)
        server_turn(s, 250);
    return true;
}

bool desk_run(const struct desk_setup *setup, struct err *e)
{
    struct server s;
    int port;
    if (sodium_init() < 0)
        return err_set(e, "libsodium does not start");
    bool ok = server_open(&s, setup, &port, e) && serve(&s, port, e);
    bool well = server_close(&s);
    return ok && (well || err_set(e, "desk: a worker did not end well"));
}

bool desk_is_name(struct str s)
{
    return http_is_host(s);
}
