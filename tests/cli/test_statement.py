"""Statements on our own site (solutions B and D): written, approved by a
second person, published as pages and a feed, changed, withdrawn."""
import os
import re
import time
import xml.etree.ElementTree as tree

from molva import BASE, Folder, Site, Tally, feed

tally = Tally()


def expect(w, name, args, code, *patterns):
    told = w.run(*args.split("|"))
    text = told[1] + told[2]
    tally.check(name, told[0] == code and
                all(re.search(p, text) for p in patterns), told)
    return told[1]


def page(w, name):
    with open(w.path + "/public/" + name, encoding="utf-8") as f:
        return f.read()


def main():
    base = BASE.replace("sources:", "statements: {folder: public, url: "
                        "'https://answers.example/a/'}\nsources:")
    with Site({"/f": feed(("1", "Вьюга, третий день не работает интернет"))}) \
            as site, Folder(site.source("/f", "feed"), base=base) as w:
        w.run("crawl")
        expect(w, "none", "statement|list", 0, "^$")
        expect(w, "without a title", "statement|new|x", 1, "needs a title")
        expect(w, "new", "statement|new|--mention|1|--title|Авария <на> Лесной"
               "|Связь вернётся & \"скоро\".\n\nПодробности <script>alert(1)"
               "</script>\nздесь.", 0, "statement 1, version 1")
        expect(w, "no such mention", "statement|new|--mention|99|--title|x|y",
               1)
        expect(w, "not approved", "statement|publish|1", 1, "is not to be")
        w.run("user", "add", "ben", "--role", "approver")
        expect(w, "its author does not approve", "statement|approve|1", 1,
               "not its author")
        w.run("user", "remove", "ben")
        expect(w, "approved", "statement|approve|1", 0, "approved")
        expect(w, "once", "statement|approve|1", 1, "is not to be")
        expect(w, "published", "statement|publish|1", 0,
               "https://answers.example/a/statement-1.html")
        text = page(w, "statement-1.html")
        tally.check("escaped", "<script>" not in text and
                    "&lt;script&gt;" in text and
                    "Авария &lt;на&gt; Лесной" in text, text)
        tally.check("linked to the discussion",
                    'href="http://127.0.0.1/p/1"' in text, text)
        tally.check("no script needed, none allowed",
                    "default-src 'none'" in text, text)
        root = tree.fromstring(page(w, "atom.xml"))
        atom = "{http://www.w3.org/2005/Atom}"
        entry = root.find(atom + "entry")
        tally.check("the feed", entry is not None and
                    entry.find(atom + "title").text == "Авария <на> Лесной" and
                    entry.find(atom + "link").get("href") ==
                    "https://answers.example/a/statement-1.html" and
                    "<script>" in entry.find(atom + "content").text,
                    page(w, "atom.xml"))
        tally.check("the list", 'href="statement-1.html"' in
                    page(w, "index.html"), page(w, "index.html"))
        expect(w, "a new version", "statement|edit|1|--title|Авария устранена|"
               "Связь есть.", 0, "version 2")
        tally.check("is not public yet", "устранена" not in
                    page(w, "statement-1.html"), "page")
        expect(w, "nothing new to publish", "statement|publish|1", 1)
        expect(w, "approved again", "statement|approve|1", 0)
        time.sleep(1)  # changed in a later second than first said
        expect(w, "published again", "statement|publish|1", 0)
        text = page(w, "statement-1.html")
        tally.check("is public", "устранена" in text and "изменено" in text,
                    text)
        expect(w, "both versions are kept", "statement|show|1", 0,
               "version 2(.|\n)*version 1(.|\n)*Подробности")
        expect(w, "for a reason", "statement|withdraw|1", 1, "reason")
        expect(w, "withdrawn", "statement|withdraw|1|ошибка", 0, "withdrawn")
        tally.check("its page says so", "отозвано" in
                    page(w, "statement-1.html"), page(w, "statement-1.html"))
        tally.check("not in the feed", "entry" not in page(w, "atom.xml"),
                    "feed")
        tally.check("nothing half written", sorted(os.listdir(
            w.path + "/public")) == ["atom.xml", "index.html",
                                     "statement-1.html"],
                    os.listdir(w.path + "/public"))
        expect(w, "sound", "verify", 0, "the chain is whole")
        os.rename(w.path + "/public", w.path + "/away")
        with open(w.path + "/public", "w", encoding="utf-8") as f:
            f.write("a file in its place")
        expect(w, "no folder, no publication", "statement|publish|1", 1)
        expect(w, "it is not public", "statement|list", 0, "1  withdrawn")
    with Folder() as w:
        w.run("crawl")
        w.run("statement", "new", "--title", "x", "y")
        w.run("statement", "approve", "1")
        expect(w, "no folder is named", "statement|publish|1", 1,
               "names no folder")
    tally.end()


main()
