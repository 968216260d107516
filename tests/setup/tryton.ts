import { afterAll, describe, inject } from "vitest";
import type { Passwords, TrytonServer } from "#scripts/tryton.ts";
import { freshDatabase, prepareTryton, startTryton } from "#scripts/tryton.ts";
import { USERS } from "#scripts/tryton/books.ts";
import type { TrytonClient } from "#scripts/tryton/client.ts";
import { logIn } from "#scripts/tryton/client.ts";
import type { HttpProxy } from "./http-proxy.ts";
import { startHttpProxy } from "./http-proxy.ts";

// In every test file of the project "erp": a Tryton of its own and a proxy in front of it. It runs before the file's imports, so that the
// app reads an environment in which both addresses are allowed.
const given = inject("tryton");

// The first file of a run may build the template company; the others wait for it.
const server: TrytonServer | undefined =
  "found" in given
    ? await startTryton(
        await prepareTryton((text) => void process.stderr.write(`${text}\n`), given.found),
        { durable: false },
      )
    : undefined;
/** Passes everything on until a fault is armed; undefined where Tryton is not installed. */
export const proxy: HttpProxy | undefined = server && (await startHttpProxy(server.url));

if (server && proxy)
  process.env.ERP_ALLOWED_HOSTS = [server.url, proxy.url].map((url) => new URL(url).host).join(",");

afterAll(async () => {
  await proxy?.close();
  await server?.stop();
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
  if (!server || !proxy)
    throw new Error("Tryton is not installed: put the test inside describeTryton");
  const { url, database, passwords } = freshDatabase(server);
  return {
    url,
    database,
    passwords,
    proxied: proxy,
    settings: { url: proxy.url, database, user: USERS.integration },
    secrets: { password: passwords.integration },
    logIn: (role) => logIn(url, database, USERS[role], passwords[role]),
  };
}

/** `describe` for what needs a Tryton; elsewhere the cases are skipped, and their names say why. */
export function describeTryton(name: string, cases: () => void): void {
  if ("notRun" in given) describe.skip(`${name} (not run: ${given.notRun})`, cases);
  else describe(name, cases);
}
