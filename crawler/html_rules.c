/* SPDX-License-Identifier: MIT
 * html_rules: which elements end which, as HTML 4 and libxml2 have it. */
#include "crawler/html_rules.h"

#include <string.h>

enum { USUAL = 100 };

#define BLOCK  HTML_ENDS_P
#define INLINE HTML_INLINE

/* By first letter, so that a look-up compares few names. */
static const struct html_element ELEMENTS[] = {
    {"a", INLINE, USUAL},
    {"address", BLOCK | HTML_LIST, USUAL},
    {"area", HTML_VOID, USUAL},
    {"b", INLINE, USUAL},
    {"base", HTML_VOID | HTML_HEAD, USUAL},
    {"basefont", HTML_VOID, USUAL},
    {"big", INLINE, USUAL},
    {"blockquote", BLOCK, USUAL},
    {"body", 0, 200},
    {"br", HTML_VOID, USUAL},
    {"caption", BLOCK, USUAL},
    {"center", BLOCK, USUAL},
    {"col", HTML_VOID, USUAL},
    {"dd", BLOCK, USUAL},
    {"dir", BLOCK | HTML_LIST, USUAL},
    {"div", BLOCK, 150},
    {"dl", BLOCK | HTML_LIST, USUAL},
    {"dt", BLOCK, USUAL},
    {"embed", HTML_VOID, USUAL},
    {"font", INLINE, USUAL},
    {"frame", HTML_VOID, USUAL},
    {"h1", BLOCK | HTML_HEADING, USUAL},
    {"h2", BLOCK | HTML_HEADING, USUAL},
    {"h3", BLOCK | HTML_HEADING, USUAL},
    {"h4", BLOCK | HTML_HEADING, USUAL},
    {"h5", BLOCK | HTML_HEADING, USUAL},
    {"h6", BLOCK | HTML_HEADING, USUAL},
    {"head", 0, 200},
    {"hr", HTML_VOID | BLOCK, USUAL},
    {"html", 0, 220},
    {"i", INLINE, USUAL},
    {"img", HTML_VOID, USUAL},
    {"input", HTML_VOID, USUAL},
    {"isindex", HTML_VOID, USUAL},
    {"li", BLOCK, USUAL},
    {"link", HTML_VOID | HTML_HEAD, USUAL},
    {"menu", BLOCK | HTML_LIST, USUAL},
    {"meta", HTML_VOID | HTML_HEAD, USUAL},
    {"noscript", HTML_HEAD, USUAL},
    {"ol", BLOCK | HTML_LIST, USUAL},
    {"p", BLOCK, USUAL},
    {"param", HTML_VOID, USUAL},
    {"pre", BLOCK | HTML_LIST, USUAL},
    {"s", INLINE, USUAL},
    {"script", HTML_RAW | HTML_HEAD, USUAL},
    {"small", INLINE, USUAL},
    {"span", INLINE, USUAL},
    {"strike", INLINE, USUAL},
    {"style", HTML_RAW | HTML_HEAD, USUAL},
    {"table", BLOCK, 190},
    {"tbody", BLOCK, 180},
    {"td", BLOCK, 160},
    {"tfoot", BLOCK, 180},
    {"th", BLOCK, 160},
    {"thead", BLOCK, 180},
    {"title", HTML_HEAD, USUAL},
    {"tr", BLOCK, 170},
    {"tt", INLINE, USUAL},
    {"u", INLINE, USUAL},
    {"ul", BLOCK | HTML_LIST, USUAL},
};

const struct html_element *html_element(const char *name)
{
    static const struct html_element UNKNOWN = {"", 0, USUAL};
    for (size_t i = 0; i < sizeof ELEMENTS / sizeof *ELEMENTS; i++)
        if (ELEMENTS[i].name[0] == name[0] &&
            strcmp(ELEMENTS[i].name, name) == 0)
            return &ELEMENTS[i];
    return &UNKNOWN;
}

static bool is(const struct html_element *e, const char *name)
{
    return strcmp(e->name, name) == 0;
}

static bool is_cell(const struct html_element *e)
{
    return is(e, "td") || is(e, "th");
}

static bool is_row_group(const struct html_element *e)
{
    return is(e, "tbody") || is(e, "tfoot") || is(e, "thead");
}

static bool same_family(const struct html_element *open,
                        const struct html_element *fresh)
{
    if (is(open, "li"))
        return is(fresh, "li");
    if (is_cell(open))
        return is_cell(fresh) || is(fresh, "tr") || is_row_group(fresh);
    if (is(open, "tr"))
        return is(fresh, "tr") || is_row_group(fresh);
    return is_row_group(open) && is_row_group(fresh);
}

enum html_start html_start(const struct html_element *open,
                           const struct html_element *fresh)
{
    if (is(open, "p") && (fresh->kinds & HTML_ENDS_P))
        return START_CLOSES;
    if (same_family(open, fresh))
        return START_CLOSES;
    if ((is(open, "dt") || is(open, "dd")) &&
        (is(fresh, "dt") || is(fresh, "dd")))
        return is(open, fresh->name) ? START_UNSURE : START_CLOSES;
    bool block = fresh->kinds & HTML_ENDS_P;
    if ((open->kinds & (HTML_INLINE | HTML_HEADING)) && block &&
        !is(fresh, "div") && !is(fresh, "hr"))
        return START_UNSURE;
    if ((open->kinds & HTML_LIST) && block && !is(fresh, "li") &&
        !is(fresh, "dt") && !is(fresh, "dd") && !is(fresh, "div"))
        return START_UNSURE;
    return START_OPENS;
}
