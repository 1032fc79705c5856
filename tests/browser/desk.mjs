// SPDX-License-Identifier: MIT
// Walks through the desk with Debian's chromium, as people do: from login to
// an approved draft, a corrected type, both languages, two widths; then the
// work of several people (work.mjs). Prints "N passed, N failed".
//
//   node tests/browser/desk.mjs [PROGRAM]   PROGRAM: build/tests/desk/serve_fixture
import fs from "node:fs";
import { chromium } from "playwright-core";
import {
    PATIENCE, accessible, check, fits, folder, login, open, same, serve, settled, sql, sure, tally,
} from "./helpers.mjs";
import { triage } from "./triage.mjs";
import { work } from "./work.mjs";

const PAGES = ["/day", "/queue", "/queue?group=author", "/queue?type=rant", "/queue?list=unanswered", "/queue?list=all", "/mention/1", "/mention/4", "/mention/8", "/mention/9",
    "/queue?words=%D1%81%D0%B2%D1%8F%D0%B7%D1%8C", "/queue?words=(", "/cases", "/cases/new", "/case/1",
    "/author/1", "/thread/1", "/mine", "/cases/tables", "/board", "/calls", "/month", "/sources", "/matrix", "/numbers", "/nothing"];

// What is chosen can be read, whatever else stands in the form.
async function roomy(page) {
    await page.locator("details.more").evaluate((d) => { d.open = true; });
    const widths = await page.locator(".choices select").evaluateAll((all) =>
        all.map((s) => Math.round(s.getBoundingClientRect().width)));
    sure(widths.length === 6 && Math.min(...widths) >= 90, `widths ${widths}`);
}

// Every page, at both widths, light and dark.
async function looks(browser, base) {
    for (const [width, height] of [[390, 844], [1440, 900]])
        for (const colorScheme of ["light", "dark"]) {
            const view = { viewport: { width, height }, colorScheme };
            const { context, page, faults } = await open(browser, base, view);
            const where = `${width} ${colorScheme}`;
            await page.goto(`${base}/login`);
            await check(`/login ${where}: accessible`, () => accessible(page));
            await check(`/login ${where}: fits`, () => fits(page));
            await login(page, base, "anna");
            for (const at of PAGES) {
                await page.goto(base + at);
                await check(`${at} ${where}: accessible`, () => accessible(page));
                await check(`${at} ${where}: fits`, () => fits(page));
            }
            await page.goto(`${base}/queue?words=(`);
            await check(`${where}: the choices have room`, () => roomy(page));
            await check(`${where}: no faults`, () => same(faults.join("\n"), ""));
            await context.close();
        }
}

async function keyboard(page, base) {
    await page.goto(`${base}/queue`);
    const focused = () => page.evaluate(() => document.activeElement.getAttribute("href"));
    await page.keyboard.press("j");
    const first = await focused();
    await page.keyboard.press("j");
    const second = await focused();
    sure(first !== second && second.startsWith("/mention/"), `j went ${first} ${second}`);
    await page.keyboard.press("k");
    same(await focused(), first);
    await page.keyboard.press("Enter");
    await page.waitForURL(base + first);
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/queue#m\d+$/);
    await page.waitForFunction((to) => document.activeElement.getAttribute("href") === to, first);
    await page.keyboard.press("/");
    same(await page.evaluate(() => document.activeElement.name), "words");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("?");
    sure(await page.locator("dialog#keys kbd").count() > 5, "the list of keys");
    await accessible(page);
    await page.keyboard.press("Escape");
    same(await page.locator("dialog[open]").count(), 0);
}

