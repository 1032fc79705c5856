/* SPDX-License-Identifier: MIT
   Everything works without this; it makes the keyboard quicker, answers forms
   and opens rows without loading the page anew, shows the linter while one
   types, and copies an approved reply. */
"use strict";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const wide = matchMedia("(min-width: 1280px)");

/* ---- the list ---- */

const rows = () => all(".rows .row");
const linkOf = (row) => row && one("h2 a, .words a", row);
const shown = (element) => element && element.getClientRects().length > 0;
let chosen = Boolean(one(".row[data-here]")); /* by a person */
const rowHere = () => document.activeElement.closest?.(".row") ??
    (chosen ? one(".row[data-here]") : null);

function mark(id) {
    for (const row of rows()) {
        const here = row.id === `m${id}`;
        row.toggleAttribute("data-here", here);
        if (here)
            linkOf(row).setAttribute("aria-current", "page");
        else
            linkOf(row).removeAttribute("aria-current");
    }
}

function toRow(row) {
    linkOf(row)?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
}

/* Back from a mention: its row has the focus again. */
function backToRow() {
    const row = document.getElementById(location.hash.slice(1));
    if (row?.matches(".row"))
        toRow(row);
}
/* After the browser's own jump to it, which takes the focus away. */
window.addEventListener("load", () => requestAnimationFrame(backToRow));
window.addEventListener("hashchange", backToRow);

function move(step) {
    const list = rows();
    if (!list.length || !shown(list[0])) {
        one(step > 0 ? "[data-next]" : "[data-prev]")?.click();
        return;
    }
    const at = list.indexOf(rowHere());
    const next = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : at + step];
    if (next) {
        toRow(next);
        if (wide.matches && one("#case"))
            choose(next);
    } else if (at >= 0 && shown(one("#case"))) {
        one(step > 0 ? "[data-next]" : "[data-prev]")?.click();
    }
}

/* Its case comes beside the list, if it is not there already. */
function choose(row) {
    const { href } = linkOf(row);
    if (asking || row.id !== `m${one("#case").dataset.id}`) {
        visit(href, { replace: true, keepFocus: true });
        return;
    }
    chosen = true; /* as visit() leaves it */
    history.replaceState(null, "", href);
    onPage = bare();
}

/* ---- pages that come without being loaded ---- */

const draft = () => one("textarea[data-lint]");
const dirty = () => draft() && !draft().readOnly && draft().value !== draft().defaultValue;
let asking = null; /* the request that is under way */
let leaving = false; /* what breaks off now is no fault */
window.addEventListener("pagehide", () => { leaving = true; });
window.addEventListener("pageshow", () => { leaving = false; });
let posting = false; /* a form is; nothing else begins meanwhile */

function tell(words, kind = "notice bad") {
    const p = document.createElement("p");
    p.className = kind;
    p.role = "alert";
    p.textContent = words;
    (one("#case") ?? one("main")).prepend(p);
}

/* The rows after something was done about the mention `acted`: it goes when it
 * does not stand in the list any more. */
function followList(doc, acted) {
    if (acted && new URLSearchParams(location.search).has("group")) {
        refreshList();
        return;
    }
    const old = acted && document.getElementById(`m${acted}`);
    const fresh = acted && doc.getElementById(`m${acted}`);
    if (old && fresh && one("input[type=checkbox]", old))
        refreshList();
    else if (old && fresh)
        old.replaceWith(fresh);
    else if (old) {
        old.remove();
        const count = one(".tabs [aria-current] b");
        if (count)
            count.textContent = count.textContent.replace(/^\d+/, (n) => Math.max(0, n - 1));
    }
    const id = one("#case").dataset.id;
    if (id && !document.getElementById(`m${id}`)) {
        const list = one(".rows", doc);
        if (list)
            one(".rows")?.replaceWith(list);
    }
    mark(id);
}

