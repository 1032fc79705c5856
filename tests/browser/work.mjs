// SPDX-License-Identifier: MIT
// Several people at one desk: who collides, whose text is kept, the way back to
// the row one came from, keys of any layout, what a print shows.
import { accessible, check, fits, login, open, same, sql, sure } from "./helpers.mjs";

const field = (page) => page.inputValue("textarea[name=text]");
const seat = async (browser, base, who, options) => {
    const { context, page } = await open(browser, base, options);
    await login(page, base, who);
    return { context, page };
};
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("href"));
const hasFocus = (page, href) => page.waitForFunction((to) =>
    document.activeElement.getAttribute("href") === to, href);
const rows = (page) => page.locator(".row h2 a").evaluateAll((all) =>
    all.map((a) => a.getAttribute("href")));
const numberOf = (href) => href.match(/mention\/(\d+)/)[1];

// Waiting mentions nobody else in the walk touches, the newest number first.
const fresh = () => sql("select mention from cases where status = 'waiting'" +
    " and mention > 9 order by mention desc").split("\n");

// Case 1: the stored text stands under "approved", the loser's apart.
async function collide(browser, base) {
    const id = fresh()[0];
    const anna = await seat(browser, base, "anna");
    const oleg = await seat(browser, base, "oleg");
    await anna.page.goto(`${base}/mention/${id}`);
    await oleg.page.goto(`${base}/mention/${id}`);
    await oleg.page.fill("textarea[name=text]", "Сами виноваты. Ждите {contact}.");
    const stored = await field(anna.page);
    await anna.page.click("button.main");
    await anna.page.waitForURL(/did=approved/);
    await oleg.page.click("button.main");
    await oleg.page.waitForSelector(".notice.bad");
    same(await oleg.page.textContent("#approved"), stored);
    same(await oleg.page.textContent("#unsaved"), "Сами виноваты. Ждите {contact}.");
    same(await oleg.page.locator("[data-copy]").count(), 1);
    same(await oleg.page.getAttribute("[data-copy]", "data-copy"), "approved");
    await accessible(oleg.page);
    await anna.context.close();
    await oleg.context.close();
}

// Cases 2 and 3: neither a saved nor a typed text goes when the type changes.
async function typeKeepsWords(browser, base) {
    const [saved, typed] = fresh();
    const anna = await seat(browser, base, "anna");
    const oleg = await seat(browser, base, "oleg");
    await anna.page.goto(`${base}/mention/${saved}`);
    await anna.page.fill("textarea[name=text]", "Слова Анны, ответим здесь.");
    await anna.page.click("button[formaction$=edit]");
    await anna.page.waitForURL(/did=edited/);
    await oleg.page.goto(`${base}/mention/${saved}`);
    await oleg.page.selectOption(".wrong select", "overcharged");
    await oleg.page.click("button[formaction$=type]");
    await oleg.page.waitForURL(/did=type/);
    same(await field(oleg.page), "Слова Анны, ответим здесь.");
    sure(await oleg.page.locator(".drafts[open] pre").count() > 0, "the new draft is offered");
    await accessible(oleg.page);
    await anna.page.goto(`${base}/mention/${typed}`);
    await anna.page.fill("textarea[name=text]", "Ещё не сохранено, ответим здесь.");
    await anna.page.selectOption(".wrong select", "overcharged");
    await anna.page.click("button[formaction$=type]");
    await anna.page.waitForSelector(".notice.good");
    same(await field(anna.page), "Ещё не сохранено, ответим здесь.");
    same(sql(`select type from verdict where mention = ${typed}`), "overcharged");
    await anna.context.close();
    await oleg.context.close();
}

// Another language, signing out, a link: whoever typed is asked, and who stays
// has the words; who goes, goes.
async function leavingIsAsked(browser, base) {
    const words = "Проверим и напишем здесь завтра.";
    const [waiting] = fresh();
    const { page, context } = await seat(browser, base, "anna");
    const asked = [];
    let stay = true;
    page.on("dialog", (dialog) => {
        asked.push(dialog.type());
        return stay ? dialog.dismiss() : dialog.accept();
    });
    await page.goto(`${base}/mention/${waiting}`);
    await page.click("textarea[name=text]");
    await page.keyboard.type("x");
    await page.fill("textarea[name=text]", words);
    for (const what of ["form[action='/lang'] button", "form[action='/logout'] button", ".brand"]) {
        if (what !== ".brand")
            await page.click("details.who summary");
        await page.click(what, { noWaitAfter: true });
        await page.waitForTimeout(500);
        same(page.url(), `${base}/mention/${waiting}`, what);
        same(await page.inputValue("textarea[name=text]"), words, what);
        if (what !== ".brand")
            await page.click("details.who summary");
    }
    same(asked.join(" "), "beforeunload beforeunload beforeunload");
    stay = false;
    await page.click(".brand");
    await page.waitForURL(`${base}/day`);
    same(asked.length, 4, "asked once more");
    await context.close();
}