// What stands on one screen, and where the hand finds what it needs.
async function figures(browser, base) {
    for (const [width, height, least] of [[1440, 900, 11], [390, 844, 3]]) {
        const { context, page } = await open(browser, base, { viewport: { width, height } });
        await login(page, base, "anna");
        await page.goto(`${base}/queue`);
        const whole = await page.locator(".list .row").evaluateAll((all) => all.filter((r) => {
            const box = r.getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight + 1;
        }).length);
        const sent = await page.evaluate(() => performance.getEntriesByType("navigation")[0].encodedBodySize);
        sure(sent > 0 && sent < 60 * 1024, `${sent} bytes were sent`);
        sure(whole >= least, `${whole} rows at ${width}, wanted ${least}`);
        const first = await page.locator(".row h2 a").first().getAttribute("href");
        same(await page.locator(".list .row h2, .list .row .words").evaluateAll((all) =>
            all.filter((h) => /…\s*…|\.{3}…/.test(h.textContent)).length), 0, "rows with dots twice");
        // Whoever has a long name, and what is warned of at length, hides no deadline.
        const hidden = await page.locator(".list .row .meta:has(.due)").evaluateAll((all) => {
            for (const meta of all) {
                meta.querySelector(".author").textContent = "Константин Константинопольский-Задунайский " + "из дома ".repeat(9);
                if (!meta.querySelector(".flag"))
                    meta.querySelector(".letter").insertAdjacentHTML("afterend", '<b class="flag"></b>');
                meta.querySelector(".flag").textContent = "⚑ полиция, преступление";
                const source = meta.querySelector(".source");
                if (source)
                    source.textContent = "Длинное название обсуждения, которое никуда не помещается";
            }
            return all.filter((meta) => {
                const due = meta.querySelector(".due").getBoundingClientRect(), box = meta.getBoundingClientRect();
                return due.width < 1 || due.bottom > box.bottom + 1 || due.right > Math.min(innerWidth, box.right) + 1;
            }).length;
        });
        same(hidden, 0, `rows at ${width} whose deadline is out of sight`);
        await page.goto(base + first);
        const reached = await page.locator("button[formaction$=approve]").evaluateAll((all) =>
            all.some((b) => {
                const box = b.getBoundingClientRect();
                return box.width > 0 && box.bottom <= innerHeight && box.height >= (innerWidth < 720 ? 44 : 24);
            }));
        sure(reached, `approve is out of reach at ${width}`);
        if (width >= 1280) {
            await page.waitForSelector(".list .row[data-here]");
            same(await page.locator(".list").isVisible(), true, "the list beside the case");
        }
        sure(/: .+ · № \d+ · Molva$/.test(await page.title()), `the title ${await page.title()}`);
        await context.close();
    }
}

