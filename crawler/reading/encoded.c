/* SPDX-License-Identifier: MIT
 * encoded: text that a feed carries as base64. */
#include "crawler/reading/encoded.h"

#include <sodium.h>

#include "crawler/markup/nodes.h"

static bool is_encoded(const xmlNode *node)
{
    if (node->type != XML_ELEMENT_NODE)
        return false;
    return str_eq_nocase(node_attribute(node, "mode"), STR("base64")) ||
           str_eqz(node_attribute(node, "type"), "application/octet-stream");
}

struct str encoded_text(struct arena *a, const xmlNode *node, struct str raw)
{
    if (!is_encoded(node))
        return raw;
    size_t n = 0;
    unsigned char *p = arena_alloc(a, raw.n + 1);
    if (sodium_base642bin(p, raw.n, raw.p, raw.n, " \t\r\n", &n, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return raw;
    p[n] = 0;
    struct str text = {(char *)p, n};
    return str_utf8_valid(text) ? text : raw;
}
