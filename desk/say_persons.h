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
      "Handed back to who gave it.")
/* clang-format on */

#endif
