/* SPDX-License-Identifier: MIT
 * date: a table of the forms that sites use, in several zones. Now is Monday,
 * 2026-09-21 14:13:20 UTC. */
#include "base/date.h"

#include "tests/test.h"

#define NBSP "\xC2\xA0"

enum { NOW = 1790000000 };
enum zone_index { UTC, MOSCOW, BERLIN, NEW_YORK, FIXED, ZONES };

static const char *const NAMES[ZONES] = {
    "UTC", "Europe/Moscow", "Europe/Berlin", "America/New_York", "+05:00"};

static const struct {
    const char *text;     /* on the page */
    enum zone_index zone; /* of the source */
    bool month_first;     /* how the site writes 04-09-2005 */
    const char *utc;      /* NULL: no date that can be true */
    int64_t precision;    /* seconds */
} CASES[] = {
    // clang-format off
    {"2024-11-08T02:39:00+00:00", UTC, false, "2024-11-08T02:39:00Z", 1},
    {"2020-09-18T08:56:40-0700", UTC, false, "2020-09-18T15:56:40Z", 1},
    {"2020-09-18T08:56:40-0700", MOSCOW, false, "2020-09-18T15:56:40Z", 1},
    {"2018-09-27T14:51:09+0200", UTC, false, "2018-09-27T12:51:09Z", 1},
    {"2021-03-12T14:05:00Z", UTC, false, "2021-03-12T14:05:00Z", 1},
    {"2021-03-12T14:05:00Z", MOSCOW, false, "2021-03-12T14:05:00Z", 1},
    {"2024-05-06T07:08:09.123456Z", UTC, false, "2024-05-06T07:08:09Z", 1},
    {"2024-03-05T10:11:12.345678+07:00", UTC, false, "2024-03-05T03:11:12Z", 1},
    {"2023-01-02T10:11:12", UTC, false, "2023-01-02T10:11:12Z", 1},
    {"2023-01-02T10:11:12", MOSCOW, false, "2023-01-02T07:11:12Z", 1},
    {"2023-01-02T10:11:12", BERLIN, false, "2023-01-02T09:11:12Z", 1},
    {"2023-01-02T10:11", UTC, false, "2023-01-02T10:11:00Z", 60},
    {"2023-01-02T10:11", MOSCOW, false, "2023-01-02T07:11:00Z", 60},
    {"2022-10-08 16:05:01", UTC, false, "2022-10-08T16:05:01Z", 1},
    {"2022-10-08 16:05:01", MOSCOW, false, "2022-10-08T13:05:01Z", 1},
    {"2018-05-23", UTC, false, "2018-05-23T00:00:00Z", 86400},
    {"2018-05-23", MOSCOW, false, "2018-05-22T21:00:00Z", 86400},
    {"2018-05", UTC, false, "2018-05-01T00:00:00Z", 2592000},
    {"2016/01/02 05:02", UTC, false, "2016-01-02T05:02:00Z", 60},
    {"2024-02-18T12:45:04+03:00", UTC, false, "2024-02-18T09:45:04Z", 1},
    {"1457606598", UTC, false, "2016-03-10T10:43:18Z", 1},
    {"1439370514.0", UTC, false, "2015-08-12T09:08:34Z", 1},
    {"1699999200000", UTC, false, "2023-11-14T22:00:00Z", 1},
    {"19970126045828", UTC, false, "1997-01-26T04:58:28Z", 1},
    {"19970126045828", MOSCOW, false, "1997-01-26T04:58:28Z", 1},
    {"20150814", UTC, false, "2015-08-14T00:00:00Z", 86400},
    {"20150814", MOSCOW, false, "2015-08-13T21:00:00Z", 86400},
    {"Mon, 02 Jan 2023 10:11:12 +0000", UTC, false, "2023-01-02T10:11:12Z", 1},
    {"Mon, 02 Jan 2023 10:11:12 GMT", UTC, false, "2023-01-02T10:11:12Z", 1},
    {"Mon, 02 Jan 2023 10:11:12 GMT", MOSCOW, false, "2023-01-02T10:11:12Z", 1},
    {"Thu, 05 Jan 17 13:34:51 +0100", UTC, false, "2017-01-05T12:34:51Z", 1},
    {"Tue, 03 Jan 2023 00:00:00 EST", UTC, false, "2023-01-03T05:00:00Z", 1},
    {"05 Jan 2017 13:34:55", UTC, false, "2017-01-05T13:34:55Z", 1},
    {"05 Jan 2017 13:34:55", MOSCOW, false, "2017-01-05T10:34:55Z", 1},
    {"Пн, 02 Янв 2023 10:11:12 +0300", UTC, false, "2023-01-02T07:11:12Z", 1},
    {"Sunday, 06-Nov-94 08:49:37 GMT", UTC, false, "1994-11-06T08:49:37Z", 1},
    {"Tue, 03/05/2024 - 10:11", UTC, false, "2024-03-05T10:11:00Z", 60},
    {"Втр, 05/03/2024 - 10:11", UTC, true, "2024-03-05T10:11:00Z", 60},
    {"5 de marzo de 2024, 10:11", UTC, false, "2024-03-05T10:11:00Z", 60},
    {"Lun Ene 05, 2009 3:14 pm", UTC, false, "2009-01-05T15:14:00Z", 60},
    {"5 marzo 2024 alle ore 10:11", UTC, false, "2024-03-05T10:11:00Z", 60},
    {"Pon Sty 05, 2009 3:14 pm", UTC, false, "2009-01-05T15:14:00Z", 60},
    {"5 października 2024, 10:11", UTC, false, "2024-10-05T10:11:00Z", 60},
    {"5. září 2024 10:11", UTC, false, "2024-09-05T10:11:00Z", 60},
    {"5 Kasım 2024, 10:11", UTC, false, "2024-11-05T10:11:00Z", 60},
    {"5 de março de 2024 10:11", UTC, false, "2024-03-05T10:11:00Z", 60},
    {"Sun Nov  6 08:49:37 1994", UTC, false, "1994-11-06T08:49:37Z", 1},
    {"08 ноя 2024, 05:39", UTC, false, "2024-11-08T05:39:00Z", 60},
    {"08 ноя 2024, 05:39", MOSCOW, false, "2024-11-08T02:39:00Z", 60},
    {"08 ноя 2024, 05:39", BERLIN, false, "2024-11-08T04:39:00Z", 60},
    {"08 дек 2015, 02:53", UTC, false, "2015-12-08T02:53:00Z", 60},
    {"08 дек 2015, 02:53", MOSCOW, false, "2015-12-07T23:53:00Z", 60},
    {"Пн окт 27, 2014 1:24 pm", UTC, false, "2014-10-27T13:24:00Z", 60},
    {"Пн окт 27, 2014 1:24 pm", MOSCOW, false, "2014-10-27T10:24:00Z", 60},
    {"Вс сен 01, 2013 12:58 pm", UTC, false, "2013-09-01T12:58:00Z", 60},
    {"Вс сен 01, 2013 12:58 pm", MOSCOW, false, "2013-09-01T08:58:00Z", 60},
    {"Вс сен 01, 2013 12:58 am", UTC, false, "2013-09-01T00:58:00Z", 60},
    {"22 Авг, 2015", UTC, false, "2015-08-22T00:00:00Z", 86400},
    {"22 Авг, 2015", MOSCOW, false, "2015-08-21T21:00:00Z", 86400},
    {"4 Сен, 2015", UTC, false, "2015-09-04T00:00:00Z", 86400},
    {"30 нояб. 2015", UTC, false, "2015-11-30T00:00:00Z", 86400},
    {"3 дек. 2015", UTC, false, "2015-12-03T00:00:00Z", 86400},
    {"26 авг. 2009", UTC, false, "2009-08-26T00:00:00Z", 86400},
    {"1 сент. 2020, 10:00", UTC, false, "2020-09-01T10:00:00Z", 60},
    {"14 февр. 2021 г., 9:05", UTC, false, "2021-02-14T09:05:00Z", 60},
    {"22 сентября 2021", UTC, false, "2021-09-22T00:00:00Z", 86400},
    {"15 августа 2016, 13:43", UTC, false, "2016-08-15T13:43:00Z", 60},
    {"15 августа 2016, 13:43", MOSCOW, false, "2016-08-15T10:43:00Z", 60},
    {"15 августа 2016, 13:43", BERLIN, false, "2016-08-15T11:43:00Z", 60},
    {"12 марта 2021 в 14:05", UTC, false, "2021-03-12T14:05:00Z", 60},
    {"12 марта 2021 в 14:05", MOSCOW, false, "2021-03-12T11:05:00Z", 60},
    {"12 мар 2019, 10:00", UTC, false, "2019-03-12T10:00:00Z", 60},
    {"2 Январь, 2023 - 10:11", UTC, false, "2023-01-02T10:11:00Z", 60},
    {"2 Январь, 2023 - 10:11", MOSCOW, false, "2023-01-02T07:11:00Z", 60},
    {"10 января 2024", MOSCOW, false, "2024-01-09T21:00:00Z", 86400},
    {"9 мая 2022", UTC, false, "2022-05-09T00:00:00Z", 86400},
    {"9 Май 2022, 9:09", UTC, false, "2022-05-09T09:09:00Z", 60},
    {"5 июня 2020 г. в 08:00", UTC, false, "2020-06-05T08:00:00Z", 60},
    {"5 июл 2020 08:00:59", UTC, false, "2020-07-05T08:00:59Z", 1},
    {"7 апреля 2019 года", UTC, false, "2019-04-07T00:00:00Z", 86400},
    {"29.01.2016, 19:16", UTC, false, "2016-01-29T19:16:00Z", 60},
    {"29.01.2016, 19:16", MOSCOW, false, "2016-01-29T16:16:00Z", 60},
    {"16.02.2016 15:06", UTC, false, "2016-02-16T15:06:00Z", 60},
    {"17.02.2013 в 00:50", UTC, false, "2013-02-17T00:50:00Z", 60},
    {"12.07.2014 4:23", UTC, false, "2014-07-12T04:23:00Z", 60},
    {"03.04.2014 4:23", UTC, true, "2014-04-03T04:23:00Z", 60},
    {"29.10.14", UTC, false, "2014-10-29T00:00:00Z", 86400},
    {"21.01.2009, 05:42", UTC, false, "2009-01-21T05:42:00Z", 60},
    {"Добавлено: 15 авг 2016 13:43", UTC, false, "2016-08-15T13:43:00Z", 60},
    {"Сообщение Гость » 08 ноя 2024, 05:39", UTC, false, "2024-11-08T05:39:00Z", 60},
    {"Отправлено 01.12.2012 - 22:15", UTC, false, "2012-12-01T22:15:00Z", 60},
    {"08" NBSP "ноя" NBSP "2024," NBSP "05:39", UTC, false, "2024-11-08T05:39:00Z", 60},
    {"ноябрь 2015", UTC, false, "2015-11-01T00:00:00Z", 2592000},
    {"8 ноября в 15:30", UTC, false, "2025-11-08T15:30:00Z", 60},
    {"8 ноября в 15:30", MOSCOW, false, "2025-11-08T12:30:00Z", 60},
    {"8 мая в 15:30", UTC, false, "2026-05-08T15:30:00Z", 60},
    {"8 мая в 15:30", MOSCOW, false, "2026-05-08T12:30:00Z", 60},
    {"21 сентября, 10:00", UTC, false, "2026-09-21T10:00:00Z", 60},
    {"22 сентября, 10:00", UTC, false, "2026-09-22T10:00:00Z", 60},
    {"24 сентября, 10:00", UTC, false, "2025-09-24T10:00:00Z", 60},
    {"29 февраля, 10:00", UTC, false, "2024-02-29T10:00:00Z", 60},
    {"Dec 31 at 11:59 PM", UTC, false, "2025-12-31T23:59:00Z", 60},
    {"05.11 14:20", UTC, false, "2025-11-05T14:20:00Z", 60},
    {"Сегодня 00:26", UTC, false, "2026-09-21T00:26:00Z", 60},
    {"Сегодня 00:26", MOSCOW, false, "2026-09-20T21:26:00Z", 60},
    {"Сегодня 00:26", BERLIN, false, "2026-09-20T22:26:00Z", 60},
    {"Вчера 19:54", UTC, false, "2026-09-20T19:54:00Z", 60},
    {"Вчера 19:54", MOSCOW, false, "2026-09-20T16:54:00Z", 60},
    {"Вчера 19:54", BERLIN, false, "2026-09-20T17:54:00Z", 60},
    {"Вчера, 12:01", UTC, false, "2026-09-20T12:01:00Z", 60},
    {"Вчера, 12:01", MOSCOW, false, "2026-09-20T09:01:00Z", 60},
    {"Вчера, 12:01", BERLIN, false, "2026-09-20T10:01:00Z", 60},
    {"Сегодня в 12:01:44", UTC, false, "2026-09-21T12:01:44Z", 1},
    {"Сегодня в 12:01:44", MOSCOW, false, "2026-09-21T09:01:44Z", 1},
    {"Сегодня в 12:01:44", BERLIN, false, "2026-09-21T10:01:44Z", 1},
    {"вчера" NBSP "11:07", UTC, false, "2026-09-20T11:07:00Z", 60},
    {"вчера" NBSP "11:07", MOSCOW, false, "2026-09-20T08:07:00Z", 60},
    {"вчера" NBSP "11:07", BERLIN, false, "2026-09-20T09:07:00Z", 60},
    {"позавчера" NBSP "06:53", UTC, false, "2026-09-19T06:53:00Z", 60},
    {"позавчера" NBSP "06:53", MOSCOW, false, "2026-09-19T03:53:00Z", 60},
    {"позавчера" NBSP "06:53", BERLIN, false, "2026-09-19T04:53:00Z", 60},
    {"Today 05:18 PM", UTC, false, "2026-09-21T17:18:00Z", 60},
    {"Today 05:18 PM", NEW_YORK, false, "2026-09-21T21:18:00Z", 60},
    {"Yesterday 10:40 PM", UTC, false, "2026-09-20T22:40:00Z", 60},
    {"Yesterday 10:40 PM", NEW_YORK, false, "2026-09-21T02:40:00Z", 60},
    {"Today, 08:49 AM", UTC, false, "2026-09-21T08:49:00Z", 60},
    {"Yesterday, 07:09 PM", UTC, false, "2026-09-20T19:09:00Z", 60},
    {"Today at 09:45:11 AM", UTC, false, "2026-09-21T09:45:11Z", 1},
    {"Yesterday at 12:05 AM", UTC, false, "2026-09-20T00:05:00Z", 60},
    {"Yesterday at 12:05 AM", BERLIN, false, "2026-09-19T22:05:00Z", 60},
    {"Вчера", UTC, false, "2026-09-20T00:00:00Z", 86400},
    {"Вчера", MOSCOW, false, "2026-09-19T21:00:00Z", 86400},
    {"Heute um 18:05 Uhr", BERLIN, false, "2026-09-21T16:05:00Z", 60},
    {"Gestern, 09:00", BERLIN, false, "2026-09-20T07:00:00Z", 60},
    {"Gisteren om 10:00", UTC, false, "2026-09-20T10:00:00Z", 60},
    {"08-11-2024 Вчера, 10:40 PM", UTC, false, "2024-11-08T22:40:00Z", 60},
    {"15 часов назад", UTC, false, "2026-09-20T23:13:20Z", 3600},
    {"22 часа назад", UTC, false, "2026-09-20T16:13:20Z", 3600},
    {"5 минут назад", UTC, false, "2026-09-21T14:08:20Z", 60},
    {"минуту назад", UTC, false, "2026-09-21T14:12:20Z", 60},
    {"час назад", UTC, false, "2026-09-21T13:13:20Z", 3600},
    {"2 ч. 21 мин. назад", MOSCOW, false, "2026-09-21T11:52:20Z", 60},
    {"около 23 часов назад", UTC, false, "2026-09-20T15:13:20Z", 3600},
    {"неделю назад", UTC, false, "2026-09-14T14:13:20Z", 604800},
    {"две недели назад", UTC, false, "2026-09-07T14:13:20Z", 604800},
    {"двое суток назад", UTC, false, "2026-09-19T14:13:20Z", 86400},
    {"полгода назад", UTC, false, "2026-03-21T14:13:20Z", 15768000},
    {"3 дня назад", UTC, false, "2026-09-18T14:13:20Z", 86400},
    {"1 день назад", UTC, false, "2026-09-20T14:13:20Z", 86400},
    {"месяц назад", UTC, false, "2026-08-21T14:13:20Z", 2592000},
    {"2 года назад", UTC, false, "2024-09-21T14:13:20Z", 31536000},
    {"только что", UTC, false, "2026-09-21T14:13:20Z", 60},
    {"несколько секунд назад", UTC, false, "2026-09-21T14:13:20Z", 60},
    {"just now", UTC, false, "2026-09-21T14:13:20Z", 60},
    {"4 hours ago", UTC, false, "2026-09-21T10:13:20Z", 3600},
    {"1 minute ago", UTC, false, "2026-09-21T14:12:20Z", 60},
    {"30 days ago", UTC, false, "2026-08-22T14:13:20Z", 86400},
    {"267 seconds ago", UTC, false, "2026-09-21T14:08:53Z", 1},
    {"1 year ago", UTC, false, "2025-09-21T14:13:20Z", 31536000},
    {"a day ago", UTC, false, "2026-09-20T14:13:20Z", 86400},
    {"an hour ago", UTC, false, "2026-09-21T13:13:20Z", 3600},
    {"6 maanden geleden", UTC, false, "2026-03-21T14:13:20Z", 2592000},
    {"vor 3 Stunden", UTC, false, "2026-09-21T11:13:20Z", 3600},
    {"il y a 2 jours", UTC, false, "2026-09-19T14:13:20Z", 86400},
    {"5m", UTC, false, "2026-09-21T14:08:20Z", 60},
    {"3d ago", UTC, false, "2026-09-18T14:13:20Z", 86400},
    {"2 weeks ago", UTC, false, "2026-09-07T14:13:20Z", 604800},
    {"Posted 10 mins ago", UTC, false, "2026-09-21T14:03:20Z", 60},
    {"полчаса назад", UTC, false, "2026-09-21T13:43:20Z", 1800},
    {"Friday at 4:23 PM", UTC, false, "2026-09-18T16:23:00Z", 60},
    {"Friday at 4:23 PM", MOSCOW, false, "2026-09-18T13:23:00Z", 60},
    {"в среду, 12:30", UTC, false, "2026-09-16T12:30:00Z", 60},
    {"в среду, 12:30", MOSCOW, false, "2026-09-16T09:30:00Z", 60},
    {"Воскресенье в 09:00", UTC, false, "2026-09-20T09:00:00Z", 60},
    {"Воскресенье в 09:00", MOSCOW, false, "2026-09-20T06:00:00Z", 60},
    {"Monday at 1:00 PM", UTC, false, "2026-09-14T13:00:00Z", 60},
    {"Monday at 1:00 PM", MOSCOW, false, "2026-09-14T10:00:00Z", 60},
    {"Nov 14, 2015 at 4:23 AM", UTC, false, "2015-11-14T04:23:00Z", 60},
    {"Nov 14, 2015 at 4:23 AM", NEW_YORK, false, "2015-11-14T09:23:00Z", 60},
    {"Mar 10, 2016 at 10:43 AM", NEW_YORK, false, "2016-03-10T15:43:00Z", 60},
    {"Thu Dec 04, 2014 10:09 pm", UTC, false, "2014-12-04T22:09:00Z", 60},
    {"07 December 2015 - 12:15 AM", UTC, false, "2015-12-07T00:15:00Z", 60},
    {"August 29, 2015, 09:45:11 AM", UTC, false, "2015-08-29T09:45:11Z", 1},
    {"April 18, 2005", UTC, false, "2005-04-18T00:00:00Z", 86400},
    {"June 25th, 2012", UTC, false, "2012-06-25T00:00:00Z", 86400},
    {"1st of May 2019", UTC, false, "2019-05-01T00:00:00Z", 86400},
    {"22nd Nov 2025", UTC, false, "2025-11-22T00:00:00Z", 86400},
    {"Sept. 3, 2014", UTC, false, "2014-09-03T00:00:00Z", 86400},
    {"May 2015", UTC, false, "2015-05-01T00:00:00Z", 2592000},
    {"7/4/2015 3:05 p.m.", UTC, false, "2015-04-07T15:05:00Z", 60},
    {"7/4/2015 3:05 p.m.", UTC, true, "2015-07-04T15:05:00Z", 60},
    {"04-09-2005, 06:46 PM", UTC, true, "2005-04-09T18:46:00Z", 60},
    {"04-09-2005, 06:46 PM", UTC, false, "2005-09-04T18:46:00Z", 60},
    {"04-23-2005, 06:46 PM", UTC, false, "2005-04-23T18:46:00Z", 60},
    {"23-04-2005, 06:46 PM", UTC, true, "2005-04-23T18:46:00Z", 60},
    {"2016-01-02 05:02:22", UTC, false, "2016-01-02T05:02:22Z", 1},
    {"12:30, 14 July 2016", UTC, false, "2016-07-14T12:30:00Z", 60},
    {"Jul 4, 2021 12:00 AM", NEW_YORK, false, "2021-07-04T04:00:00Z", 60},
    {"Posted: Sun Jan 05, 2014 11:59 am", UTC, false, "2014-01-05T11:59:00Z", 60},
    {"10. Februar 2019 um 18:05 Uhr", BERLIN, false, "2019-02-10T17:05:00Z", 60},
    {"22. Dezember 2019 um 11:16 Uhr", BERLIN, false, "2019-12-22T10:16:00Z", 60},
    {"3. März 2020", BERLIN, false, "2020-03-02T23:00:00Z", 86400},
    {"19. Mai 2018", UTC, false, "2018-05-19T00:00:00Z", 86400},
    {"Ven 7 Oct 2011 08:23", UTC, false, "2011-10-07T08:23:00Z", 60},
    {"12 août 2020 à 14:05", UTC, false, "2020-08-12T14:05:00Z", 60},
    {"4 février 2019", UTC, false, "2019-02-04T00:00:00Z", 86400},
    {"31 mei 2017", UTC, false, "2017-05-31T00:00:00Z", 86400},
    {"12 січня 2022, 10:00", UTC, false, "2022-01-12T10:00:00Z", 60},
    {"2024-07-01 12:00:00", BERLIN, false, "2024-07-01T10:00:00Z", 1},
    {"2024-07-01 12:00:00", NEW_YORK, false, "2024-07-01T16:00:00Z", 1},
    {"2024-01-01 12:00:00", BERLIN, false, "2024-01-01T11:00:00Z", 1},
    {"2024-01-01 12:00:00", NEW_YORK, false, "2024-01-01T17:00:00Z", 1},
    {"2010-07-01 12:00:00", MOSCOW, false, "2010-07-01T08:00:00Z", 1},
    {"2012-01-01 12:00:00", MOSCOW, false, "2012-01-01T08:00:00Z", 1},
    {"01.02.2020 03:00", FIXED, false, "2020-01-31T22:00:00Z", 60},
    {"5 Jan 2020 10:00 UTC+3", UTC, false, "2020-01-05T07:00:00Z", 60},
    {"5 Jan 2020 10:00 MSK", UTC, false, "2020-01-05T07:00:00Z", 60},
    {"5 Jan 2020 10:00:00 PST", UTC, false, "2020-01-05T18:00:00Z", 1},
    {"", UTC, false, NULL, 0},
    {"no date here", UTC, false, NULL, 0},
    {"31 февраля 2020", UTC, false, NULL, 0},
    {"2026-12-01", UTC, false, NULL, 0},
    {"01.01.2030 10:00", UTC, false, NULL, 0},
    {"99.99.2015", UTC, false, NULL, 0},
    {"через 2 часа", UTC, false, NULL, 0},
    {"в сети", UTC, false, NULL, 0},
    {"12:30", UTC, false, NULL, 0},
    {"2015", UTC, false, NULL, 0},
    {"Сообщений: 512", UTC, false, NULL, 0},
    {"v1.2.3", UTC, false, NULL, 0},
    {"1234567", UTC, false, NULL, 0},
    {"+7 900 123-45-67", UTC, false, NULL, 0},
    {"0", UTC, false, NULL, 0},
    {"0000-00-00 00:00:00", UTC, false, NULL, 0},
    {"13/13/2013", UTC, false, NULL, 0},
    {"26 сентября 2026, 10:00", UTC, false, NULL, 0},
    // clang-format on
};

