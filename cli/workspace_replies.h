/* SPDX-License-Identifier: MIT
 *
 * workspace_replies: fields of `after:`, `statements:` and the like
 * (folder-private). */
#ifndef MOLVA_WORKSPACE_REPLIES_H
#define MOLVA_WORKSPACE_REPLIES_H

#include "base/yaml.h"

/* What solutions B and D publish. */
struct statements_setup {
    struct str folder; /* as written, "" none */
    struct str url;    /* where people see it, "": the site */
};

/* The weekly sample. */
struct sample_terms {
    int64_t mentions; /* drawn of a week */
    int64_t right;    /* of a hundred, that are promised */
};

/* Of struct after_terms; of struct statements_setup; of struct sample_terms; of
 * struct retention; of struct notify_digest. */
extern const struct yaml_field workspace_after_fields[];
extern const struct yaml_field workspace_statement_fields[];
extern const struct yaml_field workspace_sample_fields[];
extern const struct yaml_field workspace_retention_fields[];
extern const struct yaml_field workspace_digest_fields[];

#endif