// Case 4: after the fifth row comes the sixth.
async function nextRow(browser, base) {
    const { context, page } = await seat(browser, base, "anna");
    await page.goto(`${base}/queue?type=broken`);
    const before = await rows(page);
    await page.locator(".row h2 a").nth(4).click();
    await page.waitForURL(/mention/);
    await page.click("button.main");
    await page.waitForURL(/did=approved/);
    same(page.url().match(/mention\/(\d+)/)[1], numberOf(before[5]));
    await context.close();
}

// Cases 5 and 6: back to the page and the row, and on from there.
async function placeIsKept(browser, base) {
    const { context, page } = await seat(browser, base, "anna",
        { viewport: { width: 1280, height: 700 } });
    await page.goto(`${base}/queue?page=2`);
    const all = await rows(page);
    const at = all.length - 2;
    sure(at >= 1, "a second page with rows");
    await page.locator(".row h2 a").nth(at).click();
    await page.waitForURL(/mention/);
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/queue\?page=2#m/);
    await hasFocus(page, all[at]);
    sure(await page.evaluate(() => {
        const box = document.activeElement.closest(".row").getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight;
    }), "the row is in sight");
    await page.keyboard.press("j");
    same(await focused(page), all[at + 1], "j goes on from there");
    await page.goto(`${base}/queue`);
    const first = await rows(page);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/mention/);
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/queue#m/);
    await hasFocus(page, first[0]);
    await page.keyboard.press("j");
    same(await focused(page), first[1]);
    await context.close();
}

// Case 7: where the letters stand, whatever the layout says.
async function layouts(browser, base) {
    const { context, page } = await seat(browser, base, "anna");
    await page.goto(`${base}/queue`);
    const all = await rows(page);
    const press = (key, code) => page.evaluate(([k, c]) =>
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
            { key: k, code: c, bubbles: true, cancelable: true })), [key, code]);
    await press("о", "KeyJ");
    same(await focused(page), all[0], "о on KeyJ");
    await press("о", "KeyJ");
    same(await focused(page), all[1]);
    await press("л", "KeyK");
    same(await focused(page), all[0], "л on KeyK");
    await press("j", "KeyC"); // a layout that has its j there
    same(await focused(page), all[1], "j on KeyC");
    await press(".", "Slash");
    same(await page.evaluate(() => document.activeElement.name), "words");
    await press("о", "KeyJ");
    same(await page.evaluate(() => document.activeElement.name), "words", "typing");
    await page.goto(base + all[0]);
    await press("ш", "KeyI");
    same(await page.evaluate(() => document.activeElement.name), "text");
    await page.evaluate(() => document.activeElement.blur());
    await press("Escape", "Escape");
    await page.waitForURL(/\/queue#m/);
    await context.close();
}

// Cases 8 and 9, with and without script.
async function comesTooLate(browser, base, javaScriptEnabled) {
    const id = fresh()[0];
    const { context, page } = await seat(browser, base, "anna", { javaScriptEnabled });
    await page.goto(`${base}/mention/${id}?lang=ru`);
    await page.fill("textarea[name=text]", "Долгий ответ,\nкоторый жалко. Напишем здесь.");
    await context.clearCookies();
    await page.click("button.main");
    await page.waitForSelector("input[name=password]");
    same(await page.textContent("#typed"), "Долгий ответ,\nкоторый жалко. Напишем здесь.", "it stands below");
    if (javaScriptEnabled)
        await accessible(page);
    await page.fill("input[name=login]", "anna");
    await page.fill("input[name=password]", "correct-horse-7");
    await page.click("button.main");
    await page.waitForSelector("textarea[name=text]");
    same(await field(page), "Долгий ответ,\nкоторый жалко. Напишем здесь.");
    if (javaScriptEnabled)
        same(page.url(), `${base}/mention/${id}?lang=ru`);
    const second = await context.newPage();
    await second.goto(`${base}/queue`);
    await second.click(".who summary");
    await second.click(".menu form >> nth=1 >> button");
    await login(second, base, "anna");
    await page.click("button.main");
    await page.waitForSelector(".notice.bad");
    same(await field(page), "Долгий ответ,\nкоторый жалко. Напишем здесь.");
    same(sql(`select status from cases where mention = ${id}`), "waiting");
    await page.click("button.main");
    await page.waitForURL(/did=approved/);
    same(sql(`select status from cases where mention = ${id}`), "approved");
    await context.close();
}