/* The list as it is now, with its counts: of a group some may still wait. */
async function refreshList() {
    const back = one("[data-back]")?.href.replace(/#.*/, "");
    const answer = back && await fetch(back).catch(() => null);
    if (!answer?.ok || answer.redirected)
        return;
    const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of ["main > .head", ".pane.list"])
        if (one(part) && one(part, doc))
            one(part).replaceWith(one(part, doc));
    mark(one("#case")?.dataset.id);
}

/* Puts the page that came in place of this one; where both have a list and a
 * case, only the case changes. */
function put(doc, acted) {
    const now = one("main"), next = one("main", doc);
    document.title = doc.title;
    const bar = one(".bar", doc);
    if (bar)
        one(".bar")?.replaceWith(bar);
    if (one("#case") && one("#case[data-id]", doc)) {
        one("#case").replaceWith(one("#case", doc));
        one("main .split").classList.add("chosen");
        followList(doc, acted);
    } else {
        now.replaceWith(next);
    }
    onPage = bare();
    begin();
}

/* The page that is shown; a way within it is none to another. */
const bare = () => location.pathname + location.search;
let onPage = bare();

async function visit(url, how = {}) {
    if (posting)
        return;
    keep();
    asking?.abort();
    const mine = asking = new AbortController();
    one("#case")?.setAttribute("aria-busy", "true");
    try {
        const answer = await fetch(url, { signal: mine.signal });
        const text = await answer.text();
        if (mine !== asking)
            return;
        const doc = new DOMParser().parseFromString(text, "text/html");
        if (!one("main", doc) || answer.redirected) {
            location.href = url;
            return;
        }
        if (!how.quiet)
            history[how.replace ? "replaceState" : "pushState"](null, "", url);
        chosen = chosen || !how.quiet;
        put(doc);
        if (!how.keepFocus)
            toCase();
    } catch (error) {
        if (error.name !== "AbortError" && !how.quiet && !leaving)
            tell(one("main").dataset.offline);
    } finally {
        if (mine === asking) {
            asking = null;
            one("#case")?.removeAttribute("aria-busy");
        }
    }
}

function toCase() {
    const title = one("#case h1");
    if (!title)
        return;
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
    one("#case").scrollTop = 0;
    if (!wide.matches)
        scrollTo(0, 0);
}

function fieldsOf(form, button) {
    const data = new FormData(form);
    if (button?.name)
        data.append(button.name, button.value);
    return new URLSearchParams(data);
}

/* Sends a form of a case; true when it was answered by a page. */
async function send(form, button, more = {}) {
    if (posting)
        return false;
    const field = draft();
    if (field && field.form !== form)
        keep(field);
    posting = true;
    asking?.abort();
    asking = null;
    one("#case")?.removeAttribute("aria-busy");
    const body = fieldsOf(form, button);
    for (const [name, value] of Object.entries(more))
        body.set(name, value);
    const acted = one("#case")?.dataset.id;
    try {
        const action = button?.getAttribute("formaction") ?? form.getAttribute("action");
        const answer = await fetch(action, { method: "POST", body });
        const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (!one("main", doc))
            throw new Error("no page");
        if (answer.redirected) {
            if (field?.form === form)
                sessionStorage.removeItem(keptAs(field));
            history.pushState(null, "", answer.url);
        }
        put(doc, acted);
        toCase();
        return answer.redirected;
    } catch {
        tell(one("main").dataset.offline);
        sent = false;
        return false;
    } finally {
        posting = false;
    }
}

document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || !form.closest("#case"))
        return;
    event.preventDefault();
    send(form, event.submitter);
});

document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".row h2 a, .row .words a, [data-next], [data-prev]");
    if (!link || !wide.matches || !one("#case") || event.button || event.ctrlKey ||
        event.metaKey || event.shiftKey || event.altKey)
        return;
    event.preventDefault();
    visit(link.href);
});

window.addEventListener("popstate", () => {
    if (bare() !== onPage)
        visit(location.href, { replace: true });
});

/* ---- keys, by where they are on the keyboard ---- */

const press = (selector) => { const it = one(selector); it?.click(); return Boolean(it); };
const into = (selector) => { const it = one(selector); it?.focus(); it?.scrollIntoView({ block: "center" }); };

const approveButton = () => one("#case .panel button.main[formaction$='/approve']");

