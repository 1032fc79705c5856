/* SPDX-License-Identifier: MIT
 * report: every text of the page in Russian and English. */
#include "report/internal.h"

#include <time.h>

struct pair {
    const char *ru, *en;
};

static const struct pair WORDS[W_COUNT_WORDS] = {
    [W_TITLE] = {"Что о нас говорят", "What is said about us"},
    [W_SUBJECT] = {"Отчёт о репутации", "Reputation report"},
    [W_PERIOD] = {"Период", "Period"},
    [W_MADE] = {"Составлен", "Made on"},
    [W_EMPTY] = {"За этот период упоминаний нет.",
                 "There are no mentions in this period."},
    [W_EMPTY_HINT] =
        {"Это не значит, что о нас молчали: ниже видно, какие источники "
         "смотрели и когда.",
         "That does not mean that nobody spoke: see below which sources were "
         "looked at, and when."},
    [W_SUMMARY] = {"Коротко", "In short"},
    [W_MENTIONS] = {"Упоминания", "Mentions"},
    [W_NEGATIVE] = {"Отрицательные", "Negative"},
    [W_POSITIVE] = {"Положительные", "Positive"},
    [W_OTHER] = {"Вопросы и прочее", "Questions and others"},
    [W_APPROVED] = {"Отвечено", "Answered"},
    [W_NO_CASE] = {"Без ответа по матрице", "No reply by the matrix"},
    [W_OVERDUE] = {"Просрочено", "Overdue"},
    [W_INDEX] = {"Индекс счастья", "Happiness index"},
    [W_INDEX_WHAT] =
        {"Доля похвалы среди всех, кто высказал мнение. 100 — только хвалят, "
         "0 — только недовольны. Вопросы и нейтральные упоминания не входят.",
         "The share of praise among all who gave an opinion. 100: praise "
         "only, 0: trouble only. Questions and neutral mentions do not count."},
    [W_INDEX_UNKNOWN] = {"Никто не хвалил и не был недоволен: индекса нет.",
                         "Nobody praised or blamed: there is no index."},
    [W_INTERVAL] = {"интервал 95 %", "95 % interval"},
    [W_BEFORE] = {"Период такой же длины перед этим",
                  "The period of the same length before"},
    [W_BEFORE_NONE] = {"За предыдущий период сравнить не с чем.",
                       "There is nothing to compare with before this period."},
    [W_CHANGED] =
        {"разница больше той, что бывает случайно от недели к неделе",
         "the difference is larger than chance brings from week to week"},
    [W_NOT_CHANGED] = {"разницу нельзя отличить от случайной",
                       "the difference cannot be told from chance"},
    [W_BURST_ONLY] =
        {"разница держится на одном всплеске и без него не доказана",
         "the difference rests on one burst and is not proven without it"},
    [W_DAYS] = {"Упоминания по дням", "Mentions per day"},
    [W_OVER_TIME] = {"Упоминания по времени", "Mentions over time"},
    [W_WEEK_COLUMN] = {"Столбец — неделя.", "A column is a week."},
    [W_MONTH_COLUMN] = {"Столбец — месяц.", "A column is a month."},
    [W_QUARTER_COLUMN] = {"Столбец — квартал.", "A column is a quarter."},
    [W_YEAR_COLUMN] = {"Столбец — год или несколько.",
                       "A column is a year or more."},
    [W_AS_TABLE] = {"То же таблицей", "The same as a table"},
    [W_DAY] = {"День", "Day"},
    [W_TOTAL] = {"Всего", "Total"},
    [W_BALANCE] = {"Хорошее и плохое", "Good and bad"},
    [W_TYPE] = {"Тип", "Type"},
    [W_COUNT] = {"Число", "Number"},
    [W_SHARE] = {"Доля", "Share"},
    [W_SOURCES] = {"Источники", "Sources"},
    [W_SOURCE] = {"Источник", "Source"},
    [W_TONE] = {"Тон", "Tone"},
    [W_TOPICS] = {"Темы", "Topics"},
    [W_TOPIC] = {"Тема", "Topic"},
    [W_NO_TOPIC] = {"тема не определена", "no topic found"},
    [W_PROBLEMS] = {"Главные проблемы", "The main problems"},
    [W_NO_PROBLEMS] = {"Недовольных за этот период нет.",
                       "Nobody was unhappy in this period."},
    [W_PROBLEM_WEIGHT] = {"вес", "weight"},
    [W_GREW] = {"Доля растёт", "The share is growing"},
    [W_FELL] = {"Доля спадает", "The share is falling"},
    [W_EVEN] = {"Перемены доли от случайной не отличить",
                "No change of the share that could be told from chance"},
    [W_HALF_EMPTY] = {"Растёт или спадает, не сказать: в одной половине "
                      "периода упоминаний нет.",
                      "Growing or falling cannot be said: one half of the "
                      "period has no mentions."},
    [W_OF] = {"из", "of"},
    [W_DECIDED] = {"Решения", "Decided"},
    [W_DEPARTMENT] = {"Кто занимается", "Who sees to it"},
    [W_MAIN_PROBLEM] = {"Главная проблема", "The main problem"},
    [W_MORE] = {"ещё %zu", "%zu more"},
    [W_OPEN] = {"открыть", "open"},
    [W_SPREAD] = {"Что повторяли другие", "What others repeated"},
    [W_SPREAD_WHAT] =
        {"Один и тот же текст на нескольких сайтах или от нескольких авторов "
         "— один голос, который разошёлся; в остальных числах каждая "
         "публикация считается отдельно.",
         "One text on several sites or by several authors is one voice that "
         "spread; all other numbers count each post."},
    [W_SPREAD_OF] = {"публикаций за период: %d, сайтов: %d",
                     "posts in the period: %d, sites: %d"},
    [W_SPREAD_FIRST] = {"первым сказано", "said first"},
    [W_PRAISE] = {"За что благодарят", "What people are thankful for"},
    [W_DECISIONS] = {"Принятые решения", "Decisions taken"},
    [W_SOLUTION] = {"Решение", "Solution"},
    [W_ROW] = {"Строка матрицы", "Row of the matrix"},
    [W_WHY] = {"Почему", "Why"},
    [W_OUTCOME] = {"Что из этого вышло", "What came of it"},
    [W_OUTCOME_TEXT] = {"Состояние ответов на день отчёта.",
                        "Where the answers stand on the day of the report."},
    [W_STALE] = {"Устарело и не поднималось", "Stale and left alone"},
    [W_EDITED] = {"Авторы изменили текст", "Edited by their authors"},
    [W_GONE] = {"Исчезло с площадки", "Gone from the page"},
    [W_CASES] = {"Причины и меры", "Causes and measures"},
    [W_CASES_WHAT] =
        {"Дела, записанные за период, по которым есть разбор. Причина стоит "
         "за порядком и отделом, а не за человеком.",
         "Cases registered in the period, where something was found out. A "
         "cause is one of ways and departments, not of people."},
    [W_CASES_COUNT] = {"Дел", "Cases"},
    [W_CAUSE] = {"Причина", "Cause"},
    [W_MEASURE] = {"Мера", "Measure"},
    [W_CLIENTS] = {"Клиенты", "Clients"},
    [W_SHEET] = {"Месяц", "The month"},
    [W_CAME] = {"Что пришло", "What came"},
    [W_WAS] = {"Перед этим", "Before it"},
    [W_CAME_BRANDS] =
        {"Сообщение о нескольких брендах считается здесь и ниже по разу для "
         "каждого.",
         "A post about several brands counts once for each, here and below."},
    [W_IN_TIME] = {"Ответы в срок", "Replies in time"},
    [W_WANTED] = {"Просили ответа", "Asked for a reply"},
    [W_ANSWERED_IN_TIME] = {"Ответили в срок", "Answered in time"},
    [W_ANSWERED_LATE] = {"Ответили позже срока", "Answered late"},
    [W_WAITS] = {"Ждут, срок не вышел", "Wait, not yet due"},
    [W_DONE] = {"Что сделано", "What was done"},
    [W_CLOSED_MATTERS] = {"Доведено до конца дел", "Matters brought to an end"},
    [W_GAPS] = {"Чего ждали и что увидели", "Expected and found"},
    [W_GAPS_ALL] = {"Записано расхождений", "Gaps written down"},
    [W_FATES] = {"Что вышло из решений", "What came of the solutions"},
    [W_FATES_WHAT] =
        {"В скобках интервал 95 % доли: ответы и молчание авторов — от "
         "опубликованных ответов, остальное — от всех упоминаний с этим "
         "решением. Пост о нескольких брендах здесь один.",
         "In brackets the 95 % interval of the share: authors' answers and "
         "silence of the replies posted, the rest of all mentions with that "
         "solution. A post about several brands is one here."},
    [W_POSTED] = {"Наш ответ стоит там", "Our reply stands there"},
    [W_AUTHOR_ANSWERED] = {"Автор ответил", "Author answered"},
    [W_AUTHOR_SILENT] = {"Автор молчит", "Author silent"},
    [W_STARS] = {"Сменил звёзды", "Other stars"},
    [W_REWROTE] = {"Изменил текст", "Other text"},
    [W_GONE_SHORT] = {"Исчезло", "Gone"},
    [W_TO_READ] = {"Прочесть самому", "To read oneself"},
    [W_PROPOSALS] = {"Предложения", "Proposals"},
    [W_PROPOSED] = {"ждут решения", "to be decided"},
    [W_AGREED] = {"согласовано за месяц", "agreed in the month"},
    [W_INTRODUCED] = {"внедрено за месяц", "introduced in the month"},
    [W_COVERAGE] = {"Что видно и чего не видно", "What is seen and what not"},
    [W_COVERAGE_GOOD] = {"Все источники ответили при последнем посещении.",
                         "All sources answered at their last visit."},
    [W_SEEN_AFTER] =
        {" От публикации до того, как её увидели: в половине случаев %s "
         "или меньше, в 95 %% случаев %s или меньше.",
         " From publication until it was seen: %s or less in half of the "
         "cases, %s or less in 95 %% of them."},
    [W_SEEN_SHORT] = {"Замечено через (медиана / 95 %)",
                      "Seen after (median / 95 %)"},
    [W_COVERAGE_BLIND] =
        {"Слепых источников: %d из %zu. Молчание в них ничего не значит: ",
         "Blind sources: %d of %zu. Silence there means nothing: "},
    [W_BLIND_HOURS] = {" Слепых часов за период: %lld",
                       " Blind hours in this period: %lld"},
    [W_HELD] = {"на паузе", "held"},
    [W_NO_SOURCES] = {"Источников нет.", "There are no sources."},
    [W_VISITED] = {"Смотрели", "Looked at"},
    [W_NEVER] = {"никогда", "never"},
    [W_STATE] = {"Состояние", "State"},
    [W_HOW] = {"Как это посчитано", "How this was counted"},
    [W_HOW_TYPES] =
        {"Тип определяют правила; у %d из %d упоминаний уверенность ниже "
         "50 %%.",
         "Rules decide the type; %d of %d mentions have a confidence below "
         "50 %%."},
    [W_HOW_CHANCE] =
        {"Люди пишут всплесками, поэтому случайность считается по неделям (в "
         "периоде короче четырёх недель по дням), а не по упоминаниям: "
         "интервал Уилсона с числом голосов, уменьшенным во столько раз, во "
         "сколько недели разбросаны шире. О перемене говорится, только когда "
         "интервал разности (Ньюкомб) не содержит нуля.",
         "People write in bursts, so chance is judged by weeks (by days in a "
         "period shorter than four weeks), not by mentions: Wilson's interval "
         "with the number of voices divided by how much wider the weeks "
         "spread. A change is only named when the interval of the difference "
         "(Newcombe) does not hold zero."},
    [W_HOW_WEIGHT] =
        {"Вес проблемы — сумма по упоминаниям: 1, ещё 0,5 за факты, которые "
         "можно проверить, и lg(1 + отметки + 2 × ответы) за шум.",
         "The weight of a problem is the sum over its mentions of 1, another "
         "0.5 for facts that can be checked, and lg(1 + likes + 2 × replies) "
         "for noise."},
    [W_HOW_UNDATED] =
        {"Упоминания считаются по дню публикации; у %d он неизвестен, взят "
         "день, когда их нашли.",
         "Mentions count on the day they were published; for %d it is unknown, "
         "and the day they were found is taken."},
    [W_HOW_BRANDS] =
        {"Сообщение о нескольких брендах — упоминание каждого из них: в сумме "
         "по брендам таких повторов %d.",
         "A post about several brands is a mention of each: the sum over "
         "brands holds %d such repetitions."},
    [W_HOW_NAMES] = {"Имена авторов не печатаются: важен случай, а не человек.",
                     "Names of authors are not printed: the case matters, not "
                     "the person."},
};

