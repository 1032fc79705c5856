/* SPDX-License-Identifier: MIT
 *
 * items: the posts of a page as elements (folder-private, of extract.c). */
#ifndef MOLVA_ITEMS_H
#define MOLVA_ITEMS_H

#include "crawler/reading/connector.h"

/* Parts what is signed, finds the items of the connector in page order, and
 * takes those that stand in others out of them: the one around an item is its
 * _private. Returns how many passed CEILING_ITEMS and were left out. */
size_t items_find(const struct connector *c, struct select_page *page,
                  struct nodes *items);

#endif
