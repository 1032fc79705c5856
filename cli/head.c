/* SPDX-License-Identifier: MIT
 * head: reading, signing, writing. */
#include "cli/head.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

_Static_assert(HEAD_KEY == crypto_sign_SECRETKEYBYTES, "Ed25519");
_Static_assert(HEAD_KEY == crypto_sign_BYTES, "Ed25519");

enum { MOST = 4096 /* bytes of either file */ };

#define HEAD_TITLE "molva head"
#define KEY_TITLE  "molva key"

/* What is signed: the lines above the signature. */
static struct str body(const struct head *h, char text[256])
{
    int n = snprintf(text, 256, HEAD_TITLE "\nevent %lld\nhash %s\n",
                     (long long)h->event, h->hash);
    return (struct str){text, (size_t)n};
}

/* "name value" off the rest; "" when the line is another. */
static struct str take(struct str *rest, const char *name)
{
    struct str line, was = *rest, head = str_of(name);
    if (!str_split(rest, '\n', &line) || !str_starts(line, head) ||
        line.n <= head.n || line.p[head.n] != ' ') {
        *rest = was;
        return STR("");
    }
    return str_trim(str_from(line, head.n + 1));
}

static bool from_hex(struct str hex, unsigned char out[HEAD_KEY])
{
    size_t n = 0;
    return hex.n == 2 * HEAD_KEY &&
           sodium_hex2bin(out, HEAD_KEY, hex.p, hex.n, NULL, &n, NULL) == 0 &&
           n == HEAD_KEY;
}

static bool parse(struct str text, struct head *h)
{
    struct str line;
    *h = (struct head){0};
    if (!str_split(&text, '\n', &line) || !str_eqz(line, HEAD_TITLE))
        return false;
    struct str event = take(&text, "event"), hash = take(&text, "hash");
    struct str signature = take(&text, "signature");
    if (!str_int(event, &h->event) || h->event < 0 || hash.n != HEAD_HASH - 1)
        return false;
    memcpy(h->hash, hash.p, hash.n);
    h->is_signed = signature.n > 0;
    return (!h->is_signed || from_hex(signature, h->signature)) &&
           !str_trim(text).n;
}

bool head_read(const char *path, struct head *h, bool *found, struct err *e)
{
    struct buf b;
    *found = access(path, F_OK) == 0 || errno != ENOENT;
    if (!*found)
        return true;
    buf_init(&b, MOST);
    bool ok = buf_read_file(&b, path, e);
    if (ok && !parse(buf_view(&b), h))
        ok = err_set(e, "%s is no head of a chain", path);
    buf_clear(&b);
    return ok;
}

/* All of it on the disk, in a file that only its owner reads. */
static bool write_new(const char *path, struct str text, int flags,
                      struct err *e)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);
    if (fd < 0)
        return err_set(e, "%s: %s", path, strerror(errno));
    bool ok = write(fd, text.p, text.n) == (ssize_t)text.n && fsync(fd) == 0;
    int why = errno;
    ok = close(fd) == 0 && ok;
    return ok || err_set(e, "%s: %s", path, strerror(why));
}

bool head_write(const char *path, struct head *h, const struct head_key *key,
                struct err *e)
{
    char text[256 + 2 * HEAD_KEY], next[PATH_MAX];
    struct str all = body(h, text);
    h->is_signed = key->given;
    if (key->given) {
        char hex[2 * HEAD_KEY + 1];
        crypto_sign_detached(h->signature, NULL, (const unsigned char *)all.p,
                             all.n, key->secret);
        sodium_bin2hex(hex, sizeof hex, h->signature, HEAD_KEY);
        all.n += (size_t)snprintf(text + all.n, sizeof text - all.n,
                                  "signature %s\n", hex);
    }
    if ((size_t)snprintf(next, sizeof next, "%s.new", path) >= sizeof next)
        return err_set(e, "%s: the path is too long", path);
    if (!write_new(next, all, O_TRUNC, e))
        return false;
    return rename(next, path) == 0 ||
           err_set(e, "%s: %s", path, strerror(errno));
}

bool head_is_genuine(const struct head *h, const struct head_key *key)
{
    char text[256];
    struct str all = body(h, text);
    const unsigned char *public = key->secret + crypto_sign_SEEDBYTES;
    return h->is_signed &&
           crypto_sign_verify_detached(
               h->signature, (const unsigned char *)all.p, all.n, public) == 0;
}

bool head_key_read(const char *path, struct head_key *key, struct err *e)
{
    struct buf b;
    struct stat st;
    struct str line;
    if (stat(path, &st) != 0)
        return err_set(e, "%s: %s", path, strerror(errno));
    if (st.st_mode & 077)
        return err_set(e, "%s can be read by others; chmod 600 %s", path, path);
    buf_init(&b, MOST);
    bool ok = buf_read_file(&b, path, e);
    struct str text = buf_view(&b);
    key->given = ok && str_split(&text, '\n', &line) &&
                 str_eqz(line, KEY_TITLE) &&
                 from_hex(str_trim(text), key->secret);
    sodium_memzero(b.p, b.n);
    buf_clear(&b);
    return key->given || (ok && err_set(e, "%s is no key of Molva's", path));
}

bool head_key_make(const char *path, struct err *e)
{
    unsigned char public[crypto_sign_PUBLICKEYBYTES], secret[HEAD_KEY];
    char hex[2 * HEAD_KEY + 1], text[256];
    if (sodium_init() < 0)
        return err_set(e, "no random numbers");
    crypto_sign_keypair(public, secret);
    sodium_bin2hex(hex, sizeof hex, secret, sizeof secret);
    snprintf(text, sizeof text, KEY_TITLE "\n%s\n", hex);
    bool ok = write_new(path, str_of(text), O_EXCL, e);
    sodium_memzero(secret, sizeof secret);
    sodium_memzero(hex, sizeof hex);
    sodium_memzero(text, sizeof text);
    return ok;
}

bool head_is_inside(const char *path, const char *folder)
{
    char copy[PATH_MAX], real[PATH_MAX], outer[PATH_MAX];
    snprintf(copy, sizeof copy, "%s", path);
    if (!realpath(dirname(copy), real) || !realpath(folder, outer))
        return false;
    size_t n = strlen(outer);
    return strncmp(real, outer, n) == 0 &&
           (real[n] == '/' || real[n] == 0 || outer[n - 1] == '/');
}