/* Both stacks: trouble at the bottom, praise on top. */
static const enum character CHARACTERS[] = {
    CHARACTER_PROBLEM, CHARACTER_JUSTIFIED, CHARACTER_RANT,  CHARACTER_UNKNOWN,
    CHARACTER_NEUTRAL, CHARACTER_QUESTION,  CHARACTER_PRAISE};
static const enum tone TONES[] = {TONE_NEG, TONE_MIX, TONE_NEU, TONE_POS};

_Static_assert(sizeof CHARACTERS / sizeof *CHARACTERS == CHARACTER_COUNT,
               "every character has its place in the stack");
_Static_assert(sizeof TONES / sizeof *TONES == TONE_COUNT,
               "every tone has its place");

static const char *said(const struct gathered *g, const struct pair *p)
{
    return g->ru ? p->ru : p->en;
}

const char *words(const struct gathered *g, enum word word)
{
    return said(g, &WORDS[word]);
}

static const char *term(const struct gathered *g, enum term_set set, int i)
{
    const struct term *t = term_at(set, i);
    return g->ru ? t->ru : t->en;
}

const char *words_type(const struct gathered *g, enum mention_type type)
{
    return term(g, TERMS_TYPE, (int)type);
}

const char *words_tone(const struct gathered *g, enum tone tone)
{
    return term(g, TERMS_TONE, (int)tone);
}

