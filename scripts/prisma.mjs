// Runs the Prisma CLI without its downloads: generate, validate and format are WASM and need no engine binary,
// but the CLI looks for one at start. Any existing file satisfies it.
import { spawnSync } from "node:child_process";

const [command = "generate", ...rest] = process.argv.slice(2);
const run = spawnSync(
  process.execPath,
  ["node_modules/prisma/build/index.js", command, "--schema", "prisma/schema", ...rest],
  {
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  },
);
process.exit(run.status ?? 1);
