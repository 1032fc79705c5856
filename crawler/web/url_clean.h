/* SPDX-License-Identifier: MIT
 *
 * url_clean: what of a URL names the visitor or the campaign, never the page
 * (folder-private). */
#ifndef MOLVA_URL_CLEAN_H
#define MOLVA_URL_CLEAN_H

#include "base/str.h"

/* The query without tracking parameters, session ids and empty pairs. */
struct str url_clean_query(struct arena *a, struct str query);
/* "/a;jsessionid=1F2E/b" is the page "/a/b". */
struct str url_clean_path(struct arena *a, struct str path);

#endif
