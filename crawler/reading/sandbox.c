/* SPDX-License-Identifier: MIT
 * sandbox: giving up everything a reader does not need. */
#include "crawler/reading/sandbox.h"

#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/ceiling.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0 /* AddressSanitizer maps terabytes of shadow */
#endif

/* ---- Landlock, by raw calls: Debian 12 has no library for it ---- */

enum {
    SYS_CREATE_RULESET = 444,
    SYS_RESTRICT_SELF = 446,
    GET_VERSION = 1,
};

struct ruleset {
    uint64_t files; /* kinds of access to files that are handled */
    uint64_t net;   /* bind and connect of TCP, since ABI 4 */
};

/* All kinds of access that the kernel's ABI knows; none is granted. A kernel
 * without Landlock is no error: seccomp refuses the same calls. */
static bool close_landlock(struct err *e)
{
    static const int FILE_BITS[] = {0, 13, 14, 15, 15, 16};
    long abi = syscall(SYS_CREATE_RULESET, NULL, 0, GET_VERSION);
    if (abi < 1)
        return true;
    size_t last = sizeof FILE_BITS / sizeof *FILE_BITS - 1;
    int bits = FILE_BITS[(size_t)abi < last ? (size_t)abi : last];
    struct ruleset rules = {.files = (UINT64_C(1) << bits) - 1, .net = 3};
    size_t size = abi >= 4 ? sizeof rules : sizeof rules.files;
    long fd = syscall(SYS_CREATE_RULESET, &rules, size, 0);
    if (fd < 0)
        return err_set(e, "Landlock: %s", strerror(errno));
    bool ok = syscall(SYS_RESTRICT_SELF, fd, 0) == 0;
    int why = errno;
    close((int)fd);
    return ok || err_set(e, "Landlock: %s", strerror(why));
}

/* ---- seccomp ---- */

/* What computing, memory and the socket pair need. No call that takes a path
 * (newfstatat does even when it is given a descriptor), no timer, no limit. */
static const int ALLOWED[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(recvfrom),
    SCMP_SYS(sendto),
    SCMP_SYS(recvmsg),
    SCMP_SYS(sendmsg),
    SCMP_SYS(close),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(fstat),
};

/* What AddressSanitizer needs besides. */
static const int ALLOWED_SANITIZED[] = {
    SCMP_SYS(sigaltstack),    SCMP_SYS(sched_yield), SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(getpid),      SCMP_SYS(gettid),
    SCMP_SYS(mmap),           SCMP_SYS(mprotect),
};

static int allow_list(scmp_filter_ctx c, const int *calls, size_t n)
{
    int rc = 0;
    for (size_t i = 0; i < n && rc == 0; i++)
        rc = seccomp_rule_add(c, SCMP_ACT_ALLOW, calls[i], 0);
    return rc;
}

/* Memory may be mapped, never to be run. */
static int allow_mapping(scmp_filter_ctx c)
{
    int rc = seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                              SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    if (rc == 0)
        rc = seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                              SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    return rc;
}

static bool close_seccomp(struct err *e)
{
    scmp_filter_ctx c = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!c)
        return err_set(e, "seccomp: no memory");
    int rc = allow_list(c, ALLOWED, sizeof ALLOWED / sizeof *ALLOWED);
    if (rc == 0 && SANITIZED)
        rc = allow_list(c, ALLOWED_SANITIZED,
                        sizeof ALLOWED_SANITIZED / sizeof *ALLOWED_SANITIZED);
    else if (rc == 0)
        rc = allow_mapping(c);
    if (rc == 0)
        rc = seccomp_load(c);
    seccomp_release(c);
    return rc == 0 || err_set(e, "seccomp: %s", strerror(-rc));
}

/* ---- limits ---- */

static bool limit(int what, rlim_t most, struct err *e)
{
    struct rlimit r = {most, most};
    return setrlimit((__rlimit_resource_t)what, &r) == 0 ||
           err_set(e, "setrlimit: %s", strerror(errno));
}

static bool set_limits(struct err *e)
{
    rlim_t memory = (rlim_t)CEILING_READER_MIB * 1024 * 1024;
    signal(SIGXFSZ,
           SIG_IGN); /* last words into a log are lost, not the cause */
    return limit(RLIMIT_CORE, 0, e) && limit(RLIMIT_FSIZE, 0, e) &&
           limit(RLIMIT_NOFILE, 0, e) &&
           (SANITIZED || limit(RLIMIT_AS, memory, e));
}

void sandbox_close_files(int keep)
{
    close(0);
    close(1);
    if (keep > 3)
        close_range(3, (unsigned)keep - 1, 0);
    close_range((unsigned)keep + 1, ~0U, 0);
}

bool sandbox_close(struct err *e)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return err_set(e, "no_new_privs: %s", strerror(errno));
    return close_landlock(e) && set_limits(e) && close_seccomp(e);
}
