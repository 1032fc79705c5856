/* SPDX-License-Identifier: MIT
 *
 * terms: the closed words of Molva, each once: its name in code, its id in
 * files and in the store, and what people read, in Russian and in English.
 *
 * A new word is a row here. What else has to know it does not compile, or is
 * named by `molva rules check` and `molva matrix check`: docs/recipes.md, "Add
 * a type" and "Add an answer to the matrix". Words that rules and matrices
 * bring along (topics, solutions, rows) stand in their files. */
#ifndef MOLVA_TERMS_H
#define MOLVA_TERMS_H

#include "base/str.h"

/* Not formatted by machine: that counts bytes of Cyrillic as columns. */
/* clang-format off */

/* ---- the questions of the matrix, and their answers: X(NAME, id) ----
 *
 * Each matrix file says them in its own sentences, both languages. */
#define QUESTION_ALL(X)                                                        \
    X(ABOUT, "about") X(CHARACTER, "character") X(WHO, "who")                  \
    X(CREDIBLE, "credible") X(WORTH, "worth") X(ALONE, "alone")                \
    X(SURE, "sure") X(FLAG, "flag")
#define ABOUT_ALL(X)                                                           \
    X(PRODUCT, "product") X(MONEY, "money") X(STAFF, "staff")                  \
    X(COMPANY, "company") X(OTHER, "other")
#define CHARACTER_ALL(X)                                                       \
    X(PROBLEM, "problem") X(RANT, "rant") X(JUSTIFIED, "justified")            \
    X(PRAISE, "praise") X(QUESTION, "question") X(NEUTRAL, "neutral")          \
    X(UNKNOWN, "unknown")
#define WHO_ALL(X)                                                             \
    X(ORDINARY, "ordinary") X(INFLUENTIAL, "influential")                      \
    X(OWN_CARD, "own-card")
#define CREDIBLE_ALL(X)                                                        \
    X(FACTS, "facts") X(PLAUSIBLE, "plausible") X(DOUBTFUL, "doubtful")
#define WORTH_ALL(X)                                                           \
    X(YES, "yes") X(LOUD, "loud") X(STALE, "stale") X(BAIT, "bait")
#define ALONE_ALL(X) X(YES, "yes") X(NO, "no")
#define SURE_ALL(X) X(YES, "yes") X(NO, "no")
/* What a red flag asks for; the first that is there is the answer. */
#define FLAG_ALL(X)                                                            \
    X(NONE, "none") X(OWN, "own") X(LIFE, "life") X(POLICE, "police")          \
    X(DATA, "data") X(LAW, "law") X(PRESS, "press") X(STAFF, "staff")          \
    X(RIVAL, "rival")

/* ---- red flags: X(NAME, id, Russian, English, answer to `flag`) ----
 *
 * Rules of the signal "flag.ID" raise them (rules/words/LANG/flags.yaml), and
 * an author of ours does. No type follows from them, and no template answers
 * what has one. The gravest first, in the order of the answers. */
#define RED_ALL(X)                                                             \
    X(OWN, "own", "пишет наш представитель",                                   \
      "our own representative writes", OWN)                                    \
    X(DEATH, "death", "смерть", "a death", LIFE)                               \
    X(SELF_HARM, "self-harm", "угроза себе", "self-harm", LIFE)                \
    X(INJURY, "injury", "вред здоровью", "an injury", LIFE)                    \
    X(FIRE, "fire", "пожар, взрыв", "a fire", LIFE)                            \
    X(POLICE, "police", "полиция, преступление", "police, a crime", POLICE)    \
    X(DATA, "data", "личные данные", "personal data", DATA)                    \
    X(COURT, "court", "суд", "court", LAW)                                     \
    X(REGULATOR, "regulator", "надзор", "a regulator", LAW)                    \
    X(PRESS, "press", "пресса", "the press", PRESS)                            \
    X(STAFF, "staff", "пишет наш сотрудник", "an employee of ours writes",     \
      STAFF)                                                                   \
    X(RIVAL, "rival", "речь о конкуренте", "a competitor is meant", RIVAL)

