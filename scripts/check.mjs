// `npm run check`: what a person wants to know while working, in seconds. Types of everything; format, lint and unit tests of what changed since
// main. The whole of it is what .ci/run does.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";

process.chdir(path.resolve(import.meta.dirname, ".."));
mkdirSync("node_modules/.cache", { recursive: true });

/** Files that differ from where this branch left main, and new ones; on main itself, those that are not committed. */
function changedFiles() {
  const git = (...args) => execFileSync("git", args, { encoding: "utf8", stdio: "pipe" });
  let base = "HEAD";
  for (const main of ["main", "origin/main"]) {
    try {
      base = git("merge-base", "HEAD", main).trim();
      break;
    } catch {
      // There is no such branch here.
    }
  }
  const list = (...args) => git(...args).split("\0");
  return [
    ...list("diff", "-z", "--name-only", "--diff-filter=d", base),
    ...list("ls-files", "-z", "--others", "--exclude-standard"),
  ].filter(Boolean);
}

/** Runs a program of node_modules with its output kept together; answers whether it was content. */
function run(name, args) {
  const began = Date.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        output += chunk.toString();
      });
    child.on("close", (code) => {
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? "ok    " : "failed"} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output.trim());
      resolve(code === 0);
    });
  });
}

const PRETTIER = "node_modules/prettier/bin/prettier.cjs";
const ESLINT = "node_modules/eslint/bin/eslint.js";
const VITEST = "node_modules/vitest/vitest.mjs";

const files = changedFiles();
const code = files.filter((file) => /\.([mc]?js|tsx?)$/.test(file));
const typesAndTests = async () => [
  await run("types", ["scripts/typecheck.mjs"]),
  code.length === 0 ||
    (await run(`unit tests of ${code.length} changed files`, [
      VITEST,
      "related",
      "--run",
      "--project=unit",
      "--project=extensions",
      "--passWithNoTests",
      "--reporter=dot",
      ...code,
    ])),
];
const formatAndLint = async () => [
  files.length === 0 ||
    (await run(`format of ${files.length} changed files`, [
      PRETTIER,
      "--check",
      "--ignore-unknown",
      "--log-level=warn",
      ...files,
    ])),
  code.length === 0 ||
    (await run(`lint of ${code.length} changed files`, [
      ESLINT,
      "--cache",
      "--cache-location=node_modules/.cache/eslint/",
      "--cache-strategy=content",
      "--no-warn-ignored",
      ...code,
    ])),
  await run("circles of imports", ["scripts/lint/circles.js"]),
];
const results = await Promise.all([typesAndTests(), formatAndLint()]);
process.exit(results.flat().every(Boolean) ? 0 : 1);
