/* SPDX-License-Identifier: MIT
 * url_clean: what of a URL names the visitor or the campaign. */
#include "crawler/web/url_clean.h"

#include <string.h>

/* Parameters that name the visitor or the campaign, never the page. A star at
 * the end stands for anything. */
static const char *const tracking[] = {"utm_*",
                                       "itm_*",
                                       "hsa_*",
                                       "_hs*",
                                       "oly_*",
                                       "vero_*",
                                       "fbclid",
                                       "gclid",
                                       "dclid",
                                       "gbraid",
                                       "wbraid",
                                       "gclsrc",
                                       "srsltid",
                                       "yclid",
                                       "ysclid",
                                       "twclid",
                                       "msclkid",
                                       "igshid",
                                       "mc_cid",
                                       "mc_eid",
                                       "mc_tc",
                                       "mkt_tok",
                                       "_openstat",
                                       "_bhlid",
                                       "_branch_*",
                                       "mtm_*",
                                       "hmb_*",
                                       "__hs*",
                                       "hsctatracking",
                                       "wickedid",
                                       "rb_clickid",
                                       "sc_cid",
                                       "fb_action_*",
                                       "fb_ref",
                                       "fb_source",
                                       "campaign_medium",
                                       "campaign_source",
                                       "campaign_term",
                                       "campaign_content",
                                       "campaign_name",
                                       "__readwiselocation",
                                       "li_fat_id",
                                       "ttclid",
                                       "yadclid",
                                       "yadordid",
                                       "ga_source",
                                       "ga_medium",
                                       "ga_campaign",
                                       "_ga",
                                       "_gl",
                                       "phpsessid",
                                       "jsessionid",
                                       "aspsessionid*",
                                       NULL};

/* Parameters that name the visitor when the value looks like a session. */
static const char *const session[] = {
    "sid", "s", "sessionid", "session_id", "session", "oscsid", "zenid", NULL};

static bool listed(struct str name, const char *const *list)
{
    for (; *list; list++) {
        struct str word = str_of(*list);
        bool open = word.p[word.n - 1] == '*';
        word.n -= open;
        if (open ? str_starts_nocase(name, word) : str_eq_nocase(name, word))
            return true;
    }
    return false;
}

static bool hex32(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!s.p[i] || !strchr("0123456789abcdefABCDEF", s.p[i]))
            return false;
    return s.n == 32;
}

static bool names_visitor(struct str pair)
{
    ptrdiff_t eq = str_find_char(pair, '=');
    struct str name = eq < 0 ? pair : str_part(pair, 0, (size_t)eq);
    struct str value = eq < 0 ? STR("") : str_from(pair, (size_t)eq + 1);
    return listed(name, tracking) || (hex32(value) && listed(name, session));
}

struct str url_clean_query(struct arena *a, struct str query)
{
    char *p = arena_alloc(a, query.n + 1);
    size_t n = 0;
    struct str pair;
    while (str_split(&query, '&', &pair)) {
        if (!pair.n || names_visitor(pair))
            continue;
        if (n)
            p[n++] = '&';
        memcpy(p + n, pair.p, pair.n);
        n += pair.n;
    }
    return (struct str){p, n};
}

struct str url_clean_path(struct arena *a, struct str path)
{
    ptrdiff_t at;
    while ((at = str_find(path, STR(";jsessionid="))) >= 0) {
        struct str rest = str_from(path, (size_t)at + 1);
        ptrdiff_t end = str_find_char(rest, '/');
        rest = end < 0 ? STR("") : str_from(rest, (size_t)end);
        path = str_printf(a, STR_FMT STR_FMT, (int)at, path.p, STR_ARG(rest));
    }
    return path;
}
