"""A reply's way in the terminal: drafted, approved by a second person, posted
with its link, answered (R64, R77, R78, R84)."""
import json
import os
import re
import time
from email.utils import formatdate

from molva import BASE, Folder, Site, Tally

tally = Tally()


def expect(w, name, args, code, *patterns):
    told = w.run(*args.split("|"))
    text = told[1] + told[2]
    tally.check(name, told[0] == code and
                all(re.search(p, text) for p in patterns), told)
    return told[1]


def item(number, author, text, at=None):
    return ("<item><guid isPermaLink='false'>c%d</guid><author>%s</author>"
            "<link>http://127.0.0.1/t#c%d</link><pubDate>%s</pubDate>"
            "<title>Re: Вьюга</title><description>%s</description></item>"
            % (number, author, number, formatdate(at), text))


def page(*items):
    return ("application/rss+xml",
            ("<rss version='2.0'><channel><title>x</title>%s</channel></rss>"
             % "".join(items)).encode())


def by_hand(w):
    """The first mention, by people alone."""
    me = os.environ.get("SUDO_USER") or os.environ.get("USER") or "root"
    expect(w, "nothing to post", "reply|list", 0, r"^0 approved")
    shown = expect(w, "the draft with its day", "reply|show|1", 0, "waiting")
    tally.check("no brace in it", "{" not in shown, shown)
    w.run("user", "add", "ben", "--role", "approver")
    expect(w, "mine", "reply|edit|1|Проверим и ответим здесь завтра.", 0)
    expect(w, "a day sooner than the term", "reply|show|1", 0,
           "sooner than the standard term")
    expect(w, "not my own words", "reply|approve|1", 1, "somebody else")
    expect(w, "no such mention", "reply|approve|99", 1, "no mention 99")
    expect(w, "no number", "reply|approve|x", 1, "no number")
    expect(w, "no such word", "reply|aprove|1", 2, "approve")
    expect(w, "not approved yet", "reply|posted|1|http://127.0.0.1/t#9", 1,
           "is not approved")
    with open(w.path + "/molva.yaml", "a", encoding="utf-8") as f:
        f.write("eyes: 1\n")
    expect(w, "one pair is enough", "reply|approve|1", 0, "1: approved")
    expect(w, "a promise", "promise|list", 0, "завтра")
    expect(w, "to be posted", "reply|list", 0, r"1 approved")
    expect(w, "no address", "reply|posted|1|forum", 1, "begins with http")
    expect(w, "another site", "reply|posted|1|https://vector.example/1", 1,
           "another site")
    expect(w, "with a reason", "reply|posted|1|https://vector.example/1|--why|"
           "the thread is closed", 0, "1: posted")
    expect(w, "by mistake", "reply|unposted|1|wrong link", 0, "posted again")
    expect(w, "without a reason", "reply|unposted|1", 1, "reason")
    expect(w, "there", "reply|posted|1|http://127.0.0.1/t#9", 0, "1: posted")
    expect(w, "once", "reply|posted|1|http://127.0.0.1/t#9", 1, "already")
    expect(w, "nothing came", "reply|read|1", 1, "nothing new")
    expect(w, "returned", "reply|return|1|another reply", 0, "waits again")
    tally.check("who did it", me.split("@")[0] in
                w.run("show", "1")[1], w.run("show", "1"))


def post(number, author, text, minutes):
    """A post of a phpBB thread, so many minutes from now."""
    at = time.strftime("%Y-%m-%dT%H:%M:%S+00:00",
                       time.gmtime(time.time() + 60 * minutes))
    return (
        "<div id='p%d' class='post'><div class='postbody'><h3><a href='"
        "./viewtopic.php?p=%d#p%d'>Re</a></h3><p class='author'><a class="
        "'username' href='./memberlist.php?u=1'>%s</a> <time datetime='%s'>"
        "%s</time></p><div class='content'>%s</div></div></div>"
        % (number, number, number, author, at, at, text))


def thread(*posts):
    return ("text/html; charset=utf-8", (
        "<html><head><title>Дом</title></head><body id='phpbb'><h2 class="
        "'topic-title'><a href='./viewtopic.php?t=1'>Наш дом</a></h2>%s"
        "</body></html>" % "".join(posts)).encode())


