import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { logIn } from "./client.ts";
import type { Installation } from "./debian.ts";
import { MODULES } from "./debian.ts";
import { isAlive, workFolder } from "./folder.ts";
import { newPasswords } from "./passwords.ts";
import { FORGETFUL, startServer } from "./process.ts";
import { setUpBooks } from "./set-up/index.ts";
import type { Passwords } from "./set-up/users.ts";

export interface Template {
  /** The database to copy. */
  file: string;
  passwords: Passwords;
}

/**
 * The template company's database, built when there is none yet for this set-up code, this Tryton and this year, and nobody else is at
 * it. Built aside and moved into place whole, so that two processes at once both end with a good one.
 */
export async function template(
  installation: Installation,
  say: (text: string) => void,
): Promise<Template> {
  const year = new Date().getUTCFullYear();
  const home = workFolder();
  const name = fingerprint(installation.version, year);
  const folder = path.join(home, `template-${name}`);
  while (!existsSync(folder) && isBeingBuilt(home, name)) await wait(200);
  if (!existsSync(folder)) {
    say(`Building a Tryton ${installation.version} company (once, about half a minute) …`);
    dropUnfinished(home);
    const aside = path.join(home, `build-${process.pid}-${name}`);
    rmSync(aside, { recursive: true, force: true });
    mkdirSync(aside, { mode: 0o700 });
    await build(installation, { aside, folder }, year);
  }
  return {
    file: path.join(folder, "base.sqlite"),
    passwords: JSON.parse(readFileSync(path.join(folder, "passwords.json"), "utf8")) as Passwords,
  };
}

async function build(
  installation: Installation,
  { aside, folder }: { aside: string; folder: string },
  year: number,
): Promise<void> {
  try {
    const passwords = newPasswords();
    writeFileSync(path.join(aside, "base.sqlite"), "");
    writeFileSync(path.join(aside, "password"), passwords.admin, { mode: 0o600 });
    const server = async (): Promise<void> => {
      const running = await startServer(installation, aside, { database: "base", durable: false });
      try {
        await setUpBooks(
          await logIn(running.url, "base", "admin", passwords.admin),
          passwords,
          year,
        );
      } finally {
        await running.stop();
      }
    };
    // trytond-admin reads the settings file only; the port in it is not used.
    writeFileSync(path.join(aside, "admin.conf"), `[database]\nuri = sqlite://\npath = ${aside}\n`);
    administer(installation.admin, aside, ["--all", "--email", "admin@example.test"]);
    administer(installation.admin, aside, ["-u", ...MODULES, "--activate-dependencies"]);
    await server();
    writeFileSync(path.join(aside, "passwords.json"), JSON.stringify(passwords), { mode: 0o600 });
    rmSync(path.join(aside, "password"));
    try {
      renameSync(aside, folder);
    } catch (error) {
      // Another process was first; its template is as good.
      if (!existsSync(folder)) throw error;
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function administer(admin: string, folder: string, args: string[]): void {
  const { status, stderr } = spawnSync(
    admin,
    ["-c", path.join(folder, "admin.conf"), "-d", "base", ...args],
    {
      encoding: "utf8",
      stdio: ["ignore", "ignore", "pipe"],
      env: {
        NODE_ENV: "production",
        PATH: "/usr/bin:/bin",
        HOME: folder,
        LANG: "C.UTF-8",
        TZ: "UTC",
        TRYTONPASSFILE: path.join(folder, "password"),
        ...FORGETFUL,
      },
    },
  );
  if (status !== 0)
    throw new Error(`trytond-admin ${args.join(" ")} failed:\n${stderr.slice(-3_000)}`);
}

/** What the template is made from: set-up code, version, and the year its fiscal years lie around. */
function fingerprint(version: string, year: number): string {
  const hash = createHash("sha256").update(`${version} ${year}`);
  const add = (entry: string): void => {
    if (statSync(entry).isDirectory())
      for (const name of readdirSync(entry).sort()) add(path.join(entry, name));
    else hash.update(path.relative(import.meta.dirname, entry)).update(readFileSync(entry));
  };
  add(import.meta.dirname);
  return hash.digest("hex").slice(0, 12);
}

const builderOf = (name: string): number | undefined => {
  const pid = /^build-(\d+)-/.exec(name)?.[1];
  return pid === undefined ? undefined : Number(pid);
};

/** A build changes its folder every few seconds, unless whoever built is gone and another process has its number. */
const MOST_STILL_MS = 300_000;

/** Another process builds this template. */
function isBeingBuilt(home: string, template: string): boolean {
  return readdirSync(home).some((name) => {
    const pid = builderOf(name);
    if (pid === undefined || pid === process.pid || !name.endsWith(template)) return false;
    const changed = statSync(path.join(home, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return isAlive(pid) && Date.now() - changed < MOST_STILL_MS;
  });
}

/** Folders of builds that were killed. */
function dropUnfinished(home: string): void {
  for (const name of readdirSync(home)) {
    const pid = builderOf(name);
    if (pid !== undefined && !isAlive(pid))
      rmSync(path.join(home, name), { recursive: true, force: true });
  }
}
