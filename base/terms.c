/* SPDX-License-Identifier: MIT
 * terms: the tables, made of their rows. */
#include "base/terms.h"

#include <utf8proc.h>

#include "base/buf.h"

#define AS_TERM(name, id, ru, en, ...) {id, ru, en},

static const struct term TYPES[] = {TYPE_ALL(AS_TERM)};
static const struct term TONES[] = {TONE_ALL(AS_TERM)};
static const struct term LISTS[] = {LIST_ALL(AS_TERM)};
#define AS_MOVE(name, id, event, ru, en) {id, ru, en},
#define AS_EVENT(name, id, event, ...)   event,

static const struct term STAGES[] = {STAGE_ALL(AS_TERM)};
static const struct term MOVES[] = {MOVE_ALL(AS_MOVE)};
static const struct term HITCHES[] = {HITCH_ALL(AS_TERM)};
static const struct term RISKS[] = {RISK_ALL(AS_TERM)};
static const struct term ROLES[] = {ROLE_ALL(AS_TERM)};
static const struct term HEALTHS[] = {HEALTH_ALL(AS_TERM)};
static const struct term PACES[] = {PACE_ALL(AS_TERM)};
static const struct term REDS[] = {RED_ALL(AS_TERM)};
static const struct term HAPPENINGS[] = {HAPPENED_ALL(AS_TERM)};

#define AS_LANGUAGE(id, ru, en) {id, ru, en},
static const struct term LANGUAGES[] = {LANGUAGE_ALL(AS_LANGUAGE)};

static const struct {
    const struct term *terms;
    int n;
} SETS[] = {
    [TERMS_TYPE] = {TYPES, TYPE_COUNT},
    [TERMS_TONE] = {TONES, TONE_COUNT},
    [TERMS_LIST] = {LISTS, LIST_COUNT},
    [TERMS_STAGE] = {STAGES, STAGE_COUNT},
    [TERMS_MOVE] = {MOVES, MOVE_COUNT},
    [TERMS_HITCH] = {HITCHES, HITCH_COUNT},
    [TERMS_RISK] = {RISKS, RISK_COUNT},
    [TERMS_ROLE] = {ROLES, ROLE_COUNT},
    [TERMS_HEALTH] = {HEALTHS, HEALTH_COUNT},
    [TERMS_LANGUAGE] = {LANGUAGES, sizeof LANGUAGES / sizeof *LANGUAGES},
    [TERMS_PACE] = {PACES, PACE_COUNT},
    [TERMS_RED] = {REDS, RED_COUNT},
    [TERMS_HAPPENED] = {HAPPENINGS, HAPPENED_COUNT},
};

#define AS_CHARACTER(name, id, ru, en, character, ...) CHARACTER_##character,
#define AS_FLAG(name, id, ru, en, flag)                FLAG_##flag,
#define AS_BLIND(name, id, ru, en, blind)              blind,
#define AS_TYPE_LOOK(name, id, ru, en, character, ...) {__VA_ARGS__},
#define AS_TONE_LOOK(name, id, ru, en, ...)            {__VA_ARGS__},

static const enum character CHARACTERS[] = {TYPE_ALL(AS_CHARACTER)};
static const char *const EVENTS[] = {MOVE_ALL(AS_EVENT)};
static const enum flag FLAGS[] = {RED_ALL(AS_FLAG)};
static const bool BLIND[] = {HEALTH_ALL(AS_BLIND)};
static const struct look TYPE_LOOKS[] = {TYPE_ALL(AS_TYPE_LOOK)};
static const struct look TONE_LOOKS[] = {TONE_ALL(AS_TONE_LOOK)};

const struct term *term_at(enum term_set set, int i)
{
    return i >= 0 && i < SETS[set].n ? &SETS[set].terms[i] : NULL;
}

