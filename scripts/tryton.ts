// A Tryton of one's own for the demo, tests and measures. By hand: `node --import tsx scripts/tryton.ts` starts one and says where.
import { randomBytes } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { USERS } from "./tryton/books.ts";
import type { Installation } from "./tryton/debian.ts";
import { DEBIAN_PACKAGES, findTryton } from "./tryton/debian.ts";
import { isAlive, workFolder } from "./tryton/folder.ts";
import { startServer } from "./tryton/process.ts";
import type { Passwords } from "./tryton/set-up/users.ts";
import { template } from "./tryton/template.ts";

export { APT_LINE, findTryton } from "./tryton/debian.ts";
export type { Installation } from "./tryton/debian.ts";
export type { Passwords } from "./tryton/set-up/users.ts";

/** What a server needs before it starts. */
export interface PreparedTryton {
  installation: Installation;
  templateFile: string;
  passwords: Passwords;
}

export interface TrytonDatabase {
  url: string;
  database: string;
  passwords: Passwords;
  /** Removes the file; the server forgets it at its own end. */
  drop(): void;
}

export interface TrytonServer {
  url: string;
  version: string;
  pid: number;
  /** Where it looks for databases, and the one to copy. */
  folder: string;
  templateFile: string;
  passwords: Passwords;
  log: string;
  stop: () => Promise<void>;
}

/** Finds Debian's Tryton and builds the template company when there is none yet. Throws in plain words when it is not installed. */
export async function prepareTryton(
  say: (text: string) => void = () => undefined,
  installation = installed(),
): Promise<PreparedTryton> {
  const { file, passwords } = await template(installation, say);
  return { installation, templateFile: file, passwords };
}

function installed(): Installation {
  const installation = findTryton();
  if ("missing" in installation) throw new Error(installation.missing);
  return installation.found;
}

/**
 * Starts a server without any database but copies of the template. One server loads a database while it answers for another one badly
 * (6.0.29: models are set up in place, calls on other threads fail): give each test file a server of its own. Not `durable`: its databases do not wait for the disk.
 */
export async function startTryton(
  prepared: PreparedTryton,
  options: { sessionSeconds?: number; durable?: boolean } = {},
): Promise<TrytonServer> {
  const { installation, templateFile, passwords } = prepared;
  const home = workFolder();
  dropLeftovers(home);
  const folder = path.join(home, `run-${process.pid}-${randomBytes(4).toString("hex")}`);
  mkdirSync(folder, { mode: 0o700 });
  try {
    const server = await startServer(installation, folder, options);
    return {
      url: server.url,
      pid: server.pid,
      log: server.log,
      version: installation.version,
      folder,
      templateFile,
      passwords,
      stop: async () => {
        await server.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A company of its own for one test or demo: a copy of the template, which the running server takes at its first request. */
export function freshDatabase(
  server: TrytonServer,
  name = `t${randomBytes(6).toString("hex")}`,
): TrytonDatabase {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(name)) throw new Error(`not a name for a database: ${name}`);
  const file = path.join(server.folder, `${name}.sqlite`);
  copyFileSync(server.templateFile, file);
  chmodSync(file, 0o600);
  return {
    url: server.url,
    database: name,
    passwords: server.passwords,
    drop: () => rmSync(file, { force: true }),
  };
}

/** Folders of servers whose owner was killed; the servers themselves ended with it. */
function dropLeftovers(home: string): void {
  for (const name of readdirSync(home)) {
    const pid = /^run-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(path.join(home, name), { recursive: true, force: true });
  }
}

async function byHand(): Promise<void> {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const server = await startTryton(await prepareTryton(say));
  const { database } = freshDatabase(server, "nordlicht");
  say(
    `Tryton ${server.version} is running (log: ${server.log})\n  url       ${server.url}\n  database  ${database}`,
  );
  for (const role of ["integration", "clerk", "limited", "admin"] as const)
    say(`  user      ${USERS[role].padEnd(9)} password ${server.passwords[role]}`);
  say("Ctrl-C stops it and throws its books away.");
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => void server.stop().then(() => process.exit(0)));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // `--packages` only names what Debian lacks, for a machine that installs it.
  if (process.argv.includes("--packages"))
    process.stdout.write("missing" in findTryton() ? `${DEBIAN_PACKAGES.join(" ")}\n` : "");
  else
    await byHand().catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    });
}
