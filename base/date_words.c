/* SPDX-License-Identifier: MIT
 * date_words: what the words of a date text mean: Russian and English whole,
 * the German, Dutch, French and Ukrainian words that forums show, and the
 * months and days of other languages of Europe. */
#include "base/date_words.h"

#include <string.h>

enum {
    MINUTE = 60,
    HOUR = 3600,
    DAY_S = 86400,
    WEEK = 7 * DAY_S,
    MONTH = 30 * DAY_S,
    YEAR = 365 * DAY_S
};

/* Full forms; any beginning of three letters or more is an abbreviation. */
static const char *const MONTHS[12] = {
    "январь января январе january januar januari janvier jaenner січень січня "
    "ιανουαριοσ ιανουαριου",
    "февраль февраля феврале february febuary februar februari fevrier лютий "
    "лютого "
    "φεβρουαριοσ φεβρουαριου",
    "март марта марте march marz maerz mrz maart mrt mars березень березня "
    "marcius μαρτιοσ μαρτιου μαω",
    "апрель апреля апреле april avril квітень квітня "
    "aprilis απριλιοσ απριλιου",
    "май мая мае may mai mei травень травня "
    "majus maujus μαιοσ μαιου",
    "июнь июня июне june juni juin червень червня "
    "junius ιουνιοσ ιουνιου ιον",
    "июль июля июле july juli juillet липень липня "
    "julius ιουλιοσ ιουλιου ιολ",
    "август августа августе august augustus aout серпень серпня "
    "augusztus αυγουστοσ αυγουστου",
    "сентябрь сентября сентябре september septembre вересень вересня "
    "szeptember σεπτεμβριοσ σεπτεμβριου",
    "октябрь октября октябре october oktober octobre жовтень жовтня "
    "οκτωβριοσ οκτωβριου",
    "ноябрь ноября ноябре november novembre листопад листопада "
    "νοεμβριοσ νοεμβριου",
    "декабрь декабря декабре december dezember decembre грудень грудня "
    "δεκεμβριοσ δεκεμβριου",
};

/* The same in Spanish, Italian, Portuguese, Polish, Czech, Turkish and the
 * languages of the North. Their beginnings are words of other languages ("out",
 * "set", "ago"), so an abbreviation stands for itself. */
static const char *const MONTHS_WHOLE[12] = {
    "enero ene gennaio gen janeiro styczen stycznia sty ledna ocak oca",
    "febrero febbraio fevereiro fev luty lutego lut unora subat sub februari",
    "marzo marco marzec marca brezna",
    "abril abr aprile kwiecien kwietnia kwi dubna nisan nis",
    "mayo maggio mag maio maj maja kvetna mayis",
    "junio giugno giu junho czerwiec czerwca cze cervna haziran haz",
    "julio luglio lug julho lipiec lipca lip cervence temmuz tem",
    "agosto sierpien sierpnia srpna agustos agu augusti",
    "septiembre setiembre settembre setembro wrzesien wrzesnia wrz zari eylul "
    "eyl",
    "octubre ottobre ott outubro pazdziernik pazdziernika paz rijna ekim eki",
    "noviembre novembro listopad listopada lis listopadu kasim kas",
    "diciembre dic dicembre dezembro dez grudzien grudnia gru prosince aralik "
    "desember",
};

static const char *const WEEKDAYS[7] = {
    "воскресенье воскресенья sunday sonntag zondag dimanche κυριακη",
    "понедельник понедельника monday montag maandag lundi δευτερα",
    "вторник вторника tuesday dienstag dinsdag mardi τριτη",
    "среда среду среды wednesday mittwoch woensdag mercredi τεταρτη",
    "четверг четверга thursday donnerstag donderdag jeudi πεμπτη",
    "пятница пятницу пятницы friday freitag vrijdag vendredi παρασκευη",
    "суббота субботу субботы saturday samstag zaterdag samedi σαββατο",
};

static const char *const WEEKDAYS_SHORT[7] = {
    "вс вск воскр sun κυρ",
    "пн пнд пон понед mon δευ",
    "вт втр втор tue tues τρι",
    "ср срд сред wed weds τετ",
    "чт чтв чет четв thu thur thurs πεμ",
    "пт птн пят пятн fri παρ",
    "сб сбт суб субб sat σαβ",
};