int term_find(enum term_set set, struct str id)
{
    for (int i = 0; i < SETS[set].n; i++)
        if (str_eqz(id, SETS[set].terms[i].id))
            return i;
    return -1;
}

struct str term_said(enum term_set set, struct str id, bool ru)
{
    const struct term *t = term_at(set, term_find(set, id));
    return t ? str_of(ru ? t->ru : t->en) : id;
}

struct str term_alone(struct arena *a, struct str said)
{
    struct buf b;
    size_t at = 0;
    if (!said.n)
        return said;
    buf_init(&b, said.n + 8);
    uint32_t first = str_utf8(said, &at);
    buf_utf8(&b, (uint32_t)utf8proc_toupper((utf8proc_int32_t)first));
    buf_str(&b, str_from(said, at));
    struct str s = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return s;
}

static const char *name_of(enum term_set set, int i)
{
    const struct term *t = term_at(set, i);
    return t ? t->id : "-";
}

const char *type_name(enum mention_type type)
{
    return name_of(TERMS_TYPE, (int)type);
}

const char *tone_name(enum tone tone)
{
    return name_of(TERMS_TONE, (int)tone);
}

const char *list_name(enum list list)
{
    return name_of(TERMS_LIST, (int)list);
}

const char *stage_name(enum stage stage)
{
    return name_of(TERMS_STAGE, (int)stage);
}

const char *move_name(enum move move)
{
    return name_of(TERMS_MOVE, (int)move);
}

const char *role_name(enum role role)
{
    return name_of(TERMS_ROLE, (int)role);
}

const char *health_name(enum health health)
{
    return name_of(TERMS_HEALTH, (int)health);
}

const char *pace_name(enum pace pace)
{
    return name_of(TERMS_PACE, (int)pace);
}

const char *red_name(enum red red)
{
    return name_of(TERMS_RED, (int)red);
}

enum flag red_flag(enum red red)
{
    return FLAGS[red];
}

enum mention_type type_by_name(struct str name)
{
    return (enum mention_type)term_find(TERMS_TYPE, name);
}

enum tone tone_by_name(struct str name)
{
    return (enum tone)term_find(TERMS_TONE, name);
}

enum list list_by_name(struct str name)
{
    return (enum list)term_find(TERMS_LIST, name);
}

enum stage stage_by_name(struct str name)
{
    return (enum stage)term_find(TERMS_STAGE, name);
}

enum move move_by_name(struct str name)
{
    return (enum move)term_find(TERMS_MOVE, name);
}

enum role role_by_name(struct str name)
{
    return (enum role)term_find(TERMS_ROLE, name);
}

enum health health_by_name(struct str name)
{
    return (enum health)term_find(TERMS_HEALTH, name);
}

const char *move_event(enum move move)
{
    return EVENTS[move];
}

bool health_is_blind(enum health health)
{
    return health >= 0 && BLIND[health];
}

enum character type_character(enum mention_type type)
{
    return CHARACTERS[type];
}

enum tone type_tone(enum mention_type type)
{
    switch (type_character(type)) {
    case CHARACTER_PROBLEM:
    case CHARACTER_RANT:
    case CHARACTER_JUSTIFIED:
        return TONE_NEG;
    case CHARACTER_PRAISE:
        return TONE_POS;
    case CHARACTER_QUESTION:
    case CHARACTER_NEUTRAL:
    case CHARACTER_UNKNOWN:
    case CHARACTER_COUNT:
        break;
    }
    return TONE_NEU;
}

bool type_fits(enum mention_type type, enum tone tone)
{
    if (type_tone(type) == TONE_NEG)
        return tone == TONE_NEG || tone == TONE_MIX;
    return type_tone(type) != TONE_POS || tone == TONE_POS || tone == TONE_MIX;
}

const struct look *type_look(enum mention_type type)
{
    return &TYPE_LOOKS[type];
}

const struct look *tone_look(enum tone tone)
{
    return &TONE_LOOKS[tone];
}
