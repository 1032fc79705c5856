/* SPDX-License-Identifier: MIT
 *
 * say_cases: words about cases, people, incidents and texts that are the same;
 * as say.h has them. */
#ifndef MOLVA_DESK_SAY_CASES_H
#define MOLVA_DESK_SAY_CASES_H

/* clang-format off */
#define SAY_CASES(X)                                                           \
    X(SKIP, "К содержанию", "Skip to content")                                 \
    X(QUEUE, "Очередь", "Queue")                                               \
    X(CASES, "Дела", "Cases")                                                  \
    X(CASE_NO, "Дело №", "Case no.")                                           \
    X(MENTION_NO, "Упоминание №", "Mention no.")                               \
    X(PRAISE, "Благодарности", "Praise")                                       \
    X(NO_PRAISE, "Здесь пока пусто.", "Nothing here yet.")                     \
    X(NEW_CASE, "Записать обращение", "Register a case")                       \
    X(REGISTER, "Записать", "Register")                                        \
    X(NO_CASES, "Здесь дел нет. Что ждёт ответа, стоит в очереди.",            \
      "No cases here. What waits for a reply stands in the queue.")            \
    X(IN_WORK, "В работе", "In work")                                          \
    X(MINE, "Мои", "Mine")                                                     \
    X(CLOSED, "Закрытые", "Closed")                                            \
    X(DROPPED, "Снятые", "Dropped")                                            \
    X(SILENT, "два дня тишины", "nothing done for two days")                   \
    X(TASKS, "Задания", "Tasks")                                               \
    X(PROMISES, "Обещания", "Promises")                                        \
    X(NEW_TASK, "Дать задание", "Add a task")                                  \
    X(TASK_WHAT, "Что сделать", "What is to be done")                          \
    X(NEW_CHAIN, "Начать цепочку", "Start a chain")                            \
    X(CHAIN, "Шаги, один за другим", "Steps, one after the other")             \
    X(STEP, "шаг", "step")                                                     \
    X(CHAIN_NOT, "Такой цепочки нет, или она уже идёт",                        \
      "There is no such chain, or it runs already")                            \
    X(TASK_DID, "Сделано", "Done")                                             \
    X(TASK_DROP, "Не нужно", "Not needed")                                     \
    X(NEW_PROMISE, "Записать обещание", "Write a promise down")                \
    X(PROMISE_WHAT, "Что обещано автору", "What the author was promised")      \
    X(KEPT, "Выполнено", "Kept")                                               \
    X(BROKEN, "Не выполнено", "Broken")                                        \
    X(WITHDRAWN, "Отпало", "Withdrawn")                                        \
    X(CAME_OF_IT, "Что вышло", "What came of it")                              \
    X(CHANNEL, "Как пришло", "How it came")                                    \
    X(WHAT_WAS_SAID, "Что сказано", "What was said")                           \
    X(EXPECTED, "Чего ждёт", "What is expected")                               \
    X(ASSIGNEE, "Исполнитель", "Assignee")                                     \
    X(CONCERNS, "О чьей работе", "Whose work it is about")                     \
    X(FINDINGS, "Разбор: стороны, причина, меры",                              \
      "Findings: both sides, cause, measures")                                 \
    X(FOUND, "Что было на деле", "What there was")                             \
    X(THEIR_SIDE, "Что говорит автор", "What the author tells")                \
    X(OUR_SIDE, "Что говорят у нас", "What our people tell")                   \
    X(CAUSE, "Причина", "Cause")                                               \
    X(LIES_IN, "В каком отделе причина", "Which department it lies in")        \
    X(MEASURES, "Меры", "Measures")                                            \
    X(RISK, "Клиент", "The client")                                            \
    X(PROPOSALS, "Предложения", "Proposals")                                   \
    X(PROPOSAL_NO, "Предложение №", "Proposal no.")                            \
    X(NO_PROPOSALS, "Предложений пока нет.", "Nothing is proposed yet.")       \
    X(PROPOSE, "Предложить", "Propose")                                        \
    X(PROPOSAL_WHAT, "Что изменить и почему", "What to change, and why")       \
    X(AGREE, "Согласовать", "Agree")                                           \
    X(INTRODUCED, "Внедрено", "Introduced")                                    \
    X(REFUSE, "Отклонить", "Refuse")                                           \
    X(RESTS_ON, "Опирается и на это дело", "It rests on this case too")        \
    X(NO_SUCH_CASE, "Такого дела нет.", "There is no such case.")              \
    X(EFFECT, "Дел по этой причине до и после", "Cases of this cause before and after") \
    X(EFFECT_DAYS, "по столько дней:", "so many days each:")                   \
    X(TALK, "Разговор с сотрудником", "The talk with the employee")            \
    X(LOOK_AGAIN, "Когда вернуться к разговору", "When to look again")         \
    X(TALK_AGAIN, "Вернуться к разговору: что изменилось",                     \
      "Look again after the talk: what has changed")                           \
    X(SELFCHECK, "Самопроверка", "Self-check")                                 \
    X(SELFCHECK_LEAD,                                                          \
      "Есть ли схема, порядок и хранилище: что знают люди, они отвечают сами, остальное считает программа.", \
      "Is there a scheme, an order, a store: what people know they answer, the rest the program counts.") \
    X(WHOLE_COMPANY, "Вся компания", "The whole company")                      \
    X(CHECK_SCHEME, "Схема", "Scheme")                                         \
    X(CHECK_ORDER, "Порядок", "Order")                                         \
    X(CHECK_STORE, "Хранилище", "Store")                                       \
    X(CHECK_YES, "да", "yes")                                                  \
    X(CHECK_PARTLY, "отчасти", "partly")                                       \
    X(CHECK_NO, "нет", "no")                                                   \
    X(CHECK_OPEN, "пока нет ответа", "no answer yet")                          \
    X(CHECK_REFUSED,                                                           \
      "Это не принято: нужны вопрос, на который отвечают люди, и ответ: да, "  \
      "отчасти или нет.",                                                      \
      "That is not taken: it needs a question that people answer, and yes, "   \
      "partly or no.")                                                         \
    X(CHECK_ANSWER, "Ответить", "Answer")                                      \
    X(CHECK_WORDS, "Своими словами", "In words")                               \
    X(CHECK_OLD, "прошло больше полугода, спросите снова", "over half a year ago, ask again") \
    X(ALL_YEARS, "Кого благодарили во все годы", "Who was thanked in all years")      \
    X(THANKED_MOST, "Кого благодарили, по годам", "Who was thanked, by year")  \
    X(PASSED_ON, "Передано", "Passed on to")                                   \
    X(PRAISE_BESIDE, "Похвала коллеге", "Praise of a colleague")               \
    X(PASS_ON, "Передать", "Pass on")                                          \
    X(WHOM_IT_PRAISES, "Кого хвалят", "Whom it praises")                       \
    X(NO_THANKS, "Передают благодарность, и не себе.",                         \
      "It is thanks that are passed on, and not to oneself.")                  \
    X(WRITE_DOWN, "Записать разбор", "Write it down")                          \
    X(NOT_LISTED, "Такого нет в списке, из которого выбирают.",                \
      "That is not on the list to choose from.")                               \
    X(OPENED, "Записано", "Registered")                                        \
    X(FOR_WHEN, "К какому сроку", "For when")                                  \
    X(RESULT, "Что сделано", "What was done")                                  \
    X(CHECKED, "Что сказал автор", "What the author said")                     \
    X(ENDED, "Закончено", "Ended")                                             \
    X(TO_WHOM, "Кому", "To whom")                                              \
    X(NOTE, "Заметка", "Note")                                                 \
    X(INCIDENTS, "Общие случаи", "Incidents")                                  \
    X(INCIDENT_NO, "Общий случай №", "Incident no.")                           \
    X(NO_INCIDENTS, "Общих случаев нет.", "There is no incident.")             \
    X(TOLD_BY_MANY, "Сообщений об этом:", "Told by:")                          \
    X(TRUTH, "Что известно", "What is known")                                  \
    X(TELL_ALL, "Сообщить по всем делам", "Note it on every case")             \
    X(ALL_OVER, "Закончено, это последнее слово", "It is over, the last word") \
    X(JOIN_IT, "Присоединить", "Join it")                                      \
    X(TAKE_OUT, "Убрать отсюда", "Take it out")                                \
    X(NO_SUCH_MENTION, "Такого упоминания нет.", "There is no such mention.")  \
    X(INCIDENT_REFUSED,                                                        \
      "Так нельзя: случай закончен, упоминание в другом или о другой марке.",  \
      "Not so: it is over, or the mention is of another, or another brand.")   \
    X(TWINS, "Те же слова", "The same words")                                  \
    X(TWINS_SIGN, "%d × на сайтах: %d", "%d × on sites: %d")                   \
    X(TWINS_FIRST, "Первым сказано", "Said first")                             \
    X(TWINS_SPREAD, "Публикаций: %d, сайтов: %d", "Posts: %d, sites: %d")      \
    X(TWINS_WITHIN, "за", "within")
/* clang-format on */

#endif
