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
    {"signal", "general", {"о компании в целом", "the company at large"}},
    {"signal", "anger", {"гнев", "anger"}},
    {"signal", "bad", {"плохо", "bad"}},
    {"signal", "good", {"хорошо", "good"}},
    {"signal", "plural", {"не раз", "many times"}},
    {"signal", "compare", {"сравнение", "comparison"}},
    {"signal", "advert", {"реклама", "advert"}},
    {"signal", "news", {"новость", "news"}},
    {"signal", "other", {"не о нас", "something else"}},
    {"signal", "request", {"просьба", "request"}},
    {"signal", "thanks", {"благодарность", "thanks"}},
    {"signal", "staff", {"сотрудники", "staff"}},
    {"signal", "fact.date", {"факт: дата", "fact: date"}},
    {"signal", "fact.sum", {"факт: сумма", "fact: sum"}},
    {"signal", "fact.place", {"факт: место", "fact: place"}},
    {"signal", "fact.name", {"факт: имя", "fact: name"}},
    {"signal", "fact.document", {"факт: документ", "fact: document"}},
    {"signal", "fact.order", {"факт: ход событий", "fact: order of events"}},
    {"signal", "irony", {"ирония", "irony"}},
    {"signal", "hypothetical", {"предположение", "hypothetical"}},
    {"signal", "solved", {"уже решено", "solved already"}},
    {"signal", "self", {"о себе", "about oneself"}},
    {"topic", "billing", {"счета", "billing"}},
    {"topic", "connection", {"связь", "connection"}},
    {"topic", "app", {"приложение", "app"}},
    {"topic", "staff", {"сотрудники", "staff"}},
    {"topic", "branch", {"отделение", "branch"}},
    {"topic", "card", {"карта", "card"}},
    {"topic", "credit", {"кредит", "credit"}},
    {"topic", "delivery", {"доставка", "delivery"}},
    {"topic", "product", {"товар", "product"}},
    {"topic", "service", {"обслуживание", "service"}},
    {"topic", "food", {"еда", "food"}},
    {"topic", "room", {"номер", "room"}},
    {"topic", "flight", {"рейс", "flight"}},
    {"topic", "baggage", {"багаж", "baggage"}},
    {"topic", "refund", {"возврат денег", "refund"}},
    {"topic", "phone", {"телефон", "phone"}},
    {"topic", "site", {"сайт", "site"}},
    {"topic", "price", {"цены", "prices"}},
    {"topic", "quality", {"качество", "quality"}},
    {"topic", "insurance", {"страховка", "insurance"}},
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
    {"health", "partial", {"прочитано не всё", "read in part"}},
    {"health", "quiet", {"тихо", "quiet"}},
    {"health", "changed", {"вёрстка изменилась", "layout changed"}},
    {"health", "blocked", {"не пускает", "blocked"}},
    {"health", "dead", {"не отвечает", "dead"}},
    {"event", "registered", {"Попало в очередь", "Entered the queue"}},
    {"event", "edited", {"Ответ отредактирован", "Reply edited"}},
    {"event", "approved", {"Ответ согласован", "Reply approved"}},
    {"event", "dismissed", {"Снято с очереди", "Dismissed"}},
    {"event", "label", {"Тип исправлен", "Type corrected"}},
    {"event",
     "clock",
     {"Часы шли неверно: решено заново", "The clock was wrong: decided anew"}},
    {"event", "changed", {"Автор изменил текст", "The author edited it"}},
    {"event", "reopened", {"Снова в очереди", "Back in the queue"}},
    {"event", "returned", {"Возвращено в очередь", "Returned to the queue"}},
    {"event", "posted", {"Ответ опубликован", "Reply posted"}},
    {"event", "gone", {"Удалено на площадке", "Gone from the venue"}},
    {"event", "back", {"Снова на площадке", "Back at the venue"}},
    {"type", "not-us", {"Не про нас", "Not about us"}},
    {"who", "crawler", {"обход", "crawler"}},
    {"who", "matrix", {"матрица", "matrix"}},
    {"reason",
     "the corrected type wants no reply",
     {"исправленный тип не требует ответа",
      "the corrected type wants no reply"}},
    {"reason",
     "the edited text wants no reply",
     {"изменённый текст не требует ответа", "the edited text wants no reply"}},
    {"reason", "not about us", {"не про нас", "not about us"}},
    {"list", "waiting", {"Ждут ответа", "Waiting for an answer"}},
    {"list", "approved", {"К публикации", "To be posted"}},
    {"list", "posted", {"Опубликованы", "Posted"}},
    {"list", "dismissed", {"Сняты", "Dismissed"}},
    {"list", "unanswered", {"Без ответа", "Without a reply"}},
    {"list", "stale", {"Давние", "Stale"}},
    {"list", "not-us", {"Не про нас", "Not about us"}},
    {"list", "all", {"Все", "All"}},
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
