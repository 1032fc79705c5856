/* SPDX-License-Identifier: MIT
 * quoted: what somebody else said, as mail shows it. */
#include "crawler/reading/quoted.h"

#include "base/ascii.h"

enum { LOOKED = 5 }; /* lines of "On Monday Ann ... wrote:" at most, and more */

/* "> word", ">> word", ">" alone; not ">_<" or ">:(". */
static bool is_quoted(struct str line)
{
    line = str_trim(line);
    if (!line.n || line.p[0] != '>')
        return false;
    struct str rest = str_from(line, 1);
    return !rest.n || rest.p[0] == ' ' || rest.p[0] == '>' ||
           ascii_alnum(rest.p[0]) || (unsigned char)rest.p[0] >= 0xC0;
}

static bool is_number(struct str line)
{
    struct str rest = str_trim(str_from(str_trim(line), 1));
    return rest.n && ascii_digit(rest.p[0]);
}

static bool ends_in_writing(struct str line)
{
    static const struct str WROTE[] = {
        STR("wrote"),      STR("writes"),   STR("said"),    STR("пишет"),
        STR("пишете"),     STR("писал"),    STR("писала"),  STR("писал(а)"),
        STR("написал"),    STR("написала"), STR("schrieb"), STR("écrit"),
        STR("scritto"),    STR("escribió"), STR("написав"), STR("написав(ла)"),
        STR("написал(а)"),
    };
    line = str_trim(line);
    if (!line.n || line.p[line.n - 1] != ':')
        return false;
    line = str_trim(str_part(line, 0, line.n - 1));
    for (size_t i = 0; i < sizeof WROTE / sizeof *WROTE; i++)
        if (line.n >= WROTE[i].n &&
            str_eq(str_from(line, line.n - WROTE[i].n), WROTE[i]))
            return true;
    return false;
}

static bool starts_writing(struct str line)
{
    line = str_trim(line);
    return str_eqz(str_part(line, 0, 3), "On ") ||
           str_eqz(str_part(line, 0, 3), "Am ") ||
           str_eqz(str_part(line, 0, 3), "Le ") ||
           (line.n && ascii_digit(line.p[0]));
}

/* The offsets where lines that are kept start and end. */
struct kept {
    char *p;               /* the text that is left, n bytes of it */
    size_t n;              /* written */
    size_t starts[LOOKED]; /* in p, of the last lines that were kept */
    size_t lines;          /* kept so far */
    size_t known;          /* of starts: those of lines that still stand */
};

static struct str line_back(const struct kept *k, size_t back)
{
    size_t at = k->starts[(k->lines - 1 - back) % LOOKED];
    size_t end = back ? k->starts[(k->lines - back) % LOOKED] : k->n;
    return (struct str){k->p + at, end - at};
}

/* Takes the line that says who wrote what follows off the end, and the one it
 * began in. */
static void drop_attribution(struct kept *k)
{
    size_t back = 0, known = k->known;
    while (back < known && !str_trim(line_back(k, back)).n)
        back++;
    if (back == known || !ends_in_writing(line_back(k, back)))
        return;
    bool begun = starts_writing(line_back(k, back));
    bool above =
        !begun && back + 1 < known && starts_writing(line_back(k, back + 1));
    back += above;
    k->n = k->starts[(k->lines - 1 - back) % LOOKED];
    k->lines -= back + 1;
    k->known -= back + 1;
}

static void keep(struct kept *k, struct str line)
{
    k->starts[k->lines++ % LOOKED] = k->n;
    k->known += k->known < LOOKED;
    for (size_t i = 0; i < line.n; i++)
        k->p[k->n++] = line.p[i];
    k->p[k->n++] = '\n';
}

/* Quoted lines; *number: the only one is a comparison with a number. */
static size_t count(struct str text, bool *number)
{
    struct str line;
    size_t n = 0;
    *number = false;
    while (str_split(&text, '\n', &line))
        if (is_quoted(line)) {
            *number = is_number(line);
            n++;
        }
    *number = *number && n == 1;
    return n;
}

struct str quoted_off(struct arena *a, struct str text)
{
    bool number, before = false;
    struct str line, rest = text;
    if (str_find_char(text, '>') < 0 || !count(text, &number) || number)
        return text;
    struct kept k = {.p = arena_alloc(a, text.n + 2)};
    while (str_split(&rest, '\n', &line)) {
        bool quoted = is_quoted(line);
        if (quoted && !before)
            drop_attribution(&k);
        if (!quoted)
            keep(&k, line);
        before = quoted;
    }
    return str_trim((struct str){k.p, k.n});
}
