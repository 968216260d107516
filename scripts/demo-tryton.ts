import { fillDemoTryton } from "#tests/fixtures/demo-tryton.ts";
import type { DemoErp } from "./demo-erp.ts";
import { freshDatabase, prepareTryton, startTryton } from "./tryton.ts";
import { USERS } from "./tryton/books.ts";
import { logIn } from "./tryton/client.ts";

/** Tryton with a company of its own for the demo. Throws, with the line to run, where it is not installed. */
export async function startDemoTryton(say: (text: string) => void): Promise<DemoErp> {
  const server = await startTryton(await prepareTryton(say));
  try {
    const { url, database, passwords } = freshDatabase(server, "nordlicht");
    const clerk = await logIn(url, database, USERS.clerk, passwords.clerk);
    const connection = {
      settings: { url, database, user: USERS.integration },
      secrets: { password: passwords.integration },
      clerk,
    };
    return {
      host: new URL(url).host,
      backOffice: `Tryton: ${url} (database ${database}, user ${USERS.clerk}, password ${passwords.clerk})`,
      connect: (shop, world) => fillDemoTryton(shop, world, connection),
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
