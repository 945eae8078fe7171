// Visits every page that the demonstration names, and what they link to: no violation of the accessibility rules,
// nothing wider than the screen, one main heading, the right language. With a folder as second argument it also
// leaves pictures there.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "../../web/node_modules/playwright-core/index.mjs";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const story = readFileSync(process.argv[2], "utf8");
const pictures = process.argv[3];
const base = story.match(/http:\/\/127\.0\.0\.1:\d+/)[0];
const paths = new Set([...story.matchAll(/http:\/\/127\.0\.0\.1:\d+(\/\S*)/g)].map((match) => match[1]).filter((path) => !path.startsWith("/api")));
const code = story.match(/([0-9A-Z]{4}-){5}[0-9A-Z]{4}/g).at(-2);

let passed = 0;
const failures = [];
const check = (good, what) => (good ? passed++ : failures.push(what));

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function look(page, name, lang, width) {
  const found = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    wide: document.documentElement.scrollWidth,
    headings: document.querySelectorAll("h1").length,
    raw: /\b(refusal|gate|explain|register|mine|log|role)-[a-z-]+\b/.exec(document.querySelector("main").innerText)?.[0],
  }));
  check(found.lang === lang, `${name}: lang is ${found.lang}`);
  check(found.wide <= width, `${name}: ${found.wide} px wide on a screen of ${width}`);
  check(found.headings === 1, `${name}: ${found.headings} main headings`);
  check(!found.raw, `${name}: a word is missing from the catalogue: ${found.raw}`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  check(violations.length === 0, `${name}: ${violations.map((one) => `${one.id} (${one.nodes[0].html.slice(0, 120)})`).join("; ")}`);
  if (pictures) await page.screenshot({ path: `${pictures}/${name.replaceAll(/[^a-z0-9]+/gi, "-")}.png`, fullPage: true });
}

for (const [lang, prefix] of [["nl", ""], ["en", "/en"]]) {
  for (const width of [1100, 360, 320]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
    const page = await context.newPage();
    const visit = async (path) => {
      const answer = await page.goto(base + prefix + (path === "/" && prefix ? "" : path));
      check(answer.status() < 400, `${path}: status ${answer.status()}`);
      await look(page, `${lang} ${width} ${path}`, lang, width);
    };
    for (const path of paths) await visit(path);
    await visit(prefix ? "?text=toeslag" : "/?text=toeslag");
    await visit("/log/entries/0");
    const algorithm = [...paths].find((path) => path.startsWith("/algorithms/"));
    await page.goto(base + prefix + algorithm);
    const model = await page.getAttribute('a[href*="/models/"]', "href");
    await visit(model.replace(/^\/en/, ""));
    await visit(`${model.replace(/^\/en/, "")}/analysis`);
    await visit(`${model.replace(/^\/en/, "")}/try`);
    await page.click("main form button");
    check((await page.locator(".wb-fault").count()) > 0, "an empty form is not refused field by field");
    await look(page, `${lang} ${width} try refused`, lang, width);
    for (const field of await page.locator("main form input").all()) await field.fill((await field.evaluate((one) => one.previousElementSibling.previousElementSibling.textContent)).split(" – ")[1]);
    for (const field of await page.locator("main form select").all()) await field.selectOption({ index: 1 });
    await page.click("main form button");
    check((await page.locator("#answer").count()) === 1, "the model gives no answer to made-up data");
    await look(page, `${lang} ${width} try answered`, lang, width);
    await page.goto(`${base}${prefix}/mine`);
    await page.fill("#code", "WRONG");
    await page.click("main button");
    await look(page, `${lang} ${width} wrong code`, lang, width);
    await page.fill("#code", code);
    await page.click("main button");
    await look(page, `${lang} ${width} explanation`, lang, width);
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("main form button")]);
    check(download.suggestedFilename().endsWith(".json"), `${lang}: the receipt is ${download.suggestedFilename()}`);
    const nowhere = await page.goto(`${base}${prefix}/nowhere`);
    check(nowhere.status() === 404, `an address that leads nowhere answers ${nowhere.status()}`);
    await look(page, `${lang} ${width} nowhere`, lang, width);
    await context.close();
  }
}

// The supervisor lifts the order of the story and gives a new one; the permit follows at once.
const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, bypassCSP: true });
const page = await context.newPage();
await page.goto(`${base}/login`);
await page.click('input[value="supervisor"] + button');
await page.goto(`${base}/supervisor`);
await page.fill('article input[name="reason"]', "hersteld");
await page.click("article button");
await look(page, "nl 1100 order lifted", "nl", 1100);
const readable = [...paths].find((path) => path.startsWith("/algorithms/"));
await page.goto(base + readable);
check((await page.locator(".wb-permit--open").count()) === 1, "the permit does not hold after the order was lifted");
await look(page, "nl 1100 permit", "nl", 1100);
await page.goto(`${base}/supervisor`);
await page.selectOption("#algorithm", readable.split("/").at(-1));
await page.fill("#power", "AVG art. 58 lid 2 onder f");
await page.fill("#reason", "nieuw vermoeden");
await page.click('form[action$="/orders"] button');
await look(page, "nl 1100 order given", "nl", 1100);
await page.goto(base + readable);
check((await page.locator(".wb-permit--shut").count()) === 1, "the permit holds under an order");
await browser.close();

for (const failure of failures) console.error(`failed: ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
