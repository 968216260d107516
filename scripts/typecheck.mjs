// `npm run typecheck`: the app with its tests, then each extension, which has its own JSX and its own `shopify`.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";

process.chdir(path.resolve(import.meta.dirname, ".."));
mkdirSync("node_modules/.cache", { recursive: true });

const projects = [
  ".",
  ...readdirSync("extensions")
    .map((folder) => path.join("extensions", folder))
    .filter((folder) => existsSync(path.join(folder, "tsconfig.json"))),
];
const statuses = projects.map((project) => {
  const notes = `node_modules/.cache/tsc-${project.replace(/\W+/g, "-")}.tsbuildinfo`;
  const { status } = spawnSync(
    process.execPath,
    [
      "node_modules/typescript/bin/tsc",
      "-p",
      project,
      "--noEmit",
      "--incremental",
      "--tsBuildInfoFile",
      notes,
    ],
    { stdio: ["ignore", "inherit", "inherit"] },
  );
  return status ?? 1;
});
process.exit(Math.max(...statuses));
