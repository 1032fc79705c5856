/* SPDX-License-Identifier: MIT
 * mail_said: what the author of a message says himself. */
#include "crawler/reading/mail_said.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"

/* Lines of a text, each folded too. */
struct lines {
    struct str *all, *folded; /* n of them */
    size_t n;
};

static void split(struct arena *a, struct str text, struct lines *out)
{
    size_t cap = 0, cap_folded = 0;
    struct str line;
    *out = (struct lines){0};
    while (str_split(&text, '\n', &line)) {
        struct folded f;
        text_fold(a, line, &f);
        out->all = arena_grow(a, out->all, out->n, &cap, sizeof line);
        out->folded =
            arena_grow(a, out->folded, out->n, &cap_folded, sizeof line);
        out->all[out->n] = line;
        out->folded[out->n++] = str_trim(f.text);
    }
}

/* One of the list, NULL ends, is where the line starts. */
static bool starts_any(struct str line, const char *const *list)
{
    for (; *list; list++)
        if (str_starts(line, str_of(*list)))
            return true;
    return false;
}

static bool holds_any(struct str line, const char *const *list)
{
    for (; *list; list++)
        if (str_find(line, str_of(*list)) >= 0)
            return true;
    return false;
}

/* "-----Original Message-----": all behind it is another's. */
static bool is_divider(struct str line)
{
    static const char *const WORDS[] = {"original message",
                                        "forwarded message",
                                        "forwarded by",
                                        "original appointment",
                                        "исходное сообщение",
                                        "пересылаемое сообщение",
                                        "пересланное сообщение",
                                        "перенаправленное сообщение",
                                        "переадресованное",
                                        "оригинальное сообщение",
                                        "пересылаемое письмо",
                                        "конец пересылаемого",
                                        "weitergeleitete",
                                        "message transfere",
                                        NULL};
    static const char *const WHOLE[] = {"begin forwarded message:",
                                        "начало переадресованного сообщения:",
                                        "начало пересылаемого сообщения:",
                                        "forwarded message:",
                                        "пересылаемое сообщение:",
                                        NULL};
    bool dashed = str_starts(line, STR("--")) || str_starts(line, STR("**")) ||
                  str_starts(line, STR("=="));
    return (dashed && holds_any(line, WORDS)) || starts_any(line, WHOLE);
}

/* "From: Ann" above "Sent: ..." or "To: ...", as Outlook announces it. */
static bool is_block(const struct lines *l, size_t at)
{
    static const char *const FROM[] = {
        "from:", "от:", "от кого:", "*from:", "*от:", "отправитель:", NULL};
    static const char *const OTHER[] = {
        "sent:",      "to:",    "date:",  "subject:",     "cc:",
        "кому:",      "дата:",  "тема:",  "копия:",       "отправлено:",
        "отправлен:", "*sent:", "*to:",   "*date:",       "*subject:",
        "*кому:",     "*дата:", "*тема:", "*отправлено:", NULL};
    enum { LOOKED = 6, LEAST = 2 };
    int found = 0;
    if (!starts_any(l->folded[at], FROM))
        return false;
    for (size_t i = at + 1; i < l->n && i < at + LOOKED; i++)
        found += starts_any(l->folded[i], OTHER);
    return found >= LEAST;
}

/* "on mon, nov 4, 2024 at 5:39 pm ann <a@b> wrote:" in one to three lines;
 * how many, 0 it is none. */
static size_t is_attribution(const struct lines *l, size_t at)
{
    static const char *const WROTE[] = {
        "wrote:",    "writes:",  "пишет:",    "писал:",      "писала:",
        "писал(а):", "написал:", "написала:", "написал(а):", "пишете:",
        "сообщает:", "said:",    "schrieb:",  "a ecrit :",   "a ecrit:",
        ">:",        NULL};
    enum { LINES_MOST = 3 };
    struct str first = l->folded[at];
    bool dated = false;
    for (size_t i = at; i < l->n && i < at + LINES_MOST; i++) {
        struct str line = l->folded[i];
        for (size_t k = 0; k < line.n; k++)
            dated |= ascii_digit(line.p[k]) || line.p[k] == '@';
        for (const char *const *w = WROTE; *w; w++)
            if (str_ends(line, str_of(*w)) &&
                (dated || str_starts(first, STR("on "))))
                return i - at + 1;
        if (!line.n || line.n > 200)
            return 0;
    }
    return 0;
}

static bool is_quoted(struct str line)
{
    return str_starts(line, STR(">")) || str_starts(line, STR("|"));
}

/* "Sent from my iPhone": the device says it. */
static bool is_device(struct str line)
{
    static const char *const DEVICE[] = {
        "sent from my ",     "sent from mail for",
        "sent from yahoo",   "sent from outlook",
        "sent via ",         "get outlook for",
        "отправлено с ",     "отправлено из ",
        "отправлено от ",    "послано с ",
        "отправлено через ", "sent from samsung",
        "von meinem ",       NULL};
    enum { LONG = 80 };
    return line.n <= LONG && starts_any(line, DEVICE);
}

/* Rules of mailing lists above "list mailing list". */
static bool is_footer(const struct lines *l, size_t at)
{
    static const char *const LIST[] = {"mailing list", "unsubscribe", "рассылк",
                                       "отписаться",   "http",        NULL};
    enum { LEAST = 10, LOOKED = 3 };
    struct str line = l->folded[at];
    if (line.n < LEAST)
        return false;
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] != '_' && line.p[i] != '-')
            return false;
    for (size_t i = at + 1; i < l->n && i <= at + LOOKED; i++)
        if (holds_any(l->folded[i], LIST))
            return true;
    return false;
}

/* "-- ", whose blank may have been tidied away. */
static bool is_signature(const struct lines *l, size_t at)
{
    enum { LINES_MOST = 12 };
    struct str line = str_trim(l->all[at]);
    return (str_eqz(line, "--") || str_eqz(line, "—")) &&
           l->n - at <= LINES_MOST;
}

/* Where another begins to speak, or nobody does any more. */
static bool ends_here(const struct lines *l, size_t at)
{
    return is_divider(l->folded[at]) || is_block(l, at) ||
           is_signature(l, at) || is_footer(l, at);
}

struct str mail_said(struct arena *a, struct str text)
{
    struct lines l;
    split(a, text, &l);
    char *p = arena_alloc(a, text.n + 2);
    size_t n = 0;
    for (size_t i = 0; i < l.n && !ends_here(&l, i); i++) {
        size_t lines = is_attribution(&l, i);
        if (lines) {
            i += lines - 1;
            continue;
        }
        if (is_quoted(l.folded[i]) || is_device(l.folded[i]))
            continue;
        memcpy(p + n, l.all[i].p, l.all[i].n);
        n += l.all[i].n;
        p[n++] = '\n';
    }
    return str_trim((struct str){p, n});
}