/* ---- what happens to many at once: X(NAME, id, Russian, English) ----
 *
 * Rules of the signal "event.ID" tell it (rules/words/LANG/events.yaml); the
 * last one says only "the same here". No type follows from them. */
#define HAPPENED_ALL(X)                                                        \
    X(INTERNET, "internet", "нет интернета", "no internet")                    \
    X(MOBILE, "mobile", "нет связи", "no signal")                              \
    X(POWER, "power", "нет света", "no power")                                 \
    X(WATER, "water", "нет воды", "no water")                                  \
    X(HEAT, "heat", "нет отопления", "no heating")                             \
    X(GAS, "gas", "нет газа", "no gas")                                        \
    X(LIFT, "lift", "не работает лифт", "the lift is down")                    \
    X(TV, "tv", "не работает телевидение", "no television")                    \
    X(APP, "app", "не работает приложение", "the app is down")                 \
    X(SITE, "site", "не работает сайт", "the site is down")                    \
    X(CARD, "card", "не проходят карты", "cards are declined")                 \
    X(TRANSFER, "transfer", "не проходят переводы", "transfers are stuck")     \
    X(CHARGE, "charge", "списали дважды", "charged twice")                     \
    X(FLIGHT, "flight", "рейс задержан", "a flight is late")                   \
    X(POISONING, "poisoning", "отравление", "food poisoning")                  \
    X(SAME, "same", "то же самое", "the same here")

/* ---- colours: LOOK(report, marks on it, desk by day, desk by night) ---- */
#define LOOK(...) __VA_ARGS__
#define LOOK_BAD                                                               \
    LOOK("#b3261e", MARK_NONE,                                                 \
         "--bg: #fde8da; --fg: #84370a; --solid: #d9692a;",                    \
         "--bg: #43281a; --fg: #ffb489; --solid: #d9753c;")
#define LOOK_GOOD                                                              \
    LOOK("#2f7d4f", MARK_UPRIGHT,                                              \
         "--bg: #def2e1; --fg: #1a5a28; --solid: #3f9a53;",                    \
         "--bg: #1d3523; --fg: #93dca2; --solid: #4fa862;")
#define LOOK_EVEN                                                              \
    LOOK("#c3c7ce", MARK_NONE,                                                 \
         "--bg: #ebece8; --fg: #474f49; --solid: #99a29b;",                    \
         "--bg: #2a2f2e; --fg: #bcc5bf; --solid: #7e8983;")
#define LOOK_MIXED                                                             \
    LOOK("#d9763b", MARK_RISING,                                               \
         "--bg: #eeeadd; --fg: #554c30; --solid: #a89a68;",                    \
         "--bg: #35301f; --fg: #d8ca97; --solid: #9c8f60;")

/* ---- what a mention is: X(NAME, id, Russian, English, character, look) ----
 *
 * What rules and words speak for; and what is said when nothing does, or when
 * nobody here reads the language: a person looks first. */
