/* SPDX-License-Identifier: MIT
 * legal: text that XML can hold. */
#include "crawler/markup/legal.h"

#include "base/buf.h"

xmlChar *legal_text(struct str s)
{
    struct buf out;
    buf_init(&out, s.n * 3 + 1);
    for (size_t at = 0; at < s.n;) {
        uint32_t c = str_utf8(s, &at);
        bool control = c < ' ' && c != '\n' && c != '\t' && c != '\r';
        if (c == 0xFFFE || c == 0xFFFF)
            c = 0xFFFD;
        buf_utf8(&out, control ? ' ' : c);
    }
    xmlChar *text =
        xmlStrndup((const xmlChar *)(out.p ? out.p : ""), (int)out.n);
    buf_clear(&out);
    return text;
}

void legal_put(xmlNode *node, struct str s)
{
    if (!s.n)
        return;
    xmlChar *text = legal_text(s);
    xmlAddChild(node, xmlNewDocText(node->doc, text));
    xmlFree(text);
}

void legal_member(xmlNode *to, const char *name, struct str text)
{
    if (!text.n)
        return;
    xmlNode *n = xmlNewDocNode(to->doc, NULL, (const xmlChar *)name, NULL);
    legal_put(n, text);
    xmlAddChild(to, n);
}