const char *words_list(const struct gathered *g, enum list list)
{
    return term(g, TERMS_LIST, (int)list);
}

enum mention_type words_stacked(int place)
{
    for (int c = 0; c < CHARACTER_COUNT; c++)
        for (int t = 0; t < TYPE_COUNT; t++)
            if (type_character((enum mention_type)t) == CHARACTERS[c] &&
                place-- == 0)
                return (enum mention_type)t;
    return TYPE_NONE;
}

enum tone words_stacked_tone(int place)
{
    return TONES[place];
}

const char *words_column(const struct gathered *g)
{
    static const enum word COLUMN[] = {
        [BIN_DAY] = W_DAY,
        [BIN_WEEK] = W_WEEK_COLUMN,
        [BIN_MONTH] = W_MONTH_COLUMN,
        [BIN_QUARTER] = W_QUARTER_COLUMN,
        [BIN_YEAR] = W_YEAR_COLUMN,
    };
    return words(g, COLUMN[g->bin_unit]);
}

const char *words_health(const struct gathered *g, const struct source_row *s)
{
    int i = term_find(TERMS_HEALTH, s->health);
    if (str_eqz(s->state, "held"))
        return words(g, W_HELD);
    return i < 0 ? "" : term(g, TERMS_HEALTH, i);
}

