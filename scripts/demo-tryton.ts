import { freshDatabase, prepareTryton, startTryton } from "./tryton.ts";
import { USERS } from "./tryton/books.ts";
import { logIn } from "./tryton/client.ts";
import type { DemoTryton } from "#tests/fixtures/demo-tryton.ts";

export interface StartedTryton extends DemoTryton {
  /** For ERP_ALLOWED_HOSTS. */
  host: string;
  /** How a person gets in. */
  login: string;
  stop: () => Promise<void>;
}

/** Tryton with a company of its own for the demo. Throws, with the line to run, where it is not installed. */
export async function startDemoTryton(say: (text: string) => void): Promise<StartedTryton> {
  const server = await startTryton(await prepareTryton(say));
  try {
    const { url, database, passwords } = freshDatabase(server, "nordlicht");
    return {
      settings: { url, database, user: USERS.integration },
      secrets: { password: passwords.integration },
      clerk: await logIn(url, database, USERS.clerk, passwords.clerk),
      host: new URL(url).host,
      login: `${url} (database ${database}, user ${USERS.clerk}, password ${passwords.clerk})`,
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
