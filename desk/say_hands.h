/* SPDX-License-Identifier: MIT
 *
 * say_hands: words for the hands at the queue: what narrows it, what is put
 * off, who writes just now; as say.h has them. */
#ifndef MOLVA_DESK_SAY_HANDS_H
#define MOLVA_DESK_SAY_HANDS_H

/* clang-format off */
#define SAY_HANDS(X)                                                           \
    X(SINCE_DAY, "С даты", "From")                                             \
    X(UNTIL_DAY, "По дату", "To")                                              \
    X(STAGE, "Стадия дела", "Stage of the case")                               \
    X(ONLY_UNSURE, "Тип под вопросом", "Type in doubt")                        \
    X(ONLY_OVERDUE, "Срок прошёл", "Overdue")                                  \
    X(ONLY_MINE, "Мои", "Mine")                                                \
    X(NARROWED_BY, "Отобрано", "Narrowed by")                                  \
    X(TAKE_AWAY, "убрать", "take away")                                        \
    X(ALL_OF_THREAD, "все из этой темы", "all of this thread")                 \
    X(VIEWS, "Свои отборы", "Saved views")                                     \
    X(VIEW_SAVE, "Сохранить отбор", "Save this view")                          \
    X(VIEW_NAME, "Название", "Name")                                           \
    X(VIEW_SHARE, "видно всем", "for everybody")                               \
    X(VIEW_DROP, "Удалить отбор", "Remove this view")                          \
    X(VIEW_FULL, "Отборов уже очень много: удалите ненужные.",                 \
      "You have very many views: remove some first.")                          \
    X(HANDS, "Отложить, назначить, записать", "Put off, assign, note")          \
    X(PUT_OFF, "Отложить", "Put off")                                            \
    X(LATER_HOUR, "на час", "for an hour")                                     \
    X(LATER_TOMORROW, "до завтра", "until tomorrow")                           \
    X(LATER_MONDAY, "до понедельника", "until Monday")                         \
    X(LATER_DATE, "до этого времени", "until this time")                       \
    X(LATER_UNTIL, "Время", "Time")                                            \
    X(LATER_WHY, "Почему (видят все)", "Why (everybody sees it)")              \
    X(LATER_NEEDED, "Укажите время, которое ещё не прошло.",                   \
      "Give a time that is still to come.")                                    \
    X(ASLEEP, "Отложено до", "Put off until")                                  \
    X(WAKE, "Вернуть сейчас", "Bring back now")                                \
    X(ASSIGN, "Назначить", "Assign")                                           \
    X(ASSIGN_WHOM, "Выберите, кому назначить.", "Choose whom to assign it to.") \
    X(ADD_NOTE, "Добавить заметку", "Add a note")                              \
    X(SET_TYPE, "Исправить тип", "Correct the type")                           \
    X(WRITES, "пишет ответ", "is writing")                                     \
    X(DID_LATER, "Отложено.", "Put off.")                                      \
    X(DID_WAKE, "Снова ждёт ответа.", "It waits for an answer again.")         \
    X(DID_ASSIGN, "Назначено.", "Assigned.")                                    \
    X(DID_NOTE, "Заметка записана.", "The note is kept.")                      \
    X(DID_LATER_MANY, "Отложено:", "Put off:")                                 \
    X(DID_WAKE_MANY, "Возвращено:", "Brought back:")                           \
    X(DID_ASSIGN_MANY, "Назначено:", "Assigned:")                               \
    X(DID_NOTE_MANY, "Заметок записано:", "Notes kept:")                       \
    X(DID_TYPE_MANY, "Тип исправлен:", "Types corrected:")                     \
    X(DID_UNDO_MANY, "Отменено:", "Undone:")                                   \
    X(DID_NOTHING, "Ничего не сделано: выберите строки и что с ними сделать.", \
      "Nothing was done: select rows, and say what to do.")                    \
    X(KEY_LATER, "отложить, потом цифра: час, завтра, понедельник, время",     \
      "put off, then a number: an hour, tomorrow, Monday, a time")             \
    X(KEY_ASSIGN, "назначить", "assign")                                        \
    X(KEY_NOTE, "заметка", "note")                                             \
    X(KEY_VIEW, "перейти к своему отбору", "go to a saved view")
/* clang-format on */

#endif