static const struct {
    int64_t seconds;
    int months;
    const char *words;
} UNITS[] = {
    {1, 0,
     "секунд секунду секунды секунда сек second seconds sec secs s sekunde "
     "sekunden seconden seconde secondes с"},
    {MINUTE, 0,
     "минут минуту минуты минута мин минуток минутку minute minutes min mins "
     "m minuten minuut м хв"},
    {HOUR, 0,
     "час часа часов ч часик hour hours hr hrs h stunde stunden uur uren "
     "heure heures годин годину години"},
    {DAY_S, 0,
     "день дня дней дн дни сут сутки суток day days d tag tage tagen dag "
     "dagen jour jours д"},
    {WEEK, 0,
     "неделю недели недель неделя неделе нед week weeks wk wks w woche wochen "
     "weken semaine semaines н"},
    {2 * (int64_t)WEEK, 0, "fortnight"},
    {MONTH, 1,
     "месяц месяца месяцев месяце мес month months mo mos mth mths monat "
     "monate monaten maand maanden mois"},
    {YEAR, 12,
     "год года лет году г л year years yr yrs y jahr jahre jahren jaar jaren "
     "ans рік роки років"},
    {10 * (int64_t)YEAR, 120, "десятилетие десятилетия decade decades"},
    /* Halves: unit and amount in one word, see AMOUNTS. */
    {MINUTE, 0, "полминуты"},
    {HOUR, 0, "полчаса полчасика"},
    {DAY_S, 0, "полдня"},
    {WEEK, 0, "полнедели"},
    {MONTH, 1, "полмесяца"},
    {YEAR, 12, "полгода"},
};

static const struct {
    int64_t thousandths;
    const char *words;
} AMOUNTS[] = {
    {500, "пол полминуты полчаса полчасика полдня полнедели полмесяца полгода"},
    {1000, "a an one один одну одна ein eine einem einer einen een un une"},
    {1500, "полтора полторы"},
    {2000, "два две двое пару пара two couple zwei twee deux"},
    {3000, "три трое three drei drie trois"},
    {4000, "четыре четверо four vier quatre"},
    {5000, "пять five funf vijf cinq"},
    {6000, "шесть six sechs zes"},
    {7000, "семь seven sieben zeven sept"},
    {8000, "восемь eight acht huit"},
    {9000, "девять nine neun negen neuf"},
    {10000, "десять ten zehn tien dix"},
    {11000, "одиннадцать eleven"},
    {12000, "двенадцать twelve dozen"},
    {15000, "пятнадцать fifteen"},
    {20000, "двадцать twenty"},
    {30000, "тридцать thirty"},
    {3000, "несколько few several einigen wenigen"},
};

static const char *const DAYS[3] = {
    "сегодня сьогодні today tonight heute vandaag aujourd hoy oggi hoje dzis "
    "dzisiaj dnes bugun idag",
    "вчера вчора yesterday gestern gisteren hier ayer ieri ontem wczoraj vcera "
    "dun igar",
    "позавчера позавчора vorgestern eergisteren anteayer przedwczoraj",
};

/* A star at the end: any word that begins so. */
static const struct {
    unsigned says;
    const char *words;
} SAYS[] = {
    {SAYS_AM, "am дп утра"},
    {SAYS_PM, "pm пп дня вечера"},
    {SAYS_NIGHT, "ночи"},
    {SAYS_AM_AHEAD, "half-am"},
    {SAYS_PM_AHEAD, "half-pm"},
    {SAYS_NOON, "noon midday полдень"},
    {SAYS_MIDNIGHT, "midnight полночь"},
    {SAYS_AGO, "назад ago geleden тому earlier"},
    {SAYS_BEFORE, "vor il"},
    {SAYS_HALF, "half половиной"},
    {SAYS_LAST, "прошл* минувш* last previous"},
    {SAYS_THIS, "этой этот этом эту этого сего текущ* this current"},
    {SAYS_NOW, "now сейчас что щойно moment moments мгновение мгновения"},
    {SAYS_ONLY, "только just right прямо gerade eben"},
    {SAYS_FEW, "несколько few several einigen wenigen"},
    {SAYS_FILL,
     "в во на at on in um om the of de by от г года год году гг "
     "uhr kl time de del las em le dia alle ore и and t a был была было около "
     "примерно почти "
     "about around over almost nearly approximately approx more "
     "than less более больше менее меньше чем свыше"},
    {SAYS_POST, "добав* опубликован* публикац* отправ* написан* написал* "
                "создан* оставлен* оставил* отзыв* ответ* сообщени* дата "
                "время коммент* размещен* пост запись posted added publish* "
                "written wrote submitted created review* repl* answer* "
                "comment* post date от sent message started asked"},
    {SAYS_EDIT, "измен* редакт* отредактир* обновл* правк* исправл* edited "
                "edit modif* updat* редаг* bearbeitet geandert"},
    {SAYS_OTHER, "регистрац* зарегистр* рег joined join regist* born "
                 "birth* рожден* онлайн online сети визит* visit* seen "
                 "заходил* заходила активн* active login logged"},
    {SAYS_UNTIL, "до по с со until till through since seit expires ends "
                 "valid через истекает начиная"},
    {SAYS_CODE, "версия версии версию версией верс version ver v build "
                "сборка сборки билд прошивка прошивки firmware fw release "
                "релиз ip арт артикул art sku код code тел телефон phone tel "
                "fax факс моб инн isbn гост счет счёт score дом кв корп "
                "модель model rev serial"},
};

