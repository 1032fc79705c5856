/* SPDX-License-Identifier: MIT
 * lang: dictionaries first, then scripts, letters and libcld2. */
#include "classify/lang.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum {
    SAMPLE = 1000, /* bytes that libcld2 is shown */
    LEAST = 3,     /* letters of a word that says something */
    WIDE = 3       /* letters that a sign of Chinese is worth */
};

/* ---- libcld2 ----
 *
 * It is C++, but these two take and give plain values only, so that C may call
 * them by the names the linker knows. */

struct cld2_hints;
struct cld2_chunks;

extern int cld2_detect(const char *text, int n, bool plain,
                       const struct cld2_hints *hints, int flags,
                       int languages[3], int percent[3], double scores[3],
                       struct cld2_chunks *chunks, int *bytes,
                       bool *reliable) __asm__("_ZN4CLD224ExtDetectLanguageSumm"
                                               "aryEPKcibPKNS_8CLDHintsEiPNS_"
                                               "8LanguageEPiPdPSt6vectorINS_"
                                               "11ResultChunkESaISA_EES7_Pb");
extern const char *
cld2_code(int language) __asm__("_ZN4CLD212LanguageCodeENS_8LanguageE");

enum { CLD2_BEST_EFFORT = 0x4000 }; /* short texts too */

/* Codes that others write otherwise, kinds of Chinese, "not known". */
static const struct {
    const char *cld2, *ours;
} RENAMED[] = {{"iw", "he"}, {"jw", "jv"}, {"zh-Hant", "zh"},
               {"nb", "no"}, {"un", ""},   {"xxx", ""}};

/* Without addresses, names and hashtags, and no more than a sample. */
static struct str sample_of(struct str text, char *out)
{
    size_t n = 0;
    bool aside = false, begins = true;
    for (size_t at = 0, end; at < text.n && n + 4 < SAMPLE; at = end) {
        end = at;
        uint32_t c = str_utf8(text, &end);
        bool blank = c <= ' ';
        if (begins)
            aside = c == '@' || c == '#' ||
                    str_starts(str_from(text, at), STR("http"));
        begins = blank;
        if (blank)
            out[n++] = ' ';
        else if (!aside && c != 0xfffd)
            for (size_t i = at; i < end; i++)
                out[n++] = text.p[i];
    }
    return (struct str){out, n};
}

static const char *ask_cld2(struct str whole)
{
    char sample[SAMPLE];
    struct str text = sample_of(whole, sample);
    int languages[3] = {0}, percent[3], bytes;
    double scores[3];
    bool reliable;
    int found =
        cld2_detect(text.p, (int)text.n, true, NULL, CLD2_BEST_EFFORT,
                    languages, percent, scores, NULL, &bytes, &reliable);
    const char *code = cld2_code(found);
    for (size_t i = 0; i < sizeof RENAMED / sizeof *RENAMED; i++)
        if (strcmp(code, RENAMED[i].cld2) == 0)
            return RENAMED[i].ours;
    return code;
}

/* ---- scripts ---- */

struct script {
    uint32_t from, to; /* code points, `to` is none of them */
    const char *code;  /* language it is most often of */
    int weight;        /* letters that one of it is worth */
};

static const struct script SCRIPTS[] = {
    {0x370, 0x400, "el", 1},      {0x530, 0x590, "hy", 1},
    {0x590, 0x600, "he", 1},      {0x600, 0x780, "ar", 1},
    {0x900, 0x980, "hi", 1},      {0x980, 0xa00, "bn", 1},
    {0xa00, 0xa80, "pa", 1},      {0xa80, 0xb00, "gu", 1},
    {0xb80, 0xc00, "ta", 1},      {0xc00, 0xc80, "te", 1},
    {0xc80, 0xd00, "kn", 1},      {0xd00, 0xd80, "ml", 1},
    {0xd80, 0xe00, "si", 1},      {0xe00, 0xe80, "th", 1},
    {0xe80, 0xf00, "lo", 1},      {0xf00, 0x1000, "bo", 1},
    {0x1000, 0x10a0, "my", 1},    {0x10a0, 0x1100, "ka", 1},
    {0x1100, 0x1200, "ko", 1},    {0x1200, 0x13a0, "am", 1},
    {0x1780, 0x1800, "km", 1},    {0x1800, 0x18b0, "mn", 1},
    {0x1c90, 0x1cc0, "ka", 1},    {0x3040, 0x3100, "ja", WIDE},
    {0x3400, 0xa000, "zh", WIDE}, {0xac00, 0xd7b0, "ko", WIDE},
};
enum { SCRIPTS_N = sizeof SCRIPTS / sizeof *SCRIPTS };

