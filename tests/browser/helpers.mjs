// SPDX-License-Identifier: MIT
// What the walks through the desk share: the desk itself, pages that remember
// their faults, signing in, a look into the store, counting.
import { spawn, execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "../..");
const program = process.argv[2] ?? path.join(root, "build/tests/desk/serve_fixture");
const axe = fs.readFileSync(path.join(here, "node_modules/axe-core/axe.min.js"), "utf8");
export const folder = fs.mkdtempSync(path.join(os.tmpdir(), "molva-browser-"));
const store = path.join(folder, "molva.db");
export const PATIENCE = 10 * 60 * 1000; // ms; the machine may be busy
const PASSWORD = "correct-horse-7";
const CSP = "default-src 'none'; style-src 'self'; img-src 'self'; " +
    "script-src 'self'; connect-src 'self'; form-action 'self'; " +
    "frame-ancestors 'none'; base-uri 'none'";

export const tally = { passed: 0, failed: 0 };

export async function check(name, run) {
    try {
        await run();
        tally.passed++;
    } catch (error) {
        tally.failed++;
        const where = /\w+\.mjs:\d+/.exec((error.stack ?? "").replace(/.*helpers\.mjs.*/g, ""))?.[0] ?? "";
        const words = String(error.message ?? error).split("\n").join("\n    ");
        console.log(`FAILED ${name} ${where}\n    ${words}`);
    }
}

export function same(got, wanted, what = "") {
    if (got !== wanted)
        throw new Error(`${what} got ${JSON.stringify(got)}, wanted ${JSON.stringify(wanted)}`);
}

export function sure(truth, what) {
    if (!truth)
        throw new Error(what);
}

// One value from the store, read beside the desk.
export function sql(query, at = store) {
    return execFileSync("sqlite3", ["-readonly", at, query], { encoding: "utf8" }).trim();
}

export function serve(at = store) {
    const desk = spawn(program, [at], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    const port = new Promise((done, fail) => {
        desk.stdout.once("data", (text) => done(Number(text)));
        desk.once("exit", (code) => fail(new Error(`the desk ended: ${code}`)));
    });
    return { desk, port };
}

// A page that remembers what it should not have: console errors, answers
// without the policy, requests that leave the desk.
export async function open(browser, base, options) {
    const context = await browser.newContext({ locale: "ru-RU", ...options });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    const faults = [];
    page.on("console", (m) => m.type() === "error" && !m.text().includes("status of 4") &&
        faults.push(`console: ${m.text()}`));
    page.on("pageerror", (e) => faults.push(`script: ${e.message}`));
    page.on("request", (r) => r.url().startsWith(base) || faults.push(`left: ${r.url()}`));
    page.on("response", async (r) => {
        // A page that is closed meanwhile takes the headers with it.
        const headers = await r.allHeaders().catch(() => null);
        const policy = headers && headers["content-security-policy"];
        if (headers && policy !== CSP)
            faults.push(`policy of ${r.url()}: ${policy}`);
    });
    return { context, page, faults };
}

export async function login(page, base, who) {
    await page.goto(`${base}/login`);
    await page.fill("input[name=login]", who);
    await page.fill("input[name=password]", PASSWORD);
    await page.click("button.main");
    await page.waitForURL(`${base}/day`);
}

// The case that was asked for is there: until then keys do nothing to it.
export async function settled(page) {
    await page.waitForSelector("#case[data-id]:not([aria-busy])");
}

export async function accessible(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }));
    sure(!violations.length, violations.map((v) =>
        `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`).join("\n"));
}

export async function fits(page) {
    const [wide, inner] = await page.evaluate(() =>
        [document.documentElement.scrollWidth, window.innerWidth]);
    sure(wide <= inner, `the page is ${wide} wide in a window of ${inner}`);
}
