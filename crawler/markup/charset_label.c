/* SPDX-License-Identifier: MIT
 * charset_label: encodings and the labels pages give them, after WHATWG's
 * Encoding Standard and what old sites write. */
#include "crawler/markup/charset_label.h"

#include "base/ascii.h"

/* As iconv calls them where WHATWG's name is unknown to it. */
const char *const charset_names[CHARSETS_MOST] = {
    "windows-1251",
    "koi8-r",
    "koi8-u",
    "ibm866",
    "iso-8859-5",
    "mac-cyrillic",
    "windows-1252",
    "windows-1250",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "cp874",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "macintosh",
    "gbk",
    "gb18030",
    "big5-hkscs",
    "euc-jp",
    "cp932",
    "iso-2022-jp",
    "uhc",
    "utf-16le",
    "utf-16be",
    "utf-32le",
    "utf-32be",
    "cp437",
    "cp737",
    "cp775",
    "cp850",
    "cp852",
    "cp855",
    "cp857",
    "cp860",
    "cp861",
    "cp862",
    "cp863",
    "cp865",
    "cp869",
    "cp1125",
    "mac-centraleurope",
    "johab",
};

static const struct {
    const char *name, *labels; /* labels: between spaces */
} LABELS[] = {
    {"utf-8", " utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 x-unicode20utf8 "
              " cp65001 ascii-utf8 "
              " unicode20utf8 "},
    {"windows-1251",
     " windows-1251 cp1251 win-1251 windows1251 win1251 x-cp1251 "
     " ansi-1251 1251 windows-cp1251 cp-1251 "},
    {"koi8-r", " koi8-r koi koi8 koi8r koi8_r cskoi8r "},
    {"koi8-u", " koi8-u koi8-ru koi8u "},
    {"ibm866", " ibm866 866 cp866 csibm866 ibm-866 dos-866 "},
    {"iso-8859-5", " iso-8859-5 iso8859-5 iso88595 iso_8859-5 cyrillic "
                   " csisolatincyrillic iso-ir-144 "
                   " iso_8859-5:1988 "},
    {"mac-cyrillic",
     " x-mac-cyrillic mac-cyrillic x-mac-ukrainian mac-cyrillic "},
    {"windows-1252",
     " windows-1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 "
     " l1 cp1252 x-cp1252 ascii us-ascii ansi_x3.4-1968 cp819 "
     " ibm819 csisolatin1 iso-ir-100 windows1252 ansi iso8859_1 "
     " iso_8859-1:1987 latin-1 x-user-defined "},
    {"windows-1250", " windows-1250 cp1250 x-cp1250 win-1250 "},
    {"windows-1253", " windows-1253 cp1253 x-cp1253 "},
    {"windows-1254",
     " windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 "
     " latin5 l5 "
     " csisolatin5 iso-ir-148 iso_8859-9 iso_8859-9:1989 "},
    {"windows-1255", " windows-1255 cp1255 x-cp1255 "},
    {"windows-1256", " windows-1256 cp1256 x-cp1256 "},
    {"windows-1257", " windows-1257 cp1257 x-cp1257 "},
    {"windows-1258", " windows-1258 cp1258 x-cp1258 "},
    {"cp874", " windows-874 cp874 tis-620 iso-8859-11 iso8859-11 dos-874 "
              " iso885911 "},
    {"iso-8859-2", " iso-8859-2 iso8859-2 iso88592 iso_8859-2 latin2 l2 "
                   " csisolatin2 iso-ir-101 iso_8859-2:1987 "},
    {"iso-8859-3", " iso-8859-3 iso8859-3 latin3 "
                   " csisolatin3 iso-ir-109 iso88593 iso_8859-3 "
                   " iso_8859-3:1988 l3 "},
    {"iso-8859-4", " iso-8859-4 iso8859-4 latin4 "
                   " csisolatin4 iso-ir-110 iso88594 iso_8859-4 "
                   " iso_8859-4:1988 l4 "},
    {"iso-8859-6", " iso-8859-6 iso8859-6 arabic "
                   " asmo-708 csiso88596e csiso88596i csisolatinarabic "
                   " ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127 iso88596 "
                   " iso_8859-6 iso_8859-6:1987 "},
    {"iso-8859-7", " iso-8859-7 iso8859-7 greek greek8 "
                   " csisolatingreek ecma-118 elot_928 iso-ir-126 iso88597 "
                   " iso_8859-7 iso_8859-7:1987 sun_eu_greek "},
    {"iso-8859-8", " iso-8859-8 iso8859-8 hebrew iso-8859-8-i logical visual "
                   " csiso88598e csisolatinhebrew iso-8859-8-e iso-ir-138 "
                   " iso88598 iso_8859-8 iso_8859-8:1988 csiso88598i "},
    {"iso-8859-10", " iso-8859-10 iso8859-10 latin6 "
                    " csisolatin6 iso-ir-157 iso885910 l6 "},
    {"iso-8859-13", " iso-8859-13 iso8859-13 "
                    " iso885913 "},
    {"iso-8859-14", " iso-8859-14 iso8859-14 "
                    " iso885914 "},
    {"iso-8859-15", " iso-8859-15 iso8859-15 latin9 latin-9 l9 "
                    " csisolatin9 iso885915 iso_8859-15 "},
    {"iso-8859-16", " iso-8859-16 "},
    {"macintosh", " macintosh mac x-mac-roman csmacintosh "},
    {"gbk", " gbk gb2312 chinese csgb2312 gb_2312-80 x-gbk iso-ir-58 "
            " csiso58gb231280 gb_2312 "},
    {"gb18030", " gb18030 "},
    {"big5-hkscs", " big5 big5-hkscs big5-hkscs cn-big5 csbig5 x-x-big5 "},
    {"euc-jp", " euc-jp x-euc-jp cseucpkdfmtjapanese "},
    {"cp932", " shift_jis cp932 shift-jis sjis x-sjis ms_kanji windows-31j "
              " ms932 csshiftjis "},
    {"iso-2022-jp", " iso-2022-jp csiso2022jp "},
    {"uhc", " euc-kr uhc korean ks_c_5601-1987 ksc5601 ksc_5601 "
            " windows-949 cseuckr uhc "
            " csksc56011987 iso-ir-149 ks_c_5601-1989 "},
    {"utf-16le", " utf-16le utf-16 unicode ucs-2 iso-10646-ucs-2 csunicode "
                 " unicodefeff "},
    {"utf-16be", " utf-16be unicodefffe "},
    /* What browsers do not know: of DOS and of old Macs. */
    {"cp437", " cp437 ibm437 437 cspc8codepage437 dos-437 "},
    {"cp737", " cp737 ibm737 737 "},
    {"cp775", " cp775 ibm775 775 cspc775baltic "},
    {"cp850", " cp850 ibm850 850 cspc850multilingual cp858 ibm858 858 dos-850 "
              " ibm00858 "},
    {"cp852", " cp852 ibm852 852 cspcp852 dos-852 "},
    {"cp855", " cp855 ibm855 855 csibm855 "},
    {"cp857", " cp857 ibm857 857 csibm857 "},
    {"cp860", " cp860 ibm860 860 csibm860 "},
    {"cp861", " cp861 ibm861 861 csibm861 cp-is "},
    {"cp862", " cp862 ibm862 862 cspc862latinhebrew dos-862 "},
    {"cp863", " cp863 ibm863 863 csibm863 "},
    {"cp865", " cp865 ibm865 865 csibm865 "},
    {"cp869", " cp869 ibm869 869 csibm869 cp-gr "},
    {"cp1125", " cp1125 ibm1125 1125 cp866u ruscii "},
    {"mac-centraleurope", " x-mac-ce x-mac-centraleurroman maccentraleurope "
                          " mac-ce "},
    {"johab", " johab cp1361 ms1361 "},
};

const char *charset_by_label(struct str label)
{
    char word[34] = " ";
    size_t n = 1;
    label = str_trim(label);
    if (!label.n || label.n > 32)
        return NULL;
    for (size_t i = 0; i < label.n; i++) {
        char c = label.p[i];
        if (c == ' ')
            return NULL;
        word[n++] = ascii_lower(c);
    }
    word[n++] = ' ';
    for (size_t i = 0; i < sizeof LABELS / sizeof *LABELS; i++)
        if (str_find(str_of(LABELS[i].labels), (struct str){word, n}) >= 0)
            return LABELS[i].name;
    return NULL;
}
