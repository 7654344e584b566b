// Builds ../built: page.html, the template with style and script in it, and sw.js, the service worker.
// The same sources give the same bytes. A test compares `sources.sha256` with the sources.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const built = process.argv[2] ?? join(here, "..", "built");
const TARGET = ["es2022", "chrome109", "safari16.4", "firefox115"];
const common = { bundle: true, minify: true, write: false, charset: "utf8", legalComments: "none", absWorkingDir: here };

async function bundled(entry, more = {}) {
  const { outputFiles } = await build({ ...common, target: TARGET, entryPoints: [entry], ...more });
  return outputFiles[0].text.trim();
}

/** Every source, in order of its name: `name NUL bytes NUL`. */
function digest() {
  const files = readdirSync(here, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map((entry) => relative(here, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((name) => !name.includes("node_modules"))
    .sort();
  const sum = createHash("sha256");
  for (const name of files) sum.update(`${name}\0`).update(readFileSync(join(here, name))).update("\0");
  return sum.digest("hex");
}

const script = await bundled("src/main.ts", { format: "iife" });
const style = await bundled("page.css");
const worker = await bundled("worker/sw.ts", { format: "iife", define: { "process.env.NODE_ENV": '"production"' } });
if (/<\/script|<!--/i.test(script)) throw new Error("the script would end its own element");
const page = readFileSync(join(here, "page.html"), "utf8")
  .replace("{{style}}", () => style)
  .replace("{{script}}", () => script);

mkdirSync(built, { recursive: true });
writeFileSync(join(built, "page.html"), page);
writeFileSync(join(built, "sw.js"), `${worker}\n`);
writeFileSync(join(built, "sources.sha256"), `${digest()}\n`);
