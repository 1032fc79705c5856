/* SPDX-License-Identifier: MIT
 *
 * options: the options of one command, read from a table. */
#ifndef MOLVA_OPTIONS_H
#define MOLVA_OPTIONS_H

#include "cli/cli.h"

enum option_kind {
    OPTION_FLAG, /* bool */
    OPTION_TEXT, /* const char * */
    OPTION_INT,  /* int64_t, not below 0 */
    OPTION_DATE, /* int64_t epoch seconds of a day yyyy-mm-dd, UTC */
};

struct option_spec {
    const char *name;      /* without the dashes; NULL ends the table */
    enum option_kind kind; /* what `to` points to */
    void *to;              /* where the value goes; left alone if not given */
    const char *value;     /* name of the value in the help, NULL: a flag */
    const char *help;      /* one line */
};

/* Reads the options anywhere among the operands. Returns the index of the
 * first operand in argv, reordered to stand last. --help prints and exits 0;
 * a wrong option says which and exits 2. */
int options_parse(const char *command, const struct option_spec *specs,
                  int argc, char **argv);

/* Exits 2 unless `have` lies between least and most. */
void options_operands(const char *command, int have, int least, int most);

/* Exits 2 with the list unless `given` is one of the words, NULL ends them. */
void options_word(const char *command, const char *what, const char *given,
                  const char *const *words);

#endif
