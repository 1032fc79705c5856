/* SPDX-License-Identifier: MIT
 * matrix: every type in the situations that change what is done (R80-R92). */
#include "classify/signal.h"
#include "matrix/internal.h"
#include "tests/matrix/matrix_help.h"

static const char FAS[] = "rules/matrix/fas.yaml";

struct situation {
    enum mention_type type; /* what it is */
    bool facts;             /* it can be checked */
    bool own_card;          /* on our own card */
    int64_t likes;          /* -1 unknown */
    int64_t followers;      /* -1 unknown */
    int64_t author_posts;   /* -1 unknown */
    int64_t days;           /* age */
    const char *topic;      /* "" unknown */
    const char *solution, *row, *template, *department;
};

#define UNKNOWN -1, -1, -1

static const struct situation SITUATIONS[] = {
    /* An ordinary author an hour ago: R82, R83, R86, R87, R88, R92. */
    {TYPE_BROKEN, 1, 0, UNKNOWN, 0, "", "A", "broken", "broken", "service"},
    {TYPE_OVERCHARGED, 1, 0, UNKNOWN, 0, "", "A", "overcharged", "overcharged",
     "billing"},
    {TYPE_OFFENDED, 1, 0, UNKNOWN, 0, "", "A", "offended", "offended",
     "quality"},
    {TYPE_RANT, 0, 0, UNKNOWN, 0, "", "C", "rant", "", "pr"},
    {TYPE_JUSTIFIED, 1, 0, UNKNOWN, 0, "", "A", "justified", "justified", "pr"},
    {TYPE_PRAISE, 0, 0, UNKNOWN, 0, "", "A", "praise", "praise", "service"},
    {TYPE_QUESTION, 0, 0, UNKNOWN, 0, "", "A", "question", "question",
     "service"},
    {TYPE_NEUTRAL, 0, 0, UNKNOWN, 0, "", "C", "neutral", "", "service"},

    /* Nobody can tell: a person looks first, however old or loud it is. */
    {TYPE_UNKNOWN, 0, 0, UNKNOWN, 0, "", "P", "unknown", "", "service"},
    {TYPE_UNKNOWN, 0, 0, 60, -1, 0, 0, "", "P", "unknown", "", "service"},
    {TYPE_UNKNOWN, 0, 0, UNKNOWN, 90, "", "P", "unknown", "", "service"},

    /* The topic finds department and wording. */
    {TYPE_BROKEN, 1, 0, UNKNOWN, 0, "delivery", "A", "broken", "broken-passed",
     "service"},
    {TYPE_BROKEN, 1, 0, UNKNOWN, 0, "billing", "A", "broken", "broken",
     "service"},
    {TYPE_QUESTION, 0, 0, UNKNOWN, 0, "credit", "A", "question",
     "question-passed", "billing"},
    {TYPE_PRAISE, 0, 0, UNKNOWN, 0, "staff", "A", "praise-staff",
     "praise-staff", "quality"},
    {TYPE_BROKEN, 1, 0, UNKNOWN, 0, "no-such-topic", "A", "broken", "broken",
     "service"},

    /* Stale: nobody is asked, nothing queued (R75). */
    {TYPE_BROKEN, 1, 0, UNKNOWN, 15, "", "C", "stale", "", "service"},
    {TYPE_PRAISE, 0, 0, UNKNOWN, 15, "", "C", "stale", "", "service"},
    {TYPE_BROKEN, 1, 0, UNKNOWN, 13, "", "A", "broken", "broken", "service"},
    {TYPE_BROKEN, 1, 1, UNKNOWN, 15, "", "A", "broken-own-card", "broken",
     "service"},
    {TYPE_BROKEN, 1, 0, 100, -1, -1, 15, "", "B", "problem-loud",
     "problem-public", "service"},
    {TYPE_BROKEN, 1, 0, 100, -1, -1, 31, "", "C", "stale", "", "service"},

    /* Loud: the PR path (R90). */
    {TYPE_OVERCHARGED, 1, 0, 60, -1, -1, 0, "", "B", "problem-loud",
     "problem-public", "billing"},
    {TYPE_OVERCHARGED, 1, 0, 59, -1, -1, 0, "", "A", "overcharged",
     "overcharged", "billing"},
    {TYPE_RANT, 0, 0, 60, -1, -1, 0, "", "D", "rant-loud", "statement", "pr"},
    {TYPE_JUSTIFIED, 1, 0, 60, -1, -1, 0, "", "B", "justified-loud",
     "justified-public", "pr"},
    {TYPE_NEUTRAL, 0, 0, 60, -1, -1, 0, "", "C", "neutral-loud", "", "service"},
    {TYPE_QUESTION, 0, 0, 60, -1, -1, 0, "", "A", "question-loud", "question",
     "service"},

    /* Who and where. */
    {TYPE_BROKEN, 1, 0, -1, 5000, -1, 0, "", "B", "problem-influential",
     "problem-public", "service"},
    {TYPE_BROKEN, 1, 0, -1, 4999, -1, 0, "", "A", "broken", "broken",
     "service"},
    {TYPE_BROKEN, 1, 0, -1, -1, 2000, 0, "", "B", "problem-influential",
     "problem-public", "service"},
    {TYPE_JUSTIFIED, 1, 1, UNKNOWN, 0, "", "B", "justified-seen",
     "justified-public", "pr"},
    {TYPE_JUSTIFIED, 1, 0, -1, 5000, -1, 0, "", "B", "justified-seen",
     "justified-public", "pr"},
    {TYPE_RANT, 0, 1, UNKNOWN, 0, "", "C", "rant", "", "pr"},

    /* Nobody knows the author and nothing can be checked (R83, R85). */
    {TYPE_BROKEN, 0, 0, -1, -1, 1, 0, "", "A", "doubtful", "details",
     "service"},
    {TYPE_BROKEN, 0, 0, -1, -1, 2, 0, "", "A", "broken", "broken", "service"},
    {TYPE_BROKEN, 1, 0, -1, -1, 1, 0, "", "A", "broken", "broken", "service"},
    {TYPE_OVERCHARGED, 0, 0, -1, -1, 0, 0, "", "A", "doubtful", "details",
     "billing"},
    {TYPE_OVERCHARGED, 0, 0, 90, -1, 0, 0, "", "D", "doubtful-loud",
     "statement", "pr"},
};

