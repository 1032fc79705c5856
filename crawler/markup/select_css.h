/* SPDX-License-Identifier: MIT
 *
 * select_css: CSS selectors as XPath (folder-private).
 *
 * Type, *, #id, .class, [a], [a=v] and ~= |= ^= $= *=, :not(), :first-child,
 * :last-child, :nth-child(n), :contains('x'), the combinators space > + ~,
 * groups with a comma, and at the very end "@name" for an attribute. */
#ifndef MOLVA_SELECT_CSS_H
#define MOLVA_SELECT_CSS_H

#include "base/str.h"

/* NULL with the reason in e and the byte in *at. */
const char *css_to_xpath(struct arena *a, struct str css, size_t *at,
                         struct err *e) MUST_CHECK;

#endif
