/* SPDX-License-Identifier: MIT
 * keys: one table; desk.js knows what each does, by its place on the keyboard.
 */
#include "desk/keys.h"

#include "desk/page.h"

static const struct {
    const char *keys; /* as they are printed on a Latin keyboard */
    enum say what;    /* they do */
} table[] = {
    {"j k", SAY_KEY_MOVE}, {"Enter", SAY_KEY_OPEN}, {"u", SAY_KEY_BACK},
    {"/", SAY_KEY_SEARCH}, {"i", SAY_KEY_TEXT},     {"?", SAY_KEY_HELP},
};

void keys_draw(struct request *r)
{
    struct buf *o = &r->out;
    html_printf(o,
                "<dialog id=\"keys\" aria-labelledby=\"keys-title\"><h2 "
                "id=\"keys-title\">%s</h2><dl>\n",
                page_word(r, SAY_KEYS));
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct str rest = str_of(table[i].keys), key;
        buf_z(o, "<div><dt>");
        while (str_split(&rest, ' ', &key))
            html_printf(o, "<kbd>%S</kbd> ", &key);
        html_printf(o, "</dt><dd>%s</dd></div>\n", page_word(r, table[i].what));
    }
    html_printf(o,
                "</dl><form method=\"dialog\"><button>%s</button></form>"
                "</dialog>\n",
                page_word(r, SAY_CLOSE_BOX));
}
