/* SPDX-License-Identifier: MIT
 * Words in disguise and texts in the letters of the other alphabet, by the
 * shipped rules: what they are read as, and what must stay as it is. */
#include "classify/disguise.h"
#include "classify/respell.h"
#include "tests/classify/words.h"

struct reading {
    const char *text, *meant; /* NULL: it stays */
};

static const struct reading DISGUISED[] = {
    {"х@ня, а не банк", "хуйня, а не банк"},
    {"полное г*вно", "полное говно"},
    {"Г@@@НО", "говно"},
    {"какой-то п***ц!", "какой-то пипец!"},
    {"вы бл# в каменном веке", "вы бля в каменном веке"},
    {"г0вно", "говно"},
    {"лохо***н чистой воды", "лохотрон чистой воды"},
    {"F***ing useless app", "fucking useless app"},
    {"what a sh!t service", "what a shit service"},
    {"(sh**)", "(shit)"},
    {"это п....ц", "это пиздец"},
    {"о б м а н", "обман"},
    {"это о.б.м.а.н!", "это обман!"},
    {"с-к-а-м и р_а_з_в_о_д", "с-к-а-м и развод"},
    {"s c a m", "scam"},
    {"п о л н ы й о т с т о й", "полный отстой"},
    /* Stars of a hotel, a footnote, stress, addresses, aircraft, sums. */
    {"Номер 5* отличный, цена*", NULL},
    {"**важно** и *тоже*", NULL},
    {"пишите на a@bank.ru или @bank", NULL},
    {"A330 и B777, Boeing 737MAX", NULL},
    {"120 р.!! получила 3р.!!!", NULL},
    {"т.д. и т.п., А. Н. Иванов, у.е.", NULL},
    {"так...но нет", NULL},
    {"C# и C++", NULL},
    {"я и в к о с у", NULL},
    {"1 2 3 4 5", NULL},
    {"", NULL},
};

static const struct reading RESPELT[] = {
    {"prilozhenie ne rabotaet tretij den",
     "приложение не работает третий день"},
    {"prilojenie ne rabotaet", "приложение не работает"},
    {"uzhasnyj bank, obmanshhiki", "ужасный банк, обманщики"},
    {"spasibo bolshoe", "спасибо большое"},
    {"eto obman, ya v shoke", "это обман, я в шоке"},
    {"moya karta ne rabotaet", "моя карта не работает"},
    {"ghbkj;tybt yt hf,jnftn", "приложение не работает"},
    {"Ghbdtn, rjulf pfhf,jnftn&", "привет, когда заработает&"},
    {"еру ышеу шы вщцт фпфшт", "the site is down again"},
    {"приложение не работает", NULL},
    {"The app does not work", NULL},
    {"Мой iPhone завис", NULL},
    {"@bank http://site.example #avgeek", NULL},
    {"Die App funktioniert seit drei Tagen nicht", NULL},
    {"Aplikacija ne radi već tri dana, podrška ćuti", NULL},
    {"Najgorszy bank, oszusci", NULL},
    {"Ilova uch kundan beri ishlamayapti", NULL},
    {"Додаток не працює вже третій день", NULL},
    {"Merci", NULL},
    {"lol", NULL},
    {"", NULL},
};

static const struct reading MISSPELT[] = {
    {"рабоатет", "работает"},
    {"приложние", "приложение"},
    {"хамтсво", "хамство"},
    {"ужастный", "ужасный"},
    {"блокироать", "блокировать"},
    {"отвратилельное", "отвратительное"},
    {"wroking", "working"},
    {"comapny", "company"},
    {"rubish", "rubbish"},
    {"fligths", "flights"},
    {"статусс", "статус"},
    /* Names, slang, right words and short ones. */
    {"марина", NULL},
    {"ленина", NULL},
    {"питере", NULL},
    {"гавном", NULL},
    {"ростелеком", NULL},
    {"яндекс", NULL},
    {"cancelled", NULL},
    {"reward", NULL},
    {"boeing", NULL},
    {"сайтт", NULL},
    {"банкк", NULL},
    {"работает", NULL},
    {"x", NULL},
};

static struct classifier *open_shipped(void)
{
    struct err e = {0};
    struct classifier *c =
        classify_open(&(struct classify_setup){.words = "rules/words"}, &e);
    ck_assert_msg(c, "%s", e.msg);
    return c;
}

