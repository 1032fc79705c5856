/* SPDX-License-Identifier: MIT
 *
 * outlet: the `reply:` part of a connector: how an answer is posted there
 * (folder-private). docs/connectors.md is the manual.
 *
 *   mention ─► vars ─► ask, ask ... ─► send ─► link of our answer
 *                       change nothing   └──► find: does it stand there? */
#ifndef MOLVA_OUTLET_H
#define MOLVA_OUTLET_H

#include "base/yaml.h"
#include "notify/call.h"
#include "notify/notify.h"
#include "notify/vars.h"

/* A request as the file writes it. */
struct outlet_request {
    struct str url, method, basic;
    struct yaml_strs headers;
    struct yaml_node *json, *form; /* mappings of templates, one of them */
    struct yaml_node *take;        /* name: place in the answer */
    struct str items;              /* of find: where the posts are */
    struct yaml_strs where;        /* of find: "place=template" of each */
};

/* A `reply:` part, read. */
struct outlet {
    struct yaml_file file;    /* for errors */
    struct str server;        /* "" that of the source */
    struct yaml_strs needs;   /* what `reply:` of a source has to say */
    struct yaml_strs mention; /* patterns of its permalink, else thread */
    struct yaml_subs ask;     /* of struct outlet_request */
    struct outlet_request send, find; /* find.url "": nothing can be asked */
    struct str link;                  /* template of our answer's address */
    struct str error;                 /* place that only a refusal has */
    struct str retry;                 /* place of the seconds to wait */
    struct yaml_strs limited;         /* "place=value": too much just now */
    struct yaml_strs held;            /* the same: a moderator looks first */
    int64_t key_lives;                /* so long the venue knows a key again */
    struct yaml_subs examples;
};

/* Of that kind; no `reply:` there is an error. */
bool outlet_load(struct outlet *o, struct arena *a, const char *connectors,
                 struct str kind, struct err *e) MUST_CHECK;
/* What is known before anything is asked: server, credentials, the text, the
 * key, and what the mention's address tells. */
bool outlet_begin(const struct outlet *o, const struct notify_outlet *at,
                  const struct sending_row *row, struct arena *a,
                  struct vars *v, struct err *e) MUST_CHECK;
/* The request as it goes out, in the arena. */
bool outlet_request(const struct outlet_request *r, const struct vars *v,
                    struct arena *a, struct call *out,
                    struct err *e) MUST_CHECK;

struct json_object;
/* What a request takes from its answer; false when something is missing. */
bool outlet_take(const struct outlet_request *r, struct json_object *answer,
                 struct arena *a, struct vars *v);
/* The text at a place ("response.items.0.id"), "" when there is none. */
struct str outlet_at(struct json_object *o, struct str place, struct arena *a);
/* Does one of the conditions hold? */
bool outlet_holds(const struct yaml_strs *conditions, const struct vars *v,
                  struct json_object *o, struct arena *a);
/* Do all of them? */
bool outlet_holds_all(const struct yaml_strs *conditions, const struct vars *v,
                      struct json_object *o, struct arena *a);
/* Our post among those of find's answer; what it takes is set. */
bool outlet_find(const struct outlet *o, struct json_object *answer,
                 struct str text, struct arena *a, struct vars *v);
/* Where our answer stands, by what was taken; false when it is no address. */
bool outlet_link(const struct outlet *o, const struct vars *v, struct arena *a,
                 struct str *link);
/* Does a post that may hold markup say these words? */
bool outlet_says(struct arena *a, struct str post, struct str words);

#endif
