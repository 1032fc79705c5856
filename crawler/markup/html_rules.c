/* SPDX-License-Identifier: MIT
 * html_rules: what is known of the elements of HTML.
 *
 * Kinds are those of the HTML standard. Which start ends which element, and
 * the priority of end tags, is what libxml2 2.9.14 was seen to do with each
 * pair of elements: html_tree.c must build its trees. Script and style, which
 * html_plain.c hides from it, end for nobody. */
#include "crawler/markup/html_rules.h"

#include <string.h>

/* Elements whose start ends others. */
enum ender {
    B_A,
    B_ADDRESS,
    B_BLOCKQUOTE,
    B_CAPTION,
    B_CENTER,
    B_COL,
    B_COLGROUP,
    B_DD,
    B_DIR,
    B_DIV,
    B_DL,
    B_DT,
    B_FIELDSET,
    B_FORM,
    B_FRAMESET,
    B_HR,
    B_LI,
    B_LISTING,
    B_MENU,
    B_OL,
    B_OPTGROUP,
    B_OPTION,
    B_P,
    B_PRE,
    B_TABLE,
    B_TBODY,
    B_TD,
    B_TFOOT,
    B_TH,
    B_THEAD,
    B_TITLE,
    B_TR,
    B_UL,
    B_XMP,
    B_HEADING
};

#define BIT(name)    (UINT64_C(1) << B_##name)
#define ENDS_HEADING (BIT(FIELDSET) | BIT(FORM) | BIT(LI) | BIT(P) | BIT(TABLE))