static struct matrix_input input_of(const struct situation *s)
{
    struct matrix_input in = help_input(s->type);
    in.verdict.facts = s->facts;
    in.verdict.topic = str_of(s->topic);
    in.own_card = s->own_card;
    in.likes = s->likes;
    in.followers = s->followers;
    in.author_posts = s->author_posts;
    in.published = NOON - 3600 - s->days * DAY_S;
    return in;
}

/* What no rule spoke of is passed over by nobody but a person: words of the
 * table, facts and topics stand in any text. */
TEST(what_no_rule_understood_is_not_passed_over)
{
    static const struct {
        const char *rule, *signal;
        double sure;
        const char *solution;
    } cases[] = {{"word волна x9", "broken", .8, "P"},
                 {"ru.fact.date", "fact.date", .8, "P"},
                 {"ru.topic.card", "topic.card", .8, "P"},
                 {"ru.self.me", "self", .8, "P"},
                 {"ru.news.reports", "news", .8, "C"},
                 {NULL, NULL, .8, "P"},
                 {"word волна x9", "broken", 1, "C"}}; /* a person's word */
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct err e = {0};
        struct decision d;
        struct matrix_input in = help_input(TYPE_NEUTRAL);
        const char *rule = cases[i].rule ? cases[i].rule : "";
        const char *signal = cases[i].signal ? cases[i].signal : "";
        struct evidence said = {
            .rule = str_of(rule), .signal = str_of(signal), .points = 1};
        in.verdict.evidence = &said;
        in.verdict.n = cases[i].rule != NULL;
        in.verdict.confidence = cases[i].sure;
        ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
        ck_assert_msg(str_eqz(d.solution, cases[i].solution),
                      "case %zu: " STR_FMT, i, STR_ARG(d.row));
        arena_clear(&a);
    }
    matrix_close(m);
}
END

/* Praise of which we are not quite sure is thanked where no word of harm
 * stands beside it. */
TEST(who_may_be_unhappy_is_not_thanked)
{
    static const struct {
        const char *signal;
        double sure;
        bool thanked;
    } cases[] = {{"broken", .69, false},
                 {"broken", .7, true},
                 {"general", .5, false},
                 {"good", .5, true},
                 {"broken", 1, true}}; /* a person's word */
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct err e = {0};
        struct decision d;
        struct matrix_input in = help_input(TYPE_PRAISE);
        struct evidence said[] = {
            {.signal = STR("praise"), .points = 1},
            {.signal = str_of(cases[i].signal), .points = 1}};
        in.verdict.evidence = said;
        in.verdict.n = 2;
        in.verdict.confidence = cases[i].sure;
        ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
        ck_assert_msg(str_eqz(d.solution, "A") == cases[i].thanked,
                      "case %zu: " STR_FMT, i, STR_ARG(d.row));
        arena_clear(&a);
    }
    matrix_close(m);
}
END

