import type { ChildProcess } from "node:child_process";
import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { programsIn } from "./binaries.server.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start.server.ts";

let folder = "";
let servers: EmbeddedPostgres[] = [];
let processes: Started[] = [];

const home = (): string => path.join(folder, "postgres");
const data = (): string => path.join(home(), "data");
const lockFile = (): string => path.join(data(), "postmaster.pid");

async function start(said: string[] = []): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(folder, {
    durable: false,
    say: (text) => said.push(text),
  });
  servers.push(server);
  return server;
}
const refusal = (): Promise<string> =>
  start().then(
    () => "it started",
    (error: unknown) => (error as Error).message,
  );

async function ask<R extends pg.QueryResultRow>(url: string, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}
const mark = (url: string): Promise<unknown> => ask(url, "CREATE TABLE mark AS SELECT 42 AS kept");
const marked = async (url: string): Promise<number | undefined> =>
  (await ask<{ kept: number }>(url, "SELECT kept FROM mark"))[0]?.kept;

/** The server processes of this folder, of whatever parent. */
const running = (): string[] =>
  execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(`-D ${data()}`));

interface Started {
  child: ChildProcess;
  url: Promise<string>;
}
/** Another process that uses the same folder. */
function startProcess(): Started {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "tests/fixtures/embedded-process.ts", folder],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const url = new Promise<string>((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const address = /^url (.*)$/m.exec(output)?.[1];
      if (address) resolve(address);
    });
    child.on("exit", () => reject(new Error(output)));
  });
  url.catch(() => undefined);
  const started = { child, url };
  processes.push(started);
  return started;
}
async function end({ child }: Started, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await gone;
}

/** The same programs for all, and data that were created once; each test works on its copy. */
let base = "";
beforeAll(async () => {
  base = mkdtempSync(path.join(tmpdir(), "embedded-base-"));
  chmodSync(base, 0o755);
  await (await startEmbeddedPostgres(base, { durable: false })).stop();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const sharePrograms = (): void =>
  symlinkSync(path.dirname(programsIn(path.join(base, "postgres"))), path.join(home(), "bin-18"));
function copyData(): void {
  for (const name of ["data", "password"])
    execFileSync("cp", ["-a", path.join(base, "postgres", name), home()]);
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "embedded-"));
  chmodSync(folder, 0o755);
  mkdirSync(home(), { mode: 0o755 });
});
afterEach(async () => {
  for (const server of servers) await server.stop();
  for (const started of processes) await end(started, "SIGTERM");
  servers = [];
  processes = [];
  // One that was told to stop may need a moment.
  for (let turn = 0; turn < 200 && running().length > 0; turn += 1) await wait(100);
  const left = running();
  for (const line of left) process.kill(Number(line.trim().split(" ")[0]), "SIGQUIT");
  if (left.length > 0) await wait(500);
  rmSync(folder, { recursive: true, force: true });
  expect(left, "no server stays behind").toEqual([]);
});

describe("the data", () => {
  it("stay as they are when PG_VERSION is missing, and the refusal says what to do", async () => {
    copyData();
    sharePrograms();
    const server = await start();
    await mark(server.url);
    await server.stop();
    const version = path.join(data(), "PG_VERSION");
    const text = readFileSync(version, "utf8");
    rmSync(version);
    const before = readdirSync(data(), { recursive: true }).length;
    const message = await refusal();
    expect(message).toMatch(/PG_VERSION.*Restore the folder from a backup/s);
    expect(readdirSync(data(), { recursive: true })).toHaveLength(before);
    writeFileSync(version, text);
    expect(await marked((await start()).url)).toBe(42);
  });

  it("of two first starts 0.3 s apart are the same", async () => {
    sharePrograms();
    const first = startProcess();
    await wait(300);
    const second = startProcess();
    const urls = await Promise.all([first.url, second.url]);
    expect(urls[0]).toBe(urls[1]);
    await mark(urls[0] ?? "");
    expect(await marked(urls[1] ?? "")).toBe(42);
    expect(readdirSync(home()).filter((name) => /initial|-[0-9a-f]{8}/.test(name))).toEqual([]);
  });

  it("are not touched when the password is missing", async () => {
    copyData();
    sharePrograms();
    rmSync(path.join(home(), "password"));
    expect(await refusal()).toMatch(/password of the database.*Restore it/s);
    expect(existsSync(path.join(home(), "password"))).toBe(false);
    expect(existsSync(path.join(data(), "PG_VERSION"))).toBe(true);
  });
});