enum mention_type words_type_of(struct str id)
{
    enum mention_type type = type_by_name(id);
    return type == TYPE_NONE ? TYPE_NEUTRAL : type;
}

enum tone words_tone_of(struct str id)
{
    enum tone tone = tone_by_name(id);
    return tone == TONE_NONE ? TONE_NEU : tone;
}

int words_side(enum mention_type type)
{
    switch (type_tone(type)) {
    case TONE_NEG:
        return -1;
    case TONE_POS:
        return 1;
    case TONE_NEU:
    case TONE_MIX:
    case TONE_COUNT:
    case TONE_NONE:
        break;
    }
    return 0;
}

struct str words_topic(const struct gathered *g, struct str id)
{
    const struct report_names *n = &g->setup->names;
    struct str name = {0};
    if (!id.n)
        return str_of(words(g, W_NO_TOPIC));
    if (n->topic)
        name = n->topic(n->matrix, id, g->ru ? STR("ru") : STR("en"));
    return name.n ? name : id;
}

struct str words_department(const struct gathered *g, struct str id)
{
    const struct report_names *n = &g->setup->names;
    struct str name = {0};
    if (n->department)
        name = n->department(n->matrix, id, g->ru ? STR("ru") : STR("en"));
    return name.n ? name : id;
}