/* What the keys act on is the case that is shown: not while the row that has
 * the focus is still to be. */
function settled() {
    const id = one("#case")?.dataset.id;
    const row = document.activeElement.closest?.(".row");
    return !asking && !posting && id && (!row || row.id === `m${id}`);
}

/* Approves, copies the text and opens the place where it is to be posted. */
async function approveAndOpen() {
    const button = approveButton();
    if (!button || !await send(button.form, button, { stay: "1" }))
        return;
    await navigator.clipboard?.writeText(one("#approved").textContent).catch(() => {});
    const place = one("#case .panel a.button")?.href;
    if (place)
        open(place, "_blank", "noopener");
    one("form.posted input[name=url]")?.focus();
}

const ticked = () => all(".pane.list .row input:checked").length > 0;
const allowed = () => ticked() || settled();

/* Opens what a hand needs, of all that is ticked or of the case, and goes to
 * its first field. */
function hand(key, field) {
    const part = one(`${ticked() ? ".pane.list .bulk" : "#case .hands"} [data-hand="${key}"]`);
    if (!part)
        return false;
    part.open = true;
    const to = field && one(field, part);
    (to ?? part).scrollIntoView({ block: "nearest" });
    to?.focus();
    return true;
}

const sections = { q: "/queue", c: "/cases", n: "/numbers", s: "/sources", p: "/praise" };
let first = ""; /* the key that waits for another */

const keys = {
    j: () => move(1),
    k: () => move(-1),
    s: () => move(1),
    a: () => settled() && approveButton()?.click(),
    A: () => settled() && approveAndOpen(),
    p: () => into("form.posted input[name=url]"),
    " ": () => {
        const box = one("input[type=checkbox]", rowHere() ?? document.createElement("p"));
        box?.click();
        return Boolean(box);
    },
    x: () => { one("#presets")?.scrollIntoView({ block: "center" }); first = "x"; },
    t: () => (ticked() ? hand("t", "select") : into("#case select[name=type]")),
    z: () => { if (allowed() && hand("z")) first = "z"; },
    m: () => allowed() && hand("m", "select"),
    n: () => allowed() && hand("n", "textarea"),
    u: () => press("[data-undo]"),
    i: () => into("textarea[name=text]"),
    e: () => document.documentElement.classList.toggle("evidence"),
    w: () => one(".rows")?.classList.toggle("whys"),
    r: () => { location.href = "/cases/new"; },
    g: () => { first = "g"; },
    "/": () => into("input[type=search]"),
    "?": () => one("#keys")?.showModal(),
    Escape: () => press("[data-back]"),
};

/* Puts off by a digit; the last one is a time that is typed. */
function later(digit) {
    const part = `${ticked() ? ".pane.list .bulk" : "#case .hands"} [data-hand="z"]`;
    if (digit !== "4")
        return press(`${part} [data-time="${digit}"]`);
    into(`${part} input[name=until]`);
    return true;
}

/* The second key of two; false when it is none. */
function second(event) {
    const before = first;
    const key = keyOf(event) ?? event.key;
    const digit = /^Digit([1-9])$/.exec(event.code ?? "")?.[1] ?? /^[1-9]$/.exec(event.key)?.[0];
    first = "";
    if (before === "g" && digit)
        return press(`[data-go="${digit}"]`);
    if (before === "g" && sections[key]) {
        location.href = sections[key];
        return true;
    }
    const many = ticked();
    if (!digit || !(many || settled()))
        return false;
    if (before === "z")
        return later(digit);
    if (before !== "x")
        return false;
    if (many)
        return press(`.pane.list .bulk [data-digit="${digit}"]`);
    if (digit === "5")
        into("textarea[name=reason]");
    else
        press(`#case .wrong [data-digit="${digit}"]`);
    return true;
}

