/* SPDX-License-Identifier: MIT
 * matrix: names of departments and topics for people. */
#include "matrix/internal.h"

struct str matrix_department(const struct matrix *m, struct str id,
                             struct str lang)
{
    for (size_t i = 0; i < m->n_contacts; i++) {
        const struct department *d = &m->contacts[i];
        struct str name = str_eqz(lang, "ru") ? d->name_ru : d->name_en;
        if (str_eq(d->id, id) && name.n)
            return name;
    }
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
    for (size_t i = 0; i < m->n_contacts; i++)
        if (str_eq(m->contacts[i].id, department) && m->contacts[i].term > 0)
            return worktime_term(&m->worktime, now, m->contacts[i].term);
    return 0;
}
