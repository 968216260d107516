import { afterAll, describe, inject } from "vitest";
import type { Passwords, TrytonDatabase } from "#scripts/tryton.ts";
import { freshDatabase } from "#scripts/tryton.ts";
import { USERS } from "#scripts/tryton/books.ts";
import type { TrytonClient } from "#scripts/tryton/client.ts";
import { logIn } from "#scripts/tryton/client.ts";
import type { HttpProxy } from "./http-proxy.ts";
import { startHttpProxy } from "./http-proxy.ts";

// In every test file of the project "erp": a proxy of its own in front of Tryton. It runs before the file's imports, so that the app
// reads an environment in which both addresses are allowed.
const given = inject("tryton");

/** Passes everything on until a fault is armed; undefined where Tryton is not installed. */
export const proxy: HttpProxy | undefined = "handle" in given ? await startHttpProxy(given.handle.url) : undefined;

if ("handle" in given && proxy) process.env.ERP_ALLOWED_HOSTS = [given.handle.url, proxy.url].map((url) => new URL(url).host).join(",");

const databases: TrytonDatabase[] = [];
afterAll(async () => {
  await proxy?.close();
  for (const database of databases.splice(0)) database.drop();
});

export interface TestTryton {
  /** Tryton itself, and the same through the proxy. */
  url: string;
  proxied: HttpProxy;
  database: string;
  passwords: Passwords;
  /** What openConnection takes: the integration user, through the proxy. */
  settings: { url: string; database: string; user: string };
  secrets: { password: string };
  /** Logs in past the adapter and the proxy. */
  logIn(role: keyof typeof USERS): Promise<TrytonClient>;
}

/** A company of its own: a copy of the template. */
export function openTestTryton(): TestTryton {
  if (!("handle" in given) || !proxy) throw new Error("Tryton is not installed: put the test inside describeTryton");
  const fresh = freshDatabase(given.handle);
  databases.push(fresh);
  const { url, database, passwords } = fresh;
  return {
    url, database, passwords, proxied: proxy, settings: { url: proxy.url, database, user: USERS.integration }, secrets: { password: passwords.integration },
    logIn: (role) => logIn(url, database, USERS[role], passwords[role]),
  };
}

/** `describe` for what needs a Tryton; elsewhere the cases are skipped, and their names say why. */
export function describeTryton(name: string, cases: () => void): void {
  if ("notRun" in given) describe.skip(`${name} (not run: ${given.notRun})`, cases);
  else describe(name, cases);
}
