/* SPDX-License-Identifier: MIT
 * fuzz_mail: any bytes as a message and as a mailbox; an author says no more
 * than his message holds. */
#include "crawler/markup/mail.h"
#include "crawler/reading/mail_said.h"
#include "crawler/reading/mbox.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct charsets *charsets;
    struct err e;
    struct arena a = {0};
    struct buf body;
    struct str bytes = {(const char *)data, size};
    struct mbox m = {bytes, 0, 1};
    int line;
    if (!charsets)
        charsets = charsets_new();
    xmlDoc *doc = mail_parse(charsets, &a, bytes, false, &e);
    if (doc)
        xmlFreeDoc(doc);
    xmlFreeDoc(mail_parse(charsets, &a, bytes, true, &e));
    if (mail_said(&a, bytes).n > size)
        __builtin_trap();
    buf_init(&body, size + 2);
    while (mbox_next(&m, &body, &line))
        if (body.n > size + 1)
            __builtin_trap();
    buf_clear(&body);
    arena_clear(&a);
    return 0;
}
