/* SPDX-License-Identifier: MIT
 * say: the words, and the names of stored values. */
#include "desk/say.h"

#include "base/terms.h"

#define SAY_TEXT(name, ru, en) [SAY_##name] = {ru, en},
static const char *const words[SAY_COUNT][SAY_LANGS] = {SAY_ALL(SAY_TEXT)};

struct value {
    const char *kind, *name;       /* what it is, as stored */
    const char *called[SAY_LANGS]; /* as people read it */
};

static const struct value values[] = {
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
    {"event", "registered", {"Попало в очередь", "Entered the queue"}},
    {"event", "edited", {"Ответ отредактирован", "Reply edited"}},
    {"event",
     "eyes",
     {"Сколько пар глаз у ответа", "Pairs of eyes a reply needs"}},
    {"event", "approved", {"Ответ согласован", "Reply approved"}},
    {"event", "dismissed", {"Снято с очереди", "Dismissed"}},
    {"event", "label", {"Тип исправлен", "Type corrected"}},
    {"event",
     "clock",
     {"Часы шли неверно: решено заново", "The clock was wrong: decided anew"}},
    {"event", "changed", {"Автор изменил текст", "The author edited it"}},
    {"event",
     "unnamed",
     {"Автор изменил текст: бренд в нём больше не назван",
      "The author edited it: it names the brand no more"}},
    {"event", "reopened", {"Снова в очереди", "Back in the queue"}},
    {"event", "returned", {"Возвращено в очередь", "Returned to the queue"}},
    {"event", "posted", {"Ответ опубликован", "Reply posted"}},
    {"statement", "draft", {"черновик", "draft"}},
    {"statement", "approved", {"согласовано", "approved"}},
    {"statement", "published", {"опубликовано", "published"}},
    {"statement", "withdrawn", {"отозвано", "withdrawn"}},
    {"event", "statement", {"Сообщение для сайта", "Statement"}},
    {"event",
     "statement-approved",
     {"Сообщение согласовано", "Statement approved"}},
    {"event",
     "statement-published",
     {"Сообщение опубликовано", "Statement published"}},
    {"event",
     "statement-withdrawn",
     {"Сообщение отозвано", "Statement withdrawn"}},
    {"event",
     "unposted",
     {"Отметка о публикации снята", "Not posted after all"}},
    {"event",
     "seen",
     {"Обход увидел наш ответ", "Our reply seen by the crawler"}},
    {"event", "answered", {"Автор ответил нам", "The author answered us"}},
    {"event", "silent", {"Автор не ответил", "The author did not answer"}},
    {"event",
     "unexplained",
     {"Подробности не пришли: достоверность ниже",
      "The details did not come: less credible"}},
    {"event", "heeded", {"Ответ автора прочитан", "What came was read"}},
    {"after", "ours", {"Наш ответ на площадке", "Our reply at the venue"}},
    {"after", "answered", {"Автор ответил", "The author answered"}},
    {"after", "edited", {"Автор изменил текст", "The author edited the text"}},
    {"after",
     "stars",
     {"Автор изменил оценку", "The author changed the stars"}},
    {"after", "gone", {"Запись исчезла с площадки", "The post is gone"}},
    {"after", "silent", {"Автор молчит", "The author is silent"}},
    {"after", "details", {"Подробности не пришли", "The details did not come"}},
    {"channel", "thread", {"ответ автора на площадке", "the author's answer"}},
    {"event", "gone", {"Удалено на площадке", "Gone from the venue"}},
    {"event", "back", {"Снова на площадке", "Back at the venue"}},
    {"event", "opened", {"Записано", "Registered"}},
    {"event", "stands-in", {"Передано на время отсутствия", "Stands in"}},
    {"event", "back-again", {"Возвращено вернувшемуся", "Back again"}},
    {"event",
     "replaced",
     {"Ничего не сделано: передано другому",
      "Nothing was done: handed to another"}},
    {"event", "waits", {"Ждём автора", "Waits for its author"}},
    {"event", "goes-on", {"Срок снова идёт", "The deadline runs again"}},
    {"event", "assigned", {"Поручено", "Assigned"}},
    {"event", "begun", {"Принято в работу", "Taken up"}},
    {"event", "finished", {"Сделано", "Done"}},
    {"event", "verified", {"Проверено у автора", "Checked with the author"}},
    {"event", "closed", {"Закрыто", "Closed"}},
    {"event", "reworked", {"На доработку", "Back to work"}},
    {"event", "dropped", {"Снято", "Dropped"}},
    {"event", "resumed", {"Возобновлено", "Resumed"}},
    {"event", "described", {"Уточнено", "Described"}},
    {"event", "note", {"Заметка", "Note"}},
    {"event", "task", {"Задание", "Task"}},
    {"event", "task-settled", {"Задание закончено", "Task ended"}},
    {"event", "promise", {"Обещание", "Promise"}},
    {"event", "promise-settled", {"Обещание закончено", "Promise ended"}},
    {"event", "joined", {"Присоединено", "Joined"}},
    {"event", "split", {"Отделено", "Split off"}},
    {"event",
     "overdue",
     {"Срок прошёл, руководителю сказано", "Long overdue, the head is told"}},
    {"event", "reminded", {"Напомнено: подходит срок", "Reminded: due soon"}},
    {"event", "late", {"Напомнено: просрочено", "Reminded: overdue"}},
    {"event", "incident", {"Общий случай", "Of an incident"}},
    {"event", "incident-split", {"Убрано из общего", "Out of the incident"}},
    {"event", "incident-told", {"Что известно", "What is known"}},
    {"event", "incident-closed", {"Общий случай закончен", "It is over"}},
    {"event", "escalated", {"Сообщается сразу", "To be told at once"}},
    {"event", "told", {"Сообщено", "Told"}},
    {"event", "nudged", {"Напомнено: не принято", "Reminded: not taken"}},
    {"event", "looked", {"Увидено", "Seen"}},
    {"event", "acknowledged", {"Принято на себя", "Taken care of"}},
    {"who", "clock", {"часы", "clock"}},
    {"settled", "open", {"открыто", "open"}},
    {"settled", "done", {"сделано", "done"}},
    {"settled", "dropped", {"не нужно", "not needed"}},
    {"settled", "kept", {"выполнено", "kept"}},
    {"settled", "broken", {"не выполнено", "broken"}},
    {"settled", "withdrawn", {"отпало", "withdrawn"}},
    {"channel", "phone", {"телефон", "phone"}},
    {"channel", "mail", {"письмо", "mail"}},
    {"channel", "office", {"в офисе", "office"}},
    {"channel", "staff", {"через сотрудника", "staff"}},
    {"channel", "other", {"иначе", "otherwise"}},
    {"who", "crawler", {"обход", "crawler"}},
    {"who", "matrix", {"матрица", "matrix"}},
    {"reason", "crawler", {"обход видел его там", "the crawler saw it there"}},
    {"reason",
     "the corrected type wants no reply",
     {"исправленный тип не требует ответа",
      "the corrected type wants no reply"}},
    {"reason",
     "the edited text wants no reply",
     {"изменённый текст не требует ответа", "the edited text wants no reply"}},
    {"reason", "undo", {"отменено сразу", "taken back at once"}},
    {"reason", "advert", {"реклама", "an advert"}},
    {"reason", "duplicate", {"повтор", "a duplicate"}},
    {"reason", "elsewhere", {"ответили в другом месте", "answered elsewhere"}},
    {"reason", "not about us", {"не про нас", "not about us"}},
    {"list", "all", {"Все", "All"}},
};

const char *say_word(enum say_lang lang, enum say what)
{
    return words[what][lang];
}

/* Kinds whose words are terms. The signals that speak for a type bear its
 * name, and "not about us" is a label as well as a list. */
static const struct {
    const char *kind;  /* as above */
    enum term_set set; /* where its words stand */
} kinds[] = {
    {"type", TERMS_TYPE},     {"type", TERMS_LIST},     {"signal", TERMS_TYPE},
    {"tone", TERMS_TONE},     {"role", TERMS_ROLE},     {"list", TERMS_LIST},
    {"health", TERMS_HEALTH}, {"lang", TERMS_LANGUAGE}, {"pace", TERMS_PACE},
};

struct str say_value(enum say_lang lang, const char *kind, struct str value)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        bool known = term_find(kinds[i].set, value) >= 0;
        if (known && str_eqz(str_of(kind), kinds[i].kind))
            return term_said(kinds[i].set, value, lang == SAY_RU);
    }
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