/* Just below the threshold a person looks first, whatever it is; a person's
 * own word is always sure. What is stale stays so. */
TEST(who_is_not_sure_asks_a_person)
{
    static const char *const PRESETS[] = {FAS, "rules/matrix/usaf.yaml"};
    for (size_t p = 0; p < sizeof PRESETS / sizeof *PRESETS; p++) {
        struct matrix *m = help_open(PRESETS[p]);
        for (int t = 0; t < TYPE_SPOKEN * 4; t++) {
            struct arena a = {0};
            struct err e = {0};
            struct decision d;
            struct matrix_input in = help_input((enum mention_type)(t / 4));
            bool low = t & 1, old = t & 2;
            double least = (double)m->limits.sure_percent / 100;
            in.verdict.confidence = low ? least - 0.01 : least;
            in.published = old ? NOON - 90 * (int64_t)DAY_S : in.published;
            ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
            ck_assert_str(d.answers[SURE].value, low ? "no" : "yes");
            ck_assert_msg(str_eqz(d.row, "unsure") == (low && !old), STR_FMT,
                          STR_ARG(d.row));
            ck_assert(!(low && !old) || (str_eqz(d.solution, "P") &&
                                         d.due > 0 && d.draft.n == 0));
            arena_clear(&a);
        }
        matrix_close(m);
    }
}
END

/* Whatever it is and however sure we are: a person at once, on top, told who,
 * no draft; the gravest flag decides. What is stale is not raised again, and
 * what we wrote ourselves is no case. */
TEST(red_flags_go_before_everything)
{
    static const struct {
        unsigned flags;
        const char *row, *solution, *department;
        int priority; /* the gravest stands first */
    } cases[] = {
        {1u << RED_DEATH, "flag-life", "P", "curator", 100},
        {1u << RED_INJURY | 1u << RED_COURT, "flag-life", "P", "curator", 100},
        {1u << RED_POLICE | 1u << RED_COURT, "flag-police", "P", "security",
         99},
        {1u << RED_DATA | 1u << RED_REGULATOR, "flag-data", "P", "legal", 98},
        {1u << RED_COURT, "flag-law", "P", "legal", 97},
        {1u << RED_PRESS, "flag-press", "P", "pr", 96},
        {1u << RED_STAFF, "flag-staff", "P", "curator", 95},
        {1u << RED_RIVAL, "flag-rival", "P", "pr", 94},
        {1u << RED_OWN | 1u << RED_DEATH, "own-voice", "C", "", 0},
    };
    static const char *const PRESETS[] = {FAS, "rules/matrix/usaf.yaml"};
    struct arena a = {0};
    for (size_t i = 0; i < 2 * TYPE_COUNT * sizeof cases / sizeof *cases; i++) {
        size_t at = i / 2 / TYPE_COUNT;
        struct matrix *m = help_open(PRESETS[i & 1]);
        struct matrix_input in =
            help_input((enum mention_type)(i / 2 % TYPE_COUNT));
        struct decision d;
        struct err e = {0};
        in.verdict.flags = cases[at].flags;
        in.verdict.confidence = 0.1;
        ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
        bool own = str_eqz(d.solution, "C");
        ck_assert_str(d.row, cases[at].row);
        ck_assert_str(d.solution, cases[at].solution);
        ck_assert_str(d.escalation, cases[at].department);
        ck_assert(own || str_eq(d.department, d.escalation));
        ck_assert_int_eq(d.priority, cases[at].priority);
        ck_assert(!d.draft.n && !d.template.n && (own || d.due > 0));
        in.published = NOON - 90 * (int64_t)DAY_S;
        in.verdict.confidence = 1;
        ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
        ck_assert(own || d.stale || str_eqz(d.row, "unknown"));
        matrix_close(m);
    }
    arena_clear(&a);
}
END

