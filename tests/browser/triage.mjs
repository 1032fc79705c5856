// SPDX-License-Identifier: MIT
// Hands at the queue, on a desk of its own: what narrows it, views under a
// name, keys that put off, assign and note, many at once, who writes, what is
// new, whose text stays; and what twenty items cost. Issue 10.
import path from "node:path";
import {
    accessible, check, fits, folder, login, open, same, serve, settled, sql as ask, sure,
} from "./helpers.mjs";

const store = path.join(folder, "triage.db");
const sql = (query) => ask(query, store);
const DESK = { viewport: { width: 1440, height: 900 } };

async function seat(browser, base, who, options = DESK) {
    const { context, page, faults } = await open(browser, base, options);
    await login(page, base, who);
    return { context, page, faults };
}

const shown = (page) => page.getAttribute("#case", "data-id");
const other = (page, id) => page.waitForFunction((old) =>
    document.querySelector("#case")?.dataset.id !== old, id);
const status = (id) => sql(`select status from cases where mention = ${id}`);
const asleep = () => Number(sql("select count(*) from cases where asleep > 0"));

// The queue with the case of its first row, and the focus there.
async function queue(page, base, query = "") {
    await page.goto(`${base}/queue${query}`);
    await settled(page);
    await page.keyboard.press("KeyJ");
    await page.waitForURL(/\/mention\//);
    await settled(page);
    return shown(page);
}

// A key by its place on the keyboard, as the Russian layout sends it.
const russian = (page, key, code) => page.evaluate(([k, c]) => document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key: k, code: c, bubbles: true, cancelable: true })), [key, code]);

async function later(browser, base) {
    const { context, page, faults } = await seat(browser, base, "anna");
    const id = await queue(page, base);
    await page.keyboard.press("KeyZ");
    await page.keyboard.press("Digit1");
    await page.waitForURL(/did=later/);
    sure(Number(sql(`select asleep - strftime('%s', 'now') from cases where mention = ${id}`)) > 3000, "an hour");
    same(await page.locator(`#m${id}`).count(), 0, "the row sleeps");
    await page.keyboard.press("KeyU");
    await page.waitForURL(/did=undone/);
    same(asleep(), 0, "undone");
    same(await shown(page), id);
    // By hand, with a reason, in a Russian layout; all see who and why.
    await russian(page, "я", "KeyZ");
    await page.fill("#case [name=later_why]", "спрошу в отделении");
    await page.evaluate(() => document.activeElement.blur());
    await russian(page, "я", "KeyZ");
    await russian(page, "2", "Digit2");
    await page.waitForURL(/did=later/);
    await page.goto(`${base}/queue?list=later`);
    const said = await page.textContent(`#m${id} .asleep`);
    sure(said.includes("спрошу в отделении") && said.includes("Анна Белова"), said);
    same(sql(`select who from event where mention = ${id} and what = 'later' order by id desc limit 1`), "anna");
    await settled(page);
    await accessible(page);
    await page.click(".hands > button");
    await page.waitForURL(/did=woke/);
    same(asleep(), 0, "brought back");
    // The last digit goes to the field of a time.
    await page.evaluate(() => document.activeElement.blur());
    await russian(page, "я", "KeyZ");
    await russian(page, "4", "Digit4");
    same(await page.evaluate(() => document.activeElement.name), "until");
    await page.keyboard.press("Enter"); // no time: refused, nothing else done
    await page.waitForSelector(".notice.bad");
    same(status(id), "waiting");
    same(asleep(), 0);
    same(faults.join("\n"), "");
    await context.close();
}

async function assignAndNote(browser, base) {
    const { context, page, faults } = await seat(browser, base, "anna");
    const id = await queue(page, base);
    await page.keyboard.press("KeyM");
    same(await page.evaluate(() => document.activeElement.name), "to");
    await page.selectOption("#case select[name=to]", "boris");
    await page.keyboard.press("Enter");
    await page.waitForURL(/did=assigned/);
    same(sql(`select assignee from cases where mention = ${id}`), "boris");
    await page.keyboard.press("KeyN");
    await page.keyboard.type("Спросили у отделения.");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/did=noted/);
    same(sql("select who || ' ' || text from case_note order by id desc limit 1"), "anna Спросили у отделения.");
    await accessible(page);
    // What was typed into the reply is there all the while.
    await page.fill("textarea[name=text]", "Ещё пишу, ответим здесь.");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("KeyN");
    await page.keyboard.type("И ещё.");
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction(() => document.querySelector(".notice.good"));
    same(await page.inputValue("textarea[name=text]"), "Ещё пишу, ответим здесь.");
    same(faults.join("\n"), "");
    await context.close();
}