#define TYPE_SPOKEN_ALL(X)                                                     \
    X(BROKEN, "broken", "не работает", "not working", PROBLEM, LOOK_BAD)       \
    X(OVERCHARGED, "overcharged", "деньги и решения", "money and decisions",   \
      PROBLEM,                                                                 \
      LOOK("#d9763b", MARK_RISING,                                             \
           "--bg: #fcf0c8; --fg: #654700; --solid: #cf9a17;",                  \
           "--bg: #3d3214; --fg: #f2ce72; --solid: #c29a2c;"))                 \
    X(OFFENDED, "offended", "обида на людей", "hurt by people", PROBLEM,       \
      LOOK("#7a2a63", MARK_DOTS,                                               \
           "--bg: #fae1e8; --fg: #871a42; --solid: #cc4a78;",                  \
           "--bg: #42202e; --fg: #ffa9c4; --solid: #cf5f87;"))                 \
    X(RANT, "rant", "брань без фактов", "rant", RANT,                          \
      LOOK("#dd8f86", MARK_LEVEL,                                              \
           "--bg: #e9e6ee; --fg: #463f5c; --solid: #8a81a5;",                  \
           "--bg: #2f2c3a; --fg: #c9c2df; --solid: #867ea0;"))                 \
    X(JUSTIFIED, "justified", "нападение с фактами", "founded attack",         \
      JUSTIFIED,                                                               \
      LOOK("#5c1a12", MARK_RISING | MARK_FALLING,                              \
           "--bg: #ebe3fa; --fg: #4b2b8d; --solid: #7d58cc;",                  \
           "--bg: #32264d; --fg: #cbb4ff; --solid: #8c6bd6;"))                 \
    X(PRAISE, "praise", "похвала", "praise", PRAISE, LOOK_GOOD)                \
    X(QUESTION, "question", "вопрос", "question", QUESTION,                    \
      LOOK("#3d6fb4", MARK_FALLING,                                            \
           "--bg: #deedf9; --fg: #134b78; --solid: #3a86c4;",                  \
           "--bg: #1b3347; --fg: #97cdf7; --solid: #4b95cf;"))                 \
    X(NEUTRAL, "neutral", "нейтральное", "neutral", NEUTRAL, LOOK_EVEN)
#define TYPE_ALL(X)                                                            \
    TYPE_SPOKEN_ALL(X)                                                         \
    X(UNKNOWN, "unknown", "не понято", "unknown", UNKNOWN,                     \
      LOOK("#8fa3b0", MARK_UPRIGHT | MARK_LEVEL,                               \
           "--bg: #e2ecee; --fg: #2c5059; --solid: #6c97a3;",                  \
           "--bg: #21343a; --fg: #a9d0da; --solid: #5f8a96;"))

/* ---- its tone toward the company: X(NAME, id, Russian, English, look) ---- */
#define TONE_ALL(X)                                                            \
    X(NEG, "neg", "отрицательный", "negative", LOOK_BAD)                       \
    X(POS, "pos", "положительный", "positive", LOOK_GOOD)                      \
    X(NEU, "neu", "нейтральный", "neutral", LOOK_EVEN)                         \
    X(MIX, "mix", "смешанный", "mixed", LOOK_MIXED)

/* ---- the lists a mention stands in: X(NAME, id, Russian, English) ----
 *
 * Up to DISMISSED, states of its reply; the rest has none. */
#define LIST_ALL(X)                                                            \
    X(WAITING, "waiting", "Ждут ответа", "Waiting for an answer")              \
    X(ANSWERED, "answered", "Автор ответил", "The author answered")            \
    X(APPROVED, "approved", "К публикации", "To be posted")                    \
    X(POSTED, "posted", "Опубликованы", "Posted")                              \
    X(DISMISSED, "dismissed", "Сняты", "Dismissed")                            \
    X(UNANSWERED, "unanswered", "Без ответа", "Without a reply")               \
    X(STALE, "stale", "Давние", "Stale")                                       \
    X(NOT_US, "not-us", "Не про нас", "Not about us")                          \
    X(JOINED, "joined", "В другом деле", "Part of another case")              \
    X(REPEATED, "repeated", "Те же слова", "The same words")                   \
    X(LATER, "later", "Отложены", "Put off")

/* ---- how far a case is: X(NAME, id, Russian, English) ---- */
#define STAGE_ALL(X)                                                           \
    X(REGISTERED, "registered", "зарегистрировано", "registered")              \
    X(ASSIGNED, "assigned", "назначено", "assigned")                           \
    X(IN_PROGRESS, "in-progress", "в работе", "in progress")                   \
    X(DONE, "done", "сделано", "done")                                         \
    X(VERIFIED, "verified", "проверено", "verified")                           \
    X(CLOSED, "closed", "закрыто", "closed")                                   \
    X(DISMISSED, "dismissed", "снято", "dismissed")

/* ---- what moves it: X(NAME, id, event, Russian, English) ----
 *
 * Which follows from where: register/stage.c. */
