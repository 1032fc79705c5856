/* SPDX-License-Identifier: MIT
 * The register's tables, whole: every list with every step, every stage with
 * every move, every role with every right, every way a case may follow. */
#include "register/register.h"

#include "tests/test.h"

/* ---- the reply's line ---- */

static const char *const STEPS[STEP_COUNT] = {
    [STEP_REGISTER] = "register", [STEP_EDIT] = "edit",
    [STEP_APPROVE] = "approve",   [STEP_POST] = "post",
    [STEP_DISMISS] = "dismiss",   [STEP_REOPEN] = "reopen",
    [STEP_RETURN] = "return",     [STEP_NOT_US] = "not-us",
    [STEP_UNPOST] = "unpost",     [STEP_HEED] = "heed",
    [STEP_PUT_OFF] = "put-off",   [STEP_WAKE] = "wake",
};

/* All other pairs lead nowhere. */
static const struct way {
    enum list from;
    enum step step;
    enum list to;
    int right; /* 0: nobody */
} WAYS[] = {
    {LIST_WAITING, STEP_EDIT, LIST_WAITING, MAY_EDIT},
    {LIST_WAITING, STEP_APPROVE, LIST_APPROVED, MAY_APPROVE},
    {LIST_WAITING, STEP_DISMISS, LIST_DISMISSED, MAY_APPROVE},
    {LIST_WAITING, STEP_NOT_US, LIST_NOT_US, MAY_LABEL},
    {LIST_APPROVED, STEP_POST, LIST_POSTED, MAY_EDIT},
    {LIST_APPROVED, STEP_RETURN, LIST_WAITING, MAY_APPROVE},
    {LIST_APPROVED, STEP_NOT_US, LIST_NOT_US, MAY_LABEL},
    {LIST_POSTED, STEP_RETURN, LIST_WAITING, MAY_APPROVE},
    {LIST_POSTED, STEP_NOT_US, LIST_NOT_US, MAY_LABEL},
    {LIST_POSTED, STEP_UNPOST, LIST_APPROVED, MAY_EDIT},
    {LIST_ANSWERED, STEP_HEED, LIST_POSTED, MAY_EDIT},
    {LIST_ANSWERED, STEP_RETURN, LIST_WAITING, MAY_APPROVE},
    {LIST_ANSWERED, STEP_NOT_US, LIST_NOT_US, MAY_LABEL},
    {LIST_DISMISSED, STEP_REOPEN, LIST_WAITING, 0},
    {LIST_DISMISSED, STEP_RETURN, LIST_WAITING, MAY_EDIT},
    {LIST_DISMISSED, STEP_NOT_US, LIST_NOT_US, MAY_LABEL},
    {LIST_UNANSWERED, STEP_REGISTER, LIST_WAITING, 0},
    {LIST_UNANSWERED, STEP_RETURN, LIST_WAITING, MAY_EDIT},
    {LIST_UNANSWERED, STEP_NOT_US, LIST_NOT_US, MAY_LABEL},
    {LIST_REPEATED, STEP_EDIT, LIST_REPEATED, MAY_EDIT},
    {LIST_REPEATED, STEP_APPROVE, LIST_APPROVED, MAY_APPROVE},
    {LIST_REPEATED, STEP_DISMISS, LIST_DISMISSED, MAY_APPROVE},
    {LIST_REPEATED, STEP_NOT_US, LIST_NOT_US, MAY_LABEL},
    {LIST_WAITING, STEP_PUT_OFF, LIST_LATER, MAY_EDIT},
    {LIST_LATER, STEP_PUT_OFF, LIST_LATER, MAY_EDIT},
    {LIST_LATER, STEP_WAKE, LIST_WAITING, MAY_EDIT},
    {LIST_LATER, STEP_EDIT, LIST_LATER, MAY_EDIT},
    {LIST_LATER, STEP_APPROVE, LIST_APPROVED, MAY_APPROVE},
    {LIST_LATER, STEP_DISMISS, LIST_DISMISSED, MAY_APPROVE},
    {LIST_LATER, STEP_NOT_US, LIST_NOT_US, MAY_LABEL},
    {LIST_JOINED, STEP_NOT_US, LIST_NOT_US, MAY_LABEL},
    {LIST_STALE, STEP_REGISTER, LIST_WAITING, 0},
    {LIST_STALE, STEP_RETURN, LIST_WAITING, MAY_EDIT},
    {LIST_STALE, STEP_NOT_US, LIST_NOT_US, MAY_LABEL},
    {LIST_NOT_US, STEP_RETURN, LIST_WAITING, MAY_EDIT},
};

