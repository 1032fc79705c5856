/* SPDX-License-Identifier: MIT
 * html_flow: the tokens of a page as a tree can take them. */
#include "crawler/markup/html_flow.h"

#include <string.h>

#include "crawler/markup/html_clean.h"

/* What a step did with the held token. */
enum step {
    AGAIN, /* changed the state; the token is still to do */
    DROP,  /* nothing comes of it */
    TAKE,  /* it is the result */
    INSERT /* the result is f->other, this one comes later */
};

static struct html_token tag(struct html_flow *f, enum html_token_kind kind,
                             const char *name)
{
    const xmlChar *known =
        xmlDictLookup(f->tokens.dict, (const xmlChar *)name, -1);
    return (struct html_token){
        .kind = kind, .name = known, .element = html_element(name)};
}

static enum step insert(struct html_flow *f, enum html_token_kind kind,
                        const char *name)
{
    f->other = tag(f, kind, name);
    return INSERT;
}

static bool starts(const struct html_token *t, enum html_role role)
{
    return t->kind == HTML_START && t->element->role == role;
}

static bool ends(const struct html_token *t, enum html_role role)
{
    return t->kind == HTML_END && t->element->role == role;
}

/* An end tag that means something before its element was there. */
static bool is_idle_end(const struct html_token *t)
{
    enum html_role role = t->element ? t->element->role : HTML_IS_OTHER;
    return t->kind == HTML_END && role != HTML_IS_HEAD &&
           role != HTML_IS_BODY && role != HTML_IS_HTML && role != HTML_IS_BR;
}

static size_t leading_space(struct str s)
{
    size_t n = 0;
    while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\n' || s.p[n] == '\t'))
        n++;
    return n;
}

/* Cuts white space off the front of a text; true when nothing is left. */
static bool is_only_space(struct html_token *t)
{
    if (t->kind != HTML_TEXT)
        return false;
    t->text = str_from(t->text, leading_space(t->text));
    return !t->text.n;
}

static bool is_known(const struct html_known *known, const xmlChar *name)
{
    for (size_t i = 0; i < known->n; i++)
        if (known->names[i] == name)
            return true;
    return false;
}

/* Notes the attributes of html or body and leaves those that it did not have
 * yet. Over a thousand are no page's, and are left out. */
static void keep_new(struct html_flow *f)
{
    bool body = f->held.element->role == HTML_IS_BODY;
    struct html_known *known = body ? &f->body : &f->html;
    struct html_attribute *all = f->tokens.attributes;
    size_t n = 0;
    for (size_t i = 0; i < f->held.n_attributes; i++) {
        if (known->n == CEILING_TAG_ATTRIBUTES || is_known(known, all[i].name))
            continue;
        known->names[known->n++] = all[i].name;
        all[n++] = all[i];
    }
    f->held.n_attributes = n;
}

static enum step again_as_more(struct html_flow *f)
{
    if (f->templates)
        return DROP;
    keep_new(f);
    f->held.more = true;
    return f->held.n_attributes ? TAKE : DROP;
}

/* ---- elements ---- */

/* A start tag that goes into the tree as it is. */
static enum step take_start(struct html_flow *f)
{
    int kinds = f->held.element->kinds;
    f->held.closed = kinds & HTML_VOID;
    if (kinds & HTML_NO_CHILDREN)
        html_tokens_raw(&f->tokens, &f->held);
    if (kinds & HTML_NEWLINE)
        f->newline = f->tokens.p;
    f->templates += f->held.element->role == HTML_IS_TEMPLATE;
    return TAKE;
}

/* The line feed right behind <pre>, written as itself or as a reference. */
static bool starts_with_newline(struct str s, size_t *n)
{
    uint32_t c[2] = {0};
    *n = s.n && s.p[0] == '\n';
    if (!*n && s.n && s.p[0] == '&')
        *n = html_ref(s, HTML_IN_TEXT, c);
    return *n && (c[0] == '\n' || s.p[0] == '\n');
}

