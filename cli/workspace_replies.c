/* SPDX-License-Identifier: MIT
 * workspace_replies: what molva.yaml says of what comes after a reply, and of
 * statements. */
#include "cli/workspace_replies.h"

#include "notify/notify.h"
#include "store/store.h"

#define TERM(member)  offsetof(struct after_terms, member)
#define PLACE(member) offsetof(struct statements_setup, member)

const struct yaml_field workspace_statement_fields[] = {
    {.key = "folder",
     .type = YAML_STR,
     .at = PLACE(folder),
     .sample = "public/answers",
     .off = true,
     .help = "pages and an Atom feed are written there; a web server of yours "
             "shows them"},
    {.key = "url",
     .type = YAML_STR,
     .at = PLACE(url),
     .sample = "https://vector.example/answers",
     .off = true,
     .help = "where people see that folder; `site` if not said"},
    {0},
};

const struct yaml_field workspace_after_fields[] = {
    {.key = "silence",
     .type = YAML_DURATION,
     .at = TERM(silence),
     .sample = "7d",
     .help = "an author who has not answered so long is silent"},
    {.key = "details",
     .type = YAML_DURATION,
     .at = TERM(details),
     .sample = "5d",
     .help =
         "the same of details that the reply asks for: he is believed less"},
    {.key = "reopen",
     .type = YAML_DURATION,
     .at = TERM(reopen),
     .sample = "14d",
     .help = "an answer so soon after the case was closed opens it again"},
    {.key = "watch",
     .type = YAML_DURATION,
     .at = TERM(watch),
     .sample = "60d",
     .help = "so long the thread is looked at for all of it"},
    {0},
};

const struct yaml_field workspace_sample_fields[] = {
    {.key = "mentions",
     .type = YAML_INT,
     .at = offsetof(struct sample_terms, mentions),
     .sample = "20",
     .help = "of each week, drawn by chance for `molva sample`"},
    {.key = "right-percent",
     .type = YAML_INT,
     .at = offsetof(struct sample_terms, right),
     .sample = "60",
     .help = "when fewer are right for sure, `notify:` is told"},
    {0},
};

const struct yaml_field workspace_retention_fields[] = {
    {.key = "authors",
     .type = YAML_DURATION,
     .at = offsetof(struct retention, authors),
     .sample = "365d",
     .off = true,
     .help = "names and addresses of who wrote mentions; without it for ever"},
    {.key = "texts",
     .type = YAML_DURATION,
     .at = offsetof(struct retention, texts),
     .sample = "1095d",
     .off = true,
     .help = "what they wrote, and its earlier versions"},
    {.key = "cases",
     .type = YAML_DURATION,
     .at = offsetof(struct retention, cases),
     .sample = "1095d",
     .off = true,
     .help = "of cases that are over who called, what was said, notes, drafts, "
             "tasks, promises"},
    {0},
};

const struct yaml_field workspace_digest_fields[] = {
    {.key = "at",
     .type = YAML_STR,
     .at = offsetof(struct notify_digest, at),
     .sample = "'09:00'",
     .off = true,
     .help = "when, on working days; without it nobody is told"},
    {.key = "for",
     .type = YAML_STRS,
     .at = offsetof(struct notify_digest, whom),
     .sample = "[assignee, head, igor]",
     .off = true,
     .help = "roles and logins; without it everybody"},
    {0},
};
