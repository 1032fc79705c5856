/* SPDX-License-Identifier: MIT
 * request: what a request says of itself, for everybody behind the server. */
#include <microhttpd.h> /* names of statuses */

#include "desk/internal.h"

struct str request_header(struct request *r, const char *name)
{
    return http_get(r->head, name);
}

struct str request_cookie(struct request *r, const char *name)
{
    return http_cookie(r->head, name);
}

struct str request_target(const struct request *r)
{
    return str_of(r->path.p); /* the query still stands behind the path */
}

struct str request_address(struct request *r)
{
    return r->address;
}

static bool is_plain(struct str location)
{
    for (size_t i = 0; i < location.n; i++)
        if (location.p[i] <= ' ' || location.p[i] > '~')
            return false;
    return true;
}

bool request_go(struct request *r, struct str location)
{
    r->status = MHD_HTTP_SEE_OTHER;
    /* A line end would end the header. */
    r->location = is_plain(location) ? location : STR("/queue");
    return true;
}

struct str request_field(struct request *r, const char *name)
{
    struct str value = form_get(&r->form, name);
    return value.n ? value : form_get(&r->query, name);
}

bool request_is_admin(const struct request *r)
{
    return role_by_name(r->user.role) == ROLE_ADMIN;
}

bool request_whole(struct request *r,
                   bool inner(struct request *r, struct err *e), struct err *e)
{
    struct store *store = r->desk->store;
    if (!store_begin(store, e))
        return false;
    if (inner(r, e) && store_commit(store, e))
        return true;
    store_rollback(store);
    return false;
}