static int script_of(uint32_t c)
{
    for (int i = 0; i < SCRIPTS_N && SCRIPTS[i].from <= c; i++)
        if (c < SCRIPTS[i].to)
            return i;
    return -1;
}

/* ---- what is counted ---- */

/* Letters of words, in a script of ours. */
struct share {
    size_t letters, known; /* all of them; those of words a dictionary has */
    size_t words;          /* words */
};

struct counts {
    struct share of[2];    /* [0] Cyrillic, [1] Latin */
    size_t foreign;        /* words with Cyrillic letters Russian has not */
    size_t in[SCRIPTS_N];  /* letters of other scripts, weighed */
    size_t other;          /* their sum */
    size_t ours;           /* letters of Cyrillic and Latin */
    const char *by_letter; /* a language that only one letter there has */
    size_t accented;       /* Latin letters with a mark */
    bool barred;           /* there is ө or ү, which Tajik has not */
};

/* Letters that one language has and none that is taken for it. */
static const struct {
    uint32_t letter;
    const char *code;
} ONLY[] = {{0x457, "uk"}, {0x454, "uk"}, {0x491, "uk"}, {0x452, "sr"},
            {0x45b, "sr"}, {0x453, "mk"}, {0x45c, "mk"}, {0x497, "tt"},
            {0x4a1, "ba"}, {0x499, "ba"}, {0x4d7, "cv"}, {0x4d1, "cv"},
            {0x4f3, "cv"}, {0x117, "lt"}, {0x173, "lt"}, {0x12f, "lt"},
            {0x259, "az"}, {0x135, "eo"}, {0x16d, "eo"}, {0x11d, "eo"}};

/* Of these two blocks small letters follow capitals; U+0400 is further. */
static uint32_t small(uint32_t c)
{
    if (c >= 0x400 && c < 0x410)
        return c + 0x50;
    bool pairs = (c >= 0x100 && c < 0x138) || (c >= 0x14a && c < 0x178) ||
                 (c >= 0x460 && c < 0x4c0) || (c >= 0x4d0 && c < 0x530);
    return pairs ? c | 1 : c;
}

static void count_only(struct counts *n, uint32_t c)
{
    c = small(c);
    n->barred |= c == 0x4e9 || c == 0x4af;
    for (size_t i = 0; i < sizeof ONLY / sizeof *ONLY && !n->by_letter; i++)
        if (ONLY[i].letter == c)
            n->by_letter = ONLY[i].code;
}

static bool is_ours(uint32_t c)
{
    return (c >= 0xc0 && c < 0x370 && c != 0xd7 && c != 0xf7) ||
           (c >= 0x400 && c < 0x530) || (c >= 0x1e00 && c < 0x1f00);
}

/* The two bytes of a letter from U+0410 to U+044F: most of those there are. */
static bool is_russian(unsigned char b, unsigned char next)
{
    return (b == 0xd0 && next >= 0x90 && next < 0xc0) ||
           (b == 0xd1 && next >= 0x80 && next < 0x90);
}

/* Has the text letters beside ASCII and Russian ones? Few texts have. Without
 * branches, so many bytes are looked at in one go. */
static bool has_rare(struct str text)
{
    unsigned char rare = 0;
    for (size_t i = 1; i < text.n; i++) {
        unsigned char lead = (unsigned char)text.p[i - 1];
        unsigned char c = (unsigned char)text.p[i];
        rare |= ((lead >= 0xc0) & (lead != 0xd0) & (lead != 0xd1)) |
                ((lead == 0xd0) & (c < 0x90) & (c != 0x81)) |
                ((lead == 0xd1) & (c >= 0x90) & (c != 0x91));
    }
    return rare;
}

static void count_scripts(struct counts *n, struct str text)
{
    for (size_t at = 0; at < text.n;) {
        unsigned char b = (unsigned char)text.p[at];
        if (b < 0x80) {
            n->ours += (unsigned char)((b | 0x20) - 'a') < 26;
            at++;
            continue;
        }
        if (is_russian(b,
                       at + 1 < text.n ? (unsigned char)text.p[at + 1] : 0)) {
            n->ours++;
            at += 2;
            continue;
        }
        uint32_t c = str_utf8(text, &at);
        int script = is_ours(c) ? -1 : script_of(c);
        if (script >= 0)
            n->in[script] += (size_t)SCRIPTS[script].weight;
        n->ours += is_ours(c);
        n->accented += is_ours(c) && (c < 0x370 || c >= 0x1e00);
        count_only(n, c);
    }
    for (int i = 0; i < SCRIPTS_N; i++)
        n->other += n->in[i];
}

