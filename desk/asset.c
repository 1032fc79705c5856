/* SPDX-License-Identifier: MIT
 * asset: files of desk/static/, put into the program by the assembler. */
#include "desk/asset.h"

#include <microhttpd.h>

#include "base/terms.h"

#define EMBED(symbol, path)                                                    \
    __asm__(".section .rodata\n"                                               \
            ".global asset_" #symbol "\nasset_" #symbol ":\n"                  \
            ".incbin \"" path "\"\n"                                           \
            ".global asset_" #symbol "_end\nasset_" #symbol "_end:\n"          \
            ".byte 0\n.previous\n");                                           \
    extern const char asset_##symbol[], asset_##symbol##_end[]

EMBED(css, "desk/static/desk.css");
EMBED(js, "desk/static/desk.js");
EMBED(icon, "desk/static/icon.svg");

/* The colours of types and tones, made of their terms. */
#define DAY(fill, marks, day, night)   day
#define NIGHT(fill, marks, day, night) night
#define OF(part, ...)                  part(__VA_ARGS__)
#define TYPE_DAY(name, id, ru, en, character, ...)                             \
    "." id " { " OF(DAY, __VA_ARGS__) " }\n"
#define TONE_DAY(name, id, ru, en, ...) "." id " { " OF(DAY, __VA_ARGS__) " }\n"
#define TYPE_NIGHT(name, id, ru, en, character, ...)                           \
    "." id " { " OF(NIGHT, __VA_ARGS__) " }\n"
#define TONE_NIGHT(name, id, ru, en, ...)                                      \
    "." id " { " OF(NIGHT, __VA_ARGS__) " }\n"

static const char looks[] =
    TYPE_ALL(TYPE_DAY) TONE_ALL(TONE_DAY) ".other { " OF(
        DAY, LOOK_MIXED) " }\n"
                         "@media (prefers-color-scheme: dark) {\n" TYPE_ALL(
                             TYPE_NIGHT)
                             TONE_ALL(TONE_NIGHT) ".other { " OF(
                                 NIGHT, LOOK_MIXED) " }\n}\n";

struct asset {
    const char *name, *ending; /* the URL is name-HASH.ending */
    const char *type;          /* MIME */
    const char *start, *end;   /* its bytes */
};

static const struct asset assets[] = {
    {"desk", "css", "text/css; charset=utf-8", asset_css, asset_css_end},
    {"looks", "css", "text/css; charset=utf-8", looks,
     looks + sizeof looks - 1},
    {"desk", "js", "text/javascript; charset=utf-8", asset_js, asset_js_end},
    {"icon", "svg", "image/svg+xml", asset_icon, asset_icon_end},
};

static struct str bytes_of(const struct asset *f)
{
    return (struct str){f->start, (size_t)(f->end - f->start)};
}

static struct str file_name(struct arena *a, const struct asset *f)
{
    return str_printf(a, "%s-%016llx.%s", f->name,
                      (unsigned long long)str_hash(bytes_of(f)), f->ending);
}

struct str asset_url(struct arena *a, const char *name)
{
    for (size_t i = 0; i < sizeof assets / sizeof *assets; i++) {
        const struct asset *f = &assets[i];
        if (!str_eqz(str_printf(a, "%s.%s", f->name, f->ending), name))
            continue;
        return str_printf(a, "/static/" STR_FMT, STR_ARG(file_name(a, f)));
    }
    return (struct str){0};
}

bool asset_get(struct request *r, struct err *e)
{
    (void)e;
    for (size_t i = 0; i < sizeof assets / sizeof *assets; i++) {
        if (!str_eq(r->rest, file_name(&r->arena, &assets[i])))
            continue;
        r->type = assets[i].type;
        r->cached = true;
        buf_str(&r->out, bytes_of(&assets[i]));
        return true;
    }
    r->status = MHD_HTTP_NOT_FOUND;
    return true;
}
