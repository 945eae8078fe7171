// Makes dist/style.css, dist/noto-sans.woff2 and dist/LICENSES.txt from the locked packages.
// Joined, then purged of every class and variable that no template, page or own sheet uses.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { PurgeCSS } from "purgecss";

const here = (path) => new URL(path, import.meta.url);
const text = (path) => readFile(here(path), "utf8");

const candidates = ["button", "data-badge", "heading", "link", "number-badge", "paragraph", "skip-link"];
const sheets = [
  ["@nl-design-system-unstable/voorbeeld-design-tokens", "dist/theme.css"],
  ["@utrecht/component-library-css", "dist/index.css"],
  ...candidates.map((name) => [`@nl-design-system-candidate/${name}-css`, `dist/${name}.css`]),
];
const font = "@fontsource-variable/noto-sans";
const face = `@font-face {
  font-family: "Noto Sans";
  font-weight: 100 900;
  font-display: swap;
  src: url("noto-sans.woff2") format("woff2");
}
`;

// A variable may be named only by our own sheet, and may itself lean on others.
function needed(css, own) {
  const named = (part) => [...part.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]);
  const leans = new Map([...css.matchAll(/(--[\w-]+)\s*:\s*([^;}]+)/g)].map((match) => [match[1], named(match[2])]));
  const found = new Set();
  const follow = (name) => {
    if (found.has(name)) return;
    found.add(name);
    (leans.get(name) ?? []).forEach(follow);
  };
  named(own).forEach(follow);
  return [...found];
}

const own = await text("../waarborg/assets/own.css").catch(() => "");
const css = (await Promise.all(sheets.map(([name, file]) => text(`node_modules/${name}/${file}`)))).join("\n");
const [purged] = await new PurgeCSS().purge({
  content: [here("../waarborg/templates/**/*.html").pathname, here("../waarborg/src/**/*.rs").pathname],
  css: [{ raw: css.replace(/\/\*[\s\S]*?\*\//g, "") }],
  safelist: { standard: [/^voorbeeld-theme$/, /^:root$/], variables: needed(css, own) },
  variables: true,
});
await mkdir(here("dist/"), { recursive: true });
await writeFile(here("dist/style.css"), face + purged.css);
await copyFile(here(`node_modules/${font}/files/noto-sans-latin-wght-normal.woff2`), here("dist/noto-sans.woff2"));

const notice = async (name, file) => `${name}\n\n${await text(`node_modules/${name}/${file}`)}`;
const notices = sheets.map(([name]) => notice(name, "LICENSE.md")).concat(notice(font, "LICENSE"));
await writeFile(here("dist/LICENSES.txt"), (await Promise.all(notices)).join(`\n${"-".repeat(80)}\n\n`));
const size = (length) => `${Math.round(length / 1024)} kB`;
console.log(`style.css: ${size(purged.css.length)} of ${size(css.length)} is used`);
