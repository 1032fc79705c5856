/* SPDX-License-Identifier: MIT
 *
 * xml_arena: memory of libxml2 that is freed all at once (folder-private).
 *
 * A page is a few thousand small nodes; handing them out from one block and
 * forgetting the block halves the cost of a tree. What is freed before is used
 * again, for pieces of its size. Only for a process that
 * reads one page after the other and nothing else: a child of the pool. */
#ifndef MOLVA_XML_ARENA_H
#define MOLVA_XML_ARENA_H

#include <stdbool.h>

/* From now on all memory of libxml2 in this process is the arena's. */
void xml_arena_use(void);
/* True after xml_arena_use(): trees need not be freed. */
bool xml_arena_in_use(void);
/* Forgets all of it. Nothing that libxml2 made since the last reset may be
 * used again. */
void xml_arena_reset(void);

#endif
