// Everything that is made from other files: the Prisma client with ids of its own, the typed GraphQL operations.
import { spawnSync } from "node:child_process";

for (const script of [
  ["scripts/prisma.mjs", "generate"],
  ["scripts/brand-ids.mjs"],
  ["scripts/codegen.mjs"],
]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, script, { encoding: "utf8" });
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}`);
    process.exit(status ?? 1);
  }
}
