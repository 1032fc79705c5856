/* SPDX-License-Identifier: MIT
 * replay: each file of a folder once, without a fuzzer. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/ceiling.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* In memory of just its size, so that a byte read behind it is noticed. */
static void replay(const char *path)
{
    struct err e;
    struct buf b;
    buf_init(&b, CEILING_PAGE_OUT);
    if (!buf_read_file(&b, path, &e)) {
        fprintf(stderr, "%s\n", e.msg);
        exit(1);
    }
    fprintf(stderr, "%s\n", path); /* the last one told is the one */
    struct str s = buf_view(&b);
    uint8_t *own = xmalloc(s.n + !s.n);
    memcpy(own, s.p, s.n);
    LLVMFuzzerTestOneInput(own, s.n);
    free(own);
    buf_clear(&b);
}

int main(int argc, char **argv)
{
    struct dirent **names;
    int n = argc == 2 ? scandir(argv[1], &names, NULL, alphasort) : -1;
    int tried = 0;
    for (int i = 0; i < n; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", argv[1], names[i]->d_name);
        if (names[i]->d_name[0] != '.') {
            replay(path);
            tried++;
        }
        free(names[i]);
    }
    if (n >= 0)
        free(names);
    printf("%d seeds\n%d passed, %d failed\n", tried, tried > 0, tried == 0);
    return tried ? 0 : 1;
}