async function many(browser, base) {
    const { context, page, faults } = await seat(browser, base, "anna");
    const tick = async () => {
        await queue(page, base, "?type=broken");
        await page.keyboard.press("Space");
        await page.keyboard.press("KeyJ");
        await page.keyboard.press("Space");
        return page.locator(".row input:checked").evaluateAll((all) => all.map((b) => b.value).join());
    };
    const waiting = sql("select count(*) from cases where status = 'waiting'");
    const ids = await tick();
    same(ids.split(",").length, 2);
    await page.keyboard.press("KeyZ");
    await page.keyboard.press("Digit3");
    await page.waitForURL(/did=later-many&was=2/);
    same(sql(`select count(*) from cases where asleep > 0 and mention in (${ids})`), "2");
    await page.keyboard.press("KeyU");
    await page.waitForURL(/did=undone-many&was=2/);
    same(asleep(), 0);
    await tick();
    await page.keyboard.press("KeyX");
    await page.keyboard.press("Digit2");
    await page.waitForURL(/did=bulk&was=2/);
    same(sql(`select reason from cases where mention in (${ids}) limit 1`), "duplicate");
    await page.keyboard.press("KeyU");
    await page.waitForURL(/did=undone-many&was=2/);
    same(sql("select count(*) from cases where status = 'waiting'"), waiting);
    await tick();
    await page.keyboard.press("KeyM");
    await page.selectOption(".bulk select[name=to]", "boris");
    await page.keyboard.press("Enter");
    await page.waitForURL(/did=assigned-many&was=2/);
    same(sql(`select count(*) from cases where assignee = 'boris' and mention in (${ids})`), "2");
    await tick();
    await page.keyboard.press("KeyN");
    await page.keyboard.type("Одно и то же.");
    await accessible(page);
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/did=noted-many&was=2/);
    same(sql("select count(*) from case_note where text = 'Одно и то же.'"), "2");
    await tick();
    await page.keyboard.press("KeyT");
    await page.selectOption(".bulk select[name=type]", "overcharged");
    await page.keyboard.press("Enter");
    await page.waitForURL(/did=typed-many&was=2/);
    same(sql(`select count(*) from label where type = 'overcharged' and mention in (${ids})`), "2");
    same(faults.join("\n"), "");
    await context.close();
}

// One form, chips that take away, a view under a name: with script and without.
async function narrowed(browser, base, javaScriptEnabled) {
    const { context, page, faults } = await seat(browser, base, "anna", { ...DESK, javaScriptEnabled });
    const name = javaScriptEnabled ? "Под вопросом" : "Без сценария";
    await page.goto(`${base}/queue`);
    await page.click(".filters .more summary");
    await page.check("input[name=unsure]");
    await page.fill("input[name=from]", "2020-01-01");
    await page.click(".choices button");
    await page.waitForURL(/unsure=1/);
    const total = Number((await page.textContent("h1 .count")).trim());
    same(total, Number(sql("select count(*) from cases c join verdict v on v.mention = c.mention" +
        " where c.status = 'waiting' and v.confidence < 0.55 and v.corrected_by = ''")));
    same(await page.locator(".by .chip").count(), 2);
    await page.click(".save summary");
    await page.fill(".save input[name=name]", name);
    await page.check(".save input[name=shared]");
    if (javaScriptEnabled)
        await accessible(page);
    await page.click(".save button");
    await page.waitForURL(/unsure=1/);
    same(await page.locator(".saved [aria-current]").count(), 1);
    await page.click(".by .chip >> nth=0"); // the day
    await page.waitForURL((url) => !url.search.includes("from="));
    sure(page.url().includes("unsure=1"), "the other one is kept");
    await page.click(".by .chip >> nth=0");
    await page.waitForURL((url) => !url.search.includes("unsure="));
    same(await page.locator(".by .chip").count(), 0);
    if (javaScriptEnabled) {
        await page.evaluate(() => document.activeElement.blur());
        await page.keyboard.press("KeyG");
        await page.keyboard.press("Digit1");
    } else {
        await page.click(".saved .chip");
    }
    await page.waitForURL(/unsure=1/);
    const boris = await seat(browser, base, "boris");
    const address = await page.getAttribute(".saved .chip", "href");
    await boris.page.goto(base + address); // it is shared
    sure(boris.page.url().includes("unsure=1"), boris.page.url());
    same(await boris.page.locator(".views form").count(), 0, "nothing of his to remove");
    await boris.context.close();
    await page.click(".views form button");
    await page.waitForURL(/queue$/);
    same(sql("select count(*) from saved_view"), "0");
    await page.goto(`${base}/queue?mine=1&overdue=1&stage=assigned&lang=ru&department=service&list=all`);
    same(await page.locator(".by .chip").count(), 5);
    if (javaScriptEnabled)
        await accessible(page);
    same(faults.join("\n"), "");
    await context.close();
}

