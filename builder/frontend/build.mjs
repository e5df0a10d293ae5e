// Bundles the front end into dist/ as classic scripts: module scripts do not run from file://.
//
//   node build.mjs            bundle once
//   node build.mjs --report   bundle once and print the gzip bytes of every file as JSON
//   node build.mjs --watch    bundle, and again after every change, until standard input closes
//
// The same sources give the same bytes. A file of dist/ is replaced whole or not at all, and is left
// alone when its bytes are the same, so that whoever watches dist/ wakes only for a change.

import { context } from "esbuild";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, parse } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "..", "handbook", "site", "static");

// Every file of src/entries is a part of the bundle and has its name; those in trainer/ are the trainer's edition's.
const ENTRIES = join(HERE, "src", "entries");
const filesIn = (folder) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name)).sort();
const TRAINERS = filesIn(join(ENTRIES, "trainer"));
const ENTRY_POINTS = [...filesIn(ENTRIES), ...TRAINERS].map((path) => ({ in: path, out: parse(path).name }));

// es2020 is the language; the browsers are there for the style sheet, which has no language year.
const TARGET = ["es2020", "chrome87", "firefox78", "safari14.1"];

/** Name → bytes of every file that dist/ should hold. */
function filesOf(result) {
  const files = new Map(result.outputFiles.map((file) => [file.path.slice(DIST.length + 1), file.contents]));
  files.set("parts.json", Buffer.from(`${JSON.stringify({ trainer: [...new Set(TRAINERS.map((path) => parse(path).name))] })}\n`));
  files.set("THIRD-PARTY.txt", Buffer.from(notices(result.metafile)));
  return files;
}

/** The licences of the packages that ended up in the bundle, which ask to travel with it. */
function notices(metafile) {
  const packages = Object.keys(metafile.inputs).map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  const names = [...new Set(packages.filter(Boolean))].sort();
  return names.map((name) => notice(join(HERE, "node_modules", name))).join("\n");
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).sort().find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim() : "";
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/** Make dist/ hold exactly these files. Whatever else lies there was left by another build. */
function publish(files) {
  mkdirSync(DIST, { recursive: true });
  for (const [name, bytes] of files) replace(join(DIST, name), bytes);
  for (const name of readdirSync(DIST)) if (!files.has(name)) rmSync(join(DIST, name), { recursive: true });
}

function replace(path, bytes) {
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  writeFileSync(`${path}.new`, bytes);
  renameSync(`${path}.new`, path);
}

function report(files) {
  const sizes = [...files].map(([name, bytes]) => [name, gzipSync(bytes, { level: 9 }).length]);
  console.log(JSON.stringify(Object.fromEntries(sizes.sort()), null, 2));
}

const { values: options } = parseArgs({ options: { report: { type: "boolean" }, watch: { type: "boolean" } } });

const publishing = {
  name: "publish",
  setup: (build) =>
    build.onEnd((result) => {
      if (result.errors.length > 0) return;
      const files = filesOf(result);
      publish(files);
      if (options.report) report(files);
    }),
};

const bundler = await context({
  absWorkingDir: HERE,
  entryPoints: ENTRY_POINTS,
  outdir: DIST,
  bundle: true,
  format: "iife",
  minify: true,
  target: TARGET,
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "warning",
  plugins: [publishing],
});

if (options.watch) {
  await bundler.watch();
  process.stdin.resume().on("end", () => process.exit());
} else {
  // esbuild has told what is wrong and where; a stack trace would add nothing.
  await bundler.rebuild().catch(() => (process.exitCode = 1));
  await bundler.dispose();
}
