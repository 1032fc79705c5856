/* SPDX-License-Identifier: MIT
 *
 * workspace_replies: fields of `after:` and `statements:` (folder-private). */
#ifndef MOLVA_WORKSPACE_REPLIES_H
#define MOLVA_WORKSPACE_REPLIES_H

#include "base/yaml.h"

/* What solutions B and D publish. */
struct statements_setup {
    struct str folder; /* as written, "" none */
    struct str url;    /* where people see it, "": the site */
};

/* Of struct after_terms; of struct statements_setup. */
extern const struct yaml_field workspace_after_fields[];
extern const struct yaml_field workspace_statement_fields[];

#endif