#define MOVE_ALL(X)                                                            \
    X(ASSIGN, "assign", "assigned", "назначить", "assign")                     \
    X(BEGIN, "begin", "begun", "принять в работу", "take up")                  \
    X(FINISH, "finish", "finished", "сделано", "done")                         \
    X(VERIFY, "verify", "verified", "проверено у автора", "checked back")      \
    X(CLOSE, "close", "closed", "закрыть", "close")                            \
    X(REWORK, "rework", "reworked", "на доработку", "back to work")            \
    X(DISMISS, "dismiss", "dropped", "снять", "drop")                          \
    X(REOPEN, "reopen", "resumed", "возобновить", "resume")

/* ---- why it does not move: X(NAME, id, Russian, English) ---- */
#define HITCH_ALL(X)                                                           \
    X(STAGE, "stage", "оттуда, где дело сейчас, этого шага нет",               \
      "there is no such step from where the case is")                          \
    X(WHOM, "whom", "не сказано, кому: человек или отдел",                     \
      "to whom it is given is not told: a person, a department")               \
    X(WORDS, "words", "не сказано словами, что сделано или почему",            \
      "what was done, or why, is not told in words")                           \
    X(OTHERS, "others",                                                        \
      "дело поручено другому; в работу его берёт он, или его поручают заново", \
      "it was given to somebody else, who takes it up; or give it anew")       \
    X(WAITS, "waits", "ответ ещё ждёт: согласуйте его или снимите",            \
      "the reply still waits: approve it or dismiss it first")                 \
    X(TASKS, "tasks", "есть открытые задания", "it has open tasks")            \
    X(PROMISES, "promises", "есть открытые обещания",                          \
      "it has open promises")                                                  \
    X(UNPOSTED, "unposted",                                                    \
      "ответ не опубликован: скажите, где он, или закройте с причиной",        \
      "the reply was not posted: say where it stands, or close with a reason") \
    X(UNASKED, "unasked",                                                      \
      "автора не спросили: проверьте или закройте с причиной",                 \
      "nobody asked the author: verify, or close with a reason")               \
    X(CONCERNS, "concerns", "дело о работе этого человека: ведёт его другой",  \
      "it is about that person's work: somebody else works on it")

/* ---- is the client kept: X(NAME, id, Russian, English) ---- */
#define RISK_ALL(X)                                                            \
    X(AT_RISK, "at-risk", "может уйти", "at risk")                             \
    X(RETAINED, "retained", "остался с нами", "retained")                      \
    X(LOST, "lost", "ушёл", "lost")

/* ---- what a user is: X(NAME, id, Russian, English, rights, sees) ----
 *
 * Rights and what is seen (ALL; UNITS: of one's departments and one's own; OWN)
 * are read by register/role.c: a row here is all that a new role needs. */
#define ROLE_ALL(X)                                                            \
    X(MONITOR, "monitor", "мониторинг", "monitor",                             \
      LABELS | MAY_TEND | MAY_METER, ALL)                                      \
    X(RESPONDER, "responder", "отвечает", "responder", EDITS, ALL)             \
    X(APPROVER, "approver", "согласует", "approver", APPROVES, ALL)            \
    X(ASSIGNEE, "assignee", "исполнитель", "assignee", READS, OWN)             \
    X(HEAD, "head", "руководитель", "head", APPROVES | MAY_TEND, UNITS)        \
    X(CURATOR, "curator", "куратор", "curator", APPROVES | MAY_TEND, ALL)      \
    X(ANALYST, "analyst", "аналитик", "analyst", READS | MAY_METER, ALL)       \
    X(DIRECTOR, "director", "директор", "director",                            \
      READS | MAY_JOIN | MAY_FORGET, ALL)                                      \
    X(ADMIN, "admin", "администратор", "admin",                                \
      APPROVES | MAY_TEND | MAY_METER | MAY_FORGET, ALL)

/* ---- how a source is: X(NAME, id, Russian, English, is it blind) ----
 *
 * Blind: what is said there now is not read. How states follow each other:
 * docs/crawling.md. */
