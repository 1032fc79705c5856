// SPDX-License-Identifier: MIT
// The decision tables of `molva matrix export` in the hands of the libraries
// that Camunda's modelers are made of: dmn-moddle reads and writes the file,
// feelin evaluates its cells. And back into Molva.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import DmnModdle from "dmn-moddle";
import { evaluate, unaryTest } from "feelin";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const molva = path.join(root, "build/molva");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "molva-dmn-"));
const tally = { passed: 0, failed: 0 };

function check(name, ok, told = "") {
    tally[ok ? "passed" : "failed"]++;
    if (!ok)
        console.log(`FAILED ${name}\n    ${told}`);
}

// What a command printed; its exit code must be the one expected.
function run(words, code = 0, input = "") {
    const done = spawnSync(molva, words, { cwd: folder, input, encoding: "utf8", maxBuffer: 1 << 26 });
    check(`molva ${words.join(" ")} ends with ${code}`, done.status === code, done.stdout + done.stderr);
    return done.stdout;
}

async function read(xml) {
    const { rootElement, warnings } = await new DmnModdle().fromXML(xml);
    check("it is read without a warning", warnings.length === 0, warnings.map((w) => w.message).join("\n    "));
    return rootElement;
}

const feel = (text) => evaluate(text, {});

// For each rule, which of the allowed answers fit each of its inputs: asked of
// feelin once for each.
function fits(table, answers) {
    return table.rule.map((rule) => rule.inputEntry.map((entry, q) =>
        answers[q].map((answer) => {
            const fit = unaryTest(entry.text, { "?": answer });
            check(`${entry.text} is a test`, typeof fit === "boolean", fit);
            return fit;
        })));
}

// All combinations, each as indices of its answers.
function* cells(answers, at = []) {
    if (at.length === answers.length)
        yield at;
    else
        for (let v = 0; v < answers[at.length].length; v++)
            yield* cells(answers, [...at, v]);
}

function shape(definitions) {
    const drawn = definitions.dmnDI.diagrams[0].diagramElements[0];
    check("it is drawn", drawn.dmnElementRef.id === definitions.drgElement[0].id && drawn.bounds.width > 0);
}

// The same row, by the table as feelin reads it and by the rows as Molva shows
// them, in every case there is.
function compare(preset, table) {
    const shown = JSON.parse(run(["matrix", "show", "--json", "--preset", preset]));
    const questions = table.input.map((input) => input.inputExpression.text);
    const answers = table.input.map((input) => feel(`[${input.inputValues.text}]`));
    check(`${preset}: the questions`, String(questions) === String(shown.questions.map((q) => q.id)), questions);
    check(`${preset}: their answers`, shown.questions.every((q, i) => String(answers[i]) === String(Object.keys(q.answers))));
    const theirs = fits(table, answers);
    const ours = shown.rows.map((row) => questions.map((q, i) => answers[i].map((a) => !row.when[q] || row.when[q].includes(a))));
    const first = (rows, at) => rows.findIndex((row) => row.every((question, q) => question[at[q]]));
    let n = 0, differ = 0;
    for (const at of cells(answers)) {
        n++;
        differ += first(theirs, at) < 0 || first(theirs, at) !== first(ours, at);
    }
    check(`${preset}: each of ${n} cases falls into the same row`, n === 45360 && differ === 0, `${differ} differ`);
    const column = Object.fromEntries(table.output.map((output, i) => [output.name, i]));
    table.rule.forEach((rule, i) => {
        const said = (name) => feel(rule.outputEntry[column[name]].text || "null") ?? "";
        const row = shown.rows[i];
        const passed = row.reply_passed === row.reply ? "" : row.reply_passed;
        const want = [row.id, row.solution, row.department, row.profile, row.reply, passed, row.escalate, row.top, row.why.ru, row.why.en];
        const got = ["row", "solution", "department", "profile", "reply", "reply_passed", "escalate", "top", "why_ru", "why_en"].map(said);
        check(`${preset}: the outputs of ${row.id}`, JSON.stringify(got) === JSON.stringify(want), `${got}\n    ${want}`);
    });
}

// As their library writes it, which is not byte for byte as we do.
async function back(preset, definitions) {
    const { xml } = await new DmnModdle().toXML(definitions, { format: true });
    const own = path.join(folder, "own.yaml");
    fs.copyFileSync(path.join(root, "rules/matrix/fas.yaml"), path.join(folder, "fas.yaml"));
    run(["matrix", "import", "-", "--preset", preset, "--out", own], 0, xml);
    run(["matrix", "diff", preset, own]);
}

// What somebody does to it in a modeler: a new rule on top, with the id that
// the modeler gives, an annotation, empty cells where anything fits.
async function edited(definitions) {
    const moddle = new DmnModdle();
    const table = definitions.drgElement[0].decisionLogic;
    const texts = { who: 'not("ordinary")', flag: '"press"' };
    const values = { solution: '"P"', profile: '"day"', top: "true" };
    table.rule.unshift(moddle.create("dmn:DecisionRule", {
        id: "DecisionRule_1q2w3e",
        description: "Пресса там, где нас читают",
        inputEntry: table.input.map((input) => moddle.create("dmn:UnaryTests", { text: texts[input.inputExpression.text] ?? "" })),
        outputEntry: table.output.map((output) => moddle.create("dmn:LiteralExpression", { text: values[output.name] ?? "" })),
    }));
    const { xml } = await moddle.toXML(definitions);
    const own = path.join(folder, "edited.yaml");
    run(["matrix", "import", "-", "--out", own], 0, xml);
    const asked = ["character=rant", "about=company", "credible=facts", "worth=stale", "alone=yes", "flag=press"];
    const decide = (who) => JSON.parse(run(["matrix", "decide", "--json", "--preset", own, `who=${who}`, ...asked]));
    check("the new rule decides", decide("own-card").row === "DecisionRule_1q2w3e" && decide("influential").why === "Пресса там, где нас читают");
    check("and only where it fits", decide("ordinary").row === "stale");
}

try {
    for (const preset of ["fas", "usaf"]) {
        const definitions = await read(run(["matrix", "export", "--preset", preset]));
        shape(definitions);
        compare(preset, definitions.drgElement[0].decisionLogic);
        await back(preset, definitions);
        if (preset === "fas")
            await edited(definitions);
    }
} finally {
    fs.rmSync(folder, { recursive: true });
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed ? 1 : 0);