def rows(w, name):
    return [json.loads(line) for line in
            w.run("reply", "list", "--list", name, "--json")[1].splitlines()]


def at_the_venue():
    """Our reply is found by the crawler, by its account or its words, and the
    author's answer to it, which names no brand."""
    said = [post(1, "Анна", "Вьюга, третий день не работает интернет, дом 1",
                 -600),
            post(2, "Борис", "Вьюга, у нас тоже не работает интернет, дом 7",
                 -590),
            post(3, "Вера", "Когда собрание?", -580)]
    with Site({"/viewtopic.php": thread(*said)}) as site:
        source = ("- {name: house, kind: phpbb, url: '%s/viewtopic.php?t=1', "
                  "allow_private: true, ignore_robots: true, "
                  "accounts: ['Вьюга на связи']}\n" % site.url)
        with Folder(source, base="lang: en\n" + BASE) as w:
            def look():
                told = w.run("crawl", "--all")
                tally.check("crawled", told[0] == 0, told)

            look()
            tally.check("two wait", len(rows(w, "waiting")) == 2,
                        w.run("reply", "list", "--list", "waiting"))
            text = ("Мы проверим линию вашего дома и напишем здесь, что "
                    "нашли.")
            for number in "12":
                expect(w, "the same words", "reply|edit|%s|%s"
                       % (number, text), 0)
                expect(w, "approved " + number, "reply|approve|" + number, 0,
                       "approved")
            # not ours: another's words, the author's own, our account to
            # somebody else
            said += [post(4, "Глеб", "Проверим и ответим здесь завтра", 1),
                     post(5, "Вьюга на связи", "Вера, собрание в среду", 1)]
            site.pages["/viewtopic.php"] = thread(*said)
            look()
            tally.check("nothing is taken for ours",
                        len(rows(w, "approved")) == 2, rows(w, "approved"))
            # the same template twice in a thread: nobody can tell for whom
            said += [post(6, "Кто-то", "Здравствуйте! " + text, 2)]
            site.pages["/viewtopic.php"] = thread(*said)
            look()
            tally.check("of two alike neither is marked",
                        len(rows(w, "approved")) == 2, rows(w, "approved"))
            expect(w, "the second again", "reply|return|2|other words", 0)
            expect(w, "in other words", "reply|edit|2|Борис, мастер будет у "
                   "вас в доме семь, мы позвоним и ответим здесь.", 0)
            expect(w, "approved", "reply|approve|2", 0)
            said += [post(7, "Вьюга на связи", "Борис, мастер будет у вас в "
                          "доме семь, мы позвоним и ответим здесь. Олег", 3)]
            site.pages["/viewtopic.php"] = thread(*said)
            look()
            posted = rows(w, "posted")
            tally.check("both were found", sorted(
                (r["id"], r["posted_by"], r["posted_url"].rsplit("#")[-1])
                for r in posted) == [(1, "crawler", "p6"),
                                     (2, "crawler", "p7")], posted)
            tally.check("our account is no mention",
                        not rows(w, "waiting"), rows(w, "waiting"))
            said += [post(8, "Вера", "Спасибо за собрание", 5),
                     post(9, "Борис", "Мастер был, стало хуже!", 6)]
            site.pages["/viewtopic.php"] = thread(*said)
            look()
            answered = rows(w, "answered")
            tally.check("Boris answered", [r["id"] for r in answered] == [2],
                        answered)
            expect(w, "what he said", "reply|show|2", 0, "стало хуже")
            look()
            shown = w.run("reply", "show", "2")[1]
            tally.check("told once", shown.count("стало хуже") == 1, shown)
            expect(w, "read", "reply|read|2", 0)
            del said[0]
            site.pages["/viewtopic.php"] = thread(*said)
            look()
            look()
            tally.check("Anna's post is gone", [r["id"] for r in
                        rows(w, "answered")] == [1], rows(w, "answered"))
            expect(w, "taken back", "reply|unposted|1|x", 1, "answered")
            expect(w, "whole", "verify", 0, "the chain is whole")


