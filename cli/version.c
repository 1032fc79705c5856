/* SPDX-License-Identifier: MIT
 * version: what was built, and from which commit. */
#include "cli/version.h"

#include "made/version.h"

const char cli_version[] = MOLVA_VERSION;
const char cli_commit[] = MOLVA_COMMIT;
const char cli_date[] = MOLVA_DATE;
