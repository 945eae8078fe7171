// Gives every page of the demonstration, in both languages, to the reference checker for HTML. Needs Java; says so when it is absent.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
if (spawnSync("java", ["-version"]).status !== 0) {
  console.log("html: skipped, there is no Java");
  process.exit(0);
}
const story = readFileSync(process.argv[2], "utf8");
const pages = [...new Set([...story.matchAll(/http:\/\/127\.0\.0\.1:\d+\/\S*/g)].map((match) => match[0]))];
const folder = mkdtempSync(join(tmpdir(), "waarborg-html-"));
const names = new Map();
for (const page of pages.filter((page) => !page.includes("/api/"))) {
  for (const lang of ["nl", "en"]) {
    const answer = await fetch(page, { headers: { "accept-language": lang, accept: "text/html" } });
    const file = join(folder, `${names.size}.html`);
    names.set(file, `${lang} ${new URL(page).pathname}`);
    writeFileSync(file, await answer.text());
  }
}
const jar = require.resolve("vnu-jar/build/dist/vnu.jar");
const judged = spawnSync("java", ["-jar", jar, "--errors-only", "--format", "gnu", ...names.keys()], { encoding: "utf8" });
const faults = judged.stderr.split("\n").filter(Boolean);
for (const fault of faults) {
  const file = [...names.keys()].find((file) => fault.includes(file));
  console.error(`html: ${names.get(file) ?? ""} ${fault.replace(/^.*?\.html"?:/, "")}`);
}
rmSync(folder, { recursive: true });
console.log(`html: ${names.size} pages, ${faults.length} faults`);
process.exit(faults.length === 0 && judged.status === 0 ? 0 : 1);