TEST(every_situation_has_its_row)
{
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof SITUATIONS / sizeof *SITUATIONS; i++) {
        const struct situation *s = &SITUATIONS[i];
        struct matrix_input in = input_of(s);
        struct arena a = {0};
        struct decision d;
        struct err e = {0};
        bool ok = matrix_decide(m, &a, &in, &d, &e);
        if (!ok || !str_eqz(d.row, s->row) ||
            !str_eqz(d.solution, s->solution) ||
            !str_eqz(d.template, s->template) ||
            !str_eqz(d.department, s->department))
            ck_abort_msg("case %zu: got " STR_FMT " " STR_FMT " " STR_FMT
                         " " STR_FMT ", wanted %s %s %s %s %s",
                         i, STR_ARG(d.solution), STR_ARG(d.row),
                         STR_ARG(d.template), STR_ARG(d.department),
                         s->solution, s->row, s->template, s->department,
                         e.msg);
        bool answered = s->template[0] != 0, person = str_eqz(d.solution, "P");
        ck_assert_msg((d.draft.n > 0) == answered, "case %zu: draft", i);
        ck_assert_msg((d.due > 0) == (answered || person), "case %zu: due", i);
        ck_assert_msg(d.stale == (str_eqz(d.row, "stale") || s->days == 90),
                      "case %zu: stale", i);
        ck_assert_msg(d.priority >= 0 && d.priority <= 100,
                      "case %zu: priority %d", i, d.priority);
        arena_clear(&a);
    }
    matrix_close(m);
}
END

/* What the classifier calls a topic has a name and a department here. */
TEST(every_topic_is_known)
{
    static const char *const PRESETS[] = {FAS, "rules/matrix/usaf.yaml"};
    for (int p = 0; p < 2; p++) {
        struct matrix *m = help_open(PRESETS[p]);
        for (int i = SIGNAL_TOPICS; i < SIGNAL_ASIDE; i++) {
            struct str id = str_from(str_of(signal_names[i]), 6);
            ck_assert_msg(matrix_topic(m, id, STR("ru")).n > 0, "%s",
                          signal_names[i]);
        }
        matrix_close(m);
    }
}
END

TEST(answers_give_their_reasons)
{
    struct matrix *m = help_open(FAS);
    struct arena a = {0};
    struct err e = {0};
    struct decision d;
    struct matrix_input in = help_input(TYPE_BROKEN);
    in.lang = STR("en");
    in.followers = 12000;
    in.published = NOON - 17 * DAY_S;
    ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
    ck_assert_str(d.answers[0].question, "about");
    ck_assert_str(d.answers[0].value, "product");
    ck_assert_str(d.answers[1].because,
                  "not working, tone negative, confidence 80 %");
    ck_assert_str(d.answers[5].because, "answered by itself: customer support");
    ck_assert_str(d.answers[2].because,
                  "followers of the author: 12000, from 5000 up");
    ck_assert_str(d.answers[4].value, "stale");
    ck_assert_str(d.answers[4].because, "17 days old, older than 14");
    in.lang = STR("ru");
    ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
    ck_assert_str(d.answers[4].because, "прошло 17 дн., предел 14");
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        ck_assert(d.answers[q].because.n > 0);
    matrix_close(m);
    arena_clear(&a);
}
END

TEST(counterfactual_is_the_nearest_change)
{
    struct matrix *m = help_open(FAS);
    struct arena a = {0};
    struct err e = {0};
    struct decision d;
    struct matrix_input in = help_input(TYPE_BROKEN);
    in.lang = STR("en");
    in.verdict.facts = true;
    ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
    ck_assert_str(d.counterfactual,
                  "B instead of A if the answer to \"Who wrote it, and "
                  "where?\" were: an influential author or a large venue");
    in.verdict.type = TYPE_RANT;
    in.verdict.facts = false;
    in.lang = STR("ru");
    ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
    ck_assert_str(d.counterfactual,
                  "D вместо C, если бы на вопрос «Стоит ли вступать?» ответ "
                  "был: да, дело громкое");
    matrix_close(m);
    arena_clear(&a);
}
END

/* The workspace's language is for those who read reasons, the mention's for
 * the author. */
TEST(reasons_and_replies_have_their_languages)
{
    struct matrix_setup setup = help_setup(FAS);
    struct arena a = {0};
    struct err e = {0};
    struct decision d;
    setup.lang = STR("en");
    setup.calendar = "rules/calendar/en.yaml";
    struct matrix *m = matrix_open(&setup, &e);
    ck_assert_msg(m != NULL, "%s", e.msg);
    struct matrix_input in = help_input(TYPE_RANT);
    in.likes = 100;
    ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
    ck_assert_str(d.why, "There is nothing to argue with, but much noise: "
                         "facts go on our own site.");
    ck_assert_str(d.escalation, "pr");
    ck_assert(str_find(d.draft, STR("Вектор Телеком ")) == 0);
    ck_assert_str(matrix_department(m, STR("pr"), STR("en")), "press office");
    ck_assert_str(matrix_department(m, STR("legal"), STR("ru")),
                  "юридический отдел");
    ck_assert_uint_eq(matrix_department(m, STR("x"), STR("ru")).n, 0);
    matrix_close(m);
    arena_clear(&a);
}
END

