/* SPDX-License-Identifier: MIT
 * workspace_replies: what molva.yaml says of what comes after a reply, and of
 * statements. */
#include "cli/workspace_replies.h"

#include "cli/workspace.h"

#define SPACE(member) offsetof(struct workspace, member)

const struct yaml_field workspace_statement_fields[] = {
    {.key = "folder",
     .type = YAML_STR,
     .at = SPACE(statements),
     .sample = "public/answers",
     .off = true,
     .help = "pages and an Atom feed are written there; a web server of yours "
             "shows them"},
    {.key = "url",
     .type = YAML_STR,
     .at = SPACE(statements_url),
     .sample = "https://vector.example/answers",
     .off = true,
     .help = "where people see that folder; `site` if not said"},
    {0},
};

const struct yaml_field workspace_after_fields[] = {
    {.key = "silence",
     .type = YAML_DURATION,
     .at = SPACE(after.silence),
     .sample = "7d",
     .help = "an author who has not answered so long is silent"},
    {.key = "details",
     .type = YAML_DURATION,
     .at = SPACE(after.details),
     .sample = "5d",
     .help =
         "the same of details that the reply asks for: he is believed less"},
    {.key = "reopen",
     .type = YAML_DURATION,
     .at = SPACE(after.reopen),
     .sample = "14d",
     .help = "an answer so soon after the case was closed opens it again"},
    {.key = "watch",
     .type = YAML_DURATION,
     .at = SPACE(after.watch),
     .sample = "60d",
     .help = "so long the thread is looked at for all of it"},
    {0},
};

struct desk_site workspace_site(struct workspace *w, const struct zone *zone)
{
    return (struct desk_site){
        .folder = w->statements.n ? workspace_path(w, w->statements) : NULL,
        .url = w->statements_url.n ? w->statements_url : w->site,
        .company = w->company,
        .lang = w->lang,
        .zone = zone};
}