static void open_zones(struct zone **zones)
{
    struct err e = {0};
    for (int i = 0; i < ZONES; i++) {
        zones[i] = zone_new(str_of(NAMES[i]), &e);
        if (!zones[i])
            ck_abort_msg("%s", e.msg);
    }
}

static void close_zones(struct zone **zones)
{
    for (int i = 0; i < ZONES; i++)
        zone_free(zones[i]);
}

TEST(forms_of_dates)
{
    struct zone *zones[ZONES];
    struct buf got;
    int failed = 0;
    open_zones(zones);
    buf_init(&got, 64);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct date_context c = {.now = NOW,
                                 .zone = zones[CASES[i].zone],
                                 .month_first = CASES[i].month_first};
        struct date d = {0};
        buf_reset(&got);
        if (date_parse(str_of(CASES[i].text), &c, &d))
            date_rfc3339(&got, d.at, NULL);
        bool same = CASES[i].utc ? str_eqz(buf_view(&got), CASES[i].utc) &&
                                       d.precision == CASES[i].precision
                                 : got.n == 0;
        if (same)
            continue;
        failed++;
        printf("\"%s\" in %s: got %.*s to %lds, wanted %s to %lds\n",
               CASES[i].text, NAMES[CASES[i].zone], (int)got.n,
               got.p ? got.p : "", (long)d.precision,
               CASES[i].utc ? CASES[i].utc : "none", (long)CASES[i].precision);
    }
    ck_assert_int_eq(failed, 0);
    buf_clear(&got);
    close_zones(zones);
}
END