// Case 10, and what was posted: every list, without script.
async function wayBack(browser, base) {
    const [id] = fresh();
    const { context, page } = await seat(browser, base, "anna", { javaScriptEnabled: false });
    await page.goto(`${base}/mention/${id}`);
    await page.fill("textarea[name=reason]", "реклама");
    await page.click("button[formaction$=dismiss]");
    await page.waitForURL(/did=dismissed/);
    await page.click(".notice.good a");
    await page.waitForURL(`${base}/mention/${id}`);
    sure((await page.textContent(".panel")).includes("Причина: реклама"),
        "the reason");
    sure((await page.textContent(".panel")).includes("Анна Белова"), "who");
    same(await page.locator(".panel time").count(), 1, "when");
    await page.fill("textarea[name=reason]", "всё-таки дело");
    await page.click("form[action$=return] button");
    await page.waitForURL(/did=returned/);
    same(sql(`select status from cases where mention = ${id}`), "waiting");
    await page.click("button.main");
    await page.waitForURL(/did=approved/);
    await page.goto(`${base}/queue?list=approved`);
    await page.click(`#m${id} h2 a`);
    await page.waitForURL(/mention/);
    await page.fill("input[name=url]", "https://forum.example/t/600#our-answer");
    await page.click("form.posted button");
    await page.waitForURL(/did=posted/);
    await page.goto(`${base}/queue?list=posted`);
    await page.click(`#m${id} h2 a`);
    await page.waitForURL(/mention/);
    same(await page.locator(".panel a[href='https://forum.example/t/600#our-answer']").count(), 1);
    await context.close();
}

// Case 13, and both widths of what is new.
async function readers(browser, base) {
    const { context, page } = await seat(browser, base, "dora", { viewport: { width: 390, height: 844 } });
    const id = fresh()[0];
    await page.goto(`${base}/mention/${id}`);
    same(await page.locator("textarea, #lint").count(), 0);
    sure((await page.textContent(".panel")).includes("Colleagues"), "words for readers");
    await accessible(page);
    await fits(page);
    for (const list of ["approved", "posted", "dismissed", "unanswered", "stale", "not-us", "all"]) {
        await page.goto(`${base}/queue?list=${list}`);
        sure(await page.locator(".row").count() > 0 || ["dismissed", "not-us"].includes(list),
            `${list} has rows`);
        await accessible(page);
        await fits(page);
    }
    await context.close();
}

// Case 17: text, decision, reply, events, and nothing to press.
async function print(browser, base) {
    const { context, page } = await seat(browser, base, "anna");
    await page.goto(`${base}/mention/${fresh()[0]}`);
    const draft = await field(page);
    await page.emulateMedia({ media: "print" });
    const visible = (selector) => page.locator(selector).evaluateAll((all) =>
        all.filter((e) => e.getClientRects().length > 0).length);
    same(await visible(".bar, button, .button, form input, textarea, select, .lint, .verdict, .wrong"), 0);
    for (const part of [".text", ".way", ".paper", ".events"])
        sure(await visible(part) === 1, `${part} is printed`);
    same(await page.textContent(".paper"), draft);
    sure((await page.pdf({ format: "A4" })).length > 1000, "a PDF");
    await context.close();
}

export async function work(browser, base) {
    const steps = { collide, typeKeepsWords, leavingIsAsked, nextRow, placeIsKept, layouts, wayBack, readers, print };
    for (const [name, step] of Object.entries(steps))
        await check(name, () => step(browser, base));
    await check("comes too late", () => comesTooLate(browser, base, true));
    await check("comes too late, without script", () => comesTooLate(browser, base, false));
}
