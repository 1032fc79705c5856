/* SPDX-License-Identifier: MIT
 *
 * reply_sample: drafts for the texts of tables, to be judged by a reader. */
#ifndef MOLVA_REPLY_SAMPLE_H
#define MOLVA_REPLY_SAMPLE_H

#include "cli/cli.h"

struct reply_sample {
    const struct cli *cli;
    char **files; /* n_files tables with a column "text" */
    int n_files;
    int64_t most; /* texts that are drawn, of all tables as many */
    int64_t seed; /* another draws others */
    bool json;    /* one object a line */
};

/* Prints them. No store is opened. */
bool reply_sample(const struct reply_sample *s, struct err *e) MUST_CHECK;

#endif
