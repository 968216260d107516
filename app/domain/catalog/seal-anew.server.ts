import { db } from "#app/db/client.server.ts";
import type { SealedAnew } from "#app/lib/seal.server.ts";
import { isFreshlySealed, ownerOf, sealedAnew } from "#app/lib/seal.server.ts";

const SLICE = 200;

/** The secrets of catalog addresses. One whose key is gone is left: the address works on, and only cannot be shown. */
export async function sealAddressesAnew(): Promise<SealedAnew> {
  const count = { sealed: 0, unreadable: 0 };
  let after = "";
  for (;;) {
    const rows = await db.catalogFeed.findMany({
      where: { shop: { gt: after } },
      orderBy: { shop: "asc" },
      select: { shop: true, tokenSealed: true },
      take: SLICE,
    });
    for (const { shop, tokenSealed } of rows) {
      if (isFreshlySealed(tokenSealed)) continue;
      const fresh = sealedAnew(tokenSealed, ownerOf("CatalogFeed", shop, "token"));
      if (fresh === null) {
        count.unreadable += 1;
        continue;
      }
      // Not over an address that is made at this moment.
      const { count: changed } = await db.catalogFeed.updateMany({
        where: { shop, tokenSealed },
        data: { tokenSealed: fresh },
      });
      count.sealed += changed;
    }
    const last = rows.at(-1);
    if (!last || rows.length < SLICE) return count;
    after = last.shop;
  }
}
