/* SPDX-License-Identifier: MIT
 * workspace_desk: what molva.yaml says of who signs people in for us, and
 * of who answers. */
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

#define CARE(member) offsetof(struct care_setup, member)

const struct yaml_field workspace_care_fields[] = {
    {.key = "items",
     .type = YAML_INT,
     .at = CARE(items),
     .sample = "60",
     .off = true,
     .help = "settled in a day"},
    {.key = "heavy",
     .type = YAML_INT,
     .at = CARE(heavy),
     .sample = "4",
     .off = true,
     .help = "heavy ones in a row: offences, red flags"},
    {0},
};
