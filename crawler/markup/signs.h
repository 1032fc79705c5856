/* SPDX-License-Identifier: MIT
 *
 * signs: what an element's name, class and words give away
 * (folder-private; for pages of no known kind).
 *
 * The words are those that engines of many languages use for what they show.
 * Pure. */
#ifndef MOLVA_SIGNS_H
#define MOLVA_SIGNS_H

#include <libxml/tree.h>

#include "base/str.h"

bool sign_element(const xmlNode *n);
/* The element is one of these; NULL ends them. */
bool sign_named(const xmlNode *n, const char *const *names);
bool sign_link(const xmlNode *n);
bool sign_heading(const xmlNode *n);
/* Nothing in there was said by anybody; what only a screen reader tells
 * repeats what stands beside it. */
bool sign_silent(const xmlNode *n);
/* Somebody is named here. */
bool sign_name(const xmlNode *n);
/* Where people talk, what is called a name is one, and so are a few words in
 * bold (letters: of its text); elsewhere products and files have names too. */
bool sign_called(const xmlNode *n);
bool sign_maybe_name(const xmlNode *n, int64_t letters);
bool sign_talk(const xmlNode *n);
/* Columnists have opinions too. */
bool sign_opinion(const xmlNode *n);
/* A link of some words that is neither a name nor a date. */
bool sign_title(const xmlNode *n);
/* One comment, by its own class or id. */
bool sign_comment(const xmlNode *n);
/* Lists of something else, and places where no discussion stands. */
bool sign_aside(const xmlNode *n);
/* Named for news and the like: what is listed there, unless people talk in it,
 * is more of them. */
bool sign_listing(const xmlNode *n);
/* An element that says when, in an attribute or in a few words: its own, where
 * it has the name beside them. */
bool sign_date(const xmlNode *n);
/* What a user said is called by his name too: "userContent". */
bool sign_said(const xmlNode *n);
/* What somebody else said before. */
bool sign_quoted(const xmlNode *n);
/* What can be done with a post. */
bool sign_furniture(const xmlNode *n);

#endif
