/* SPDX-License-Identifier: MIT
 * marks: the ids that engines give to what people say. */
#include "crawler/reading/marks.h"

#include "base/ascii.h"
#include "base/map.h"
#include "crawler/markup/nodes.h"

/* Before the number, without - and _ at its end. Not `post`: articles of blogs
 * bear it, and a blog's page may well be without comments. */
static const char *const WORDS[] = {
    "comment", "li-comment", "div-comment", "wpd-comm", "comment-id",
    "msg",     "message",    "reply",       "review",   "post_message",
    "js-post", "pid",        "answer",      "feedback",
};

static bool is_number(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_digit(s.p[i]))
            return false;
    return s.n > 0;
}

/* "comment-57" to "57"; "" when it is no id of a post. */
static struct str number_of(struct str id)
{
    size_t n = id.n;
    while (n && ascii_digit(id.p[n - 1]))
        n--;
    struct str number = str_from(id, n);
    while (n && (id.p[n - 1] == '-' || id.p[n - 1] == '_'))
        n--;
    struct str word = str_part(id, 0, n);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (str_eqz(word, WORDS[i]) && is_number(number))
            return number;
    return (struct str){0};
}

/* A note of another site that it links here; nobody said anything. */
static bool is_ping(const xmlNode *node)
{
    for (int up = 0; node && node->type == XML_ELEMENT_NODE && up < 3;
         up++, node = node->parent)
        if (node_has_class(node, STR("pingback")) ||
            node_has_class(node, STR("trackback")))
            return true;
    return false;
}

static const xmlNode *after(const xmlNode *node)
{
    if (node->children && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node && !node->next)
        node = node->parent;
    return node && node->type != XML_HTML_DOCUMENT_NODE ? node->next : NULL;
}

size_t marks_count(const xmlDoc *doc, struct str *first)
{
    struct map numbers;
    map_init(&numbers);
    *first = (struct str){0};
    const xmlNode *node = doc ? xmlDocGetRootElement(doc) : NULL;
    for (; node; node = after(node)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        struct str id = node_attribute(node, "id"), number = number_of(id);
        if (!number.n || is_ping(node))
            continue;
        if (!first->n)
            *first = id;
        map_put(&numbers, number, &numbers);
    }
    size_t n = numbers.n;
    map_clear(&numbers);
    return n;
}
