/* SPDX-License-Identifier: MIT
 *
 * say: every word of the interface, in Russian and English. */
#ifndef MOLVA_DESK_SAY_H
#define MOLVA_DESK_SAY_H

#include "base/str.h"
#include "desk/say_cases.h"
#include "desk/say_hands.h"
#include "desk/say_heads.h"
#include "desk/say_persons.h"

enum say_lang { SAY_RU, SAY_EN, SAY_LANGS };

/* X(NAME, Russian, English); %d and %s stand for what the page puts in.
 * Not formatted by machine: that counts bytes of Cyrillic as columns. */
/* clang-format off */
#define SAY_ALL(X)                                                             \
    SAY_CASES(X)                                                               \
    SAY_HANDS(X)                                                               \
    SAY_HEADS(X)                                                               \
    SAY_PERSONS(X)                                                             \
    X(TOLD_AT_ONCE, "Сообщено сразу", "Told at once")                          \
    X(TAKE_CARE, "Принять на себя", "I take care of it")                       \
    X(NOBODY_YET, "некому: в отделе никого нет", "nobody there to be told")    \
    X(TOLD_AT, "сообщение", "message")                                         \
    X(SEEN_AT, "увидел(а)", "seen")                                            \
    X(ACKED_AT, "принято", "acknowledged")                                     \
    X(NOT_ACKED, "не принято", "not acknowledged")                             \
    X(NEXT_STEP, "Что дальше", "What next")                                    \
    X(CASE_WORDS, "Словами: что сделано, что сказал автор, почему",            \
      "In words: what was done, what the author said, why")                    \
    X(MERGED, "Дело влилось в", "This case was merged into")                   \
    X(PEOPLE, "Люди", "People")                                                \
    X(LEAVE, "Отпуск и замена", "Leave and deputy")                            \
    X(WHO_IS_AWAY, "Кого нет", "Who is away")                                  \
    X(AWAY_FROM, "нет с", "away from")                                         \
    X(AWAY_UNTIL, "по", "until")                                               \
    X(DEPUTY, "замещает", "deputy")                                            \
    X(AS_BEFORE, "как было", "as before")                                      \
    X(NO_DEPUTY, "никто", "nobody")                                            \
    X(SAVE_LEAVE, "Записать", "Save")                                          \
    X(STANDS_FOR, "За кого", "Stands in for")                                  \
    X(WAITS_SINCE, "Ждём автора, срок стоит с", "Waits for its author since")  \
    X(WAITS_UNTIL, "до", "until")                                              \
    X(STILL_SINCE, "срок стоит с", "stands still since")                       \
    X(RUNS_ON, "идёт, хотя ждём автора", "runs on though the author is awaited") \
    X(WAIT_FOR, "Ждём автора", "Wait for the author")                          \
    X(WAIT_WHAT, "Чего ждём", "What is waited for")                            \
    X(DAY_PASSED, "Этот день уже прошёл.", "That day has passed.")             \
    X(HEARD, "Автор ответил", "The author answered")                           \
    X(CONTINUES, "Продолжение дела", "Goes on from case")                      \
    X(CONTINUED, "Продолжается в деле", "Goes on in case")                     \
    X(ONLY_READ, "Это дело ведут другие.", "Others work on this case.")        \
    X(CASE_ALREADY,                                                            \
      "Пока вы читали, дело изменил другой человек. Проверьте ещё раз.",       \
      "Somebody else changed this case while you read. Please look again.")    \
    X(CASE_APART,                                                              \
      "Так нельзя: упоминание уже здесь, по его делу работают или в нём другие.", \
      "Not so: it is here already, or its own case is worked on or has others.") \
    X(CONCERNED, "Дело о работе этого человека: ведёт его другой.",            \
      "It is about that person's work: somebody else works on it.")            \
    X(NOBODY, "Такого человека среди пользователей нет.",                      \
      "There is no such person among the users.")                              \
    X(NO_DATE, "Срок не понят.", "The date was not understood.")               \
    X(WHEN_NEEDED, "Обещание бывает к сроку: поставьте его.",                  \
      "A promise is for some time: tell it.")                                  \
    X(WORDS_LONG, "Слишком длинно: не больше 8000 байт.",                      \
      "Too long: 8000 bytes at most.")                                         \
    X(WORDS_NEEDED, "Напишите словами.", "Please tell it in words.")           \
    X(SOURCES, "Источники", "Sources")                                         \
    X(MATRIX, "Матрица", "Matrix")                                             \
    X(NUMBERS, "Цифры", "Numbers")                                             \
    X(SECTIONS, "Разделы", "Sections")                                         \
    X(OTHER_LANG, "In English", "По-русски")                                   \
    X(LOG_OUT, "Выйти", "Sign out")                                            \
    X(LOG_IN, "Войти", "Sign in")                                              \
    X(LOG_IN_TITLE, "Вход", "Sign in")                                         \
    X(LOG_IN_LEAD, "Что говорят о вас, по порядку и с ответом наготове.",      \
      "What people say about you, in order, with an answer at hand.")          \
    X(LOGIN, "Логин", "Login")                                                 \
    X(PASSWORD, "Пароль", "Password")                                          \
    X(LOGIN_CODE, "Код, если включён", "Code, if you have one set up")         \
    X(LOGIN_WRONG, "Логин, пароль или код не подошли.",                        \
      "The login, the password or the code is not right.")                     \
    X(ACCOUNT, "Мой вход", "My sign-in")                                       \
    X(TOTP, "Вход по коду", "Sign-in with a code")                             \
    X(TOTP_OFF, "Код не включён: хватает пароля.", "There is no code: the password is enough.") \
    X(TOTP_PENDING, "Код включится, когда вы введёте первый верный.", "The code counts from your first right one on.") \
    X(TOTP_ON, "Код включён. Отключает администратор.", "The code is on. An admin takes it back.") \
    X(TOTP_SECRET, "Внесите ключ в приложение. Его больше не покажут.", "Put the secret into your app. It is not shown again.") \
    X(TOTP_CODES, "Коды на случай потери телефона, каждый на один раз:", "Codes for the day you lose your phone, each good once:") \
    X(TOTP_LEFT, "Осталось запасных кодов", "Recovery codes left")             \
    X(TOTP_CODE, "Код из приложения", "Code from your app")                    \
    X(TOTP_CONFIRM, "Включить", "Turn on")                                     \
    X(TOTP_MAKE, "Новый ключ", "New secret")                                   \
    X(TOTP_WRONG, "Код не подошёл.", "The code is not right.")                 \
    X(TOTP_RESET, "Снять код с пользователя", "Take a user's code back")       \
    X(LOGIN_BLOCKED,                                                           \
      "Слишком много неудачных попыток. Попробуйте через четверть часа.",      \
      "Too many failed tries. Try again in a quarter of an hour.")             \
    X(SESSION_OVER,                                                            \
      "Вы вышли или время входа истекло. Войдите снова: ваш текст сохранён и " \
      "будет на месте.",                                                       \
      "You have been signed out. Sign in again: your text is kept and will "   \
      "be there.")                                                             \
    X(LOGIN_OLD, "Страница входа устарела. Попробуйте ещё раз.",               \
      "The sign-in page has grown old. Please try again.")                     \
    X(LISTS, "Списки", "Lists")                                                \
    X(NOTHING_HERE, "Здесь пока ничего нет.", "There is nothing here yet.")    \
    X(NOTHING_WAITS, "Всё разобрано. Новое появится здесь само.",              \
      "All done. What is new will appear here.")                               \
    X(NOTHING_FOUND, "Под эти условия ничего не подходит.",                    \
      "Nothing matches.")                                                      \
    X(SHOW_ALL, "Показать все", "Show all")                                    \
    X(ANY, "любые", "any")                                                     \
    X(ALL_TYPES, "Все", "All")                                                 \
    X(TYPE, "Тип", "Type")                                                     \
    X(SOLUTION, "Решение", "Solution")                                         \
    X(BRAND, "Бренд", "Brand")                                                 \
    X(BRANDS_ALSO, "Это же сообщение и о других", "Also about others")         \
    X(BRANDS_HINT,                                                             \
      "Одно сообщение, у каждого бренда своё упоминание: тип, решение, дело.", \
      "One post, a mention of each brand: a type, a decision, a case of its "  \
      "own.")                                                                  \
    X(BRANDS_COUNT,                                                            \
      "Сообщение о нескольких брендах считается упоминанием каждого из них.",  \
      "A post about several brands counts as a mention of each.")              \
    X(BRANDS_MORE, "Это же сообщение есть и о других брендах",                 \
      "The same post is about other brands too")                               \
    X(SOURCE, "Источник", "Source")                                            \
    X(LANGUAGE, "Язык", "Language")                                            \
    X(SEARCH, "Поиск по словам", "Search words")                               \
    X(SEARCH_HELP,                                                             \
      "Слова находятся в любой форме. Можно: \"фраза\", ИЛИ, НЕ, -слово, "      \
      "( ), сбой РЯДОМ/5 терминал, ромашк*, /ошибка \\d+/, автор:, источник:, " \
      "язык:, тег:, сайт:, заголовок:, бренд:, тип:, дата:2026-01",            \
      "Words are found in any form. Also: \"a phrase\", OR, NOT, -word, ( ), "  \
      "fault NEAR/5 terminal, daisy*, /error \\d+/, author:, source:, lang:, " \
      "tag:, site:, title:, brand:, type:, date:2026-01")                      \
    X(SHOW, "Показать", "Show")                                                \
    X(FILTERS, "Отбор", "Filter")                                              \
    X(KEYS, "Клавиши", "Keys")                                                 \
    X(OFFLINE,                                                                 \
      "Molva не отвечает. Написанное осталось здесь; попробуйте ещё раз.",      \
      "Molva does not answer. What you typed is still here; try again.")       \
    X(CLOSE_BOX, "Закрыть", "Close")                                           \
    X(KEY_MOVE, "следующее и предыдущее", "next and previous")                 \
    X(KEY_OPEN, "открыть", "open")                                             \
    X(KEY_BACK, "назад к списку", "back to the list")                          \
    X(KEY_SEARCH, "поиск", "search")                                           \
    X(KEY_TEXT, "в текст ответа", "into the text of the reply")                \
    X(KEY_APPROVE, "согласовать (в тексте Ctrl+Enter)",                        \
      "approve (in the text Ctrl+Enter)")                                      \
    X(KEY_APPROVE_OPEN, "согласовать, скопировать, открыть площадку",          \
      "approve, copy, open the place")                                         \
    X(KEY_POSTED, "опубликовано: вставить ссылку", "posted: paste the link")   \
    X(KEY_SKIP, "пропустить", "skip")                                          \
    X(KEY_DISMISS, "снять с очереди, потом цифра",                             \
      "dismiss, then a number")                                                \
    X(KEY_TYPE, "исправить тип, потом буква и Enter",                          \
      "correct the type, then a letter and Enter")                             \
    X(KEY_UNDO, "отменить", "undo")                                            \
    X(KEY_EVIDENCE, "на что опирается решение", "what the verdict stands on")  \
    X(KEY_WHY, "почему ждёт", "why it waits")                                  \
    X(KEY_GO, "перейти: q очередь, c дела, n цифры, s источники",              \
      "go to: q queue, c cases, n numbers, s sources")                         \
    X(KEY_NEW, "записать обращение", "register a case")                        \
    X(UNDO, "Отменить", "Undo")                                                \
    X(UNDO_LATE,                                                               \
      "Отменить уже нельзя: прошло время, или это сделал другой человек.",     \
      "It cannot be undone any more: time has passed, or somebody else did "   \
      "something.")                                                            \
    X(DID_UNDO, "Отменено, снова ждёт.", "Undone; it waits again.")            \
    X(GROUP, "Вместе", "Together")                                             \
    X(BY_THREAD, "Обсуждения", "Threads")                                      \
    X(BY_AUTHOR, "Авторы", "Authors")                                          \
    X(WAIT_TOGETHER, "ждут вместе", "wait together")                           \
    X(SAME_THREAD, "В этом обсуждении ждут ещё", "Also waiting in this thread") \
    X(SAME_AUTHOR, "Этот автор ждёт ещё", "This author also waits")            \
    X(SELECT, "Выбрать №", "Tick no.")                                       \
    X(BULK, "Снять выбранное:", "Dismiss what is selected:")                   \
    X(BULK_JOIN, "Ответить один раз: присоединить выбранное",                  \
      "Answer once: join what is selected")                                    \
    X(DID_BULK, "Снято с очереди:", "Dismissed:")                              \
    X(DID_JOIN, "Присоединено к делу:", "Joined the case:")                    \
    X(KEY_SELECT, "выбрать, потом x, z, m, n или t для всех",                  \
      "tick, then x, z, m, n or t for all of them")                            \
    X(MY_DAY, "Мой день", "My day")                                            \
    X(DAY_REPLIES, "Ответы", "Replies")                                        \
    X(DAY_ANSWERED, "автор ответил нам", "the author answered us")             \
    X(DAY_WAITING, "ждут ответа", "wait for an answer")                        \
    X(DAY_POST, "согласовано, не опубликовано", "approved, not posted")        \
    X(DAY_UNANSWERED, "решено не отвечать: просмотрите",                       \
      "no reply was decided: look them through")                               \
    X(DAY_TOLD, "сообщено сразу, не принято", "told at once, not taken care of") \
    X(DAY_PROMISES, "обещано на ближайшие сутки", "promised within a day")     \
    X(DAY_TASKS, "ваши задания на сутки", "your tasks within a day")           \
    X(DAY_SILENT, "ваши дела без движения два дня",                            \
      "your cases with nothing done for two days")                             \
    X(DAY_MINE, "ваши дела", "your cases")                                     \
    X(RESTORED,                                                                \
      "Несохранённый текст восстановлен. Предложенный ответ стоит ниже.",      \
      "Your unsaved text is back. The reply proposed stands below.")           \
    X(NEW_ONES, "Новых:", "New:")                                              \
    X(AT_MOST, "больше всего", "at most")                                      \
    X(PRESETS, "Снять сразу:", "Dismiss at once:")                             \
    X(OWN_WORDS, "своими словами", "in my own words")                          \
    X(KEY_HELP, "этот список", "this list")                                    \
    X(MARKED, "Решение опирается на слова:", "The verdict stands on:")         \
    X(SIGN_EDITED, "автор изменил текст", "the author edited the text")        \
    X(SIGN_PERSON, "тип указал человек", "a person told the type")             \
    X(SIGN_UNSURE, "тип под вопросом", "the type is in doubt")                 \
    X(LIST_BESIDE, "Список", "The list")                                       \
    X(PREVIOUS_ONE, "↑ Предыдущее", "↑ Previous")                              \
    X(NEXT_ONE, "↓ Следующее", "↓ Next")                                       \
    X(AGO, "%s назад", "%s ago")                                               \
    X(EDIT, "Править", "Edit")                                                 \
    X(WHOLE_LENGTH, "Показать весь текст", "Show the whole text")              \
    X(MORE, "Ещё", "More")                                                     \
    X(EARLIER, "Назад", "Back")                                                \
    X(LATER, "Дальше", "Next")                                                 \
    X(TO_START, "К началу", "To the start")                                    \
    X(PAGES, "Страницы", "Pages")                                              \
    X(TOO_FAR,                                                                 \
      "Страница с таким номером слишком далеко от начала и от конца: это "     \
      "последняя, что находится по номеру. Дальше — по ссылкам под списком "   \
      "или через фильтры",                                                     \
      "A page of that number is too far from both ends: this is the last that "\
      "is found by its number. Go on by the links under the list, or narrow "  \
      "it by filters")                                                         \
    X(PAGE_OF, "%d–%d из %d%s", "%d–%d of %d%s")                               \
    X(DUE_IN, "через %s", "in %s")                                             \
    X(OVERDUE, "просрочено на %s", "overdue by %s")                            \
    X(MINUTES, "%d мин", "%d min")                                             \
    X(HOURS, "%d ч", "%d h")                                                   \
    X(DAYS, "%d дн", "%d d")                                                   \
    X(UNKNOWN_AUTHOR, "автор не указан", "author not given")                   \
    X(AUTHOR, "Автор", "Author")                                               \
    X(PUBLISHED, "Опубликовано", "Published")                                  \
    X(COLLECTED, "Найдено", "Found")                                           \
    X(EDITED, "Изменено автором", "Edited by the author")                      \
    X(GONE, "Удалено на площадке", "No longer there")                          \
    X(ORIGINAL, "Открыть оригинал", "Open the original")                       \
    X(THREAD, "Обсуждение", "Thread")                                          \
    X(RATING, "Оценка", "Rating")                                              \
    X(REACH, "Охват площадки", "Reach of the venue")                           \
    X(FOLLOWERS, "Подписчики автора", "Followers of the author")               \
    X(LIKES, "Отметки", "Likes")                                               \
    X(REPLIES, "Ответы", "Replies")                                            \
    X(VERDICT, "Что это", "What it is")                                        \
    X(TONE, "Тон", "Tone")                                                     \
    X(TO_TONE, "тону", "tone")                                                 \
    X(FACTS, "Факты", "Facts")                                                 \
    X(FACTS_YES, "есть проверяемые", "some can be checked")                    \
    X(FACTS_NO, "проверить нечего", "none to check")                           \
    X(CONFIDENCE, "Уверенность", "Confidence")                                 \
    X(SECOND, "А также", "Also")                                               \
    X(RUNNER_UP, "Или", "Or")                                                  \
    X(NO_RUNNER_UP, "соперника нет", "no rival")                               \
    X(TOPIC, "Тема", "Topic")                                                  \
    X(POINTS, "Баллы по признакам", "Points by signal")                        \
    X(EVIDENCE, "Какие правила сработали", "Which rules fired")                \
    X(NO_EVIDENCE, "Ни одно правило не сработало.", "No rule fired.")          \
    X(WHOLE_TEXT, "весь текст", "the whole text")                              \
    X(TITLE_TEXT, "в заголовке", "in the title")                               \
    X(RULE_SET, "Набор правил", "Rule set")                                    \
    X(WAY, "Путь через матрицу", "The way through the matrix")                 \
    X(ROW, "Строка матрицы", "Row of the matrix")                              \
    X(OTHERWISE, "Было бы иначе", "It would be otherwise")                     \
    X(DEPARTMENT, "Отдел", "Department")                                       \
    X(REPLY, "Ответ", "Reply")                                                 \
    X(DRAFT, "Текст ответа", "Text of the reply")                              \
    X(APPROVE, "Согласовать", "Approve")                                       \
    X(SAVE, "Сохранить правку", "Save the edit")                               \
    X(APPROVER_WILL,                                                           \
      "Правьте и сохраняйте: согласует ответ другой человек.",                 \
      "Edit and save it: somebody else approves the reply.")                          \
    X(EYES,                                                                    \
      "Эти слова последним правили вы: согласует другой человек. Текст "       \
      "никуда не делся: сохраните его.",                                       \
      "These words are yours: somebody else approves them. Nothing is lost: "  \
      "save the text.")                                                        \
    X(EYES_OTHER,                                                              \
      "Эти слова последним правили вы, поэтому согласует другой человек.",     \
      "These words are yours, so somebody else approves them.")                \
    X(LINT_CLEAN, "Замечаний к тексту нет.", "Nothing to remark on the text.") \
    X(FROM_TEXT, "Взято из сообщения", "Taken from the message")              \
    X(ROTE, "Сходство с прежними ответами здесь (последние %2$zu): до %1$d %%.", \
      "Like earlier replies here (the last %2$zu): up to %1$d %%.")            \
    X(LINT_FIELD,                                                              \
      "Поле осталось незаполненным: согласовать нельзя.",                      \
      "A field is not filled in: it cannot be approved.")                      \
    X(LINT_PAST,                                                               \
      "Обещан день, который уже прошёл: согласовать нельзя.",                  \
      "A day is promised that has passed: it cannot be approved.")             \
    X(LINT_EMPTY, "Текст пуст: согласовать нельзя.",                           \
      "The text is empty: it cannot be approved.")                             \
    X(NO_REPLY, "Ответ не нужен", "No reply is needed")                        \
    X(STALE, "Дело давнее: в очередь не попадает.",                            \
      "An old matter: it does not enter the queue.")                           \
    X(APPROVED, "Ответ согласован", "The reply is approved")                   \
    X(APPROVED_BY, "Согласовано", "Approved by")                               \
    X(POSTED, "Ответ опубликован", "The reply is posted")                      \
    X(POSTED_BY, "Опубликовано", "Posted by")                                  \
    X(POSTED_URL, "Ссылка на наш ответ", "Link to our reply")                  \
    X(MARK_POSTED, "Отметить: опубликован", "Mark as posted")                  \
    X(POST_IT, "Опубликовать через Молву", "Have Molva post it")               \
    X(POST_LOOKED, "Посмотрели на площадке: ответа там нет",                   \
      "I looked at the venue: it does not stand there")                        \
    X(DID_ASK_POST, "Молва публикует ответ.", "Molva posts the reply.")        \
    X(URL_NEEDED,                                                              \
      "Чтобы отметить публикацию, дайте ссылку на наш ответ: она начинается "  \
      "с http:// или https://.",                                               \
      "To mark it as posted, give the link to our reply: it begins with "      \
      "http:// or https://.")                                                  \
    X(OTHER_DRAFTS, "Другие варианты ответа", "Other drafts of the reply")     \
    X(TAKE, "Взять этот текст", "Take this text")                              \
    X(TAKEN, "Текст взят. Он ещё не сохранён.",                                \
      "The text is taken. It is not saved yet.")                               \
    X(NO_DRAFT, "Матрица ответа не предлагала: напишите свой.",                \
      "The matrix has proposed no reply: write your own.")                     \
    X(READERS,                                                                 \
      "Ответ готовят и согласуют коллеги. Пока предложен такой текст:",        \
      "Colleagues are preparing and approving the reply. The text so far:")    \
    X(READERS_NOTHING,                                                         \
      "Ответ готовят и согласуют коллеги. Текста пока нет.",                   \
      "Colleagues are preparing the reply. There is no text yet.")             \
    X(UNSAVED, "Ваш несохранённый текст", "Your unsaved text")                 \
    X(UNSAVED_HINT,                                                            \
      "Его никто не согласовал. Он не сохранён и пропадёт с этой страницей.",  \
      "Nobody has approved it. It is not saved and goes with this page.")      \
    X(TYPED_KEPT, "Ваш текст в поле ответа; он ещё не сохранён.",              \
      "Your text is in the field; it is not saved yet.")                       \
    X(TYPED_APART, "Ваш текст не сохранён: он стоит отдельно, ниже.",          \
      "Your text is not saved: it stands apart, below.")                       \
    X(FORM_OLD,                                                                \
      "Страница была открыта до нового входа, поэтому ничего не сделано. "     \
      "Проверьте и нажмите ещё раз.",                                          \
      "The page was opened before you signed in again, so nothing was done. "  \
      "Look and press once more.")                                             \
    X(DISMISSED_BY, "Снято", "Dismissed by")                                   \
    X(DECIDED_BY, "Решила", "Decided by")                                      \
    X(IS_NOT_US, "Это не про нас", "Not about us")                             \
    X(RETURN_TITLE, "Всё-таки нужен ответ?", "Does it need a reply after all?") \
    X(RETURN, "Вернуть в очередь", "Return to the queue")                      \
    X(STATEMENTS, "Сообщения", "Statements")                                   \
    X(STATEMENT_NEW, "Новое сообщение для сайта", "A new statement")           \
    X(STATEMENT_TITLE, "Заголовок", "Title")                                   \
    X(STATEMENT_TEXT, "Текст", "Text")                                         \
    X(STATEMENT_LANG, "Язык", "Language")                                      \
    X(STATEMENT_EMPTY, "Нужны заголовок и текст.",                             \
      "It needs a title and a text.")                                          \
    X(STATEMENT_NOT, "Не получилось: сообщение уже в другом состоянии.",       \
      "It could not be done: the statement is in another state by now.")       \
    X(PUBLISH, "Опубликовать", "Publish")                                      \
    X(WITHDRAW, "Отозвать", "Withdraw")                                        \
    X(VERSION, "Версия", "Version")                                            \
    X(NO_FOLDER, "В molva.yaml не назван каталог: statements: {folder: …}.",   \
      "molva.yaml names no folder: statements: {folder: …}.")                  \
    X(OTHER_SITE,                                                              \
      "Эта ссылка с другого сайта, чем сообщение: скажите, почему ответ там.", \
      "That link is of another site than the post: say why the reply is "      \
      "there.")                                                                \
    X(POSTED_WHY, "Почему на другом сайте", "Why on another site")             \
    X(SEEN_BY_CRAWLER, "Обход видел наш ответ там",                            \
      "The crawler saw our reply there")                                       \
    X(UNPOST, "Отметка ошибочна", "Marked by mistake")                         \
    X(UNPOST_DO, "Снять отметку", "Take it back")                              \
    X(DID_UNPOST, "Отметка снята: ответ снова ждёт публикации.",               \
      "Taken back: the reply is to be posted again.")                          \
    X(ANSWERED, "Автор ответил", "The author answered")                        \
    X(AFTER, "Что было после ответа", "What came after it")                    \
    X(HEED, "Прочитано", "I have read it")                                     \
    X(HEED_HINT, "Если нужен ещё один ответ, верните дело в очередь.",         \
      "If another reply is needed, return it to the queue.")                   \
    X(DID_HEED, "Отмечено: прочитано.", "Marked as read.")                     \
    X(SILENT_BEFORE,                                                           \
      "Автора спрашивали о подробностях, и они не пришли, раз",                \
      "Asked for details that never came, times")                              \
    X(SILENT_HINT,                                                             \
      "Достоверность ниже. Это только для своих: в ответе об этом не "         \
      "говорят.",                                                              \
      "Less credible. For colleagues alone: a reply never says so.")           \
    X(POST_BY_HAND,                                                            \
      "Машина ничего не отправляет сама. Скопируйте текст и опубликуйте его "  \
      "от официального имени.",                                                \
      "The machine sends nothing itself. Copy the text and post it under the " \
      "official name.")                                                        \
    X(COPY, "Скопировать текст", "Copy the text")                              \
    X(COPIED, "Скопировано", "Copied")                                         \
    X(POST_HERE, "Открыть место для ответа", "Open the place to post it")      \
    X(DISMISSED, "Снято с очереди", "Dismissed")                               \
    X(WRONG, "Машина ошиблась?", "Is the machine wrong?")                      \
    X(RIGHT_TYPE, "Правильный тип", "The right type")                          \
    X(RIGHT_TONE, "Правильный тон", "The right tone")                          \
    X(TONE_OF_TYPE, "как у типа", "as the type has it")                        \
    X(TONE_UNFIT, "Такой тон этому типу не подходит: жалоба отрицательная "    \
      "или смешанная, похвала положительная или смешанная.",                   \
      "That tone does not fit the type: a complaint is negative or mixed, "    \
      "praise positive or mixed.")                                             \
    X(CORRECT, "Исправить тип", "Correct the type")                            \
    X(RIGHT_BRAND, "О каком бренде речь", "The brand it is about")             \
    X(CORRECT_BRAND, "Исправить бренд", "Correct the brand")                   \
    X(BRAND_NEEDED,                                                            \
      "Выберите другой бренд; о нём не должно быть второго упоминания того "   \
      "же сообщения.",                                                         \
      "Choose another brand, one that no other mention of this post is "       \
      "about.")                                                                \
    X(NOT_US, "Это не про нас", "Not about us")                                \
    X(NOT_US_HINT,                                                             \
      "Другая компания или другое значение слова. Запишется "                  \
      "как пример для правил.",                                                \
      "Another company, or another sense of the word. Kept as an example for " \
      "the rules.")                                                            \
    X(DISMISS, "Снять с очереди", "Dismiss")                                   \
    X(REASON, "Причина", "Reason")                                             \
    X(REASON_HINT, "Останется в истории: удалить отзыв не может никто.",       \
      "Stays in the history: nobody can delete feedback.")                     \
    X(REASON_NEEDED, "Напишите причину.", "Write the reason.")                 \
    X(HISTORY, "Прежние тексты", "Earlier texts")                              \
    X(BEFORE, "до правки", "before the edit")                                  \
    X(EVENTS, "Что было", "What happened")                                     \
    X(NO_EVENTS, "Пока ничего.", "Nothing yet.")                               \
    X(DID_APPROVE, "Ответ согласован. Скопируйте его и опубликуйте:",          \
      "The reply is approved. Copy it and post it:")                           \
    X(DID_EDIT, "Правка сохранена.", "The edit is saved.")                     \
    X(DID_TYPE, "Тип исправлен, решение пересчитано.",                         \
      "The type is corrected; the decision follows it.")                       \
    X(DID_BRAND, "Бренд исправлен, решение пересчитано.",                      \
      "The brand is corrected; the decision follows it.")                      \
    X(DID_NOT_US, "Отмечено: не про нас.", "Marked: not about us.")            \
    X(DID_DISMISS, "Снято с очереди.", "Dismissed.")                           \
    X(DID_RETURN, "Снова в очереди.", "Back in the queue.")                    \
    X(DID_POST, "Отмечено: ответ опубликован.", "Marked as posted.")           \
    X(ALREADY,                                                                 \
      "Пока вы читали, это упоминание изменил другой человек. Проверьте ещё "  \
      "раз.",                                                                  \
      "Somebody else changed this mention while you read. Please look again.") \
    X(LAST_VISIT, "Последний обход", "Last visit")                             \
    X(NEXT_VISIT, "Следующий обход", "Next visit")                             \
    X(EVERY, "Как часто", "How often")                                         \
    X(SEEN_AFTER, "Замечаем через", "Seen after")                              \
    X(SEEN_WHAT,                                                               \
      "за последний месяц: сколько проходит от публикации до того, как её "    \
      "видит Molva, в половине случаев и в 95 % случаев",                      \
      "in the last month: from publication until Molva sees it, in half of "   \
      "the cases and in 95 % of them")                                         \
    X(POSTS_SEEN, "Сообщений", "Posts")                                        \
    X(FAILS, "Неудач подряд", "Failures in a row")                             \
    X(NEVER, "ещё не было", "not yet")                                         \
    X(HOLD, "Пауза", "Hold")                                                   \
    X(RESUME, "Возобновить", "Resume")                                         \
    X(VISIT_NOW, "Обойти сейчас", "Visit now")                                 \
    X(REMOVE, "Убрать", "Remove")                                              \
    X(HELD, "на паузе", "held")                                                \
    X(REMOVED, "убран", "removed")                                             \
    X(GIVEN, "из файлов, не обходится", "from files, not visited")             \
    X(UNLISTED, "нет в molva.yaml", "not in molva.yaml")                       \
    X(INQUIRY_NEW,                                                             \
      "Новый источник", "A new source")                                        \
    X(INQUIRY_ADDRESS,                                                         \
      "Адрес: форума, темы, страницы с отзывами, ленты, сайта",                \
      "Address: of a forum, a thread, a page of reviews, a feed, a site")      \
    X(INQUIRY_WHAT,                                                            \
      "Molva посмотрит страницу один раз и покажет, что оттуда взяла бы.",     \
      "Molva looks at the page once and shows what it would take from it.")    \
    X(INQUIRY_LOOK,                                                            \
      "Посмотреть", "Look")                                                    \
    X(INQUIRY_LATELY,                                                          \
      "Что смотрели недавно", "What was looked at lately")                     \
    X(INQUIRY_LOOKING,                                                         \
      "смотрим", "being looked at")                                            \
    X(INQUIRY_READY,                                                           \
      "можно добавить", "may be added")                                        \
    X(INQUIRY_NOTHING,                                                         \
      "добавить нельзя", "cannot be added")                                    \
    X(INQUIRY_ADDING,                                                          \
      "добавляем", "being added")                                              \
    X(INQUIRY_ADDED,                                                           \
      "добавлен", "added")                                                     \
    X(INQUIRY_AGAIN,                                                           \
      "Обновить страницу", "Show the page again")                              \
    X(INQUIRY_LEADS,                                                           \
      "Куда ведёт", "Where it leads")                                          \
    X(INQUIRY_NAME,                                                            \
      "Название источника (если пусто, имя сайта)",                            \
      "Name of the source (empty: the name of its site)")                      \
    X(INQUIRY_ADD,                                                             \
      "Добавить источник", "Add the source")                                   \
    X(INQUIRY_FULL,                                                            \
      "Лента даёт только начала: читать статьи целиком",                       \
      "The feed gives beginnings only: read the articles through")             \
    X(INQUIRY_ODD,                                                             \
      "Это не адрес: нужен один адрес без пробелов.",                          \
      "This is no address: one address without spaces is needed.")             \
    X(INQUIRY_LONG,                                                            \
      "Название слишком длинное.", "The name is too long.")                    \
    X(INQUIRY_BUSY,                                                            \
      "Ваш прошлый адрес ещё смотрят; по одному за раз.",                      \
      "Your last address is still being looked at; one at a time.")            \
    X(INQUIRY_NOBODY,                                                          \
      "Адреса смотрит molva serve, а здесь работает один стол.",               \
      "It is molva serve that looks at addresses; here runs the desk alone.")  \
    X(ASKED, "обход заказан", "a visit is asked for")                          \
    X(BLIND_NOW, "Не видно, что там пишут", "What is said there is not seen")  \
    X(BLIND_WEEK, "Слепых часов за неделю", "Blind hours this week")           \
    X(NO_SOURCES,                                                              \
      "Источников пока нет. Они пишутся в molva.yaml, под словом sources:",    \
      "There are no sources yet. They are written in molva.yaml, under "       \
      "sources:")                                                              \
    X(MATRIX_LEAD,                                                             \
      "Шесть вопросов задаются каждому упоминанию. Строки читаются сверху "    \
      "вниз, решает первая подошедшая.",                                       \
      "Six questions are asked of every mention. Rows are read from the top; " \
      "the first that fits decides.")                                          \
    X(QUESTIONS, "Вопросы", "The questions")                                   \
    X(ROWS, "Строки матрицы", "Rows of the matrix")                            \
    X(SOLUTIONS, "Решения", "Solutions")                                       \
    X(ANYTHING, "во всех остальных случаях", "anything else")                  \
    X(DAY, "День", "Day")                                                      \
    X(TOTAL, "Всего", "Total")                                                 \
    X(BY_TYPE, "Упоминания по типам", "Mentions by type")                      \
    X(BY_TONE, "Упоминания по тону", "Mentions by tone")                       \
    X(LAST_DAYS, "За последние %d дней", "The last %d days")                   \
    X(NO_NUMBERS, "За это время упоминаний нет.", "No mentions in this time.") \
    X(AS_TABLE, "Таблицей", "As a table")                                      \
    X(TOKEN_NEEDED, "Нужен действующий ключ: Authorization: Bearer …",         \
      "A token that works is needed: Authorization: Bearer …")                 \
    X(ERROR, "Ошибка", "Error")                                                \
    X(ERROR_400, "Запрос не понят.", "The request was not understood.")        \
    X(ERROR_403,                                                               \
      "На это нет права, или форма устарела. Вернитесь и обновите страницу.",  \
      "You may not do that, or the form has grown old. Go back and reload.")   \
    X(ERROR_404, "Такой страницы нет.", "There is no such page.")              \
    X(ERROR_405, "Так обратиться к этой странице нельзя.",                     \
      "This page cannot be asked in that way.")                                \
    X(ERROR_409, "Это уже сделано или изменено другим человеком.",             \
      "Somebody has done or changed that already.")                            \
    X(ON_ITS_WAY,                                                              \
      "Ответ как раз публикуется; попробуйте через минуту.",                   \
      "The reply is being posted just now; try again in a minute.")            \
    X(ERROR_413, "Запрос слишком велик.", "The request is too large.")         \
    X(ERROR_500, "Не получилось. Подробности записаны в журнал.",              \
      "That did not work. The log has the details.")                           \
    X(ERROR_503,                                                               \
      "База данных сейчас не отвечает. Ничего не потеряно; попробуйте ещё "    \
      "раз через минуту.",                                                     \
      "The database does not answer just now. Nothing is lost; try again in "  \
      "a minute.")                                                             \
    X(TRY_AGAIN, "Ещё раз", "Try again")                                       \
    X(TO_QUEUE, "К очереди", "To the queue")

/* clang-format on */

#define SAY_NAME(name, ru, en) SAY_##name,
enum say { SAY_ALL(SAY_NAME) SAY_COUNT };
#undef SAY_NAME

const char *say_word(enum say_lang lang, enum say what);

/* What people call a value that is stored as a word: say_value(lang, "type",
 * "broken"). A value nobody foresaw is its own name. */
struct str say_value(enum say_lang lang, const char *kind, struct str value);

/* "ru" or "en" as an enum; false when it is neither. */
bool say_lang(struct str name, enum say_lang *lang);
/* And back. */
const char *say_lang_name(enum say_lang lang);

#endif