THINGS = ["карту перевыпускают третий раз", "карта не читается в кассе",
          "приложение вылетает после обновления", "сайт не открывает счета",
          "код из смс не приходит", "терминал не берёт карту",
          "личный кабинет закрыт на ночь", "доставка опоздала на два дня"]


def one_thread():
    """Twenty posts of a thread: no two drafts say it in the same words, figures
    and all else that was told apart."""
    said = [post(i, "Сосед%d" % i, "Вьюга, %s, номер заявки %d. Сколько можно,"
                 " квартира %d" % (THINGS[i % len(THINGS)], 1000 + i, i),
                 i - 600) for i in range(1, 21)]
    with Site({"/viewtopic.php": thread(*said)}) as site, Folder(
            "- {name: house, kind: phpbb, url: '%s/viewtopic.php?t=1', "
            "allow_private: true, ignore_robots: true}\n" % site.url,
            base="lang: en\n" + BASE) as w:
        told = w.run("crawl", "--all")
        drafts = [json.loads(w.run("show", "--json", str(i))[1]).get("draft")
                  for i in range(1, 21)]
        bare = {re.sub(r"\d+", "0", d) for d in drafts if d}
        tally.check("all but a few have drafts", sum(map(bool, drafts)) > 15,
                    (told, drafts))
        tally.check("no skeleton twice", len(bare) == sum(map(bool, drafts)),
                    sorted(drafts))


def sampled():
    """Drafts for the texts of a table, with their facts."""
    text = "15 марта с карты списали 5 475 рублей, верните деньги."
    with Folder(base="lang: en\n" + BASE) as w:
        path = w.path + "/t.csv"
        with open(path, "w", encoding="utf-8") as f:
            f.write('text,stars\n"%s",1\n"Спасибо сотруднику Антону, всё '
                    'быстро и вежливо!",5\n' % text)
        out = w.run("reply", "sample", "--json", path)[1].splitlines()
        tally.check("two texts", len(out) == 2, out)
        first, second = (json.loads(line) for line in out)
        used = {f["fact"]: f for f in first["facts"] if f["used"]}
        raw = text.encode()
        tally.check("facts with their bytes", {"sum", "day"} <= set(used) and
                    raw[used["sum"]["start"]:used["sum"]["end"]].decode() ==
                    used["sum"]["words"] == "5 475", first)
        tally.check("a draft to be judged", "5 475 руб." in first["draft"] and
                    not first["remarks"] and "{" not in first["draft"], first)
        tally.check("thanked by name", "Антону" in second["draft"], second)
        expect(w, "for eyes", "reply|sample|" + path, 0, r"2 texts, 2 drafts")
        expect(w, "one alone", "reply|sample|--most|1|" + path, 0, r"1 texts")
        expect(w, "no table", "reply|sample|/nowhere.csv", 3, "nowhere.csv")
        with open(path, "w", encoding="utf-8") as f:
            f.write("a,b\n1,2\n")
        expect(w, "no column", "reply|sample|" + path, 3, "no column 'text'")
        expect(w, "no file", "reply|sample", 2, "")


def main():
    one_thread()
    sampled()
    at_the_venue()
    posts = [item(1, "Анна", "Вьюга, третий день не работает интернет, дом 1")]
    base = re.sub(r"(contact: [^,}]+)}", r"\1, term: 72h}", BASE.replace(
        "sources:", "- {id: technical, name_ru: связь, name_en: lines, "
        "contact: t@v.example}\nsources:"))
    with Site({"/f": page(*posts)}) as site, \
            Folder(site.source("/f", "feed", "town"), base=base) as w:
        w.run("crawl")
        by_hand(w)
        with open(w.path + "/molva.yaml", "a", encoding="utf-8") as f:
            f.write("# end\n")
        expect(w, "sound", "verify", 0, "the chain is whole")
    with Folder(base=BASE.replace("sources:", "eyes: 3\nsources:")) as w:
        expect(w, "three eyes", "reply|list", 3, "expected 1 or 2")
    tally.end()


main()