static void check(struct arena *a, const struct reading *r, bool changed,
                  const struct folded *in, const struct folded *out)
{
    ck_assert_msg(changed == (r->meant != NULL), "%s -> " STR_FMT, r->text,
                  STR_ARG(changed ? out->text : in->text));
    if (!changed)
        return;
    ck_assert_str(out->text, r->meant);
    for (size_t i = 0; i < out->text.n; i++)
        ck_assert_uint_le(out->origin[i], out->origin[i + 1]);
    ck_assert_uint_eq(out->origin[out->text.n], strlen(r->text));
    arena_reset(a);
}

TEST(disguises_are_taken_off)
{
    struct arena a = {0};
    struct classifier *c = open_shipped();
    for (size_t i = 0; i < sizeof DISGUISED / sizeof *DISGUISED; i++) {
        struct folded in, out;
        text_fold(&a, str_of(DISGUISED[i].text), &in);
        bool changed = disguise_off(&a, c->rules.vocab, &in, &out);
        check(&a, &DISGUISED[i], changed, &in, &out);
    }
    classify_close(c);
    arena_clear(&a);
}
END

TEST(alphabets_are_exchanged)
{
    struct arena a = {0};
    struct classifier *c = open_shipped();
    for (size_t i = 0; i < sizeof RESPELT / sizeof *RESPELT; i++) {
        struct folded in, out;
        text_fold(&a, str_of(RESPELT[i].text), &in);
        bool accents = strstr(RESPELT[i].text, "ć") != NULL;
        bool changed = respell(&a, c->rules.vocab, &in, accents, &out);
        check(&a, &RESPELT[i], changed, &in, &out);
    }
    classify_close(c);
    arena_clear(&a);
}
END

/* The verdict is that of what is meant, its evidence the text's own bytes. */
TEST(verdicts_follow)
{
    static const struct {
        const char *text, *lang;
        enum mention_type type;
        const char *rule, *quote;
    } cases[] = {
        {"ne rabotaet sayt", "ru", TYPE_BROKEN, "ru.broken.not-working",
         "ne rabotaet"},
        {"еру ышеу шы вщцт фпфшт", "en", TYPE_BROKEN, "en.broken.down", "вщцт"},
        {"это о.б.м.а.н!", "ru", TYPE_RANT, "ru.general.cheats", "о.б.м.а.н"},
        {"F***ing useless app", "en", TYPE_RANT, "en.anger.swear", "F***ing"},
    };
    struct arena a = {0};
    struct classifier *c = open_shipped();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct verdict v;
        bool found = false;
        struct str text = str_of(cases[i].text);
        classify_text(c, &a,
                      &(struct classify_input){.text = text, .rating = -1}, &v);
        ck_assert_str(v.lang, cases[i].lang);
        ck_assert_msg(v.type == cases[i].type, "%s: %s", cases[i].text,
                      type_name(v.type));
        for (size_t k = 0; k < v.n; k++) {
            const struct evidence *e = &v.evidence[k];
            struct str quote = str_part(text, e->start, e->end - e->start);
            found |= str_eqz(e->rule, cases[i].rule) &&
                     str_find(quote, str_of(cases[i].quote)) >= 0;
        }
        ck_assert_msg(found, "%s: no %s", cases[i].text, cases[i].rule);
    }
    classify_close(c);
    arena_clear(&a);
}
END

TEST(one_mistake_is_mended)
{
    struct classifier *c = open_shipped();
    for (size_t i = 0; i < sizeof MISSPELT / sizeof *MISSPELT; i++) {
        const struct reading *r = &MISSPELT[i];
        const struct form_info *f = vocab_form(c->rules.vocab, str_of(r->text));
        struct str own = str_dup(&c->scratch, f->lemmas);
        const struct form_info *m = vocab_form(
            c->rules.vocab, str_of(r->meant ? r->meant : "работать"));
        bool mended = str_eq(own, m->lemmas) && !f->known;
        ck_assert_msg(mended == (r->meant != NULL), "%s: " STR_FMT, r->text,
                      STR_ARG(own));
    }
    classify_close(c);
}
END

TEST_MAIN("folding", disguises_are_taken_off, alphabets_are_exchanged,
          one_mistake_is_mended, verdicts_follow)
