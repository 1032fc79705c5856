/* SPDX-License-Identifier: MIT
 * workspace_desk: what molva.yaml says of who signs people in for us. */
#include "cli/workspace_desk.h"

#define PLACE(member) offsetof(struct proxy_setup, member)

const struct yaml_field workspace_proxy_fields[] = {
    {.key = "from",
     .type = YAML_STR,
     .at = PLACE(from),
     .sample = "127.0.0.1",
     .off = true,
     .help = "its address; the header is refused from any other"},
    {.key = "header",
     .type = YAML_STR,
     .at = PLACE(header),
     .sample = "X-Forwarded-User",
     .off = true,
     .help = "where it tells the login; it has to take out what browsers send "
             "under that name"},
    {0},
};
