import { db } from "#app/db/client.server.ts";
import { sealAddressesAnew } from "#app/domain/catalog/seal-anew.server.ts";
import { env } from "#app/env.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { SealedAnew } from "#app/lib/seal.server.ts";
import { isFreshlySealed, ownerOf, sealedAnew } from "#app/lib/seal.server.ts";
import { sealSessionsAnew } from "#app/shopify/seal-sessions.server.ts";

const SLICE = 200;

/**
 * Seals with the newest key what an older one sealed, so that the older one can be taken out. Each row is a write of its own and one that is
 * sealed already is passed over: where it was cut off, the next time goes on.
 */
export async function sealAllAnew(): Promise<void> {
  const [sessions, connections] = [await sealSessionsAnew(), await sealConnectionsAnew()];
  const addresses = await sealAddressesAnew();
  const unreadable = sessions.unreadable + connections.unreadable + addresses.unreadable;
  const said = { key: env.ENCRYPTION_KEYS[0]?.id, sessions, connections, addresses };
  // What the operator waits for before the old key is taken out: docs/hosting.md names both lines.
  if (unreadable === 0) logger.info(said, "every stored secret is sealed with the newest key");
  else logger.warn(said, "some stored secrets cannot be opened with any of the encryption keys");
}

/** The secrets of ERP connections. One whose key is gone is left: the connection's page asks for it again. */
export async function sealConnectionsAnew(): Promise<SealedAnew> {
  const count = { sealed: 0, unreadable: 0 };
  let after: { shop: string; id: string } | null = null;
  for (;;) {
    const rows: { shop: string; id: string; secrets: string | null }[] =
      await db.erpConnection.findMany({
        where: {
          secrets: { not: null },
          ...(after && {
            OR: [{ shop: { gt: after.shop } }, { shop: after.shop, id: { gt: after.id } }],
          }),
        },
        orderBy: [{ shop: "asc" }, { id: "asc" }],
        select: { shop: true, id: true, secrets: true },
        take: SLICE,
      });
    for (const { shop, id, secrets } of rows) {
      if (secrets === null || isFreshlySealed(secrets)) continue;
      const fresh = sealedAnew(secrets, ownerOf("ErpConnection", shop, id));
      if (fresh === null) {
        count.unreadable += 1;
        continue;
      }
      // Not over what somebody saves at this moment.
      const { count: changed } = await db.erpConnection.updateMany({
        where: { shop, id, secrets },
        data: { secrets: fresh },
      });
      count.sealed += changed;
    }
    const last = rows.at(-1);
    if (!last || rows.length < SLICE) return count;
    after = { shop: last.shop, id: last.id };
  }
}