#define HEALTH_ALL(X)                                                          \
    X(OK, "ok", "в порядке", "fine", false)                                    \
    X(QUIET, "quiet", "тихо", "quiet", false)                                  \
    X(PARTIAL, "partial", "прочитано не всё", "read in part", false)           \
    X(HOLE, "hole", "есть пропуск", "with a hole", false)                      \
    X(CHANGED, "changed", "вёрстка изменилась", "layout changed", true)        \
    X(BLOCKED, "blocked", "не пускает", "blocked", true)                       \
    X(UNREACHABLE, "unreachable", "недоступен", "unreachable", true)           \
    X(LIMITED, "limited", "просит реже", "limits us", true)                    \
    X(DEAD, "dead", "не читается", "dead", true)

/* ---- languages that texts are in: X(id, Russian, English) ----
 *
 * Molva reads the first two. Any other has the code it is known by. */
#define LANGUAGE_ALL(X)                                                        \
    X("ru", "русский", "Russian")                                              \
    X("en", "английский", "English")                                           \
    X("uk", "украинский", "Ukrainian")                                         \
    X("be", "белорусский", "Belarusian")                                       \
    X("kk", "казахский", "Kazakh")                                             \
    X("ky", "киргизский", "Kyrgyz")                                            \
    X("uz", "узбекский", "Uzbek")                                              \
    X("tg", "таджикский", "Tajik")                                             \
    X("tk", "туркменский", "Turkmen")                                          \
    X("tt", "татарский", "Tatar")                                              \
    X("ba", "башкирский", "Bashkir")                                           \
    X("cv", "чувашский", "Chuvash")                                            \
    X("mn", "монгольский", "Mongolian")                                        \
    X("az", "азербайджанский", "Azerbaijani")                                  \
    X("hy", "армянский", "Armenian")                                           \
    X("ka", "грузинский", "Georgian")                                          \
    X("bg", "болгарский", "Bulgarian")                                         \
    X("sr", "сербский", "Serbian")                                             \
    X("hr", "хорватский", "Croatian")                                          \
    X("bs", "боснийский", "Bosnian")                                           \
    X("sl", "словенский", "Slovenian")                                         \
    X("mk", "македонский", "Macedonian")                                       \
    X("pl", "польский", "Polish")                                              \
    X("cs", "чешский", "Czech")                                                \
    X("sk", "словацкий", "Slovak")                                             \
    X("lt", "литовский", "Lithuanian")                                         \
    X("lv", "латышский", "Latvian")                                            \
    X("et", "эстонский", "Estonian")                                           \
    X("fi", "финский", "Finnish")                                              \
    X("hu", "венгерский", "Hungarian")                                         \
    X("ro", "румынский", "Romanian")                                           \
    X("el", "греческий", "Greek")                                              \
    X("sq", "албанский", "Albanian")                                           \
    X("de", "немецкий", "German")                                              \
    X("nl", "нидерландский", "Dutch")                                          \
    X("af", "африкаанс", "Afrikaans")                                          \
    X("da", "датский", "Danish")                                               \
    X("no", "норвежский", "Norwegian")                                         \
    X("sv", "шведский", "Swedish")                                             \
    X("is", "исландский", "Icelandic")                                         \
    X("fr", "французский", "French")                                           \
    X("es", "испанский", "Spanish")                                            \
    X("pt", "португальский", "Portuguese")                                     \
    X("gl", "галисийский", "Galician")                                         \
    X("ca", "каталанский", "Catalan")                                          \
    X("eu", "баскский", "Basque")                                              \
    X("it", "итальянский", "Italian")                                          \
    X("mt", "мальтийский", "Maltese")                                          \
    X("la", "латинский", "Latin")                                              \
    X("eo", "эсперанто", "Esperanto")                                          \
    X("ga", "ирландский", "Irish")                                             \
    X("cy", "валлийский", "Welsh")                                             \
    X("tr", "турецкий", "Turkish")                                             \
    X("ar", "арабский", "Arabic")                                              \
    X("fa", "персидский", "Persian")                                           \
    X("ur", "урду", "Urdu")                                                    \
    X("he", "иврит", "Hebrew")                                                 \
    X("hi", "хинди", "Hindi")                                                  \
    X("bn", "бенгальский", "Bengali")                                          \
    X("ta", "тамильский", "Tamil")                                             \
    X("te", "телугу", "Telugu")                                                \
    X("th", "тайский", "Thai")                                                 \
    X("vi", "вьетнамский", "Vietnamese")                                       \
    X("id", "индонезийский", "Indonesian")                                     \
    X("ms", "малайский", "Malay")                                              \
    X("tl", "тагальский", "Tagalog")                                           \
    X("sw", "суахили", "Swahili")                                              \
    X("zh", "китайский", "Chinese")                                            \
    X("ja", "японский", "Japanese")                                            \
    X("ko", "корейский", "Korean")                                             \
    X("und", "неизвестный", "unidentified")
