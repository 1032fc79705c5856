#!/usr/bin/env python3
"""A forum as people fill it, the same one every time.

    site.py OUT THREADS     OUT/t/00000.html ..., OUT/posts.txt

Pages have the shape of phpBB 3.3: twenty posts, about 37 KB, a third of them
in windows-1251, a brand on one page in twenty. The posts are put together from
the sentences of Molva's own labelled texts, so rules and dictionaries find in
them what they find in people's texts; random words would fire few rules."""
import csv
import html
import os
import random
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TEXTS = [HERE + "/../classify/texts.csv", HERE + "/../classify/trades.csv"]
BRANDS = ["Электролайн", "ТехноГрад", "Вестмаркет", "Aurelia Bank",
          "SkyParcel"]
NAMES = "anna oleg mira pavel ksu den_77 tanya sova rita max_o".split()
POSTS, ENGLISH, BRANDED, OLD_CHARSET = 20, 0.25, 0.05, 3

STYLE = "".join(
    ".c%d .row-%d{margin:%dpx 0;padding:0 %dpx;border:1px solid #d%de%d}\n"
    % (i, i, i, 2 * i, i, i) for i in range(9))
HEAD = """<!DOCTYPE html>
<html dir="ltr" lang="ru">
<head>
<meta charset="%s">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s - Форум покупателей</title>
<link rel="canonical" href="%05d.html">
<style>
%s</style>
<script>var last_page=%d;function jump(){var p=prompt("page?","1");if(p!==null\
&&!isNaN(p)&&p>0){location.href="?start="+(p-1)*20;}}</script>
</head>
<body id="phpbb" class="nojs notouch section-viewtopic ltr">
<div id="wrap" class="wrap"><div id="page-header"><div class="headerbar"><div \
class="inner"><a id="logo" href="../index.html" title="Список форумов">Форум</a>
<h1>Форум покупателей</h1><p>Говорим как есть</p></div></div>
<div class="navbar"><ul id="nav-breadcrumbs" class="nav-breadcrumbs linklist \
navlinks"><li class="breadcrumbs"><span class="crumb"><a href="../index.html">\
Список форумов</a></span><span class="crumb"><a href="../f/%03d.html">Раздел \
%d</a></span></li></ul></div></div>
<div id="page-body" class="page-body"><h2 class="topic-title"><a \
href="%05d.html">%s</a></h2>
<div class="action-bar bar-top"><div class="pagination">Сообщений: 20 <ul>%s\
</ul></div></div>
"""
POST = """<div id="p%d" class="post has-profile bg%d"><div class="inner">
<dl class="postprofile" id="profile%d"><dt class="has-profile-rank no-avatar">\
<div class="avatar-container"></div><a href="../u/%d.html" class="username">%s\
</a></dt><dd class="profile-rank">Участник</dd><dd class="profile-posts">\
<strong>Сообщения:</strong> <a href="../u/%d/posts.html">%d</a></dd><dd \
class="profile-joined"><strong>Зарегистрирован:</strong> 12 мар 20%02d</dd></dl>
<div class="postbody"><div id="post_content%d"><h3 class="first"><a href="#p%d">\
Re: %s</a></h3>
<ul class="post-buttons"><li><a href="../posting.php?mode=quote&amp;p=%d" \
title="Ответить с цитатой" class="button button-icon-only"><i class="icon \
fa-quote-left fa-fw" aria-hidden="true"></i><span class="sr-only">Цитата</span>\
</a></li></ul>
<p class="author"><a class="unread" href="%05d.html#p%d" title="Сообщение"><i \
class="icon fa-file fa-fw"></i></a><span class="responsive-hide"> <strong><a \
href="../u/%d.html" class="username">%s</a></strong> &raquo; </span><time \
datetime="2026-%02d-%02dT%02d:%02d:00+00:00">%02d.%02d.2026, %02d:%02d</time></p>
<div class="content">%s</div>
</div></div>
<div class="back2top"><a href="#wrap" class="top" title="Вернуться к началу"><i \
class="icon fa-chevron-circle-up fa-fw"></i></a></div></div></div>
<hr class="divider">
"""
FOOT = """<div class="action-bar bar-bottom"><div class="pagination"><ul>%s\
</ul></div></div></div>
<div id="page-footer" class="page-footer"><div class="copyright">Создано на \
основе phpBB &copy; phpBB Limited</div></div></div>
</body></html>
"""


def sentences():
    """What people say, one sentence each: {language: [sentence]}."""
    said = {"ru": [], "en": []}
    for path in TEXTS:
        for row in csv.DictReader(open(path, encoding="utf-8")):
            said[row["lang"]] += re.findall(r"[^.!?]+[.!?]*", row["text"])
    return {k: [s.strip() for s in v if len(s.strip()) > 3]
            for k, v in said.items()}


def text(r, said):
    """A post: one to nine sentences of one language, with other numbers."""
    lang = "en" if r.random() < ENGLISH else "ru"
    words = " ".join(r.choices(said[lang], k=1 + min(int(r.expovariate(.4)), 8)))
    return re.sub(r"\d", lambda m: str(r.randrange(10)), words)


def post(r, thread, number, title, words):
    key, who = thread * POSTS + number, r.randrange(len(NAMES))
    month, day = 1 + thread % 11, 1 + number
    hour, minute = r.randrange(24), r.randrange(60)
    body = html.escape(words, quote=False).replace(". ", ".<br>\n", 1)
    return POST % (key, 1 + number % 2, key, who, NAMES[who], who,
                   r.randrange(1, 3000), r.randrange(10, 26), key, key, title,
                   key, thread, key, who, NAMES[who], month, day, hour, minute,
                   day, month, hour, minute, body)


def page(r, thread, threads, said, posts):
    title = html.escape(r.choice(said["ru"])[:50], quote=False)
    links = "".join('<li><a class="button" href="%05d.html">%d</a></li>'
                    % ((thread + k) % threads, k) for k in range(1, 6))
    words = [text(r, said) for _ in range(POSTS)]
    if r.random() < BRANDED:
        at = r.randrange(POSTS)
        words[at] = r.choice(BRANDS) + ": " + words[at]
    posts += words
    charset = "utf-8" if thread % OLD_CHARSET else "windows-1251"
    text_of_page = HEAD % (charset, title, thread, STYLE, thread % 40,
                           thread // 100, thread // 100, thread, title, links)
    text_of_page += "".join(post(r, thread, i, title, w)
                            for i, w in enumerate(words)) + FOOT % links
    return text_of_page.encode(charset, "xmlcharrefreplace")


def main():
    out, threads = sys.argv[1], int(sys.argv[2])
    r, said, posts = random.Random(20261127), sentences(), []
    os.makedirs(out + "/t", exist_ok=True)
    for thread in range(threads):
        with open("%s/t/%05d.html" % (out, thread), "wb") as f:
            f.write(page(r, thread, threads, said, posts))
    with open(out + "/posts.txt", "w", encoding="utf-8") as f:
        f.write("\n".join(w.replace("\n", " ") for w in posts) + "\n")


main()
