/* SPDX-License-Identifier: MIT
 *
 * items: the posts of a page as elements (folder-private, of extract.c). */
#ifndef MOLVA_ITEMS_H
#define MOLVA_ITEMS_H

#include "crawler/reading/extract.h"

/* Parts what is signed, finds the items of the connector, and takes those
 * that stand in others out of them. */
void items_find(struct extract *x);

#endif