static enum step take_text(struct html_flow *f)
{
    struct str *text = &f->held.text;
    size_t n;
    if (text->p == f->newline && starts_with_newline(*text, &n))
        *text = str_from(*text, n);
    return text->n ? TAKE : DROP;
}

static enum step form(struct html_flow *f)
{
    bool start = f->held.kind == HTML_START;
    if (!f->templates) {
        if (f->in_form == start)
            return DROP;
        f->in_form = start;
    }
    return start ? take_start(f) : TAKE;
}

/* ---- svg and math ---- */

static bool in_foreign(const struct html_flow *f)
{
    return f->n_foreign && !f->foreign[f->n_foreign - 1].holds_html;
}

/* The outermost open element of the innermost svg or math. */
static size_t foreign_base(const struct html_flow *f)
{
    size_t i = f->n_foreign;
    while (i && !f->foreign[i - 1].holds_html)
        i--;
    return i;
}

static enum step leave_foreign(struct html_flow *f)
{
    f->n_foreign = foreign_base(f);
    return insert(f, HTML_END, (const char *)f->foreign[f->n_foreign].name);
}

static bool breaks_out(const struct html_token *t)
{
    if (t->kind == HTML_END)
        return ends(t, HTML_IS_P) || ends(t, HTML_IS_BR);
    if (t->element->kinds & HTML_BREAKS_OUT)
        return true;
    if (t->element->role != HTML_IS_FONT)
        return false;
    for (size_t i = 0; i < t->n_attributes; i++) {
        const char *name = (const char *)t->attributes[i].name;
        if (strcmp(name, "color") == 0 || strcmp(name, "face") == 0 ||
            strcmp(name, "size") == 0)
            return true;
    }
    return false;
}

static enum step foreign_start(struct html_flow *f)
{
    const struct html_element *element = f->held.element;
    f->held.closed |= (element->kinds & HTML_VOID) > 0;
    if (f->held.closed)
        return TAKE;
    if (f->n_foreign < CEILING_DEPTH) {
        f->foreign[f->n_foreign].name = f->held.name;
        f->foreign[f->n_foreign++].holds_html = element->kinds & HTML_POINT;
    }
    return TAKE;
}

static enum step foreign_end(struct html_flow *f)
{
    size_t base = foreign_base(f);
    for (size_t i = f->n_foreign; i > base; i--)
        if (f->foreign[i - 1].name == f->held.name) {
            f->n_foreign = i - 1;
            return TAKE;
        }
    /* It ends something around the svg, which ends there too. */
    f->n_foreign = base;
    return AGAIN;
}

static enum step foreign(struct html_flow *f)
{
    if (f->held.kind == HTML_TEXT)
        return TAKE;
    if (breaks_out(&f->held))
        return leave_foreign(f);
    if (f->held.element->role == HTML_IS_HTML) /* libxml2 has one only */
        return f->held.kind == HTML_START ? again_as_more(f) : DROP;
    return f->held.kind == HTML_START ? foreign_start(f) : foreign_end(f);
}

/* The end tag of an element that holds HTML in svg, or of one around it. */
static bool ends_point(struct html_flow *f, enum step *step)
{
    for (size_t i = f->n_foreign; i > 0; i--)
        if (f->foreign[i - 1].name == f->held.name) {
            bool innermost = i == f->n_foreign;
            f->n_foreign -= innermost;
            *step = innermost ? TAKE : DROP;
            return true;
        }
    return false;
}

/* ---- body ---- */

static enum step body_start(struct html_flow *f)
{
    switch (f->held.element->role) {
    case HTML_IS_HTML:
    case HTML_IS_BODY:
        return again_as_more(f);
    case HTML_IS_HEAD:
    case HTML_IS_FRAMESET:
    case HTML_IS_FRAME:
        return DROP;
    case HTML_IS_FORM:
        return form(f);
    case HTML_IS_FOREIGN:
        return foreign_start(f);
    case HTML_IS_IMAGE: {
        struct html_token img = tag(f, HTML_START, "img");
        f->held.name = img.name;
        f->held.element = img.element;
        return take_start(f);
    }
    default:
        return take_start(f);
    }
}

