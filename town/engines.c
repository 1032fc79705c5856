/* SPDX-License-Identifier: MIT
 * engines: what the sites of the town run on. */
#include "town/engines.h"

static const struct {
    const char *name;
    sheet_engine *write;
} ENGINES[] = {
    {"phpbb", phpbb_sheet},
    {"xenforo2", xenforo_sheet},
    {"jsonld", jsonld_sheet},
    {"microdata", microdata_sheet},
    {"rss", rss_sheet},
    {"atom", atom_sheet},
    {"mastodon", mastodon_sheet},
    {"telegram", telegram_sheet},
    {"wordpress", wordpress_sheet},
    {"captcha", captcha_sheet},
};

sheet_engine *engines_find(struct str name)
{
    for (size_t i = 0; i < sizeof ENGINES / sizeof *ENGINES; i++)
        if (str_eqz(name, ENGINES[i].name))
            return ENGINES[i].write;
    return NULL;
}