struct str words_solution(const struct gathered *g, struct str id)
{
    const struct report_names *n = &g->setup->names;
    return n->solution
               ? n->solution(n->matrix, id, g->ru ? STR("ru") : STR("en"))
               : (struct str){0};
}

static void broken_down(const struct gathered *g, int64_t at, struct tm *tm)
{
    time_t local = (time_t)(at + g->setup->zone);
    gmtime_r(&local, tm);
}

static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void words_date(const struct gathered *g, struct buf *out, int64_t at)
{
    struct tm tm;
    broken_down(g, at, &tm);
    if (g->ru)
        buf_printf(out, "%02d.%02d.%d", tm.tm_mday, tm.tm_mon + 1,
                   tm.tm_year + 1900);
    else
        buf_printf(out, "%d %s %d", tm.tm_mday, MONTHS[tm.tm_mon],
                   tm.tm_year + 1900);
}

void words_day(const struct gathered *g, struct buf *out, int64_t at)
{
    struct tm tm;
    broken_down(g, at, &tm);
    if (g->ru)
        buf_printf(out, "%02d.%02d", tm.tm_mday, tm.tm_mon + 1);
    else
        buf_printf(out, "%d %s", tm.tm_mday, MONTHS[tm.tm_mon]);
}

void words_month(const struct gathered *g, struct buf *out, int64_t at)
{
    struct tm tm;
    broken_down(g, at, &tm);
    if (g->ru)
        buf_printf(out, "%02d.%d", tm.tm_mon + 1, tm.tm_year + 1900);
    else
        buf_printf(out, "%s %d", MONTHS[tm.tm_mon], tm.tm_year + 1900);
}

void words_quarter(const struct gathered *g, struct buf *out, int64_t at)
{
    static const char *const ROMAN[] = {"I", "II", "III", "IV"};
    struct tm tm;
    broken_down(g, at, &tm);
    if (g->ru)
        buf_printf(out, "%s кв. %d", ROMAN[tm.tm_mon / 3], tm.tm_year + 1900);
    else
        buf_printf(out, "Q%d %d", tm.tm_mon / 3 + 1, tm.tm_year + 1900);
}

void words_year(const struct gathered *g, struct buf *out, int64_t at)
{
    struct tm tm;
    broken_down(g, at, &tm);
    buf_printf(out, "%d", tm.tm_year + 1900);
}
