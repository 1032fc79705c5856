/* SPDX-License-Identifier: MIT
 *
 * embed: the bytes of a file of the project become a constant of the program.
 * The Makefile has to be told, for the compiler does not see it. */
#ifndef MOLVA_STORE_EMBED_H
#define MOLVA_STORE_EMBED_H

#define EMBED(name, file)                                                      \
    __asm__(".section .rodata\n"                                               \
            ".global " #name "\n" #name ":\n"                                  \
            ".incbin \"" file "\"\n"                                           \
            ".byte 0\n"                                                        \
            ".previous\n");                                                    \
    extern const char name[]

#endif
