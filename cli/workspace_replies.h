/* SPDX-License-Identifier: MIT
 *
 * workspace_replies: fields of `after:` and `statements:` (folder-private). */
#ifndef MOLVA_WORKSPACE_REPLIES_H
#define MOLVA_WORKSPACE_REPLIES_H

#include "base/yaml.h"

extern const struct yaml_field workspace_after_fields[];
extern const struct yaml_field workspace_statement_fields[];

#endif
