/* SPDX-License-Identifier: MIT
 * say: the words, and the names of stored values. */
#include "desk/say.h"

#define SAY_TEXT(name, ru, en) [SAY_##name] = {ru, en},
static const char *const words[SAY_COUNT][SAY_LANGS] = {SAY_ALL(SAY_TEXT)};

struct value {
    const char *kind, *name;       /* what it is, as stored */
    const char *called[SAY_LANGS]; /* as people read it */
};

static const struct value values[] = {
    {"type", "broken", {"Не работает", "Broken"}},
    {"type", "overcharged", {"Деньги", "Overcharged"}},
    {"type", "offended", {"Обида", "Offended"}},
    {"type", "rant", {"Брань", "Rant"}},
    {"type", "justified", {"Критика с фактами", "Justified"}},
    {"type", "praise", {"Похвала", "Praise"}},
    {"type", "question", {"Вопрос", "Question"}},
    {"type", "neutral", {"Нейтрально", "Neutral"}},
    {"signal", "broken", {"не работает", "broken"}},
    {"signal", "overcharged", {"деньги", "overcharged"}},
    {"signal", "offended", {"обида", "offended"}},
    {"signal", "praise", {"похвала", "praise"}},
    {"signal", "question", {"вопрос", "question"}},
    {"signal", "advert", {"реклама", "advert"}},
    {"signal", "news", {"новость", "news"}},
    {"signal", "other", {"другое", "other"}},
    {"signal", "fact", {"факт", "fact"}},
    {"signal", "anger", {"гнев", "anger"}},
    {"signal", "general-attack", {"общее нападение", "general attack"}},
    {"signal", "plural-failures", {"много сбоев", "many failures"}},
    {"signal", "staff", {"сотрудники", "staff"}},
    {"signal", "thanks", {"благодарность", "thanks"}},
    {"signal", "negation", {"отрицание", "negation"}},
    {"signal", "irony", {"ирония", "irony"}},
    {"signal", "hypothetical", {"предположение", "hypothetical"}},
    {"tone", "neg", {"отрицательный", "negative"}},
    {"tone", "pos", {"положительный", "positive"}},
    {"tone", "neu", {"спокойный", "neutral"}},
    {"tone", "mix", {"смешанный", "mixed"}},
    {"lang", "ru", {"русский", "Russian"}},
    {"lang", "en", {"английский", "English"}},
    {"role", "monitor", {"мониторинг", "monitor"}},
    {"role", "responder", {"отвечает", "responder"}},
    {"role", "approver", {"согласует", "approver"}},
    {"role", "head", {"руководитель", "head"}},
    {"role", "analyst", {"аналитик", "analyst"}},
    {"role", "director", {"директор", "director"}},
    {"role", "admin", {"администратор", "admin"}},
    {"health", "ok", {"в порядке", "ok"}},
    {"health", "quiet", {"тихо", "quiet"}},
    {"health", "changed", {"вёрстка изменилась", "layout changed"}},
    {"health", "blocked", {"не пускает", "blocked"}},
    {"health", "dead", {"не отвечает", "dead"}},
    {"event", "registered", {"Попало в очередь", "Entered the queue"}},
    {"event", "edited", {"Ответ отредактирован", "Reply edited"}},
    {"event", "approved", {"Ответ согласован", "Reply approved"}},
    {"event", "dismissed", {"Снято с очереди", "Dismissed"}},
    {"event", "label", {"Тип исправлен", "Type corrected"}},
    {"event", "changed", {"Автор изменил текст", "The author edited it"}},
    {"event", "reopened", {"Снова в очереди", "Back in the queue"}},
};

const char *say_word(enum say_lang lang, enum say what)
{
    return words[what][lang];
}

struct str say_value(enum say_lang lang, const char *kind, struct str value)
{
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (str_eqz(str_of(kind), values[i].kind) &&
            str_eqz(value, values[i].name))
            return str_of(values[i].called[lang]);
    return value;
}

bool say_lang(struct str name, enum say_lang *lang)
{
    bool english = str_eqz(name, "en");
    *lang = english ? SAY_EN : SAY_RU;
    return english || str_eqz(name, "ru");
}

const char *say_lang_name(enum say_lang lang)
{
    return lang == SAY_EN ? "en" : "ru";
}