static bool speaks(const struct doc *d, size_t i)
{
    const struct word *w = &d->words[i];
    char before = w->at ? d->folded.text.p[w->at - 1] : ' ';
    return !w->name && before != '@' && before != '#' && before != '/' &&
           w->form->letters >= LEAST;
}

static void count_words(struct counts *n, const struct doc *d)
{
    for (size_t i = 0; i < d->n; i++) {
        struct str w = d->words[i].form->word;
        unsigned char lead = w.n ? (unsigned char)w.p[0] : 0;
        bool latin = lead < 0x80;
        if ((!latin && (lead < 0xd0 || lead > 0xd3)) || !speaks(d, i))
            continue;
        struct share *s = &n->of[latin];
        size_t letters = d->words[i].form->letters;
        bool strange = !latin && d->words[i].form->foreign;
        s->words++;
        s->letters += letters;
        s->known += d->words[i].form->known && !strange ? letters : 0;
        n->foreign += strange;
    }
}

/* Words of very short texts, folded, that neither dictionary of ours has: two
 * words are too few for libcld2. */
static const struct {
    const char *code, *words; /* a blank around each */
} SHORT[] = {
    {"uk", " дякую дуже це що щоб якщо чому або немає погано жахливо кепсько "
           "гарно чудово чудовий найкращий найгірший найгірша спасибі шахраї "
           "працює гроші нічого магазину сподобалося сподобалось раджу "
           "поганий погана жахлива жах обслуговування співробітники "},
    {"be", " вельмі гэта дзякуй дзякую дрэнна дрэнны добра чаму шчыры няма "
           "жахліва кепска рэкамендую спадабалася "},
    {"bg", " съм това няма беше лош лоша лошо лоши препоръчвам добре защо "
           "тази този който която обслужване "
           "благодарим страхотно страхотен "
           "страхотна "},
    {"mk", " благодарам многу одлично услугата "},
    {"sr", " врло није нису најбоља најбољи "
           "препоручујем одлично "},
    {"kk", " рахмет рақмет жақсы емес өте керемет нашар қызмет "},
    {"ky", " рахмат жакшы абдан эмес "},
    {"uz", " яхши ёмон жуда раҳмат зўр rahmat yaxshi yomon juda zo'r ajoyib "},
    {"tt", " рәхмәт яхшы начар бик әйбәт "},
    {"tg", " ташаккур хуб бисёр "},
    {"az", " təşəkkür sağolun əla "},
    {"de", " danke schlecht gut sehr nicht schrecklich furchtbar wunderbar "
           "empfehlenswert unfreundlich freundlich katastrophe betrug "
           "schlimm hervorragend ausgezeichnet betruger frechheit "},
    {"fr", " merci tres mauvais mauvaise nul nulle bonjour parfait bien "
           "deçu decu decue arnaque "},
    {"es", " gracias muy malo mala bueno buena pesimo pesima excelente "
           "estafa estafadores bien "},
    {"pt", " obrigado obrigada pessimo pessima otimo otima muito ruim "
           "horrivel nao golpe "},
    {"it", " grazie ottimo ottima molto male bene orribile "
           "truffa schifo "},
    {"nl", " dank bedankt slecht slechte goed geweldig verschrikkelijk "},
    {"pl", " dziekuje dzieki bardzo polecam dobrze swietnie fatalnie "
           "beznadziejny okropne tragedia oszusci nie "},
    {"cs", " dekuji dekuju spatne hrozne vyborne skvele podvod diky "},
    {"sk", " dakujem "},
    {"hu", " koszonom nagyon rossz borzalmas szuper "},
    {"ro", " multumesc foarte prost groaznic excelent "},
    {"hr", " hvala uzasno odlicno prevara "},
    {"tr", " tesekkurler tesekkur cok kotu guzel berbat harika rezalet iyi "},
    {"fi", " kiitos huono erittain hyva kamala "},
    {"sv", " tack daligt bra mycket hemskt "},
    {"no", " takk darlig veldig "},
    {"da", " darligt meget forfaerdeligt "},
    {"lt", " aciu labai blogai gerai puiku "},
    {"lv", " paldies loti slikti labi "},
    {"et", " aitah vaga halb hea suureparane "},
    {"id", " terima kasih buruk bagus sangat jelek "},
};

/* A language that has one of the first words; an article behind a Bulgarian
 * noun. */