// A right draft: approved, copied, its place opened, marked as posted, in two
// keys and one paste; the next one stands there.
async function hands(browser, base) {
    const { context, page, faults } = await open(browser, base, { viewport: { width: 1440, height: 900 } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await context.route(/\.example\//, (route) => route.fulfill({ body: "" }));
    await login(page, base, "anna");
    await page.goto(`${base}/queue`);
    await settled(page);
    await page.keyboard.press("KeyJ");
    await settled(page);
    const id = await page.getAttribute("#case", "data-id");
    const text = await page.inputValue("textarea[name=text]");
    const next = await page.locator(".rows .row").nth(1).getAttribute("id");
    let loads = 0;
    page.on("load", () => loads++);
    await page.keyboard.press("Shift+KeyA");
    await page.waitForFunction(() => document.activeElement.name === "url");
    same(await page.evaluate(() => navigator.clipboard.readText()), text);
    same(sql(`select status from cases where mention = ${id}`), "approved");
    await page.evaluate(() => navigator.clipboard.writeText("https://forum.example/t/1#ours"));
    await page.keyboard.press("Control+KeyV");
    if (await page.locator("input[name=why]").count() === 0)
        await page.keyboard.press("Enter");
    await page.waitForFunction((old) => document.querySelector("#case").dataset.id !== old ||
        document.querySelector("input[name=why]"), id);
    if (await page.locator("input[name=why]").count()) { // the link is of another site
        await page.fill("input[name=why]", "так просили");
        await page.click("form.posted button");
        await page.waitForFunction((old) => document.querySelector("#case").dataset.id !== old, id);
    }
    same(sql(`select posted > 0 from cases where mention = ${id}`), "1");
    same(`m${await page.getAttribute("#case", "data-id")}`, next, "the next row");
    same(loads, 0, "page loads");
    // Undone, and once more.
    await page.keyboard.press("KeyU");
    await page.waitForURL(/did=undone/);
    same(sql(`select posted from cases where mention = ${id}`), "0");
    same(sql(`select count(*) from event where mention = ${id} and what = 'unposted'`), "1");
    // Dismissed by two keys, undone, in a Russian layout.
    await page.goto(`${base}/queue`);
    await settled(page);
    const other = await page.getAttribute("#case", "data-id");
    const key = (key, code) => page.evaluate(([k, c]) => document.body.dispatchEvent(
        new KeyboardEvent("keydown", { key: k, code: c, bubbles: true, cancelable: true })), [key, code]);
    await key("ч", "KeyX");
    await key("1", "Digit1");
    await page.waitForURL(/did=dismissed/);
    same(sql(`select reason from cases where mention = ${other}`), "advert");
    await key("г", "KeyU");
    await page.waitForURL(/did=undone/);
    same(sql(`select status from cases where mention = ${other}`), "waiting");
    same(faults.filter((f) => !f.includes(".example")).join("\n"), "");
    await context.close();
}

// What is typed is there after a reload and after another case was looked at.
async function outlives(browser, base) {
    const { context, page } = await open(browser, base, { viewport: { width: 1440, height: 900 } });
    page.on("dialog", (dialog) => dialog.accept());
    await login(page, base, "anna");
    await page.goto(`${base}/queue?list=waiting`);
    await settled(page);
    await page.keyboard.press("KeyJ");
    await settled(page);
    const id = await page.getAttribute("#case", "data-id");
    await page.fill("textarea[name=text]", "Ещё пишу, ответим здесь.");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("KeyJ");
    await page.waitForFunction((old) => document.querySelector("#case").dataset.id !== old, id);
    await page.goto(`${base}/mention/${id}`);
    same(await page.inputValue("textarea[name=text]"), "Ещё пишу, ответим здесь.");
    await page.fill("textarea[name=text]", "И дальше.");
    await page.waitForTimeout(3200);
    await page.reload();
    same(await page.inputValue("textarea[name=text]"), "И дальше.");
    await context.close();
}

// One row for a thread; what waits in it goes along with one answer, or is
// dismissed at once. Without script.
async function together(browser, base) {
    const { context, page } = await open(browser, base, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    await login(page, base, "anna");
    const waiting = Number(sql("select count(*) from cases where status = 'waiting'"));
    await page.goto(`${base}/queue?group=author`);
    const rows = Number((await page.textContent("h1 .count")).trim());
    sure(rows < waiting, `${rows} rows for ${waiting}`);
    const many = page.locator(".row:has(.many)").first();
    const n = Number((await many.locator(".many").textContent()).slice(1));
    await many.locator("h2 a").click();
    same(await page.locator(".fellows li").count(), n - 1, "what waits along");
    const id = (await page.url()).match(/mention\/(\d+)/)[1];
    await page.click(".bulk button.main");
    await page.waitForURL(/did=joined&was=\d+/);
    same(sql(`select count(*) from case_mention where case_id = (select case_id from case_mention where mention = ${id})`), String(n));
    same(Number(sql("select count(*) from cases where status = 'waiting'")), waiting - n + 1);
    await page.goto(`${base}/queue`);
    await page.check(".row input >> nth=0");
    await page.check(".row input >> nth=1");
    await page.click(".bulk [data-digit='1']");
    await page.waitForURL(/did=bulk&was=2/);
    same(Number(sql("select count(*) from cases where status = 'waiting'")), waiting - n - 1);
    await context.close();
}

// Twenty items, answered from the keyboard: no page is loaded for one.
async function twenty(browser, base) {
    const { context, page, faults } = await open(browser, base, { viewport: { width: 1440, height: 900 } });
    await login(page, base, "anna");
    let loads = 0;
    page.on("load", () => loads++);
    await page.goto(`${base}/queue?list=all`);
    const before = loads;
    await settled(page);
    await page.keyboard.press("KeyJ");
    for (let i = 0; i < 20; i++) {
        const id = await page.getAttribute("#case", "data-id");
        await page.keyboard.press("KeyJ");
        await page.waitForFunction((old) => document.querySelector("#case").dataset.id !== old, id);
    }
    same(loads - before, 0, "page loads for twenty items");
    same(faults.join("\n"), "");
    await context.close();
}

async function filters(page, base) {
    await page.goto(`${base}/queue`);
    await page.click(".more summary");
    await page.selectOption("select[name=lang]", "en");
    await page.waitForURL(/lang=en/);
    same(await page.locator(".row").count(), 1);
    await page.click(".chip.broken");
    await page.waitForURL(/type=broken/);
    sure(page.url().includes("lang=en"), "the language is kept");
}

async function marks(page, base) {
    await page.goto(`${base}/mention/1`);
    const text = await page.locator(".text").first().innerText();
    sure(text.includes("пропадает интернет, с 19:00"), "the text is whole");
    const marked = page.locator(".said mark");
    same(await marked.count(), 5);
    same(await page.locator(".said mark[tabindex], .said mark a").count(), 0, "stops for a keyboard");
    same(await marked.evaluateAll((all) => all.filter((m) =>
        /^[\s,.;:()«»]|[\s,.;:()«»]$/.test(m.textContent)).length), 0, "signs that marks swallow");
    sure((await page.textContent(".said > .unseen")).includes("«пропадает"), "one description");
    await marked.first().hover();
    const tip = await marked.first().evaluate((m) => getComputedStyle(m, "::after").content);
    same(tip, '"ru.broken.outage +2.5"');
    same(await page.locator(".evidence li").count(), 4);
    same(await page.locator(".way .step").count(), 10, "eight questions, row, otherwise");
    sure((await page.locator(".step.end").innerText()).includes("служба поддержки"),
        "the department has its name");
    same(await page.locator(".diff ins").count() > 0, true, "the edit is shown");
}

async function lint(page, base) {
    await page.goto(`${base}/mention/2`);
    await page.fill("textarea[name=text]", "Здравствуйте! Пишите на {contact}.");
    await page.waitForSelector("#lint .blocks");
    await page.click("button.main");
    await page.waitForSelector(".notice.bad");
    same(await page.inputValue("textarea[name=text]"), "Здравствуйте! Пишите на {contact}.");
    same(sql("select status from cases where mention = 2"), "waiting");
}

async function approve(page, base) {
    await page.goto(`${base}/queue?type=broken`);
    await page.click(".row h2 a");
    await page.waitForURL(/mention/);
    const id = page.url().match(/mention\/(\d+)/)[1];
    const link = await page.getAttribute(".said p > a", "href");
    const draft = `${await page.inputValue("textarea[name=text]")}\nС уважением, Анна.`;
    await page.fill("textarea[name=text]", draft);
    await page.click("button.main");
    await page.waitForURL(/did=approved/);
    sure(/mention\/\d+\?type=broken/.test(page.url()), `the next of the same part: ${page.url()}`);
    sure(!page.url().includes(`/mention/${id}?`), "another one");
    same(sql(`select status from cases where mention = ${id}`), "approved");
    same(sql(`select text from draft where mention = ${id} order by id desc limit 1`), draft);
    same(sql(`select who from event where mention = ${id} and what = 'approved'`), "anna");
    await page.click(".notice.good a");
    same((await page.locator("#approved").textContent()), draft);
    same(await page.getAttribute(".panel a.button", "href"), link);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.click("[data-copy]");
    same(await page.evaluate(() => navigator.clipboard.readText()), draft);
    await accessible(page);
}

async function correct(page, base) {
    await page.goto(`${base}/mention/4`);
    const before = await page.inputValue("textarea[name=text]");
    await page.selectOption(".wrong select", "overcharged");
    await page.click("button[formaction$=type]");
    await page.waitForURL(/did=type/);
    same(sql("select type from label where mention = 4"), "overcharged");
    same(sql("select type from verdict where mention = 4"), "overcharged");
    same(sql("select matrix_row from decision where mention = 4"), "overcharged");
    sure(before !== await page.inputValue("textarea[name=text]"), "the draft follows");
    const twin = await page.evaluate(async () => (await fetch("/api/mention/4")).json());
    same(twin.type, "overcharged");
}

async function notUs(page, base) {
    await page.goto(`${base}/mention/6`);
    await page.click("button[formaction$=not-us]");
    await page.waitForURL(/did=not-us/);
    same(sql("select status from cases where mention = 6"), "dismissed");
    same(sql("select type from label where mention = 6"), "not-us");
}

// An address is pasted, and its page comes again until somebody has looked.
async function inquiry(browser, base) {
    for (const javaScriptEnabled of [true, false]) {
        const who = javaScriptEnabled ? "oleg" : "elena";
        const { context, page } = await open(browser, base, { javaScriptEnabled });
        await login(page, base, who);
        await page.goto(`${base}/sources`);
        await page.click("a[href='/sources/new']");
        await page.fill("input[name=address]", `forum.example/${who}`);
        await page.click("main button.main");
        await page.waitForURL(/sources\/asked/);
        same((await page.textContent("h1")).trim(), `forum.example/${who}`);
        await page.waitForSelector("[role=status]");
        if (javaScriptEnabled)
            await accessible(page);
        await fits(page);
        const asked = page.url();
        await page.goto(`${base}/sources/new`);
        if (javaScriptEnabled)
            await accessible(page);
        sure(await page.locator(`a[href='${new URL(asked).pathname}']`).count() === 1, "it is listed");
        await context.close();
    }
}

async function language(page, base) {
    await page.goto(`${base}/sources`);
    await page.click(".who summary");
    await page.click(".menu button[lang=en]");
    await page.waitForURL(`${base}/sources`);
    same(await page.getAttribute("html", "lang"), "en");
    same((await page.textContent("h1")).trim().split(" ")[0], "Sources");
    await page.click(".who summary");
    await page.click(".menu button[lang=ru]");
    await page.waitForFunction(() => document.documentElement.lang === "ru");
}

async function logout(page, base) {
    await page.goto(`${base}/queue`);
    await page.click(".who summary");
    await page.click(".menu form >> nth=1 >> button");
    await page.waitForURL(`${base}/login`);
    await page.goto(`${base}/mention/1`);
    sure(page.url().startsWith(`${base}/login?to=`), `asked to sign in: ${page.url()}`);
}

async function withoutScript(browser, base) {
    const { context, page } = await open(browser, base, { javaScriptEnabled: false });
    await login(page, base, "boris");
    same(await page.locator(".day a").count(), 11, "numbers of the day, all links");
    await page.click(".day a[href='/queue']");
    await page.click(".row h2 a");
    await page.fill("textarea[name=text]", "Здравствуйте, разбираемся.");
    same(await page.locator("button.main").count(), 0, "a responder cannot approve");
    await page.click("button[formaction$=edit]");
    await page.waitForURL(/did=edited/);
    await context.close();
}

async function walk(browser, base) {
    const { context, page, faults } = await open(browser, base, { viewport: { width: 1440, height: 900 } });
    await check("sign in", () => login(page, base, "anna"));
    const steps = { keyboard, filters, marks, lint, approve, correct, notUs, language, logout };
    for (const [name, step] of Object.entries(steps))
        await check(name, () => step(page, base));
    await check("figures", () => figures(browser, base));
    await check("outlives", () => outlives(browser, base));
    await check("hands", () => hands(browser, base));
    await check("twenty items", () => twenty(browser, base));
    await check("without script", () => withoutScript(browser, base));
    await check("no faults on the way", () => same(faults.join("\n"), ""));
    await context.close();
}

const { desk, port } = serve();
let browser;
try {
    const base = `http://127.0.0.1:${await port}`;
    browser = await chromium.launch({
        executablePath: "/usr/bin/chromium",
        timeout: PATIENCE,
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
    await looks(browser, base);
    await walk(browser, base);
    await check("inquiry", () => inquiry(browser, base));
    await work(browser, base);
    await check("together", () => together(browser, base)); // takes what waits
    await triage(browser);
} catch (error) {
    tally.failed++;
    console.log(error.stack);
} finally {
    await browser?.close();
    desk.removeAllListeners("exit");
    desk.kill("SIGTERM");
    const code = await new Promise((done) => desk.once("exit", done));
    await check("the desk ends by itself", () => same(code, 0));
    fs.rmSync(folder, { recursive: true });
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed ? 1 : 0);
