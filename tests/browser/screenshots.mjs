// SPDX-License-Identifier: MIT
// Takes the pictures of the README from a real run of `molva demo`:
//
//   sh tests/browser/run.sh && node tests/browser/screenshots.mjs [FOLDER]
//
// FOLDER is docs/screenshots unless another is named.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const folder = process.argv[2] ?? path.join(root, "docs/screenshots");
const place = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "molva-shots-")), "town");
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// Starts the demo; gives its process, address and password.
function demo() {
    const child = spawn(path.join(root, "build/molva"), ["demo", "--dir", place],
        { stdio: ["ignore", "pipe", "ignore"] });
    let text = "";
    return new Promise((done, fail) => {
        child.on("exit", () => fail(new Error(text)));
        child.stdout.on("data", (piece) => {
            text += piece;
            const m = text.match(/(http:\/\/127\.0\.0\.1:\d+)\/.*password (\S+)/);
            if (m)
                done({ child, url: m[1], password: m[2] });
        });
    });
}

async function shoot(page, width, height, name, whole = false) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: whole });
}

fs.mkdirSync(folder, { recursive: true });
const { child, url, password } = await demo();
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ARGS });
const page = await browser.newPage();
await page.goto(url);
await page.fill("input[name=login]", "demo");
await page.fill("input[type=password]", password);
await page.click("button.main");
await page.goto(`${url}/queue`);
await shoot(page, 1280, 900, "queue");
await shoot(page, 390, 844, "queue-phone");
await page.setViewportSize({ width: 1280, height: 900 });
// One with a draft: what waits for a person first has none.
await page.goto(`${url}/queue?solution=A`);
await page.locator(".rows a[href*='/mention/']").first().click();
await shoot(page, 1280, 1440, "mention");
for (const name of ["matrix", "numbers"]) {
    await page.goto(`${url}/${name}`);
    await shoot(page, 1280, 900, name, true);
}
await browser.close();
child.removeAllListeners("exit");
child.kill("SIGTERM");
