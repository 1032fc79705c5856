/* SPDX-License-Identifier: MIT
 * qr: libqrencode's squares as one path. */
#include "desk/qr.h"

#include <qrencode.h>

#include "base/html.h"
#include "base/mem.h"

enum { QUIET = 4 /* light squares around it, as the standard wants */ };

/* Those of a line that are dark beside each other, as one bar. */
static void line(struct buf *out, const unsigned char *row, int width, int y)
{
    for (int x = 0; x < width;) {
        int end = x;
        while (end < width && (row[end] & 1))
            end++;
        if (end > x)
            buf_printf(out, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, end - x,
                       end - x);
        x = end > x ? end : x + 1;
    }
}

void qr_write(struct buf *out, struct str text, const char *what)
{
    struct arena a = {0};
    QRcode *code = QRcode_encodeString8bit(str_z(&a, text), 0, QR_ECLEVEL_M);
    arena_clear(&a);
    if (!code)
        return;
    int side = code->width + 2 * QUIET;
    html_printf(out,
                "<svg class=\"qr\" role=\"img\" aria-label=\"%s\" "
                "viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
                "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>"
                "<path fill=\"#000\" d=\"",
                what, side, side, side, side);
    for (int y = 0; y < code->width; y++)
        line(out, code->data + y * code->width, code->width, y);
    buf_z(out, "\"/></svg>\n");
    QRcode_free(code);
}
