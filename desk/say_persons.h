/* SPDX-License-Identifier: MIT
 *
 * say_persons: words about authors and threads, about what is stored of a
 * person, and about tables that come and go; as say.h has them. */
#ifndef MOLVA_DESK_SAY_PERSONS_H
#define MOLVA_DESK_SAY_PERSONS_H

/* clang-format off */
#define SAY_PERSONS(X)                                                         \
    X(ALL_OF_AUTHOR, "всё от этого автора", "all by this author")              \
    X(AUTHOR_PAGE, "Страница автора", "The author's page")                     \
    X(WROTE_AT, "Где пишет", "Writes at")                                      \
    X(WROTE_N, "Упоминаний", "Mentions")                                       \
    X(FIRST_SEEN, "Впервые", "First")                                          \
    X(LAST_SEEN, "Последний раз", "Last")                                      \
    X(BY_NAME_ONLY,                                                            \
      "Своей страницы у автора нет: он узнан по имени на этом источнике.",     \
      "There is no page of the author's own: known by the name at this source.") \
    X(STARS_OVER_TIME, "Оценки по времени", "Stars over time")                 \
    X(STARS, "Оценка", "Stars")                                                \
    X(PROMISED_HIM, "Обещания автору", "Promises to the author")               \
    X(HIS_CASES, "Дела автора", "Cases of the author")                         \
    X(OUR_ANSWER, "Наш ответ", "Our reply")                                    \
    X(NOT_POSTED_YET, "согласован, ещё не опубликован", "approved, not posted yet") \
    X(WHOLE_THREAD, "Обсуждение целиком", "The whole thread")                  \
    X(THREAD_POSTS, "Записей", "Posts")                                        \
    X(THREAD_LEAD,                                                             \
      "Записи о нас по порядку, с нашими ответами и тем, что было после них.", \
      "Posts about us in their order, with our replies and what came after them.") \
    X(THREAD_WATCH, "Как часто смотрим", "How often we look")                  \
    X(WATCHED_EVERY, "отдельно, раз в %s", "apart, once in %s")                \
    X(WATCHED_NEXT, "снова", "again")                                          \
    X(WATCHED_NOT, "вместе с источником", "with its source")                   \
    X(IN_QUEUE, "Списком", "As a list")                                        \
    X(KIN_CUT, "Показаны не все: их слишком много.",                           \
      "Not all are shown: there are too many.")                                \
    X(JOBS, "Мои задания", "My jobs")                                          \
    X(JOBS_LEAD, "Три кнопки: когда посмотрю, сделано, не могу.",              \
      "Three buttons: when I will look, done, cannot.")                        \
    X(ORDER, "Так идёт дело", "How a case goes")                               \
    X(ORDER_LOOK, "«Посмотрю…» с днём: это обещание автору, и дело в работе.", \
      "“Will look…” with a day: that is a promise to the author, and the case is in work.") \
    X(ORDER_WRITE, "Всё, что узнали и сделали, записывайте в дело: звонить и спрашивать вас никто не будет.", \
      "Write what you find and do into the case: then nobody has to call and ask you.") \
    X(ORDER_DONE, "«Сделано», когда сделано. Не ваше или не выходит: «Не могу…» с причиной, и оно вернётся тому, кто поручил.", \
      "“Done” when it is done. Not yours, or it does not work: “Cannot…” with the reason, and it goes back to who gave it.") \
    X(ORDER_ASKED, "Потом автора спросят, всё ли хорошо, и дело закроют или вернут вам.", \
      "Then the author is asked whether all is well, and the case is closed or comes back to you.") \
    X(ORDER_DUE, "О сроке напоминают заранее; просроченное видит и руководитель.", \
      "You are reminded before it is due; what is late your head sees too.") \
    X(ORDER_UNTIL, "Это стоит здесь, пока ваше первое дело не выполнено.", \
      "This stands here until your first case is done.") \
    X(NO_JOBS, "Сейчас ничего не поручено.", "Nothing is yours to do just now.") \
    X(JOBS_MORE, "Остальные — в списке дел", "The others are in the list of cases") \
    X(JOB_LOOK, "Посмотрю…", "Will look…")                                     \
    X(JOB_LOOK_DAY, "В какой день", "On which day")                            \
    X(JOB_LOOK_DO, "Обещаю", "I promise")                                      \
    X(JOB_LOOK_WHAT, "посмотреть на месте", "to look at it on the spot")       \
    X(JOB_LOOKS, "Обещано посмотреть:", "Promised to look:")                   \
    X(JOB_DONE, "Сделано", "Done")                                             \
    X(JOB_DONE_WHAT, "Сделано на месте", "Done on the spot")                   \
    X(JOB_CANNOT, "Не могу…", "Cannot…")                                       \
    X(JOB_CANNOT_WHY, "Почему, что для этого нужно", "Why, what is needed")    \
    X(JOB_CANNOT_DO, "Передать", "Hand it back")                               \
    X(JOB_CANNOT_SAID, "Исполнитель не может: %s", "The assignee cannot: %s")  \
    X(JOB_HANDED, "Передано, решают:", "Handed back, with:")                   \
    X(JOB_TOLD_LOOK, "Записано: посмотрите в обещанный день.",                 \
      "Written down: you will look on the day promised.")                      \
    X(JOB_TOLD_DONE, "Записано: сделано.", "Written down: done.")              \
    X(JOB_TOLD_CANNOT, "Передано тому, кто поручил.",                          \
      "Handed back to who gave it.")                                           \
    X(PERSONS, "Данные людей", "Personal data")                                \
    X(PERSONS_LEAD,                                                            \
      "Где стоит человек, который писал или звонил, и как стереть его по его просьбе.", \
      "Where somebody stands who wrote or called, and how to erase him when he asks for it.") \
    X(PERSON_WHO, "Имя, адрес, логин или телефон", "Name, address, login or telephone") \
    X(PERSON_HINT,                                                             \
      "Ищется как часть текста, имя и в других падежах, во всех записях. В большой базе это занимает до минуты.", \
      "Looked for as part of a text, a name in its other cases too, in all that is stored. In a large store that takes up to a minute.") \
    X(PERSON_FIND, "Найти", "Find")                                            \
    X(PERSON_NOBODY, "Кого искать?", "Who is looked for?")                     \
    X(PERSON_PLACES, "Где стоит", "Where it stands")                           \
    X(PERSON_ERASABLE, "Из них имя целиком, можно стереть:",                   \
      "Of them the whole name, can be erased:")                                \
    X(PERSON_WHY, "Почему стереть (без имени: причина остаётся)",              \
      "Why it is erased (without the name: the reason stays)")                 \
    X(PERSON_WHY_NEEDED, "Напишите, почему.", "Please say why.")               \
    X(PERSON_ERASE, "Стереть…", "Erase…")                                      \
    X(PERSON_SURE,                                                             \
      "Это навсегда: слова исчезнут из упоминаний, дел и истории. Резервные копии и опубликованное проверьте отдельно.", \
      "It is for ever: the words go from mentions, cases and history. Backups and what was published have to be looked after apart.") \
    X(PERSON_AGAIN, "Для верности введите ещё раз, кого стереть",              \
      "To be sure, type once more who is to be erased")                        \
    X(PERSON_ERASE_DO, "Стереть навсегда", "Erase for ever")                   \
    X(PERSON_OTHER, "Введено не то же самое: ничего не стёрто.",               \
      "That was not the same: nothing was erased.")                            \
    X(PERSON_CONCERNED,                                                        \
      "Часть записей — о вашей работе: стирает другой человек.",               \
      "Some of it is about your own work: somebody else has to erase it.")     \
    X(PERSON_ERASED, "Стёрто. Запись об этом ниже.", "Erased. It is noted below.") \
    X(PERSON_NOWHERE, "Такого нигде нет: ничего не стёрто.",                   \
      "That stands nowhere: nothing was erased.")                              \
    X(ERASURES, "Что стёрто", "What was erased")                               \
    X(NO_ERASURES, "Пока ничего.", "Nothing yet.")                             \
    X(ERASED_ROWS, "изменено строк:", "rows changed:")                         \
    X(TOTP_QR, "Наведите на картинку камеру приложения с кодами:",             \
      "Point the camera of your code app at this picture:")                    \
    X(TOTP_QR_IS, "Секрет второго фактора картинкой; словами он ниже",         \
      "The secret of the second factor as a picture; in words it is below")    \
    X(TABLES, "Таблицы", "Tables")                                             \
    X(TAKE_ALONG, "Взять с собой", "Take along")                               \
    X(TAKE_ALONG_WHAT,                                                         \
      "Дела, которые вам видны: таблицей (безопасной для Excel) или целиком в JSON.", \
      "The cases that you see: as a table, safe from formulas, or whole as JSON.") \
    X(BRING_IN, "Принести таблицу обращений", "Bring in a table of complaints") \
    X(BRING_IN_WHAT,                                                           \
      "CSV до 5 МБ; то, что больше, берёт molva case import. Сначала видно, что получится; ничего не записывается, пока вы не согласитесь.", \
      "CSV of up to 5 MB; molva case import takes what is larger. First it is shown what would come of it; nothing is stored before you agree.") \
    X(TABLE_NAME, "Имя таблицы: по нему строки узнаются, когда она придёт снова", \
      "Name of the table: its rows are known by it when it comes again")       \
    X(TABLE_FILE, "Файл", "File")                                              \
    X(TABLE_TEXT, "Строки таблицы, с заголовками", "Rows of the table, with the headings") \
    X(TABLE_LOOK, "Показать, что получится", "Show what would come of it")     \
    X(TABLE_LARGE, "В таблице больше 5 МБ: её берёт molva case import.", \
      "The table has more than 5 MB: molva case import takes it.") \
    X(COLUMNS_KEPT, "Столбцы поняты как в прошлый раз; так и останется, пока вы их не смените.", \
      "The columns are taken as the last time; so it stays until you change them.") \
    X(TABLE_TAKE, "Записать дела:", "Register cases:")                         \
    X(TABLE_TAKEN, "Записано дел:", "Cases registered:")                       \
    X(COLUMNS, "Что в столбцах", "What the columns are")                       \
    X(COLUMN_NONE, "не брать", "leave out")                                    \
    X(ROWS_NEW, "новых строк:", "new rows:")                                   \
    X(ROWS_THERE, "уже есть:", "there already:")                               \
    X(ROWS_BAD, "не прочитано:", "not read:")                                  \
    X(FAULTS_AT, "Строка:столбец и что не так:", "Line:column and what is wrong:")
/* clang-format on */

#endif