/* The sentence must be true: that one answer, and only that, gives the other
 * solution. Asked of every cell through the public way. */
TEST(counterfactuals_are_true)
{
    struct matrix *m = help_open(FAS);
    struct arena a = {0};
    struct err e = {0};
    int cells = 1;
    for (size_t q = 0; q < MATRIX_QUESTIONS; q++)
        cells *= matrix_question(m, q)->n;
    for (int cell = 0; cell < cells; cell += 11) {
        struct str pairs[MATRIX_QUESTIONS];
        struct decision d, other;
        int rest = cell;
        for (int q = MATRIX_QUESTIONS - 1; q >= 0; q--) {
            const struct matrix_question *ask = matrix_question(m, (size_t)q);
            pairs[q] =
                str_printf(&a, "%s=%s", ask->id, ask->answers[rest % ask->n]);
            rest /= ask->n;
        }
        ck_ok(matrix_row(m, &a, pairs, MATRIX_QUESTIONS, &d, &e), e);
        bool says = str_find(d.counterfactual, STR("instead of")) >= 0, is = 0;
        for (size_t q = 0; q < MATRIX_QUESTIONS && !is; q++) {
            const struct matrix_question *ask = matrix_question(m, q);
            struct str old = pairs[q];
            for (int v = 0; v < ask->n && !is; v++) {
                pairs[q] = str_printf(&a, "%s=%s", ask->id, ask->answers[v]);
                ck_ok(matrix_row(m, &a, pairs, MATRIX_QUESTIONS, &other, &e),
                      e);
                is = !str_eq(other.solution, d.solution) &&
                     !str_eqz(other.solution, "P");
            }
            pairs[q] = old;
        }
        ck_assert_int_eq(says, is);
        arena_reset(&a);
    }
    matrix_close(m);
    arena_clear(&a);
}
END

static int priority(struct matrix *m, const struct matrix_input *in)
{
    struct arena a = {0};
    struct err e = {0};
    struct decision d;
    ck_ok(matrix_decide(m, &a, in, &d, &e), e);
    arena_clear(&a);
    return d.priority;
}

TEST(priority_follows_its_formula)
{
    struct matrix *m = help_open(FAS);
    struct matrix_input in = help_input(TYPE_BROKEN);
    in.published = NOON;
    ck_assert_int_eq(priority(m, &in), 40); /* base 20 + negative 20 */
    in.verdict.facts = true;
    ck_assert_int_eq(priority(m, &in), 50);
    in.own_card = true;
    ck_assert_int_eq(priority(m, &in), 60);
    in.likes = 60;
    ck_assert_int_eq(priority(m, &in), 85);
    in.followers = 1000000;
    ck_assert_int_eq(priority(m, &in), 89); /* 90 on is for red flags */
    in.followers = in.likes = INT64_MAX;
    in.replies = in.reach = INT64_MAX;
    ck_assert_int_eq(priority(m, &in), 89);
    in = help_input(TYPE_BROKEN);
    in.published = NOON - 7 * DAY_S; /* half of 14 days: 10 off */
    ck_assert_int_eq(priority(m, &in), 30);
    in.published = 0;
    ck_assert_int_eq(priority(m, &in), 40);
    in.published = NOON + DAY_S;
    ck_assert_int_eq(priority(m, &in), 40);
    matrix_close(m);
}
END