static const struct way *way_of(int from, int step)
{
    for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++)
        if ((int)WAYS[i].from == from && (int)WAYS[i].step == step)
            return &WAYS[i];
    return NULL;
}

TEST(every_step_from_every_list)
{
    for (int from = LIST_NONE; from < LIST_COUNT; from++)
        for (int step = 0; step < STEP_COUNT; step++) {
            const struct way *way = way_of(from, step);
            enum list to = line_next((enum list)from, (enum step)step);
            ck_assert_msg(to == (way ? way->to : LIST_NONE),
                          "%s from '%s' leads to '%s'", STEPS[step],
                          list_name((enum list)from), list_name(to));
            for (int rights = 0; rights < 16; rights++) {
                bool may = line_may(rights, (enum list)from, (enum step)step);
                ck_assert_msg(may == (way && (rights & way->right)),
                              "%s from '%s' with rights %d: %d", STEPS[step],
                              list_name((enum list)from), rights, may);
            }
        }
}
END

/* ---- the line of life ---- */

TEST(every_move_from_every_stage)
{
    static const struct {
        enum stage from;
        enum move move;
        enum stage to;
    } ways[] = {
        {STAGE_REGISTERED, MOVE_ASSIGN, STAGE_ASSIGNED},
        {STAGE_REGISTERED, MOVE_DISMISS, STAGE_DISMISSED},
        {STAGE_ASSIGNED, MOVE_ASSIGN, STAGE_ASSIGNED},
        {STAGE_ASSIGNED, MOVE_BEGIN, STAGE_IN_PROGRESS},
        {STAGE_ASSIGNED, MOVE_DISMISS, STAGE_DISMISSED},
        {STAGE_IN_PROGRESS, MOVE_ASSIGN, STAGE_ASSIGNED},
        {STAGE_IN_PROGRESS, MOVE_FINISH, STAGE_DONE},
        {STAGE_IN_PROGRESS, MOVE_DISMISS, STAGE_DISMISSED},
        {STAGE_DONE, MOVE_VERIFY, STAGE_VERIFIED},
        {STAGE_DONE, MOVE_REWORK, STAGE_IN_PROGRESS},
        {STAGE_DONE, MOVE_CLOSE, STAGE_CLOSED},
        {STAGE_VERIFIED, MOVE_CLOSE, STAGE_CLOSED},
        {STAGE_VERIFIED, MOVE_REWORK, STAGE_IN_PROGRESS},
        {STAGE_CLOSED, MOVE_REOPEN, STAGE_REGISTERED},
        {STAGE_DISMISSED, MOVE_REOPEN, STAGE_REGISTERED},
    };
    for (int from = STAGE_NONE; from < STAGE_COUNT; from++)
        for (int move = 0; move < MOVE_COUNT; move++) {
            int to = STAGE_NONE;
            for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
                if ((int)ways[i].from == from && (int)ways[i].move == move)
                    to = (int)ways[i].to;
            ck_assert_msg((int)stage_next((enum stage)from, (enum move)move) ==
                              to,
                          "%s from stage %d", move_name((enum move)move), from);
        }
}
END

/* ---- roles ---- */

