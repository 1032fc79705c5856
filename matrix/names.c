/* SPDX-License-Identifier: MIT
 * matrix: names of departments and topics for people. */
#include "matrix/internal.h"

const struct department *matrix_contact(const struct matrix *m, struct str id)
{
    for (size_t i = 0; i < m->n_contacts; i++)
        if (str_eq(m->contacts[i].id, id))
            return &m->contacts[i];
    return NULL;
}

struct str matrix_department(const struct matrix *m, struct str id,
                             struct str lang)
{
    const struct department *d = matrix_contact(m, id);
    struct str name = !d                    ? (struct str){0}
                      : str_eqz(lang, "ru") ? d->name_ru
                                            : d->name_en;
    if (name.n)
        return name;
    for (size_t i = 0; i < m->n_departments; i++)
        if (str_eq(m->departments[i].id, id))
            return in_lang(&m->departments[i].name, lang);
    return (struct str){0};
}

struct str matrix_topic(const struct matrix *m, struct str id, struct str lang)
{
    for (size_t i = 0; i < m->n_topics; i++)
        if (str_eq(m->topics[i].id, id))
            return in_lang(&m->topics[i].name, lang);
    return (struct str){0};
}

int64_t matrix_term(const struct matrix *m, struct str department, int64_t now)
{
    const struct department *d = matrix_contact(m, department);
    return d && d->term > 0 ? worktime_term(&m->worktime, now, d->term) : 0;
}

enum { DAY_S = 86400 };

const struct worktime *matrix_worktime(const struct matrix *m)
{
    return &m->worktime;
}

int64_t matrix_workday(const struct matrix *m, int64_t now)
{
    return worktime_term(&m->worktime, now, DAY_S);
}

int64_t matrix_workday_before(const struct matrix *m, int64_t now)
{
    return worktime_before(&m->worktime, now, DAY_S);
}