TEST(six_given_answers_find_the_row)
{
    static const struct {
        const char *pairs[6], *row, *error;
    } CASES[] = {
        {{"about=product", "character=problem", "who=ordinary",
          "credible=facts", "worth=yes", "alone=yes"},
         "broken",
         NULL},
        {{"alone=no", "worth=loud", "credible=facts", "who=ordinary",
          "character=rant", "about=staff"},
         "rant-loud",
         NULL},
        {{"about=prodct", "", "", "", "", ""},
         NULL,
         "'prodct': no such answer to 'about'; the answers are: product money "
         "staff company other"},
        {{"abuot=product"},
         NULL,
         "'abuot=product': expected question=answer; did you mean 'about'?"},
        {{"about=product"},
         NULL,
         "5 of the answers are missing:\n    "
         "character=problem|rant|justified|praise|question|neutral|unknown\n"
         "    who=ordinary|influential|own-card\n"
         "    credible=facts|plausible|doubtful\n"
         "    worth=yes|loud|stale|bait\n"
         "    alone=yes|no"},
    };
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct str pairs[6];
        struct arena a = {0};
        struct err e = {0};
        struct decision d;
        size_t n = 0;
        for (; n < 6 && CASES[i].pairs[n]; n++)
            pairs[n] = str_of(CASES[i].pairs[n]);
        bool ok = matrix_row(m, &a, pairs, n, &d, &e);
        ck_assert_msg(ok == (CASES[i].row != NULL), "case %zu: %s", i, e.msg);
        if (ok)
            ck_assert_str(d.row, CASES[i].row);
        else
            ck_assert_str_eq(e.msg, CASES[i].error);
        arena_clear(&a);
    }
    matrix_close(m);
}
END

TEST(usaf_decides_too)
{
    struct matrix *m = help_open("rules/matrix/usaf.yaml");
    static const struct {
        enum mention_type type;
        const char *solution;
    } CASES[] = {
        {TYPE_BROKEN, "A"},    {TYPE_OVERCHARGED, "A"}, {TYPE_RANT, "M"},
        {TYPE_JUSTIFIED, "A"}, {TYPE_PRAISE, "A"},      {TYPE_NEUTRAL, "C"},
        {TYPE_UNKNOWN, "P"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct arena a = {0};
        struct err e = {0};
        struct decision d;
        struct matrix_input in = help_input(CASES[i].type);
        ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
        ck_assert_msg(str_eqz(d.solution, CASES[i].solution), "%s: " STR_FMT,
                      type_name(CASES[i].type), STR_ARG(d.solution));
        ck_assert_msg(matrix_solution(m, d.solution, STR("ru")).n > 0,
                      STR_FMT " has no sentence", STR_ARG(d.solution));
        /* The store opens a case for what has a deadline. */
        bool person = str_eqz(d.solution, "P");
        ck_assert_msg((d.profile.n > 0) == (person || str_eqz(d.solution, "A")),
                      STR_FMT, STR_ARG(d.solution));
        ck_assert_msg(d.template.n == 0 || !person, "a draft for nobody");
        arena_clear(&a);
    }
    matrix_close(m);
}
END

/* Who praises one of ours and complains hears both answered, in whatever
 * wording; who does not praise is not thanked for it. */
TEST(a_kind_word_is_passed_on)
{
    static const struct {
        const char *lang, *thanks;
    } said[] = {{"ru", "добрые слова"}, {"en", "kind words"}};
    static const enum mention_type types[] = {TYPE_BROKEN, TYPE_OVERCHARGED,
                                              TYPE_OFFENDED, TYPE_JUSTIFIED};
    struct matrix *m = help_open(FAS);
    for (int k = 0; k < 64; k++) {
        struct arena a = {0};
        struct err e = {0};
        struct decision with, without;
        struct matrix_input in = help_input(types[k / 2 % 4]);
        in.lang = str_of(said[k % 2].lang);
        in.url = str_printf(&a, "https://forum.example/t/%d", k);
        ck_ok(matrix_decide(m, &a, &in, &without, &e), e);
        in.verdict.kind_word = true;
        ck_ok(matrix_decide(m, &a, &in, &with, &e), e);
        struct str thanks = str_of(said[k % 2].thanks);
        ck_assert_msg(str_find(with.draft, thanks) >= 0, STR_FMT,
                      STR_ARG(with.draft));
        ck_assert_msg(str_find(without.draft, thanks) < 0, STR_FMT,
                      STR_ARG(without.draft));
        arena_clear(&a);
    }
    matrix_close(m);
}
END

TEST_MAIN("decide", a_kind_word_is_passed_on,
          what_no_rule_understood_is_not_passed_over,
          who_may_be_unhappy_is_not_thanked, who_is_not_sure_asks_a_person,
          red_flags_go_before_everything, every_situation_has_its_row,
          every_topic_is_known, answers_give_their_reasons,
          counterfactual_is_the_nearest_change,
          reasons_and_replies_have_their_languages, counterfactuals_are_true,
          priority_follows_its_formula, six_given_answers_find_the_row,
          usaf_decides_too)
