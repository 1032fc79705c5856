/* SPDX-License-Identifier: MIT
 * verdict: the rows of verdict and decision. */
#include "store/verdict.h"

SQL(sql_verdict) =
    "INSERT INTO verdict (mention, rules, type, second, tone, facts,"
    " confidence, topic, evidence, corrected_by)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    " ON CONFLICT (mention) DO UPDATE SET rules = excluded.rules,"
    " type = excluded.type, second = excluded.second, tone = excluded.tone,"
    " facts = excluded.facts, confidence = excluded.confidence,"
    " topic = excluded.topic, evidence = excluded.evidence,"
    " corrected_by = excluded.corrected_by";
SQL(sql_decision) =
    "INSERT INTO decision (mention, solution, matrix_row, why, answers,"
    " counterfactual, department, template, due, priority, stale)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    " ON CONFLICT (mention) DO UPDATE SET solution = excluded.solution,"
    " matrix_row = excluded.matrix_row, why = excluded.why,"
    " answers = excluded.answers, counterfactual = excluded.counterfactual,"
    " department = excluded.department, template = excluded.template,"
    " due = excluded.due, priority = excluded.priority,"
    " stale = excluded.stale";

bool verdict_put(struct db *db, const struct mention *m, struct str who,
                 struct err *e)
{
    return db_run(db, sql_verdict,
                  ARGS(INT(m->id), TEXT(m->rules), TEXT(m->type),
                       TEXT(m->second), TEXT(m->tone), INT(m->facts),
                       NUM(m->confidence), TEXT(m->topic), TEXT(m->evidence),
                       TEXT(who)),
                  e) &&
           db_run(db, sql_decision,
                  ARGS(INT(m->id), TEXT(m->solution), TEXT(m->row),
                       TEXT(m->why), TEXT(m->answers), TEXT(m->counterfactual),
                       TEXT(m->department), TEXT(m->template), INT(m->due),
                       INT(m->priority), INT(m->stale)),
                  e);
}
