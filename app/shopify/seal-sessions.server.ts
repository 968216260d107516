import { db } from "#app/db/client.server.ts";
import type { SealedAnew } from "#app/lib/seal.server.ts";
import { isFreshlySealed, ownerOf, sealedAnew } from "#app/lib/seal.server.ts";

const SLICE = 200;

/** Seals the tokens of all shops with the newest key. One whose key is gone is left: the next visit gets a new one. */
export async function sealSessionsAnew(): Promise<SealedAnew> {
  const count = { sealed: 0, unreadable: 0 };
  let after = "";
  for (;;) {
    const rows = await db.session.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      select: { id: true, shop: true, accessToken: true, refreshToken: true },
      take: SLICE,
    });
    for (const row of rows) {
      const result = await sealSession(row);
      if (result !== null) count[result] += 1;
    }
    const last = rows.at(-1);
    if (!last || rows.length < SLICE) return count;
    after = last.id;
  }
}

interface Tokens {
  id: string;
  shop: string;
  accessToken: string;
  refreshToken: string | null;
}

async function sealSession(row: Tokens): Promise<keyof SealedAnew | null> {
  const { id, shop, accessToken, refreshToken } = row;
  if (isFreshlySealed(accessToken) && (refreshToken === null || isFreshlySealed(refreshToken)))
    return null;
  const owner = ownerOf("Session", shop, id);
  const access = sealedAnew(accessToken, owner);
  const refresh = refreshToken === null ? null : sealedAnew(refreshToken, owner);
  if (access === null || (refreshToken !== null && refresh === null)) return "unreadable";
  // Not over a token that was refreshed at this moment: it is newer, and sealed with the newest key already.
  const { count } = await db.session.updateMany({
    where: { id, shop, accessToken, refreshToken },
    data: { accessToken: access, refreshToken: refresh },
  });
  return count === 1 ? "sealed" : null;
}