/* Where the letters stand on the keyboard: the Russian layout has others. */
function keyOf(event) {
    const code = event.code ?? "";
    if (event.key === "?" || (code === "Slash" && event.shiftKey))
        return "?";
    if (event.key === "Escape" || event.key === " " || /^[a-z]$/i.test(event.key) || event.key === "/")
        return event.key;
    if (code === "Slash")
        return "/";
    const letter = /^Key([A-Z])$/.exec(code)?.[1];
    return letter && (event.shiftKey ? letter : letter.toLowerCase());
}

document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select");
    if (event.ctrlKey && event.key === "Enter" && event.target === draft()) {
        approveButton()?.click();
        return;
    }
    if (event.key === "Enter" && event.target.matches?.("[data-hand] select"))
        one("button", event.target.closest("[data-hand]")).click();
    if (event.ctrlKey && event.key === "Enter" && event.target.matches?.("[data-hand] textarea"))
        one("button", event.target.closest("[data-hand]")).click();
    if (event.key === "Enter" && event.target.matches?.("#case select[name=type]"))
        press("#case button[formaction$='/type'], #case form[action$='/type'] button");
    if (typing && event.key === "Escape")
        event.target.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]"))
        return;
    if (first && second(event)) {
        event.preventDefault();
        return;
    }
    if (event.key === " " && event.target.matches?.("button, summary, input"))
        return;
    const act = keys[keyOf(event)];
    if (act) {
        if (act() !== false)
            event.preventDefault();
    }
});

/* ---- what every page needs when it comes ---- */

function line(box, text, kind) {
    const p = document.createElement("p");
    p.textContent = text;
    p.className = kind;
    box.append(p);
}

function showLint(box, found) {
    box.replaceChildren();
    if (found.blocks)
        line(box, found.blocks, "blocks");
    for (const remark of found.remarks)
        line(box, remark, "");
    if (!box.childElementCount)
        line(box, box.dataset.clean, "clean");
    if (found.rote)
        line(box, found.rote, "soft rote");
}

function lint(field) {
    let timer = 0, asked = 0;
    const ask = async () => {
        const mine = ++asked;
        const body = new URLSearchParams({
            csrf: field.form.elements.csrf.value,
            text: field.value,
            due: field.form.elements.due?.value ?? "",
        });
        const answer = await fetch(field.dataset.lint, { method: "POST", body });
        if (answer.ok && mine === asked)
            showLint(one("#lint"), await answer.json());
    };
    claimed = 0;
    field.addEventListener("focus", () => claim(field));
    field.addEventListener("input", () => {
        claim(field);
        clearTimeout(timer);
        timer = setTimeout(ask, 400);
    });
}

/* What is typed and not saved is not left behind unasked; the form it stands
 * in takes it along. */
let sent = false;
document.addEventListener("submit", (event) => {
    sent = Boolean(draft()) && event.target === draft().form;
});
window.addEventListener("pageshow", () => { sent = false; });
window.addEventListener("beforeunload", (event) => {
    if (dirty() && !sent)
        event.preventDefault();
});

function copying(button) {
    button.hidden = false;
    button.addEventListener("click", async () => {
        const from = document.getElementById(button.dataset.copy);
        await navigator.clipboard.writeText(from.textContent);
        button.textContent = button.dataset.copied;
    });
}

/* What somebody else is at work on: the page comes again. Not while the desk
 * does not answer: it begins anew with another molva.yaml. */
const again = one("main")?.dataset.again;
if (again)
    setInterval(async () => {
        const page = one("main").dataset.here ?? location.href;
        const answer = await fetch(page, { method: "HEAD" }).catch(() => null);
        if (answer?.ok)
            location.replace(page);
    }, again * 1000);

/* What is typed outlives a reload and a way to another case, in this tab, for
 * him who typed it. */
const keptAs = (field) => `draft ${one("main").dataset.who} ${field.dataset.lint}`;
function keep(field = draft()) {
    if (!field || field.readOnly)
        return;
    if (field.value === field.defaultValue)
        sessionStorage.removeItem(keptAs(field));
    else
        sessionStorage.setItem(keptAs(field), JSON.stringify([field.defaultValue, field.value]));
}
setInterval(keep, 3000);

