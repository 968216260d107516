import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runMigrations } from "graphile-worker";
import { isDatabaseTrouble } from "./db/database-trouble.ts";
import { startEmbeddedPostgres } from "./db/embedded/start.server.ts";
import { migrate } from "./db/migrate.server.ts";
import { env, publishDatabaseUrl } from "./env.server.ts";
import type * as Bundle from "./entry.server.tsx";
import type * as WorkerBundle from "./worker/entry.server.ts";

/**
 * `node build/main.js` (web, with the worker inside unless WORKER=off) or `node build/main.js worker`.
 * Brings up the database first, then loads the built bundle and calls it.
 */
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const closers: (() => Promise<void>)[] = [];
let stopping = false;

// By default V8 lets garbage pile up to four times what lives before it looks; in a long sync that is most of the process's memory (PERF-8: measured by npm run bench).
setFlagsFromString("--heap-growing-percent=50");

async function stop(code: number): Promise<void> {
  if (stopping) process.exit(code); // a second signal does not wait
  stopping = true;
  for (const close of closers.reverse())
    await Promise.race([close(), wait(15_000)]).catch((error: unknown) =>
      say(`while stopping: ${String(error)}`),
    );
  process.exit(code);
}
// Whoever reads the output may be gone: what is written then is lost, and nothing else may stop for it.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
// A connection that the server cuts may fail where nobody waits for it: the pool and the worker make new ones.
for (const event of ["unhandledRejection", "uncaughtException"] as const)
  process.on(event, (error: unknown) => {
    if (isDatabaseTrouble(error))
      return say(`the database was lost for a moment: ${String(error)}`);
    say(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    void stop(1);
  });
process.on("SIGTERM", () => void stop(0));
process.on("SIGINT", () => void stop(0));

async function database(): Promise<string> {
  if (env.DATABASE_URL) return env.DATABASE_URL;
  const starting = new AbortController();
  const embedded = startEmbeddedPostgres(env.DATA_DIR, { say, signal: starting.signal });
  closers.push(async () => {
    starting.abort(new Error("The app was stopped while its database started."));
    await (await embedded.catch(() => undefined))?.stop();
  });
  return (await embedded).url;
}

const load = async <T>(file: string): Promise<T> =>
  (await import(pathToFileURL(path.resolve(file)).href)) as T;

async function startWorker(app: typeof WorkerBundle): Promise<void> {
  closers.push(app.closeDatabase);
  const worker = await app.startWorker();
  closers.push(() => worker.stop());
}

async function main(): Promise<void> {
  const url = await database();
  const applied = await migrate(url, path.resolve("prisma/migrations"));
  if (applied.length > 0) say(`database: applied ${applied.join(", ")}`);
  await runMigrations({ connectionString: url });
  publishDatabaseUrl(url);

  if (process.argv[2] === "worker") {
    await startWorker(await load<typeof WorkerBundle>("build/worker.js"));
    return say("worker: running");
  }
  const build = await load<{ entry: { module: typeof Bundle } }>("build/server/index.js");
  const app = build.entry.module;
  if (env.WORKER === "in-process") await startWorker(app);
  else closers.push(app.closeDatabase);
  const web = await app.startWeb(build as unknown as Parameters<typeof app.startWeb>[0]);
  closers.push(() => web.close());
  say(`listening: http://localhost:${web.port}`);
}

main().catch((error: unknown) => {
  const text = error instanceof Error ? error.message : String(error);
  const unreachable =
    /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|password authentication failed|does not exist/.test(text) ||
    (error as { code?: string }).code === "ECONNREFUSED";
  say(
    unreachable
      ? `The app cannot start: the database of DATABASE_URL does not answer (${text || "connection refused"}). Check its address, user and password, and that the server runs.`
      : `The app cannot start: ${text}`,
  );
  void stop(1);
});