/* Times that no post can have: none of them becomes another day. */
static const char *const NEVER[] = {
    "0001-01-01",
    "0001-01-01T00:00:00Z",
    "0000-00-00 00:00:00",
    "0000-00-00T00:00:00+00:00",
    "Mon, 01 Jan 0001 00:00:00 +0000",
    "1 Jan 0001",
    "01.01.0001",
    "01/01/0001 00:00",
    "1 января 0001 г.",
    "00010101",
    "1970-01-01",
    "1970-01-01T00:00:00Z",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "1969-12-31T23:59:59Z",
    "1989-12-31T23:59:59Z",
    "31.12.1989",
    "31 декабря 1989",
    "1900-01-01",
    "1601-01-01T00:00:00Z",
    "Jan 1, 1601",
    "9999-12-31",
    "9999-12-31T23:59:59Z",
    "31 Dec 9999 23:59:59 GMT",
    "2036-01-01T00:00:00Z",
    "2100-06-15",
    "15.06.2100",
    "+10000-01-01",
    "4102444800",
    "631151999",
    "99999999999999",
    "253402300799000",
};

TEST(what_cannot_be_is_no_date)
{
    struct date_context c = {.now = NOW};
    for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++) {
        struct date d = {0};
        if (date_parse(str_of(NEVER[i]), &c, &d))
            ck_abort_msg("\"%s\" was read as %ld", NEVER[i], (long)d.at);
    }
    struct date d = {0};
    ck_assert(date_parse(STR("1990-01-01T00:00:00Z"), &c, &d));
    ck_assert_int_eq(d.at, 631152000);
}
END