/* Only onto the text it was typed over: a newer one is not covered. */
function restore(field) {
    const [over, text] = JSON.parse(sessionStorage.getItem(keptAs(field)) ?? "[]");
    if (over !== field.defaultValue || text === field.value)
        return;
    field.value = text;
    tell(one("main").dataset.restored, "notice");
}

/* Who else writes: in rows, and in the case above its field. */
function showWriters(writing) {
    for (const sign of all(".row .writing"))
        sign.remove();
    for (const { mention, words } of writing) {
        const meta = one(`#m${mention} .meta`);
        if (!meta)
            continue;
        const sign = document.createElement("span");
        sign.className = "writing";
        sign.textContent = words;
        meta.insertBefore(sign, one(".due, .list", meta));
    }
    const line = one("#writing");
    const here = writing.find(({ mention }) => String(mention) === one("#case")?.dataset.id);
    if (line && line.textContent !== (here?.words ?? ""))
        line.textContent = here?.words ?? "";
}

/* Who types has the reply for two minutes, which others see. */
let claimed = 0;
async function claim(field) {
    if (Date.now() - claimed < 30000)
        return;
    claimed = Date.now();
    const answer = await fetch(field.dataset.lint.replace(/lint$/, "claim"), {
        method: "POST",
        body: new URLSearchParams({ csrf: field.form.elements.csrf.value }),
    }).catch(() => null);
    if (answer?.ok)
        showWriters((await answer.json()).writing);
}

/* How many the list has and who writes, looked at while somebody looks. */
const plainTitle = () => document.title.replace(/^\(\d+\) /, "");
let counted = 0;
async function count() {
    const list = one("main.desk > .head");
    if (document.hidden || !one("main.desk") || Date.now() - counted < 2000)
        return;
    counted = Date.now();
    const back = one(".tabs [aria-current]")?.search ?? "";
    const answer = await fetch(`/queue/count${back}`).catch(() => null);
    if (!answer?.ok || answer.redirected)
        return;
    const { total, writing } = await answer.json();
    showWriters(writing);
    if (!list)
        return;
    const seen = Number(one(".tabs [aria-current] b").textContent.match(/^\d+/)?.[0]);
    document.title = `(${total}) ${plainTitle()}`;
    one(".fresh")?.remove();
    if (total > seen) {
        const bar = document.createElement("button");
        bar.className = "fresh";
        bar.textContent = `${one("main").dataset.new} ${total - seen}`;
        bar.addEventListener("click", () => { location.href = `/queue${back}`; });
        one(".pane.list").prepend(bar);
    }
}
setInterval(count, 30000);
window.addEventListener("focus", count);
document.addEventListener("visibilitychange", count);

function begin() {
    const field = draft();
    sent = false;
    if (field && !field.readOnly)
        restore(field);
    if (field && !field.readOnly)
        lint(field);
    if (navigator.clipboard)
        all("[data-copy]").forEach(copying);
    for (const form of all("form[data-submit]"))
        for (const select of all("select", form))
            select.addEventListener("change", () => form.submit());
}

/* A page that answered the sign-in form is a mention all the same. */
const here = one("main")?.dataset.here;
if (here && location.pathname === "/login")
    history.replaceState(null, "", here);
begin();
/* Beside a list there is room for a case: of the row one came back to, or the
 * first. */
if (wide.matches && one("#case:empty") && rows().length) {
    const at = rows().find((row) => `#${row.id}` === location.hash);
    visit(linkOf(at ?? rows()[0]).href, { quiet: true, keepFocus: true });
}

/* ---- a table as a file: its text goes into the field ---- */

function decoded(bytes) {
    const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
    if (wide)
        return new TextDecoder("utf-16le").decode(bytes);
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
        return new TextDecoder("windows-1251").decode(bytes);
    }
}

for (const input of all("input[data-into]")) {
    input.parentElement.hidden = false;
    input.addEventListener("change", async () => {
        const file = input.files[0];
        if (!file)
            return;
        document.getElementById(input.dataset.into).value =
            decoded(new Uint8Array(await file.arrayBuffer()));
        const name = input.form.elements.name;
        name.value ||= file.name.replace(/\.[^.]*$/, "");
    });
}
