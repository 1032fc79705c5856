/* SPDX-License-Identifier: MIT
 * keys: one table; desk.js knows what each does, by its place on the keyboard.
 */
#include "desk/keys.h"

#include "desk/page.h"

static const struct {
    const char *keys; /* as they are printed on a Latin keyboard */
    enum say what;    /* they do */
} table[] = {
    {"j k", SAY_KEY_MOVE},     {"Enter", SAY_KEY_OPEN},
    {"a", SAY_KEY_APPROVE},    {"A", SAY_KEY_APPROVE_OPEN},
    {"p", SAY_KEY_POSTED},     {"s", SAY_KEY_SKIP},
    {"x", SAY_KEY_DISMISS},    {"z", SAY_KEY_LATER},
    {"m", SAY_KEY_ASSIGN},     {"n", SAY_KEY_NOTE},
    {"t", SAY_KEY_TYPE},       {"g 1–9", SAY_KEY_VIEW},
    {"Space", SAY_KEY_SELECT}, {"u", SAY_KEY_UNDO},
    {"i", SAY_KEY_TEXT},       {"e", SAY_KEY_EVIDENCE},
    {"w", SAY_KEY_WHY},        {"/", SAY_KEY_SEARCH},
    {"Esc", SAY_KEY_BACK},     {"r", SAY_KEY_NEW},
    {"g", SAY_KEY_GO},         {"?", SAY_KEY_HELP},
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