static const struct {
    const char *word;
    int64_t offset;
} ZONES[] = {
    {"z", 0},
    {"gmt", 0},
    {"utc", 0},
    {"гринвичу", 0},
    {"ut", 0},
    {"wet", 0},
    {"est", -5 * HOUR},
    {"edt", -4 * HOUR},
    {"cst", -6 * HOUR},
    {"cdt", -5 * HOUR},
    {"mst", -7 * HOUR},
    {"mdt", -6 * HOUR},
    {"pst", -8 * HOUR},
    {"pdt", -7 * HOUR},
    {"cet", HOUR},
    {"cest", 2 * HOUR},
    {"bst", HOUR},
    {"eet", 2 * HOUR},
    {"eest", 3 * HOUR},
    {"met", HOUR},
    {"mest", 2 * HOUR},
    {"west", HOUR},
    {"at", -4 * HOUR},
    {"et", -5 * HOUR},
    {"ct", -6 * HOUR},
    {"mt", -7 * HOUR},
    {"pt", -8 * HOUR},
    {"ist", 5 * HOUR + 1800},
    {"jst", 9 * HOUR},
    {"kst", 9 * HOUR},
    {"hst", -10 * HOUR},
    {"akst", -9 * HOUR},
    {"akdt", -8 * HOUR},
    {"adt", -3 * HOUR},
    {"ast", -4 * HOUR},
    {"nzst", 12 * HOUR},
    {"nzdt", 13 * HOUR},
    {"aest", 10 * HOUR},
    {"aedt", 11 * HOUR},
    {"awst", 8 * HOUR},
    {"msk", 3 * HOUR},
    {"msd", 4 * HOUR},
    {"мск", 3 * HOUR},
    {"московскому", 3 * HOUR},
    {"москве", 3 * HOUR},
    {"moscow", 3 * HOUR},
    {"samt", 4 * HOUR},
    {"yekt", 5 * HOUR},
    {"екб", 5 * HOUR},
    {"omst", 6 * HOUR},
    {"novt", 7 * HOUR},
    {"krat", 7 * HOUR},
    {"irkt", 8 * HOUR},
    {"yakt", 9 * HOUR},
    {"vlat", 10 * HOUR},
    {"magt", 11 * HOUR},
    {"pett", 12 * HOUR},
};

/* Is the word one of the words, which blanks part? */
static bool is_one_of(const char *word, const char *words)
{
    while (*words) {
        const char *w = word;
        while (*w && *w == *words) {
            w++;
            words++;
        }
        if (*words == '*' || (!*w && (!*words || *words == ' ')))
            return true;
        while (*words && *words != ' ')
            words++;
        words += *words == ' ';
    }
    return false;
}

/* Letters, not bytes: Cyrillic has two bytes each. */
static size_t letters(const char *word)
{
    size_t n = 0;
    for (; *word; word++)
        n += ((unsigned char)*word & 0xC0) != 0x80;
    return n;
}

static bool is_month(const char *word, const char *forms)
{
    struct str rest = str_of(forms), one;
    size_t n = strlen(word);
    while (str_split(&rest, ' ', &one))
        if (n <= one.n && memcmp(one.p, word, n) == 0)
            return true;
    return false;
}

static void meaning_of_time(const char *word, struct date_meaning *m)
{
    bool enough = letters(word) >= 3;
    for (int i = 0; i < 12 && enough && !m->month; i++)
        if (is_month(word, MONTHS[i]) || is_one_of(word, MONTHS_WHOLE[i]))
            m->month = i + 1;
    for (int i = 0; i < 7; i++) {
        if (is_one_of(word, WEEKDAYS[i]))
            m->weekday = i;
        if (!is_one_of(word, WEEKDAYS_SHORT[i]))
            continue;
        m->weekday = i;
        m->says |= SAYS_SHORT;
    }
    for (int i = 0; i < 3; i++)
        if (is_one_of(word, DAYS[i]))
            m->day = i;
    for (size_t i = 0; i < sizeof ZONES / sizeof *ZONES; i++) {
        if (strcmp(ZONES[i].word, word) != 0)
            continue;
        m->says |= SAYS_ZONE;
        m->offset = ZONES[i].offset;
    }
    if (is_one_of(word, "at et met pt mt ct ut ist west wet moscow"))
        m->says |= SAYS_DOUBTFUL;
}

static void meaning_of_amount(const char *word, struct date_meaning *m)
{
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS && !m->unit; i++) {
        if (!is_one_of(word, UNITS[i].words))
            continue;
        m->unit = UNITS[i].seconds;
        m->months = UNITS[i].months;
    }
    for (size_t i = 0; i < sizeof AMOUNTS / sizeof *AMOUNTS; i++)
        if (is_one_of(word, AMOUNTS[i].words))
            m->amount = AMOUNTS[i].thousandths;
    for (size_t i = 0; i < sizeof SAYS / sizeof *SAYS; i++)
        if (is_one_of(word, SAYS[i].words))
            m->says |= SAYS[i].says;
}

struct date_meaning date_meaning(const struct date_token *t)
{
    struct date_meaning m = {.weekday = -1, .day = -1};
    if (t->kind != DATE_WORD_TOKEN)
        return m;
    meaning_of_time(t->word, &m);
    meaning_of_amount(t->word, &m);
    return m;
}
