/* SPDX-License-Identifier: MIT
 *
 * qr: a text as a QR code (ISO/IEC 18004), for a telephone's camera. */
#ifndef MOLVA_DESK_QR_H
#define MOLVA_DESK_QR_H

#include "base/buf.h"

/* Writes it as <svg class="qr">, black on white in every theme, with what it is
 * for who does not see it. Nothing when the text is too long for one. */
void qr_write(struct buf *out, struct str text, const char *what);

#endif