static enum step body_end(struct html_flow *f)
{
    enum step step;
    if (ends_point(f, &step))
        return step;
    switch (f->held.element->role) {
    case HTML_IS_HTML:
    case HTML_IS_HEAD:
    case HTML_IS_BODY:
    case HTML_IS_FRAMESET:
        return DROP;
    case HTML_IS_BR:
        f->held = tag(f, HTML_START, "br");
        f->held.closed = true;
        return TAKE;
    case HTML_IS_FORM:
        return form(f);
    case HTML_IS_TEMPLATE:
        f->templates -= f->templates > 0;
        return TAKE;
    default:
        return f->held.element->kinds & HTML_VOID ? DROP : TAKE;
    }
}

static enum step in_body(struct html_flow *f)
{
    if (in_foreign(f))
        return foreign(f);
    if (f->held.kind == HTML_TEXT)
        return take_text(f);
    return f->held.kind == HTML_START ? body_start(f) : body_end(f);
}

/* ---- before the body ---- */

static enum step before_html(struct html_flow *f)
{
    if (is_only_space(&f->held) || is_idle_end(&f->held))
        return DROP;
    f->state = HTML_BEFORE_HEAD;
    if (!starts(&f->held, HTML_IS_HTML))
        return insert(f, HTML_START, "html");
    keep_new(f);
    return take_start(f);
}

static enum step before_head(struct html_flow *f)
{
    if (is_only_space(&f->held) || is_idle_end(&f->held))
        return DROP;
    if (starts(&f->held, HTML_IS_HTML))
        return again_as_more(f);
    f->state = HTML_HEADED;
    return starts(&f->held, HTML_IS_HEAD) ? take_start(f)
                                          : insert(f, HTML_START, "head");
}

/* White space goes into head, the rest of the text into the body. */
static enum step space_in_head(struct html_flow *f)
{
    size_t n = leading_space(f->held.text);
    if (n == f->held.text.n)
        return TAKE;
    if (!n)
        return AGAIN;
    f->other = f->held;
    f->other.text.n = n;
    f->held.text = str_from(f->held.text, n);
    return INSERT;
}

static enum step close_head(struct html_flow *f)
{
    f->state = HTML_BODILESS;
    return insert(f, HTML_END, "head");
}

static bool is_metadata(const struct html_token *t)
{
    return t->element->kinds & HTML_HEAD &&
           t->element->role != HTML_IS_NOSCRIPT;
}

static enum step head_end(struct html_flow *f)
{
    if (!is_idle_end(&f->held)) {
        if (f->held.element->role != HTML_IS_HEAD)
            return close_head(f);
        f->state = HTML_AFTER_HEAD;
        return DROP;
    }
    int kinds = f->held.element->kinds;
    return kinds & HTML_HEAD && !(kinds & HTML_VOID) ? TAKE : DROP;
}

/* While head is open in the tree. */
static enum step in_head(struct html_flow *f)
{
    bool after = f->state == HTML_AFTER_HEAD;
    if (f->templates)
        return in_body(f);
    if (f->held.kind == HTML_TEXT) {
        if (f->held.place != HTML_IN_TEXT)
            return take_text(f);
        enum step step = after ? AGAIN : space_in_head(f);
        if (step != AGAIN)
            return step;
        return is_only_space(&f->held) ? DROP : close_head(f);
    }
    if (f->held.kind == HTML_END)
        return head_end(f);
    if (starts(&f->held, HTML_IS_HTML))
        return again_as_more(f);
    if (starts(&f->held, HTML_IS_HEAD))
        return DROP;
    if (starts(&f->held, HTML_IS_NOSCRIPT) && !after)
        f->state = HTML_NOSCRIPT;
    else if (!is_metadata(&f->held))
        return close_head(f);
    return take_start(f);
}

/* Only links, styles and the like may stand in a noscript of head. */
static bool fits_noscript(const struct html_token *t)
{
    if (t->kind == HTML_TEXT)
        return t->place != HTML_IN_TEXT;
    if (t->kind == HTML_END)
        return t->element->kinds & HTML_RAWTEXT;
    return is_metadata(t) && strcmp(t->element->name, "title") != 0 &&
           strcmp(t->element->name, "base") != 0 &&
           t->element->role != HTML_IS_TEMPLATE &&
           !(t->element->kinds & HTML_SCRIPT);
}

