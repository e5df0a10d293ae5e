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
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "..", "handbook", "site", "static");

const ENTRY_POINTS = [
  { in: "src/handbook.ts", out: "handbook" },
  { in: "src/page/reading.css", out: "handbook" },
  ...["any", "cards", "case", "checklist", "class", "mine", "policy", "quiz", "receipt", "roleplay", "scale", "session", "slides", "trainer", "wide", "worksheet"].map((name) => ({ in: `src/page/${name}.css`, out: `handbook-${name}` })),
  { in: "src/board.ts", out: "handbook-board" },
  { in: "src/charts.ts", out: "handbook-charts" },
  { in: "src/class.ts", out: "handbook-class" },
  { in: "src/data.ts", out: "handbook-data" },
  { in: "src/mine.ts", out: "handbook-mine" },
  { in: "src/review-session.ts", out: "handbook-review" },
  { in: "src/folio.ts", out: "handbook-folio" },
  { in: "src/policy.ts", out: "handbook-policy" },
  { in: "src/qr.ts", out: "handbook-qr" },
  { in: "src/scan.ts", out: "handbook-scan" },
  { in: "src/receipt.ts", out: "handbook-receipt" },
  { in: "src/extras.ts", out: "handbook-extras" },
  { in: "src/kind-cards.ts", out: "handbook-cards" },
  { in: "src/kind-case.ts", out: "handbook-case" },
  { in: "src/flow.ts", out: "handbook-flow" },
  { in: "src/long.ts", out: "handbook-long" },
  { in: "src/timer.ts", out: "handbook-timer" },
  { in: "src/kind-checklist.ts", out: "handbook-checklist" },
  { in: "src/kind-quiz.ts", out: "handbook-quiz" },
  { in: "src/kind-roleplay.ts", out: "handbook-roleplay" },
  { in: "src/runsheet.ts", out: "handbook-runsheet" },
  { in: "src/slides.ts", out: "handbook-slides" },
  { in: "src/trainer.ts", out: "handbook-trainer" },
  { in: "src/kind-scale.ts", out: "handbook-scale" },
  { in: "src/kind-worksheet.ts", out: "handbook-worksheet" },
  { in: "src/shim.ts", out: "iframe-worker" },
];

// es2020 is the language; the browsers are there for the style sheet, which has no language year.
const TARGET = ["es2020", "chrome87", "firefox78", "safari14.1"];

/** Name → bytes of every file that dist/ should hold. */
function filesOf(result) {
  const files = new Map(result.outputFiles.map((file) => [file.path.slice(DIST.length + 1), file.contents]));
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
