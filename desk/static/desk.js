/* SPDX-License-Identifier: MIT
   Everything works without this; it makes the keyboard quicker, shows the
   linter while one types, and copies an approved reply. */
"use strict";

const links = [...document.querySelectorAll(".row h2 a")];

function move(step) {
    const at = links.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
    if (links[next]) {
        links[next].focus();
        links[next].closest(".row").scrollIntoView({ block: "nearest" });
    }
}

/* Back from a mention: its row has the focus again. */
function backToRow() {
    const row = document.getElementById(location.hash.slice(1));
    row?.querySelector(".row h2 a")?.focus();
}
/* After the browser's own jump to it, which takes the focus away. */
window.addEventListener("load", () => requestAnimationFrame(backToRow));
window.addEventListener("hashchange", backToRow);

/* A page that answered the sign-in form is a mention all the same. */
const here = document.querySelector("main")?.dataset.here;
if (here && location.pathname === "/login")
    history.replaceState(null, "", here);

const keys = {
    j: () => move(1),
    k: () => move(-1),
    "/": () => document.querySelector("input[type=search]")?.focus(),
    u: () => document.querySelector("[data-back]")?.click(),
    e: () => document.querySelector("textarea[name=text]")?.focus(),
};

/* Where the letters stand on the keyboard: the Russian layout has others. */
const places = { KeyJ: "j", KeyK: "k", KeyU: "u", KeyE: "e", Slash: "/" };

function keyOf(event) {
    const latin = /^[a-z/]$/i.test(event.key);
    return latin ? event.key.toLowerCase() : places[event.code];
}

document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey)
        return;
    const act = keys[keyOf(event)];
    if (act) {
        event.preventDefault();
        act();
    }
});

for (const form of document.querySelectorAll("form[data-submit]"))
    for (const select of form.querySelectorAll("select"))
        select.addEventListener("change", () => form.submit());

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

const draft = document.querySelector("textarea[data-lint]");
if (draft && !draft.readOnly) {
    let timer = 0, asked = 0;
    const ask = async () => {
        const mine = ++asked;
        const body = new URLSearchParams({
            csrf: draft.form.elements.csrf.value,
            text: draft.value,
            due: draft.form.elements.due?.value ?? "",
        });
        const answer = await fetch(draft.dataset.lint, { method: "POST", body });
        if (answer.ok && mine === asked)
            showLint(document.getElementById("lint"), await answer.json());
    };
    draft.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(ask, 400);
    });
}

/* What is typed and not saved is not left behind unasked; the form it stands
 * in takes it along. */
let sent = false;
draft?.form.addEventListener("submit", () => { sent = true; });
window.addEventListener("pageshow", () => { sent = false; });
window.addEventListener("beforeunload", (event) => {
    if (draft && !draft.readOnly && !sent && draft.value !== draft.defaultValue)
        event.preventDefault();
});

for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard)
        continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
        const from = document.getElementById(button.dataset.copy);
        await navigator.clipboard.writeText(from.textContent);
        button.textContent = button.dataset.copied;
    });
}

/* What somebody else is at work on: the page comes again. Not while the desk
 * does not answer: it begins anew with another molva.yaml. */
const again = document.querySelector("main")?.dataset.again;
if (again)
    setInterval(async () => {
        const answer = await fetch(location.href, { method: "HEAD" }).catch(() => null);
        if (answer?.ok)
            location.reload();
    }, again * 1000);