async function ofThread(browser, base) {
    const { context, page } = await seat(browser, base, "anna");
    const [id, thread] = sql("select id, thread from mention where thread <> '' order by id limit 1").split("|");
    await page.goto(`${base}/mention/${id}`);
    await page.click("#case .said a[href^='/thread/']");
    await page.waitForURL(/\/thread\/\d+/);
    await page.click("main a[href*='thread=']");
    await page.waitForURL(/thread=/);
    same(Number((await page.textContent("h1 .count")).trim()),
        Number(sql(`select count(*) from mention where thread = '${thread}'`)));
    await context.close();
}

// By hand alone: no script, on a phone.
async function withoutScript(browser, base) {
    const { context, page } = await seat(browser, base, "boris",
        { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    await page.goto(`${base}/queue`);
    const id = (await page.getAttribute(".row h2 a", "href")).match(/\d+/)[0];
    await page.click(".row h2 a");
    await page.click(".hands [data-hand=n] summary");
    await page.fill(".hands textarea[name=note]", "С телефона.");
    await page.click(".hands [data-hand=n] button");
    await page.waitForURL(/did=noted/);
    await page.click(".hands [data-hand=m] summary");
    await page.selectOption(".hands select[name=to]", "anna");
    await page.click(".hands [data-hand=m] button");
    await page.waitForURL(/did=assigned/);
    await fits(page);
    await page.click(".hands [data-hand=z] summary");
    await page.click(".hands [data-time='2']");
    await page.waitForURL(/did=later/);
    same(asleep(), 1);
    await page.click(".undo button");
    await page.waitForURL(/did=undone/);
    same(asleep(), 0);
    same(sql(`select assignee from cases where mention = ${id}`), "anna");
    await page.goto(`${base}/queue`);
    await page.check(".row input >> nth=0");
    await page.check(".row input >> nth=1");
    await page.click(".bulk [data-hand=z] summary");
    await page.click(".bulk [data-time='1']");
    await page.waitForURL(/did=later-many&was=2/);
    same(asleep(), 2);
    await fits(page);
    await page.click(".undo button");
    await page.waitForURL(/did=undone-many&was=2/);
    same(asleep(), 0);
    await context.close();
}

// Others see who writes, in the row and above the field; nobody is kept out.
async function writers(browser, base) {
    const anna = await seat(browser, base, "anna"), boris = await seat(browser, base, "boris");
    const id = await queue(anna.page, base);
    await queue(boris.page, base);
    same(await shown(boris.page), id);
    await anna.page.keyboard.press("KeyI");
    await anna.page.keyboard.type("Здравствуйте. ");
    await anna.page.waitForFunction(() => true);
    while (sql("select count(*) from claim") === "0")
        await anna.page.waitForTimeout(50);
    same(sql("select login || ' ' || mention from claim"), `anna ${id}`);
    await boris.page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await boris.page.waitForSelector(`#m${id} .writing`);
    same((await boris.page.textContent("#writing")).trim(), "✍ Анна Белова пишет ответ");
    await boris.page.goto(`${base}/mention/${id}`); // as the page itself has it
    same((await boris.page.textContent(`#m${id} .writing`)).trim(), "✍ Анна Белова пишет ответ");
    await accessible(boris.page);
    same(await anna.page.locator(".row .writing").count(), 0, "nobody else");
    // Both save: the winner's words stand in the field, the loser's beside it.
    await boris.page.fill("textarea[name=text]", "Слова Бориса, ответим здесь.");
    await boris.page.click("button[formaction$=edit]");
    await boris.page.waitForURL(/did=edited/);
    await anna.page.fill("textarea[name=text]", "Слова Анны, ответим здесь.");
    await anna.page.click("#case button[formaction$=edit]");
    await anna.page.waitForSelector("#unsaved");
    same(await anna.page.inputValue("textarea[name=text]"), "Слова Бориса, ответим здесь.");
    same(await anna.page.textContent("#unsaved"), "Слова Анны, ответим здесь.");
    same(status(id), "waiting");
    await accessible(anna.page);
    same([...anna.faults, ...boris.faults].join("\n"), "");
    await anna.context.close();
    await boris.context.close();
}

// "3 new" stands over the list: no row moves; nobody asks behind a hidden page.
async function whatIsNew(browser, base) {
    const { context, page } = await seat(browser, base, "anna");
    const boris = await seat(browser, base, "elena");
    const id = await queue(page, base);
    await boris.page.goto(`${base}/mention/${id}`);
    await boris.page.click(".wrong [data-digit='1']");
    await boris.page.waitForURL(/did=dismissed/);
    await queue(page, base);
    const top = () => page.locator(".rows .row").first().evaluate((row) => row.getBoundingClientRect().top);
    const before = await top();
    const asked = [];
    page.on("request", (r) => r.url().includes("/queue/count") && asked.push(r.url()));
    await boris.page.click(".undo button");
    await boris.page.waitForURL(/did=undone/);
    await page.evaluate(() => {
        Object.defineProperty(document, "hidden", { configurable: true, value: true });
        window.dispatchEvent(new Event("focus"));
    });
    await page.waitForTimeout(300);
    same(asked.length, 0, "asked while hidden");
    await page.evaluate(() => {
        delete document.hidden;
        document.dispatchEvent(new Event("visibilitychange"));
    });
    await page.waitForSelector(".fresh");
    same((await page.textContent(".fresh")).trim(), "Новых: 1");
    same(await top(), before, "the rows stand where they stood");
    sure(/^\(\d+\) /.test(await page.title()), await page.title());
    await accessible(page);
    await page.click(".fresh");
    await page.waitForSelector(`#m${id}`);
    await context.close();
    await boris.context.close();
}

// Twenty items by keys alone: twelve right drafts, four dismissed, two put off,
// one given to a colleague, one noted. Words that are typed do not count.
async function twentyItems(browser, base) {
    const { context, page, faults } = await seat(browser, base, "anna");
    let loads = 0, keys = 0;
    const press = async (key) => { keys++; await page.keyboard.press(key); };
    let id = await queue(page, base);
    page.on("load", () => loads++);
    const until = async (what) => { await page.waitForURL(new RegExp(`did=${what}`)); };
    for (let i = 0; i < 20; i++) {
        id = await shown(page);
        if (i % 5 === 4) {
            await press("KeyX");
            await press("Digit2");
        } else if (i === 6 || i === 13) {
            await press("KeyZ");
            await press("Digit2");
        } else if (i === 8) {
            await press("KeyM");
            await press("b"); // Boris, by his name's letter
            await page.selectOption("#case select[name=to]", "boris");
            await press("Enter");
            await until("assigned");
            await page.evaluate(() => document.activeElement.blur());
            await press("KeyJ");
        } else if (i === 11) {
            await press("KeyN");
            await page.keyboard.type("Позвонить.");
            await press("Control+Enter");
            await until("noted");
            await page.evaluate(() => document.activeElement.blur());
            await press("KeyJ");
        } else {
            sure(await page.locator("#case .panel button.main").count(), `a draft for ${id}`);
            await press("KeyA");
        }
        await other(page, id);
    }
    same(loads, 0, "page loads");
    console.log(`twenty items: ${keys} keys, ${loads} page loads`);
    sure(keys <= 35, `${keys} keys`);
    same(faults.join("\n"), "");
    await context.close();
}

export async function triage(browser) {
    const { desk, port } = serve(store);
    const base = `http://127.0.0.1:${await port}`;
    const steps = { later, assignAndNote, many, ofThread, withoutScript, writers, whatIsNew, twentyItems };
    await check("narrowed", () => narrowed(browser, base, true));
    await check("narrowed, without script", () => narrowed(browser, base, false));
    for (const [name, step] of Object.entries(steps))
        await check(name, () => step(browser, base));
    desk.removeAllListeners("exit");
    desk.kill("SIGTERM");
    await new Promise((done) => desk.once("exit", done));
}
