import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { env } from "#app/env.server.ts";
import { migrate } from "./migrate.server.ts";

const folder = mkdtempSync(path.join(tmpdir(), "migrations-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("an app older than the schema refuses to start, names what it lacks, and changes nothing", async () => {
  const url = env.DATABASE_URL ?? "";
  cpSync("prisma/migrations", folder, { recursive: true });
  expect(await migrate(url, folder)).toEqual([]);
  const count = () => db.$queryRaw`SELECT count(*)::int AS n FROM _prisma_migrations`;
  const before = await count();
  rmSync(path.join(folder, "20261129131000_declared_states"), { recursive: true });
  await expect(migrate(url, folder)).rejects.toThrow(
    /newer version of this app \(20261129131000_declared_states\).*backup/s,
  );
  expect(await count()).toEqual(before);
});
