/* SPDX-License-Identifier: MIT
 *
 * say_heads: words of the pages for who leads: the board, the month, whom to
 * call, the load of who answers; as say.h has them. */
#ifndef MOLVA_DESK_SAY_HEADS_H
#define MOLVA_DESK_SAY_HEADS_H

/* clang-format off */
#define SAY_HEADS(X)                                                           \
    X(BOARD, "Доска", "Board")                                                 \
    X(BOARD_LEAD,                                                              \
      "Дела по исполнителям, сверху те, чей срок ближе. Цвет полосы говорит о возрасте дела.", \
      "Cases by assignee, what is due first on top. The colour of the edge tells a case's age.") \
    X(AGE_DAY, "меньше дня", "less than a day")                                \
    X(AGE_DAYS, "до трёх дней", "up to three days")                            \
    X(AGE_WEEK, "до недели", "up to a week")                                   \
    X(AGE_OLD, "больше недели", "more than a week")                            \
    X(BOARD_CUT, "Дел очень много: посчитаны %d, чей срок ближе всего.",         \
      "There are very many cases: the %d that are due first are counted.")      \
    X(NOBODYS, "Пока ничьи", "Nobody's yet")                                   \
    X(LATE_ONES, "просрочено: %d", "overdue: %d")                              \
    X(MORE_OF_HIS, "Все дела: %d", "All of them: %d")                          \
    X(ALL_OF_ALL, "Все исполнители", "All assignees")                          \
    X(MOVE_TICKED, "Отметьте дела и выберите, кому их передать", "Tick cases and choose whom to give them to") \
    X(MOVE_THEM, "Передать отмеченные", "Give the ticked ones")                \
    X(TICK, "Отметить дело №", "Tick case no.")                                \
    X(DID_MOVE, "Передано дел: %d.", "Cases given on: %d.")                    \
    X(NOT_MOVED, "Осталось на месте: %d. Дело о работе этого человека, уже закончено или уже у него.", \
      "Left where they were: %d. The case is about that person's work, has ended, or is there already.") \
    X(MONTH, "Месяц", "Month")                                                 \
    X(MONTH_LEAD, "Лист директора: одна страница, меры, а не виноватые.", \
      "The director's sheet: one page, of measures and not of guilt.")         \
    X(MONTH_BEFORE, "Месяц раньше", "The month before")                        \
    X(MONTH_AFTER, "Месяц позже", "The month after")                           \
    X(TO_DECIDE, "Предложения ждут решения", "Proposals to be decided")        \
    X(CARE_DAY,                                                                \
      "Сегодня вы разобрали уже %d. Этого хватит на день: остальное подождёт до завтра или перейдёт к коллеге.", \
      "You have settled %d today. That is enough for a day: the rest can wait for tomorrow or go to a colleague.") \
    X(CARE_HEAVY,                                                              \
      "Тяжёлых подряд: %d. Хорошее время для паузы: очередь подождёт.",        \
      "Heavy ones in a row: %d. A good time for a pause: the queue will wait.") \
    X(CARE_PRAISE, "Почитать, за что нас благодарят", "Read what people thank us for") \
    X(CARE_ANSWER, "Ответить на благодарность", "Answer a thank-you")          \
    X(CARE_PASS, "Передать свои дела коллеге", "Pass one's cases on to a colleague") \
    X(DAY_DONE, "разобрано сегодня", "settled today")                          \
    X(DAY_OWN, "Мои силы", "My own load")                                      \
    X(DAY_HEAVY, "тяжёлых подряд", "heavy ones in a row")                      \
    X(BOARD_TODAY, "разобрано сегодня: %d", "settled today: %d")               \
    X(CALLS, "Кому позвонить", "Whom to call")                                 \
    X(CALLS_LEAD,                                                              \
      "Дело сделано, а автора ещё не спросили, доволен ли он.",                \
      "The matter is done, and its author was not asked yet whether he is content.") \
    X(NO_CALLS, "Звонить некому: все опрошены.", "Nobody to call: all were asked.") \
    X(CALL_CONTENT, "Доволен", "Content")                                      \
    X(CALL_REWORK, "Вернуть в работу", "Back to work")                         \
    X(CALL_NEW, "Новое дело", "A new case")                                    \
    X(SIGNED, "Подпись, добавится при согласовании", "Signature, added at approval") \
    X(SIGNATURE, "Подпись под ответами", "Signature under replies")            \
    X(SIGNATURE_WHAT,                                                          \
      "Имя и должность: ими кончается ответ, чьи слова ваши; черновик машины подписывает тот, кто его согласует.", \
      "Name and post: a reply of your words ends with them; the machine's draft is signed by who approves it.") \
    X(SIGNATURE_SAVE, "Сохранить", "Save")                                     \
    X(SIGNATURE_ODD,                                                           \
      "Подпись — одна строка до 120 знаков, без фигурных скобок.",             \
      "A signature is one line of up to 120 signs, without braces.")           \
    X(ALL_UNITS, "Все отделы", "All departments")
/* clang-format on */

#endif
