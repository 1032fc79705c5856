/* SPDX-License-Identifier: MIT
 *
 * version: what this program is. The values come from tools/version at build
 * time; only cli/version.c sees them, so that a commit rebuilds one file. */
#ifndef MOLVA_VERSION_H
#define MOLVA_VERSION_H

extern const char cli_version[]; /* "0.2.0" */
extern const char cli_commit[];  /* "2d8b3bc26a01", with "+" when files were
                                    changed since; "" outside of git */
extern const char cli_date[];    /* of the commit: "2026-11-27" */

#endif
