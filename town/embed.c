/* SPDX-License-Identifier: MIT
 * embed: the town's texts inside the program. */
#include "town/site.h"
#include "town/town.h"

/* The bytes of a file as a symbol with an end. gcc does not see that the
 * object depends on the file: the Makefile says so. */
#define EMBED(sym, path)                                                       \
    __asm__(".section .rodata\n" #sym ":\n.incbin \"" path "\"\n" #sym         \
            "_end:\n.byte 0\n.previous\n");                                    \
    extern const char sym[], sym##_end[]

EMBED(town_forum, "town/data/forum.yaml");
EMBED(town_expats, "town/data/expats.yaml");
EMBED(town_bank, "town/data/bank.yaml");
EMBED(town_operators, "town/data/operators.yaml");
EMBED(town_news, "town/data/news.yaml");
EMBED(town_watch, "town/data/watch.yaml");
EMBED(town_mastodon, "town/data/mastodon.yaml");
EMBED(town_channel, "town/data/channel.yaml");
EMBED(town_blog, "town/data/blog.yaml");
EMBED(town_captcha, "town/data/captcha.yaml");
EMBED(town_brand_list, "town/data/brands.yaml");
EMBED(town_department_list, "town/data/departments.yaml");

struct file {
    const char *name;      /* for errors */
    const char *from, *to; /* its bytes */
};

static const struct file SITES[] = {
    {"forum.yaml", town_forum, town_forum_end},
    {"expats.yaml", town_expats, town_expats_end},
    {"bank.yaml", town_bank, town_bank_end},
    {"operators.yaml", town_operators, town_operators_end},
    {"news.yaml", town_news, town_news_end},
    {"watch.yaml", town_watch, town_watch_end},
    {"mastodon.yaml", town_mastodon, town_mastodon_end},
    {"channel.yaml", town_channel, town_channel_end},
    {"blog.yaml", town_blog, town_blog_end},
    {"captcha.yaml", town_captcha, town_captcha_end},
};

static struct str between(const char *from, const char *to)
{
    return (struct str){from, (size_t)(to - from)};
}

bool embed_site(size_t i, struct embedded *out)
{
    if (i >= sizeof SITES / sizeof *SITES)
        return false;
    *out =
        (struct embedded){SITES[i].name, between(SITES[i].from, SITES[i].to)};
    return true;
}

struct str town_brands(void)
{
    return between(town_brand_list, town_brand_list_end);
}

struct str town_departments(void)
{
    return between(town_department_list, town_department_list_end);
}
