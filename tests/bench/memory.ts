import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { startApp } from "#scripts/stack.ts";
import { freePort } from "#app/lib/free-port.server.ts";
import type { Ground } from "./ground.ts";
import { runMeasure, WITHOUT_LIMIT } from "./ground.ts";

/** Peak memory in MiB of the built app (web and worker, nothing else in its process) while it imports so many orders (PERF-8). */
export async function measureMemory(ground: Ground, orders: number): Promise<number> {
  const scene = await ground.scene(WITHOUT_LIMIT);
  try {
    await runMeasure("place", { orders }, scene);
    const app = await startApp(
      { ...scene.environment, PORT: String(await freePort()), HOST: "127.0.0.1" },
      (line) => process.stderr.write(`${line}\n`),
    );
    try {
      await runMeasure("click-sync", {}, scene);
      return await peakWhile(app.pid, await imported(scene.databaseUrl, orders));
    } finally {
      await app.stop();
    }
  } finally {
    await scene.end();
  }
}

const PATIENCE_MS = 600_000;

/** A question to be asked until it says that all orders are imported and what follows from them is done. */
async function imported(databaseUrl: string, orders: number): Promise<() => Promise<boolean>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on("error", () => undefined); // the database is dropped at the end
  await client.connect();
  const until = Date.now() + PATIENCE_MS;
  return async () => {
    const {
      rows: [row],
    } = await client.query<{
      imported: number;
      running: boolean;
    }>(`SELECT (SELECT count(*)::int FROM "Order") AS imported,
      EXISTS (SELECT 1 FROM "SyncRun" WHERE state = 'running') OR EXISTS (SELECT 1 FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL OR run_at <= now()) AS running`);
    if (row?.imported === orders && !row.running) {
      await client.end();
      return true;
    }
    if (Date.now() > until)
      throw new Error(`only ${row?.imported} of ${orders} orders were imported in time`);
    return false;
  };
}

async function peakWhile(pid: number, finished: () => Promise<boolean>): Promise<number> {
  let peak = 0;
  for (;;) {
    const done = await finished();
    peak = Math.max(peak, residentMiB(pid));
    if (done) return peak;
    await wait(200);
  }
}

/** Linux keeps the peak itself; elsewhere the present size is sampled. */
function residentMiB(pid: number): number {
  const kilobytes =
    process.platform === "linux"
      ? /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
      : execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).trim();
  return Number(kilobytes) / 1024;
}