/* By first letter, so that a look-up compares few names. */
static const struct html_element ELEMENTS[] = {
    {"a", .ends = BIT(A),
     .ended_by = BIT(A) | BIT(FIELDSET) | BIT(TABLE) | BIT(TD) | BIT(TH)},
    {"address", .ends = BIT(ADDRESS),
     .ended_by = BIT(DD) | BIT(DL) | BIT(DT) | BIT(FORM) | BIT(LI) | BIT(UL)},
    {"annotation-xml", .kinds = HTML_POINT},
    {"area", .kinds = HTML_VOID},
    {"b", .kinds = HTML_BREAKS_OUT,
     .ended_by = BIT(CENTER) | BIT(P) | BIT(TD) | BIT(TH)},
    {"base", .kinds = HTML_VOID | HTML_HEAD},
    {"basefont", .kinds = HTML_VOID | HTML_HEAD},
    {"bgsound", .kinds = HTML_VOID | HTML_HEAD},
    {"big", .kinds = HTML_BREAKS_OUT, .ended_by = BIT(P)},
    {"blockquote", .kinds = HTML_BREAKS_OUT, .ends = BIT(BLOCKQUOTE)},
    {"body", .kinds = HTML_BREAKS_OUT, .role = HTML_IS_BODY,
     .end_priority = 200},
    {"br", .kinds = HTML_VOID | HTML_BREAKS_OUT, .role = HTML_IS_BR},
    {"caption", .ends = BIT(CAPTION),
     .ended_by = BIT(COL) | BIT(COLGROUP) | BIT(TBODY) | BIT(TFOOT) |
                 BIT(THEAD) | BIT(TR)},
    {"center", .kinds = HTML_BREAKS_OUT, .ends = BIT(CENTER)},
    {"code", .kinds = HTML_BREAKS_OUT},
    {"col", .kinds = HTML_VOID, .ends = BIT(COL)},
    {"colgroup", .ends = BIT(COLGROUP),
     .ended_by =
         BIT(COLGROUP) | BIT(TBODY) | BIT(TFOOT) | BIT(THEAD) | BIT(TR)},
    {"dd", .kinds = HTML_BREAKS_OUT, .ends = BIT(DD), .ended_by = BIT(DT)},
    {"desc", .kinds = HTML_POINT},
    {"dir", .ends = BIT(DIR),
     .ended_by = BIT(DD) | BIT(DL) | BIT(DT) | BIT(FORM) | BIT(UL)},
    {"div", .kinds = HTML_BREAKS_OUT, .end_priority = 150, .ends = BIT(DIV)},
    {"dl", .kinds = HTML_BREAKS_OUT, .ends = BIT(DL),
     .ended_by = BIT(FORM) | BIT(LI)},
    {"dt", .kinds = HTML_BREAKS_OUT, .ends = BIT(DT),
     .ended_by = BIT(DD) | BIT(DL)},
    {"em", .kinds = HTML_BREAKS_OUT},
    {"embed", .kinds = HTML_VOID | HTML_BREAKS_OUT},
    {"fieldset", .ends = BIT(FIELDSET)},
    {"font", .role = HTML_IS_FONT, .ended_by = BIT(CENTER) | BIT(TD) | BIT(TH)},
    {"foreignobject", .kinds = HTML_POINT},
    {"form", .role = HTML_IS_FORM, .ends = BIT(FORM), .ended_by = BIT(FORM)},
    {"frame", .kinds = HTML_VOID, .role = HTML_IS_FRAME},
    {"frameset", .role = HTML_IS_FRAMESET, .ends = BIT(FRAMESET)},
    {"h1", .kinds = HTML_BREAKS_OUT, .ends = BIT(HEADING),
     .ended_by = ENDS_HEADING},
    {"h2", .kinds = HTML_BREAKS_OUT, .ends = BIT(HEADING),
     .ended_by = ENDS_HEADING},
    {"h3", .kinds = HTML_BREAKS_OUT, .ends = BIT(HEADING),
     .ended_by = ENDS_HEADING},
    {"h4", .kinds = HTML_BREAKS_OUT, .ends = BIT(HEADING),
     .ended_by = ENDS_HEADING},
    {"h5", .kinds = HTML_BREAKS_OUT, .ends = BIT(HEADING),
     .ended_by = ENDS_HEADING},
    {"h6", .kinds = HTML_BREAKS_OUT, .ends = BIT(HEADING),
     .ended_by = ENDS_HEADING},
    {"head", .kinds = HTML_BREAKS_OUT, .role = HTML_IS_HEAD,
     .end_priority = 200},
    {"hr", .kinds = HTML_VOID | HTML_BREAKS_OUT, .ends = BIT(HR)},
    {"html", .role = HTML_IS_HTML, .end_priority = 220},
    {"i", .kinds = HTML_BREAKS_OUT,
     .ended_by = BIT(CENTER) | BIT(P) | BIT(TD) | BIT(TH)},
    {"iframe", .kinds = HTML_RAWTEXT},
    {"image", .kinds = HTML_VOID, .role = HTML_IS_IMAGE},
    {"img", .kinds = HTML_VOID | HTML_BREAKS_OUT},
    {"input", .kinds = HTML_VOID},
    {"isindex", .kinds = HTML_VOID},
    {"keygen", .kinds = HTML_VOID},
    {"legend", .ended_by = BIT(FIELDSET)},
    {"li", .kinds = HTML_BREAKS_OUT, .ends = BIT(LI), .ended_by = BIT(LI)},
    {"link", .kinds = HTML_VOID | HTML_HEAD},
    {"listing", .kinds = HTML_NEWLINE | HTML_BREAKS_OUT, .ends = BIT(LISTING),
     .ended_by = BIT(DD) | BIT(DL) | BIT(DT) | BIT(FIELDSET) | BIT(FORM) |
                 BIT(LI) | BIT(TABLE) | BIT(UL)},
    {"math", .role = HTML_IS_FOREIGN},
    {"menu", .kinds = HTML_BREAKS_OUT, .ends = BIT(MENU),
     .ended_by = BIT(DD) | BIT(DL) | BIT(DT) | BIT(FORM) | BIT(UL)},
    {"meta", .kinds = HTML_VOID | HTML_HEAD | HTML_BREAKS_OUT},
    {"mi", .kinds = HTML_POINT},
    {"mn", .kinds = HTML_POINT},
    {"mo", .kinds = HTML_POINT},
    {"ms", .kinds = HTML_POINT},
    {"mtext", .kinds = HTML_POINT},
    {"nobr", .kinds = HTML_BREAKS_OUT},
    {"noembed", .kinds = HTML_RAWTEXT},
    {"noframes", .kinds = HTML_RAWTEXT | HTML_HEAD, .role = HTML_IS_NOFRAMES},
    {"noscript", .kinds = HTML_HEAD, .role = HTML_IS_NOSCRIPT},
    {"ol", .kinds = HTML_BREAKS_OUT, .ends = BIT(OL),
     .ended_by = BIT(FORM) | BIT(UL)},
    {"optgroup", .ends = BIT(OPTGROUP)},
    {"option", .ends = BIT(OPTION), .ended_by = BIT(OPTGROUP) | BIT(OPTION)},
    {"p", .kinds = HTML_BREAKS_OUT, .role = HTML_IS_P, .ends = BIT(P),
     .ended_by = BIT(ADDRESS) | BIT(BLOCKQUOTE) | BIT(CAPTION) | BIT(CENTER) |
                 BIT(COL) | BIT(COLGROUP) | BIT(DD) | BIT(DIR) | BIT(DIV) |
                 BIT(DL) | BIT(DT) | BIT(FIELDSET) | BIT(FORM) | BIT(FRAMESET) |
                 BIT(HR) | BIT(LI) | BIT(LISTING) | BIT(MENU) | BIT(OL) |
                 BIT(P) | BIT(PRE) | BIT(TABLE) | BIT(TBODY) | BIT(TD) |
                 BIT(TFOOT) | BIT(TH) | BIT(TITLE) | BIT(TR) | BIT(UL) |
                 BIT(XMP) | BIT(HEADING)},
    {"param", .kinds = HTML_VOID},
    {"plaintext", .kinds = HTML_PLAINTEXT},
    {"pre", .kinds = HTML_NEWLINE | HTML_BREAKS_OUT, .ends = BIT(PRE),
     .ended_by = BIT(DD) | BIT(DL) | BIT(DT) | BIT(FIELDSET) | BIT(FORM) |
                 BIT(LI) | BIT(TABLE) | BIT(UL)},
    {"ruby", .kinds = HTML_BREAKS_OUT},
    {"s", .kinds = HTML_BREAKS_OUT, .ended_by = BIT(P)},
    {"script", .kinds = HTML_SCRIPT | HTML_HEAD},
    {"small", .kinds = HTML_BREAKS_OUT, .ended_by = BIT(P)},
    {"source", .kinds = HTML_VOID},
    {"span", .kinds = HTML_BREAKS_OUT, .ended_by = BIT(TD) | BIT(TH)},
    {"strike", .kinds = HTML_BREAKS_OUT, .ended_by = BIT(P)},
    {"strong", .kinds = HTML_BREAKS_OUT},
    {"style", .kinds = HTML_RAWTEXT | HTML_HEAD},
    {"sub", .kinds = HTML_BREAKS_OUT},
    {"sup", .kinds = HTML_BREAKS_OUT},
    {"svg", .role = HTML_IS_FOREIGN},
    {"table", .kinds = HTML_BREAKS_OUT, .end_priority = 190,
     .ends = BIT(TABLE)},
    {"tbody", .end_priority = 180, .ends = BIT(TBODY),
     .ended_by = BIT(TBODY) | BIT(TFOOT)},
    {"td", .end_priority = 160, .ends = BIT(TD),
     .ended_by = BIT(TBODY) | BIT(TD) | BIT(TFOOT) | BIT(TH) | BIT(TR)},
    {"template", .kinds = HTML_HEAD, .role = HTML_IS_TEMPLATE},
    {"textarea", .kinds = HTML_RCDATA | HTML_NEWLINE},
    {"tfoot", .end_priority = 180, .ends = BIT(TFOOT), .ended_by = BIT(TBODY)},
    {"th", .end_priority = 160, .ends = BIT(TH),
     .ended_by = BIT(TBODY) | BIT(TD) | BIT(TFOOT) | BIT(TH) | BIT(TR)},
    {"thead", .end_priority = 180, .ends = BIT(THEAD),
     .ended_by = BIT(TBODY) | BIT(TFOOT)},
    {"title", .kinds = HTML_RCDATA | HTML_HEAD | HTML_POINT, .ends = BIT(TITLE),
     .ended_by = BIT(FRAMESET)},
    {"tr", .end_priority = 170, .ends = BIT(TR),
     .ended_by = BIT(TBODY) | BIT(TFOOT) | BIT(TR)},
    {"track", .kinds = HTML_VOID},
    {"tt", .kinds = HTML_BREAKS_OUT, .ended_by = BIT(P)},
    {"u", .kinds = HTML_BREAKS_OUT, .ended_by = BIT(P) | BIT(TD) | BIT(TH)},
    {"ul", .kinds = HTML_BREAKS_OUT, .ends = BIT(UL),
     .ended_by = BIT(ADDRESS) | BIT(FORM) | BIT(MENU) | BIT(OL) | BIT(PRE)},
    {"var", .kinds = HTML_BREAKS_OUT},
    {"wbr", .kinds = HTML_VOID},
    {"xmp", .kinds = HTML_RAWTEXT, .ends = BIT(XMP),
     .ended_by = BIT(DD) | BIT(DL) | BIT(DT) | BIT(FIELDSET) | BIT(FORM) |
                 BIT(LI) | BIT(TABLE) | BIT(UL)},
};

const struct html_element *html_element(const char *name)
{
    static const struct html_element UNKNOWN = {.name = ""};
    for (size_t i = 0; i < sizeof ELEMENTS / sizeof *ELEMENTS; i++)
        if (ELEMENTS[i].name[0] == name[0] &&
            strcmp(ELEMENTS[i].name, name) == 0)
            return &ELEMENTS[i];
    return &UNKNOWN;
}

int html_priority(const struct html_element *e)
{
    enum { USUAL = 100 };
    return e->end_priority ? e->end_priority : USUAL;
}
