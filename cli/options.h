/* SPDX-License-Identifier: MIT
 *
 * options: the options of one command, read from a table. */
#ifndef MOLVA_OPTIONS_H
#define MOLVA_OPTIONS_H

#include "cli/cli.h"

/* Reads the options anywhere among the operands. Returns the index of the
 * first operand in argv, reordered to stand last. --help prints and exits 0;
 * a wrong option says which and exits 2. */
int options_parse(const struct cli *cli, const struct option_spec *specs,
                  int argc, char **argv);

/* Exits 2 unless `have` lies between least and most. */
void options_operands(const struct cli *cli, int have, int least, int most);

/* Which of the words `given` is, NULL ends them; exits 2 with the list when it
 * is none. */
size_t options_word(const struct cli *cli, const char *what, const char *given,
                    const char *const *words);

/* -word is no option but a word of a query: before options_parse(). */
void options_keep_minus(struct arena *a, int argc, char **argv);
/* Operands as the one query they are, a space between. */
struct str options_joined(struct arena *a, int argc, char **argv);

#endif