static enum step in_noscript(struct html_flow *f)
{
    if (f->held.kind == HTML_TEXT && f->held.place == HTML_IN_TEXT) {
        enum step step = space_in_head(f);
        if (step != AGAIN)
            return step;
    }
    if (fits_noscript(&f->held))
        return f->held.kind == HTML_START ? take_start(f) : TAKE;
    if (starts(&f->held, HTML_IS_HTML))
        return again_as_more(f);
    bool known = f->held.kind == HTML_END && !ends(&f->held, HTML_IS_BR);
    if (known && !ends(&f->held, HTML_IS_NOSCRIPT))
        return DROP;
    if (starts(&f->held, HTML_IS_HEAD) || starts(&f->held, HTML_IS_NOSCRIPT))
        return DROP;
    f->state = HTML_HEADED;
    return known ? TAKE : insert(f, HTML_END, "noscript");
}

static enum step before_body(struct html_flow *f)
{
    bool frames = starts(&f->held, HTML_IS_FRAMESET);
    f->state = frames ? HTML_FRAMES : HTML_BODIED;
    if (starts(&f->held, HTML_IS_BODY))
        keep_new(f);
    else if (!frames)
        return insert(f, HTML_START, "body");
    return take_start(f);
}

static enum step in_frames(struct html_flow *f)
{
    enum html_role role = f->held.element ? f->held.element->role : 0;
    if (f->held.kind == HTML_TEXT)
        return f->held.place == HTML_IN_TEXT ? DROP : TAKE;
    if (role != HTML_IS_FRAMESET && role != HTML_IS_FRAME &&
        role != HTML_IS_NOFRAMES)
        return DROP;
    if (f->held.kind == HTML_START)
        return take_start(f);
    return role == HTML_IS_FRAME ? DROP : TAKE;
}

/* ---- public ---- */

static enum step (*const STEPS[])(struct html_flow *) = {
    [HTML_BEFORE] = before_html, [HTML_BEFORE_HEAD] = before_head,
    [HTML_HEADED] = in_head,     [HTML_NOSCRIPT] = in_noscript,
    [HTML_AFTER_HEAD] = in_head, [HTML_BODILESS] = before_body,
    [HTML_BODIED] = in_body,     [HTML_FRAMES] = in_frames,
};

/* A page that ends early has a body all the same; one with nothing at all is
 * none. */
static const struct html_token *at_end(struct html_flow *f)
{
    switch (f->state) {
    case HTML_BEFORE:
    case HTML_BODIED:
    case HTML_FRAMES:
        return NULL;
    case HTML_BEFORE_HEAD:
        f->state = HTML_HEADED;
        insert(f, HTML_START, "head");
        break;
    case HTML_BODILESS:
        f->state = HTML_BODIED;
        insert(f, HTML_START, "body");
        break;
    default:
        close_head(f);
        break;
    }
    return &f->other;
}

void html_flow_init(struct html_flow *f, struct str utf8, xmlDict *dict)
{
    struct str page = html_clean(utf8, &f->clean);
    html_tokens_init(&f->tokens, page, dict);
    f->state = HTML_BEFORE;
    f->is_held = f->in_form = false;
    f->newline = NULL;
    f->templates = f->n_foreign = f->html.n = f->body.n = 0;
}

void html_flow_clear(struct html_flow *f)
{
    buf_clear(&f->clean);
}

const struct html_token *html_flow_next(struct html_flow *f, struct err *e)
{
    for (;;) {
        f->tokens.foreign = in_foreign(f);
        if (!f->is_held && !html_tokens_next(&f->tokens, &f->held, e))
            return e->msg[0] ? NULL : at_end(f);
        enum step step = STEPS[f->state](f);
        f->is_held = step == AGAIN || step == INSERT;
        if (step == TAKE)
            return &f->held;
        if (step == INSERT)
            return &f->other;
    }
}
