/* SPDX-License-Identifier: MIT
 *
 * workspace_brands: the tables of `brands:` and `noise:` of molva.yaml. */
#ifndef MOLVA_WORKSPACE_BRANDS_H
#define MOLVA_WORKSPACE_BRANDS_H

#include "base/yaml.h"

extern const struct yaml_field workspace_brand_fields[]; /* brand_setup */
extern const struct yaml_field workspace_noise_fields[]; /* noise_setup */

#endif
