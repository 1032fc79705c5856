/* SPDX-License-Identifier: MIT
 *
 * manual: what Molva tells about itself.
 *
 * The table cli_commands and the tables of options are the only source. A
 * command's options stand where it parses them, so the manual asks it: it is
 * run with --help=FORM and prints its own part in that form. */
#ifndef MOLVA_MANUAL_H
#define MOLVA_MANUAL_H

#include <stdio.h>

#include "cli/cli.h"

enum manual_form {
    MANUAL_TEXT, /* for a terminal */
    MANUAL_MAN,  /* molva(1) */
    MANUAL_BASH, /* completion of a shell */
    MANUAL_ZSH,
    MANUAL_FISH,
};

/* The form of that name: text man bash zsh fish. */
bool manual_form(const char *name, enum manual_form *form) MUST_CHECK;

/* The part of the command that runs, to stdout. */
void manual_command(enum manual_form form, const struct cli *cli,
                    const struct option_spec *specs);

/* All of it, to stdout. False when a command did not print its part. */
bool manual_whole(enum manual_form form, const struct cli *cli) MUST_CHECK;

/* The commands and what they share, as text. */
void manual_overview(FILE *f, const struct cli *cli);

/* Of complete.c: what stands before and after the parts, and a part. */
void complete_begin(enum manual_form form, const struct cli *cli);
void complete_part(enum manual_form form, const struct cli *cli,
                   const struct option_spec *specs);
void complete_end(enum manual_form form);

#endif