TEST(order_of_day_and_month)
{
    ck_assert_int_eq(date_order(STR("04-23-2005, 06:46 PM")), 1);
    ck_assert_int_eq(date_order(STR("23/04/2005")), -1);
    ck_assert_int_eq(date_order(STR("04-09-2005")), 0);
    ck_assert_int_eq(date_order(STR("23.04.2005")), 0);
    /* The day of the week tells, when only one way makes it right. */
    ck_assert_int_eq(date_order(STR("Tue, 03/05/2024 - 10:11")), 1);
    ck_assert_int_eq(date_order(STR("Втр, 05/03/2024 - 10:11")), -1);
    ck_assert_int_eq(date_order(STR("Mon, 03/05/2024 - 10:11")), 0);
    ck_assert_int_eq(date_order(STR("Posted 12-31-10 here")), 1);
}
END

TEST(zones_by_name)
{
    static const struct {
        const char *name;
        int64_t at, offset;
    } OFFSETS[] = {
        {"Europe/Moscow", 1262304000, 10800}, /* winter 2010 */
        {"Europe/Moscow", 1278000000, 14400}, /* summer 2010 */
        {"Europe/Moscow", 1325376000, 14400}, /* 2012: summer for ever */
        {"Europe/Moscow", 1790000000, 10800}, /* since 2014 */
        {"Europe/Berlin", 1790000000, 7200},  /* by the rule */
        {"Europe/Berlin", 2540000000, 7200},  /* 2050, June */
        {"Europe/Berlin", 2556144000, 3600},  /* 2051, January */
        {"Asia/Yekaterinburg", 1790000000, 18000},
        {"America/New_York", 1790000000, -14400},
        {"Australia/Sydney", 2556144000, 39600}, /* summer in January */
        {"+03:00", 0, 10800},
        {"-0330", 0, -12600},
        {"UTC+3", 0, 10800},
        {"GMT", 0, 0},
    };
    for (size_t i = 0; i < sizeof OFFSETS / sizeof *OFFSETS; i++) {
        struct err e = {0};
        struct zone *z = zone_new(str_of(OFFSETS[i].name), &e);
        if (!z)
            ck_abort_msg("%s", e.msg);
        if (zone_offset(z, OFFSETS[i].at) != OFFSETS[i].offset)
            ck_abort_msg("%s at %ld: %ld", OFFSETS[i].name, (long)OFFSETS[i].at,
                         (long)zone_offset(z, OFFSETS[i].at));
        zone_free(z);
    }
}
END

