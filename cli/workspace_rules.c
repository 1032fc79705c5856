/* SPDX-License-Identifier: MIT
 * workspace_rules: where the rules are. */
#include <limits.h>
#include <unistd.h>

#include "cli/learn.h"
#include "cli/workspace.h"

/* FOLDER/AT when rules are there, else NULL. */
static const char *rules_at(struct arena *a, struct str folder, const char *at)
{
    const char *rules = str_printf(a, STR_FMT "/%s", STR_ARG(folder), at).p;
    const char *proof = str_printf(a, "%s/connectors", rules).p;
    return access(proof, R_OK) == 0 ? rules : NULL;
}

/* Beside the build, or installed, under whatever prefix it was moved to. */
const char *workspace_own_rules(struct arena *a)
{
    char exe[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    struct str path = {exe, n > 0 ? (size_t)n : 0};
    for (int up = 0; up < 3 && path.n; up++) {
        while (path.n && path.p[path.n - 1] != '/')
            path.n--;
        path.n -= path.n > 0;
        const char *rules = rules_at(a, path, "rules");
        if (!rules)
            rules = rules_at(a, path, "share/molva/rules");
        if (rules)
            return rules;
    }
    return MOLVA_DATA "/rules";
}

bool workspace_find_rules(struct workspace *w, struct err *e)
{
    const char *rules = w->rules.n ? workspace_path(w, w->rules)
                                   : workspace_own_rules(&w->arena);
    if (access(rules, R_OK) != 0)
        return err_set(e,
                       "%s: no rules there; set `rules:` in molva.yaml or "
                       "run `make install`",
                       rules);
    w->rules = str_of(rules);
    w->words = str_printf(&w->arena, "%s/words", rules).p;
    if (w->file.root)
        w->learnt = workspace_path(w, STR(LEARNT_IN_USE));
    w->connectors = str_printf(&w->arena, "%s/connectors", rules).p;
    return true;
}
