// One entry for `npm run demo`, `npm test`, `npm run test:long`, `npm run bench`, `npm run pictures`: installs, generates and builds what is missing or older than its source,
// then runs the command. Built-in modules only: there may be no node_modules yet.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
process.chdir(root);
const [command = "setup", ...rest] = process.argv.slice(2);

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `This needs Node 20.19 or newer (22 or 24 recommended); this is ${process.version}.`,
  );
  process.exit(1);
}

/** A step runs again when the fingerprint of what it reads differs from the one it left behind. */
function step(name, stamp, inputs, run, output = stamp) {
  const fingerprint = createHash("sha256").update(process.version);
  for (const input of inputs) addTo(fingerprint, input);
  const value = fingerprint.digest("hex");
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, "utf8") === value) return;
  console.log(`${name} …`);
  run();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, value);
}

function addTo(fingerprint, entry) {
  if (!existsSync(entry)) return;
  if (statSync(entry).isDirectory()) {
    for (const name of readdirSync(entry).sort())
      if (!["generated", "node_modules"].includes(name)) addTo(fingerprint, path.join(entry, name));
  } else if (!/\.test\.tsx?$/.test(entry)) {
    fingerprint.update(entry).update(readFileSync(entry));
  }
}

function must(file, args, options = {}) {
  const { status, error } = spawnSync(file, args, {
    stdio: ["ignore", "inherit", "inherit"],
    ...options,
  });
  if (status !== 0) {
    console.error(
      `failed: ${path.basename(file)} ${args.join(" ")}${error ? ` (${error.message})` : ""}`,
    );
    process.exit(status ?? 1);
  }
}

// NODE_ENV=production in the shell would make npm leave out what builds and tests need.
const environment = { ...process.env };
delete environment.NODE_ENV;

step(
  "Installing packages",
  "node_modules/.stamp-install",
  ["package-lock.json", "package.json"],
  () => {
    const npm = process.env.npm_execpath;
    const args = ["ci", "--loglevel=error", "--no-fund", "--no-audit"];
    if (npm?.endsWith(".js")) must(process.execPath, [npm, ...args], { env: environment });
    else
      must(process.platform === "win32" ? "npm.cmd" : "npm", args, {
        env: environment,
        shell: process.platform === "win32",
      });
  },
);
step(
  "Generating code",
  "node_modules/.stamp-generate",
  [
    "prisma/schema",
    "app/shopify/operations",
    "scripts/generate.mjs",
    "scripts/codegen.mjs",
    "package-lock.json",
  ],
  () => must(process.execPath, ["scripts/generate.mjs"]),
  "app/db/generated/client.ts",
);
step(
  "Building",
  "node_modules/.stamp-build",
  [
    ...[
      "app",
      "docs/handbook",
      "extensions",
      "prisma/schema",
      "vite.config.ts",
      "package-lock.json",
    ],
    ...["scripts/build.mjs", "scripts/build-extensions.mjs", "scripts/styles-in-use.mjs"],
  ],
  () => must(process.execPath, ["scripts/build.mjs"], { env: environment }),
  "build/main.js",
);

const commands = {
  setup: undefined,
  demo: ["--import", "tsx", "scripts/demo.ts"],
  test: ["node_modules/vitest/vitest.mjs", "run"],
  "test:long": ["node_modules/vitest/vitest.mjs", "run", "--mode", "long"],
  bench: ["--import", "tsx", "tests/bench/main.ts"],
  pictures: ["--import", "tsx", "scripts/pictures.ts"],
};
if (!(command in commands)) {
  console.error(`unknown command "${command}": ${Object.keys(commands).join(", ")}`);
  process.exit(2);
}
const args = commands[command];
if (args) {
  const child = spawn(process.execPath, [...args, ...rest], { stdio: "inherit", env: environment });
  // Ctrl-C reaches the child by itself (same terminal); a TERM to us is passed on. We end when it has ended.
  process.on("SIGINT", () => undefined);
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) =>
    process.exit(code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1)),
  );
}