describe("several processes", () => {
  it("the one that started the server stops, and the other works on until it leaves last", async () => {
    copyData();
    sharePrograms();
    const first = startProcess();
    const url = await first.url;
    const second = await start();
    await mark(second.url);
    await end(first, "SIGTERM");
    expect(await marked(second.url)).toBe(42);
    expect(second.url).toBe(url);
    await second.stop();
    await expect.poll(running).toEqual([]);
  });

  it.each([0, 20, 100, 250, 500])(
    "a process that stops %d ms after the server was lost leaves none that it was starting again",
    async (ms) => {
      copyData();
      sharePrograms();
      const server = await start();
      process.kill(Number(readFileSync(lockFile(), "utf8").split("\n")[0]), "SIGKILL");
      await wait(ms);
      await server.stop();
      await expect.poll(running).toEqual([]);
    },
  );

  it("a server that was killed is started again at its address, for all of them", async () => {
    copyData();
    sharePrograms();
    const said: string[] = [];
    const server = await start(said);
    await startProcess().url;
    await mark(server.url);
    await ask(server.url, "CHECKPOINT"); // commits of a test are not waited for
    const pid = Number(readFileSync(lockFile(), "utf8").split("\n")[0]);
    process.kill(pid, "SIGKILL");
    let kept: number | undefined;
    for (let turn = 0; turn < 900 && kept === undefined; turn += 1) {
      await wait(100);
      kept = await marked(server.url).catch(() => undefined);
    }
    expect(kept).toBe(42);
    await expect.poll(() => said.join("\n"), { timeout: 60_000 }).toContain("answers again");
  });
});

describe("a start that fails says why, with the server's own words, and leaves no server", () => {
  it("damaged write-ahead log", async () => {
    copyData();
    sharePrograms();
    for (const name of readdirSync(path.join(data(), "pg_wal")))
      if (/^[0-9A-F]{24}$/.test(name))
        writeFileSync(path.join(data(), "pg_wal", name), Buffer.alloc(16 * 1024 * 1024));
    for (let time = 0; time < 2; time += 1) {
      const message = await refusal();
      expect(message).toMatch(/write-ahead log is damaged.*backup/s);
      expect(message).toMatch(/server\.log:\n.*(PANIC|FATAL):/s);
    }
    expect(running()).toEqual([]);
  });

  it("a missing program is copied again", async () => {
    copyData();
    rmSync(path.join(programsIn(home()), "postgres"));
    const server = await start();
    await mark(server.url);
    expect(await marked(server.url)).toBe(42);
  });

  it("a lock of another program's process is set aside", async () => {
    copyData();
    sharePrograms();
    writeFileSync(lockFile(), `${process.pid}\n${data()}\n1\n5999\n\n127.0.0.1\n\n`);
    const said: string[] = [];
    const server = await start(said);
    await mark(server.url);
    expect(said.join()).toContain(`process ${process.pid}`);
    expect(existsSync(`${lockFile()}.left-behind-${process.pid}`)).toBe(true);
  });

  it("files of the database that are missing", async () => {
    copyData();
    sharePrograms();
    rmSync(path.join(data(), "global", "pg_control"));
    expect(await refusal()).toMatch(/missing or damaged.*backup.*server\.log:\n/s);
  });

  it("a data folder that others may read", async () => {
    copyData();
    sharePrograms();
    chmodSync(data(), 0o777);
    expect(await refusal()).toMatch(/chmod 700/);
    chmodSync(data(), 0o700);
  });

  it.runIf(process.getuid?.() === 0)("a data folder of another user", async () => {
    copyData();
    sharePrograms();
    execFileSync("chown", ["root", data()]);
    expect(await refusal()).toMatch(/belongs to user 0.*run as user 65534.*chown -R 65534/s);
    execFileSync("chown", ["65534", data()]);
  });

  it("a folder where DATA_DIR cannot be", async () => {
    rmSync(home(), { recursive: true });
    writeFileSync(home(), "a file");
    expect(await refusal()).toMatch(/cannot use .*Set DATA_DIR/s);
  });
});
