/* SPDX-License-Identifier: MIT
 *
 * span: a length of time for people: "40 мин", "5 ч", "3 дн."; "40 min", "5 h",
 * "3 d". */
#ifndef MOLVA_SPAN_H
#define MOLVA_SPAN_H

#include "base/str.h"

/* From 90 minutes on in hours, from 48 hours on in days. */
struct str span_said(struct arena *a, int64_t seconds, bool ru);

#endif
