// Builds what production runs: build/server (Remix), build/client (assets), build/worker.js (the worker alone), build/main.js (the start file); and build/extensions, which
// only the simulated admin loads.
import { spawnSync } from "node:child_process";
import { build } from "esbuild";
import { buildExtensions } from "./build-extensions.mjs";
import { compressAssets } from "./compress.mjs";
import { trimStyles } from "./styles-in-use.mjs";

const run = (...command) => {
  const { status } = spawnSync(process.execPath, command, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (status !== 0) process.exit(status ?? 1);
};
run("scripts/generate.mjs");
run("node_modules/@remix-run/dev/dist/cli.js", "vite:build", "--logLevel", "warn");
trimStyles("build/client/assets", ["build/client", "build/server"]);
compressAssets("build/client/assets");
await build({
  entryPoints: { worker: "app/worker/entry.server.ts", main: "app/start.ts" },
  outdir: "build",
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
await buildExtensions();
