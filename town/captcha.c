/* SPDX-License-Identifier: MIT
 *
 * captcha: a site that takes us for a robot and says so with status 200. Such
 * a page must be reported as blocked, never as "nobody wrote anything". */
#include "town/sheet.h"

void captcha_sheet(const struct ask *q, struct answer *r)
{
    html_printf(&r->out,
                "<!DOCTYPE html>\n<html lang=\"ru\">\n<head>\n"
                "<meta charset=\"utf-8\">\n"
                "<title>Подтвердите, что вы не робот</title>\n"
                "<meta name=\"robots\" content=\"noindex\">\n</head>\n"
                "<body>\n<h1>%S</h1>\n<p>С вашего адреса поступает слишком "
                "много запросов. Введите символы с картинки.</p>\n"
                "<form class=\"captcha\" action=\"/checkcaptcha\" "
                "method=\"post\">\n<input type=\"hidden\" "
                "name=\"captcha_url\" value=\"%S\">\n"
                "<img src=\"/captcha.png\" alt=\"captcha\">\n"
                "<input type=\"text\" name=\"captcha\">\n"
                "<button>Я не робот</button>\n</form>\n</body>\n</html>\n",
                &q->site->title, &q->path);
    r->status = 200;
    r->type = "text/html; charset=utf-8";
}