TEST(every_role_has_its_rights)
{
    enum {
        READ = 33,
        LABEL = 35,
        EDIT = 39,
        APPROVE = 47,
        TEND = 16,
        METER = 64,
        JOIN = 128,
        SURVEY = 256, /* who sees all, so all but heads and assignees */
        FORGET = 512
    };
    static const int RIGHTS[ROLE_COUNT] = {
        [ROLE_MONITOR] = LABEL | TEND | METER | SURVEY,
        [ROLE_RESPONDER] = EDIT | SURVEY,
        [ROLE_APPROVER] = APPROVE | SURVEY,
        [ROLE_HEAD] = APPROVE | TEND,
        [ROLE_ANALYST] = READ | METER | SURVEY,
        [ROLE_DIRECTOR] = READ | JOIN | SURVEY | FORGET,
        [ROLE_ASSIGNEE] = READ,
        [ROLE_CURATOR] = APPROVE | TEND | SURVEY,
        [ROLE_ADMIN] = APPROVE | TEND | METER | SURVEY | FORGET,
    };
    for (int role = 0; role < ROLE_COUNT; role++)
        ck_assert_msg(role_rights((enum role)role) == RIGHTS[role], "%s: %d",
                      role_name((enum role)role), role_rights((enum role)role));
    ck_assert_int_eq(role_rights(ROLE_NONE), 0);
    ck_assert_int_eq(role_rights(role_by_name(STR("king"))), 0);
}
END

/* ---- a case follows ---- */

/* "corrected answered stale own-words", a letter for each or a dash: what
 * becomes of a case that waits, is dismissed, is not there: - stays, r is
 * refreshed, o opened, b back, d dismissed; and whether a draft is added. */
static const struct {
    const char *facts, *then;
} FOLLOWED[] = {
    /* the crawler: another text, another clock */
    {"----", "d-- "},
    {"---w", "r-- "},
    {"--s-", "d-- "},
    {"--sw", "r-- "},
    {"-a--", "rbo+"},
    {"-a-w", "rbo "},
    {"-as-", "r--+"},
    {"-asw", "r-- "},
    /* a person: another type */
    {"c---", "d-- "},
    {"c--w", "d-- "},
    {"c-s-", "--- "},
    {"c-sw", "--- "},
    {"ca--", "rbo+"},
    {"ca-w", "rbo+"},
    {"cas-", "--- "},
    {"casw", "--- "},
};

static char letter(enum follow_up next)
{
    switch (next) {
    case FOLLOW_NOT:
        return '-';
    case FOLLOW_REFRESH:
        return 'r';
    case FOLLOW_OPEN:
        return 'o';
    case FOLLOW_REOPEN:
        return 'b';
    case FOLLOW_DISMISS:
        return 'd';
    }
    return '?';
}

TEST(every_way_a_case_may_follow)
{
    static const enum list LISTS[] = {LIST_WAITING, LIST_DISMISSED, LIST_NONE};
    ck_assert_uint_eq(sizeof FOLLOWED / sizeof *FOLLOWED, 16);
    for (size_t i = 0; i < sizeof FOLLOWED / sizeof *FOLLOWED; i++) {
        const char *facts = FOLLOWED[i].facts, *then = FOLLOWED[i].then;
        struct follow f = {.corrected = facts[0] != '-',
                           .answered = facts[1] != '-',
                           .stale = facts[2] != '-',
                           .own_words = facts[3] != '-'};
        for (int k = 0; k < 3; k++) {
            f.list = LISTS[k];
            ck_assert_msg(letter(follow_case(&f)) == then[k],
                          "%s, list '%s': %c", facts, list_name(f.list),
                          letter(follow_case(&f)));
        }
        ck_assert_msg(follow_draft(&f) == (then[3] == '+'), "%s: draft", facts);
        /* What a person decided stays. */
        f.list = LIST_APPROVED;
        ck_assert_int_eq(follow_case(&f), FOLLOW_NOT);
        f.list = LIST_POSTED;
        ck_assert_int_eq(follow_case(&f), FOLLOW_NOT);
    }
}
END

TEST_MAIN("register", every_step_from_every_list, every_move_from_every_stage,
          every_role_has_its_rights, every_way_a_case_may_follow)