/* ---- why a source is visited as often as it is: X(NAME, id, ru, en) ---- */
#define PACE_ALL(X)                                                            \
    X(NEW, "new", "пока не изучен", "not known yet")                           \
    X(HAND, "hand", "задано в molva.yaml", "as molva.yaml says")               \
    X(TIMES, "times", "по часам из molva.yaml", "at the times of molva.yaml")  \
    X(RATE, "rate", "как часто там пишут", "as often as people write there")   \
    X(WINDOW, "window", "чтобы записи не ушли из ленты раньше, чем их увидят", \
      "so that no post leaves its page unseen")                                \
    X(HINT, "hint", "так просит сервер", "as its server asks")                 \
    X(VAIN, "vain", "реже, пока не читается", "less often while it fails")

#define ABOUT_ENUM(name, ...) ABOUT_##name,
#define CHARACTER_ENUM(name, ...) CHARACTER_##name,
#define WHO_ENUM(name, ...) WHO_##name,
#define CREDIBLE_ENUM(name, ...) CREDIBLE_##name,
#define WORTH_ENUM(name, ...) WORTH_##name,
#define ALONE_ENUM(name, ...) ALONE_##name,
#define SURE_ENUM(name, ...) SURE_##name,
#define FLAG_ENUM(name, ...) FLAG_##name,
#define RED_ENUM(name, ...) RED_##name,
#define HAPPENED_ENUM(name, ...) HAPPENED_##name,
#define TYPE_ENUM(name, ...) TYPE_##name,
#define TONE_ENUM(name, ...) TONE_##name,
#define LIST_ENUM(name, ...) LIST_##name,
#define STAGE_ENUM(name, ...) STAGE_##name,
#define MOVE_ENUM(name, ...) MOVE_##name,
#define HITCH_ENUM(name, ...) HITCH_##name,
#define RISK_ENUM(name, ...) RISK_##name,
#define ROLE_ENUM(name, ...) ROLE_##name,
#define HEALTH_ENUM(name, ...) HEALTH_##name,
#define PACE_ENUM(name, ...) PACE_##name,
/* clang-format on */

