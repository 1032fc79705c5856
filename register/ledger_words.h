/* SPDX-License-Identifier: MIT
 *
 * ledger_words: what people call the columns of such tables, and what stands
 * in them (folder-private). */
#ifndef MOLVA_LEDGER_WORDS_H
#define MOLVA_LEDGER_WORDS_H

#include "base/csv.h"
#include "register/ledger.h"

/* "Дата обращения:" and "ДАТА  ОБРАЩЕНИЯ" are the same: folded, without signs
 * and what stands in parentheses. */
struct str ledger_plain(struct arena *a, struct str words);
/* LEDGER_NONE when no field is called so. */
enum ledger_field ledger_field_by_name(struct str name);
/* The field a column of that heading holds, by its name; "" unknown. */
const char *ledger_heading(struct arena *a, struct str heading);
/* STAGE_NONE when the words name none. */
enum stage ledger_stage(struct arena *a, struct str words);
/* phone, mail ...; the words themselves when they name none of ours. */
struct str ledger_channel(struct arena *a, struct str words);

/* Finds the headings: of the first lines the record that has most cells which
 * `counts`. The next record of csv is the first row. False when there are
 * none. */
bool ledger_head(struct csv *csv, struct arena *a, struct str utf8,
                 bool counts(const void *ctx, struct arena *a,
                             struct str heading),
                 const void *ctx, struct csv_record *head);
/* A cell without what ledger_cell() put before it, and blanks around it. */
struct str ledger_bare(struct str cell);

#endif
