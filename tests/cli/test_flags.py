"""One thread of an outage: ten neighbours are one incident, what is grave
reaches a named person without a template, our own voice is no case."""
import email.utils
import json
import re
import time

from molva import Folder, Site, Tally

tally = Tally()

POSTS = [
    ("Пётр", "Третий день нет интернета на Лесной, Вектор молчит."),
    ("Ира", "У меня тоже с Вектором нет интернета, улица Лесная 4."),
    ("Олег", "Вектор, интернет не работает с утра вторника!"),
    ("Света", "Вектор: нет интернета третий день, дозвониться нельзя."),
    ("Жанна", "Не работает интернет от Вектора, Лесная 10."),
    ("Миша", "Интернет Вектор лежит на Лесной. Когда починят?"),
    ("Лена", "Вектор, опять не работает интернет, дети учиться не могут."),
    ("Костя", "Вектор - интернета нет третьи сутки."),
    ("Нина", "И у нас на Лесной Вектор не работает."),
    ("Юра", "Вектор, интернет не работает, а деньги сняли."),
    ("Вектор, служба поддержки", "Пётр, здравствуйте! Приносим извинения за "
     "неудобства, интернет Вектор не работает из-за аварии, бригада работает, "
     "починим к вечеру."),
    ("Rita", "Спасибо, Вектор, третий день сижу без интернета. Просто "
     "отлично!"),
    ("Вова", "+1 к Вектору, та же история"),
    ("Дина", "А у Кометы интернет не работает третий день, не то что Вектор - "
     "всё летает."),
    ("Марк", "Вектор третий раз за год поднял цены без предупреждения: в марте "
     "с 400 до 450, в июле до 520, в октябре до 600."),
    ("Борис", "Не верьте! Вектор всех обманывает, у моего друга украли "
     "миллион, подробности не скажу."),
    ("Лида", "Требую удалить мои персональные данные, Вектор звонит мне по "
     "ночам, подам в суд и в Роскомнадзор."),
    ("Яна", "Мастер Вектора украл у меня кольцо, я написала заявление в "
     "полицию."),
    ("Рома", "Из-за отключения связи Вектора мама не смогла вызвать скорую и "
     "умерла."),
]

BASE = """company: Вектор
agent: 'Molva-test/0.1 (+https://molva.example/bot)'
accounts: [Диспетчер Вектора]
brands:
- {name: Вектор, forms: ['вектор*']}
departments:
- {id: technical, name_ru: техники, name_en: technical, contact: t@v.example}
- {id: legal, name_ru: юристы, name_en: legal, contact: l@v.example, head: lev}
- {id: curator, name_ru: куратор, name_en: curator, contact: c@v.example,
   head: vera}
sources:
"""


def feed(posts):
    """An RSS feed of a forum's thread, a minute between two posts."""
    start = time.time() - 7200
    items = "".join(
        "<item><title></title><link>http://f.example/t/1#p%d</link>"
        "<guid>p%d</guid><dc:creator>%s</dc:creator><pubDate>%s</pubDate>"
        "<description>%s</description></item>" %
        (i, i, who, email.utils.formatdate(start + 60 * i), text)
        for i, (who, text) in enumerate(posts))
    return ("<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
            "<channel><title>Форум</title><link>http://f.example/t/1</link>"
            "<description>d</description>%s</channel></rss>" % items).encode()


def shown(w, number):
    return json.loads(w.run("show", str(number), "--json")[1])


def incident(w):
    return json.loads(w.run("incident", "show", "1", "--json")[1])


def neighbours(w):
    """Posts 1 to 10, the bitter thanks and "+1" are one, and nothing else."""
    one = incident(w)
    tally.check("who is of it", [s["mention"] for s in one["spots"]] ==
                list(range(1, 11)) + [12, 13], one["spots"])
    tally.check("what and where", (one["event"], one["place"], one["brand"]) ==
                ("internet", "лесной", "Вектор"), one)
    tally.check("each says why", all(s["why"] for s in one["spots"]))
    tally.check("no other", len(w.run("incident", "list", "--all",
                                      "--json")[1].splitlines()) == 1)
    ten = [shown(w, n) for n in range(1, 11)]
    tally.check("one department", {m["department"] for m in ten} ==
                {"technical"}, [m["department"] for m in ten])
    tally.check("each has a draft", all(m["draft"] for m in ten))
    bare = [re.sub("^.*?(здравствуйте|добрый день)! ", "", m["draft"],
                   flags=re.I) for m in ten]
    tally.check("in words of its own", len(set(bare)) == 10, bare)


def grave(w):
    for number, flags, department, whom, rank in (
            (17, ["data", "court", "regulator"], "legal", "lev", 98),
            (18, ["police"], "security", "anna", 99),
            (19, ["death"], "curator", "vera", 100),
            (14, ["rival"], "pr", "anna", 94)):
        m = shown(w, number)
        tally.check("flags of %d" % number, m["flags"] == flags and
                    m["solution"] == "P" and m["draft"] == "" and
                    m["priority"] == rank and m["department"] == department,
                    m)
        case = json.loads(w.run("case", "show", str(m["case"]), "--json")[1])
        tally.check("whom %d reaches" % number, case["assignee"] == whom and
                    case["escalations"][0]["whom"] == whom, case)
    first = [json.loads(line)["id"] for line in
             w.run("queue", "--json")[1].splitlines()[:4]]
    tally.check("on top, the gravest first", first == [19, 18, 17, 14], first)
    own = shown(w, 11)
    tally.check("our own voice", own["solution"] == "C" and not own["case"] and
                own["row"] == "own-voice" and own["flags"] == ["own"], own)
    vague = shown(w, 16)
    tally.check("no details, no number asked", "договор" not in
                vague["draft"] and vague["flags"] == [], vague)


def later(w, site):
    """What comes later joins by itself, and hears of the end."""
    posts = POSTS + [("Зоя", "И у меня на Лесной нет интернета, Вектор, ау!"),
                     ("Лев", "Вектор: на Садовой нет интернета."),
                     ("Диспетчер Вектора", "Вектор: интернет будет к шести.")]
    w.run("incident", "tell", "1", "Авария на Лесной, до 18:00")
    site.pages["/rss"] = ("application/rss+xml", feed(posts))
    w.run("crawl", "--all")
    spots = [s["mention"] for s in incident(w)["spots"]]
    tally.check("joined later", 20 in spots and 21 not in spots and
                22 not in spots, spots)
    tally.check("by its account", shown(w, 22)["row"] == "own-voice",
                shown(w, 22))
    tally.check("out by hand", w.run("incident", "split", "12", "ирония")[0]
                == 0)
    tally.check("over", w.run("incident", "close", "1", "Починили")[0] == 0)
    case = json.loads(w.run("case", "show", str(shown(w, 20)["case"]),
                            "--json")[1])
    tally.check("its case knows", [e["detail"].get("text") for e in
                                   case["events"] if e["what"] == "note"] ==
                ["Починили"], case["events"])
    tally.check("the chain is whole", w.run("verify")[0] == 0)


with Site({"/rss": ("application/rss+xml", feed(POSTS))}) as site:
    with Folder(site.source("/rss", "feed", "forum"), base=BASE) as w:
        for login, role in (("anna", "approver"), ("lev", "responder"),
                            ("vera", "responder")):
            w.run("user", "add", login, "--role", role)
        done = w.run("crawl")
        tally.check("crawled", done[0] == 0, done)
        neighbours(w)
        grave(w)
        later(w, site)
tally.end()