TEST(unknown_zones)
{
    static const char *const WRONG[] = {
        "", "Europe/Moskow", "../passwd", "/etc/passwd", "+", "moscow time"};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        struct err e = {0};
        struct zone *z = zone_new(str_of(WRONG[i]), &e);
        if (z)
            ck_abort_msg("\"%s\" is a zone", WRONG[i]);
        ck_assert_str_ne(e.msg, "");
    }
}
END

TEST(dates_as_text)
{
    struct err e = {0};
    struct zone *z = zone_new(STR("Europe/Moscow"), &e);
    struct buf out;
    buf_init(&out, 64);
    date_rfc3339(&out, NOW, z);
    ck_assert_str(buf_view(&out), "2026-09-21T17:13:20+03:00");
    buf_reset(&out);
    date_human(&out, NOW, z, STR("ru"));
    ck_assert_str(buf_view(&out), "21.09.2026 17:13");
    buf_reset(&out);
    date_human(&out, NOW, z, STR("en"));
    ck_assert_str(buf_view(&out), "21 Sep 2026 17:13");
    buf_clear(&out);
    zone_free(z);
}
END

/* What people type for a promise: of a day its end, in their zone. */
TEST(a_moment_to_come)
{
    static const struct {
        const char *text;
        int64_t at; /* 0: none */
    } typed[] = {
        {"2030-12-01", 1922399999}, /* 23:59:59 of the day, UTC */
        {"2030-12-01 18:00", 1922378400},
        {"2030-12-01T18:00", 1922378400},
        {"01.12.2030 18:00", 1922378400},
        {"скоро", 0},
        {"today 18:00", 0}, /* by which clock? */
        {"завтра", 0},
        {"31 декабря", 0},
        {"Dec 31", 0},
        {"", 0},
    };
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        int64_t at = 0;
        bool is = date_due(str_of(typed[i].text), NULL, &at);
        ck_assert_msg(is == (typed[i].at > 0) && at == typed[i].at, "%s: %lld",
                      typed[i].text, (long long)at);
    }
}
END

TEST_MAIN("date", a_moment_to_come, forms_of_dates, what_cannot_be_is_no_date,
          order_of_day_and_month, zones_by_name, unknown_zones, dates_as_text)
