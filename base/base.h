/* SPDX-License-Identifier: MIT
 *
 * base: what every folder stands on. It knows nothing of the web or the store,
 * and of reputation only what things are called. Read in this order:
 *
 *   err.h      how a function says what went wrong
 *   mem.h      memory that cannot be missing; arenas
 *   str.h      text as pointer and length
 *   ascii.h    kinds of bytes
 *   buf.h      growing bytes with a ceiling
 *   map.h      hash from text to pointer
 *   nearest.h  "did you mean"
 *   ceiling.h  the most we accept of anything
 *   log.h      one event a line
 *   yaml.h     files that users edit, read by a table of fields
 *   json.h html.h   writers that escape
 *   csv.h      tables as people save them
 *   text.h     folding with a map back to the bytes, tokens
 *   shingle.h  do two texts say the same in the same words?
 *   date.h zone.h  the date forms that sites use; the clock is an argument
 *   monotonic.h  a clock that nobody sets, for waits
 *   channel.h  whole messages between our processes
 *   terms.h    apart: the closed words, with what people read for them */
#ifndef MOLVA_BASE_H
#define MOLVA_BASE_H

#include "base/ascii.h"
#include "base/buf.h"
#include "base/ceiling.h"
#include "base/channel.h"
#include "base/csv.h"
#include "base/date.h"
#include "base/err.h"
#include "base/html.h"
#include "base/json.h"
#include "base/log.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/monotonic.h"
#include "base/nearest.h"
#include "base/shingle.h"
#include "base/str.h"
#include "base/text.h"
#include "base/yaml.h"
#include "base/zone.h"

#endif