static const char *by_words(const struct doc *d)
{
    enum { FIRST = 8 };
    char z[2 * LEAST * 16];
    for (size_t i = 0; i < d->n && i < FIRST; i++) {
        const struct form_info *form = d->words[i].form;
        if (form->known || form->word.n + 3 > sizeof z)
            continue;
        if (str_ends(form->word, STR("ът")))
            return "bg";
        int n = snprintf(z, sizeof z, " " STR_FMT " ", STR_ARG(form->word));
        for (size_t k = 0; n > 0 && k < sizeof SHORT / sizeof *SHORT; k++)
            if (strstr(SHORT[k].words, z))
                return SHORT[k].code;
    }
    return NULL;
}

/* ---- which it is ---- */

static bool is_read(const char *code)
{
    return !strcmp(code, "ru") || !strcmp(code, "en");
}

/* A script of its own. Some are shared: Persian is written as Arabic is. */
static const char *of_script(const struct counts *n, struct str text)
{
    int most = 0;
    for (int i = 1; i < SCRIPTS_N; i++)
        if (n->in[i] > n->in[most])
            most = i;
    const char *code = SCRIPTS[most].code;
    for (int i = 0; i < SCRIPTS_N; i++) /* Japanese is mostly Chinese signs */
        if (n->in[i] && strcmp(SCRIPTS[i].code, "ja") == 0)
            return "ja";
    const char *cld2 = ask_cld2(text);
    return is_read(cld2) || !cld2[0] ? code : cld2;
}

static const char *named(const struct counts *n, const char *cld2)
{
    if (n->by_letter)
        return n->by_letter;
    if (n->barred && strcmp(cld2, "tg") == 0)
        return "mn";
    return is_read(cld2) || !cld2[0] ? "und" : cld2;
}

/* Percent of the letters that stand in known words. */
static size_t known(const struct share *s)
{
    return s->letters ? s->known * 100 / s->letters : 0;
}

/* Names, slang and typing errors leave of Russian texts half at least, of
 * Ukrainian ones a third, of Bulgarian ones two thirds: there libcld2 must
 * agree, and see some words. */
static const char *cyrillic(const struct counts *n, const struct doc *d,
                            struct str text)
{
    const struct share *s = &n->of[0];
    enum { CERTAIN = 80, DOUBTFUL = 50 };
    bool strange = n->foreign * 3 >= s->words && n->foreign;
    if (known(s) >= CERTAIN && !strange)
        return "ru";
    const char *cld2 = ask_cld2(text);
    const char *word = s->words < 4 ? by_words(d) : NULL;
    if (word)
        return s->words > 2 && !is_read(cld2) ? named(n, cld2) : word;
    if (strange && (s->words > 1 || n->by_letter || !is_read(cld2)))
        return known(s) < CERTAIN || n->foreign > 1 ? named(n, cld2) : "ru";
    size_t least = known(s) < DOUBTFUL ? 3 : 4;
    bool other = cld2[0] && !is_read(cld2);
    /* Four words of Serbian or Ukrainian have a letter that Russian has not. */
    if (!n->foreign && known(s) >= DOUBTFUL && strcmp(cld2, "bg") != 0)
        return "ru";
    return other && s->words >= least ? named(n, cld2) : "ru";
}

/* Words of English hold nine letters of ten, of German four at most. Accents
 * make an English word or two suspect, as in "Bonne expérience". */
static const char *latin(const struct counts *n, const struct doc *d,
                         struct str text)
{
    const struct share *s = &n->of[1];
    size_t certain = n->accented ? 80 : 60;
    if (known(s) >= certain)
        return "en";
    const char *cld2 = ask_cld2(text);
    const char *word = s->words < 4 ? by_words(d) : NULL;
    bool other = cld2[0] && !is_read(cld2);
    if (word)
        return s->words > 2 && other ? named(n, cld2) : word;
    if (s->words < 2 && !n->by_letter)
        return n->accented && other ? cld2 : "";
    return other || n->by_letter ? named(n, cld2) : "en";
}

struct str lang_of(const struct doc *d, struct str text)
{
    struct counts n = {0};
    if (has_rare(text))
        count_scripts(&n, text);
    if (n.other > n.ours)
        return str_of(of_script(&n, text));
    count_words(&n, d);
    if (!n.of[0].words && !n.of[1].words)
        return d->cyrillic > 0.5 ? STR("ru") : (struct str){0};
    if (n.of[0].letters * 2 >= n.of[1].letters)
        return str_of(cyrillic(&n, d, text));
    return str_of(latin(&n, d, text));
}

bool lang_is_foreign(struct str lang)
{
    return lang.n && !str_eqz(lang, "ru") && !str_eqz(lang, "en");
}