enum about { ABOUT_ALL(ABOUT_ENUM) ABOUT_COUNT };
enum character { CHARACTER_ALL(CHARACTER_ENUM) CHARACTER_COUNT };
enum who { WHO_ALL(WHO_ENUM) WHO_COUNT };
enum credible { CREDIBLE_ALL(CREDIBLE_ENUM) CREDIBLE_COUNT };
enum worth { WORTH_ALL(WORTH_ENUM) WORTH_COUNT };
enum alone { ALONE_ALL(ALONE_ENUM) ALONE_COUNT };
enum sure { SURE_ALL(SURE_ENUM) SURE_COUNT };
enum flag { FLAG_ALL(FLAG_ENUM) FLAG_COUNT };
enum happened {
    HAPPENED_ALL(HAPPENED_ENUM) HAPPENED_COUNT,
    HAPPENED_NONE = -1
};
enum red { RED_ALL(RED_ENUM) RED_COUNT, RED_NONE = -1 };
enum mention_type {
    TYPE_ALL(TYPE_ENUM) TYPE_COUNT,
    TYPE_SPOKEN = TYPE_UNKNOWN, /* so many rules and words speak for */
    TYPE_NONE = -1              /* no second type; an id that is none */
};
enum tone { TONE_ALL(TONE_ENUM) TONE_COUNT, TONE_NONE = -1 };
enum list { LIST_ALL(LIST_ENUM) LIST_COUNT, LIST_NONE = -1 };
enum stage { STAGE_ALL(STAGE_ENUM) STAGE_COUNT, STAGE_NONE = -1 };
enum move { MOVE_ALL(MOVE_ENUM) MOVE_COUNT, MOVE_NONE = -1 };
enum hitch { HITCH_ALL(HITCH_ENUM) HITCH_COUNT, HITCH_NONE = -1 };
enum risk { RISK_ALL(RISK_ENUM) RISK_COUNT };
enum role { ROLE_ALL(ROLE_ENUM) ROLE_COUNT, ROLE_NONE = -1 };
enum health { HEALTH_ALL(HEALTH_ENUM) HEALTH_COUNT, HEALTH_NONE = -1 };
enum pace { PACE_ALL(PACE_ENUM) PACE_COUNT };

/* What tells a type apart where there is no colour: lines, dots. */
enum mark {
    MARK_NONE = 0,
    MARK_LEVEL = 1,
    MARK_UPRIGHT = 2,
    MARK_RISING = 4,
    MARK_FALLING = 8,
    MARK_DOTS = 16,
};

struct look {
    const char *fill;        /* colour in the report */
    int marks;               /* set of enum mark, drawn on it */
    const char *day, *night; /* custom properties of the desk's style sheet */
};

struct term {
    const char *id;      /* as files and the store have it */
    const char *ru, *en; /* as people read it */
};

enum term_set {
    TERMS_TYPE,
    TERMS_TONE,
    TERMS_LIST,
    TERMS_STAGE,
    TERMS_MOVE,
    TERMS_HITCH,
    TERMS_RISK,
    TERMS_ROLE,
    TERMS_HEALTH,
    TERMS_LANGUAGE,
    TERMS_PACE,
    TERMS_RED,
    TERMS_HAPPENED
};

/* The i-th of a set; NULL when there is none: a loop ends by it. */
const struct term *term_at(enum term_set set, int i);
/* Its number, which is its enum; -1 when the set has no such id. */
int term_find(enum term_set set, struct str id);
/* What people read for an id; the id itself when the set has none such. */
struct str term_said(enum term_set set, struct str id, bool ru);
/* With a capital, as it is read where it stands alone. */
struct str term_alone(struct arena *a, struct str said);

/* "broken" ... "unknown", "neg" ... "mix", "waiting" ... "not-us", "-" for
 * none; and back, _NONE when unknown. */
const char *type_name(enum mention_type type);
const char *tone_name(enum tone tone);
const char *list_name(enum list list);
const char *stage_name(enum stage stage);
const char *move_name(enum move move);
const char *role_name(enum role role);
const char *health_name(enum health health);
const char *pace_name(enum pace pace);
const char *red_name(enum red red);
enum mention_type type_by_name(struct str name);
enum tone tone_by_name(struct str name);
enum list list_by_name(struct str name);
enum stage stage_by_name(struct str name);
enum move move_by_name(struct str name);
enum role role_by_name(struct str name);
enum health health_by_name(struct str name);

/* What the chain calls it: "assigned" ... "resumed". */
const char *move_event(enum move move);

/* What a flag asks for, to the matrix. */
enum flag red_flag(enum red red);
/* Of what character a mention of that type is, to the matrix and in sums. */
enum character type_character(enum mention_type type);
/* What a person means by a type when he says no more. */
enum tone type_tone(enum mention_type type);
/* A complaint is not told in a good or even tone, praise not in a bad one. */
bool type_fits(enum mention_type type, enum tone tone);
/* Is a source in that state read no more? HEALTH_NONE is no such state. */
bool health_is_blind(enum health health);
const struct look *type_look(enum mention_type type);
const struct look *tone_look(enum tone tone);

#endif
