/* SPDX-License-Identifier: MIT
 *
 * source_fields: what molva.yaml may say of a source. */
#ifndef MOLVA_SOURCE_FIELDS_H
#define MOLVA_SOURCE_FIELDS_H

#include "base/yaml.h"

/* Of struct source_setup; the part of the table of options in workspace.c. */
extern const struct yaml_field source_fields[];

struct source_setup;

/* Has it no address, since its posts are imported? */
bool source_is_given(const struct source_setup *s);

#endif
