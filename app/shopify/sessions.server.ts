import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { ownerOf, seal, unseal } from "#app/lib/seal.server.ts";

type Row = NonNullable<Awaited<ReturnType<typeof db.session.findUnique>>>;

/**
 * Sessions of the Shopify library in our database, tokens sealed. When two processes store a refreshed offline token at once,
 * the one that lives longer wins: its refresh token is the newer one.
 */
export const sessionStorage: SessionStorage = {
  async storeSession(session) {
    const owner = ownerOf("Session", session.shop, session.id);
    const data = {
      shop: session.shop,
      isOnline: session.isOnline,
      state: session.state,
      scope: session.scope ?? null,
      expires: session.expires ?? null,
      accessToken: seal(session.accessToken ?? "", owner),
      refreshToken: session.refreshToken ? seal(session.refreshToken, owner) : null,
      refreshTokenExpires: session.refreshTokenExpires ?? null,
      userId: session.onlineAccessInfo ? String(session.onlineAccessInfo.associated_user.id) : null,
    };
    await db.$transaction(async (tx) => {
      const [current] = await tx.$queryRaw<
        { expires: Date | null }[]
      >`SELECT "expires" FROM "Session" WHERE "id" = ${session.id} AND "shop" = ${session.shop} FOR UPDATE`;
      const storedLivesLonger =
        current?.expires && session.expires && current.expires > session.expires;
      if (!storedLivesLonger)
        await tx.session.upsert({
          where: { id: session.id },
          create: { id: session.id, ...data },
          update: data,
        });
    });
    return true;
  },
  async loadSession(id) {
    const row = await db.session.findUnique({ where: { id } });
    return row ? toSession(row) : undefined;
  },
  async deleteSession(id) {
    await db.session.deleteMany({ where: { id } });
    return true;
  },
  async deleteSessions(ids) {
    await db.session.deleteMany({ where: { id: { in: ids } } });
    return true;
  },
  async findSessionsByShop(shop) {
    const rows = await db.session.findMany({ where: { shop } });
    return rows.map(toSession).filter((session) => session !== undefined);
  },
};

/** Nobody acts for a shop that removed the app. */
export async function endSessions(tx: Tx, shop: string): Promise<void> {
  await tx.session.deleteMany({ where: { shop } });
}

/** The offline token holds other scopes from now on. */
export async function noteScopes(tx: Tx, shop: string, scope: string): Promise<void> {
  await tx.session.updateMany({ where: { shop, isOnline: false }, data: { scope } });
}

/** A token that cannot be opened any more (its key was taken out) counts as none: the next visit gets a new one. */
function toSession(row: Row): Session | undefined {
  const owner = ownerOf("Session", row.shop, row.id);
  try {
    return new Session({
      id: row.id,
      shop: row.shop,
      isOnline: row.isOnline,
      state: row.state,
      ...(row.scope === null ? {} : { scope: row.scope }),
      ...(row.expires ? { expires: row.expires } : {}),
      accessToken: unseal(row.accessToken, owner),
      ...(row.refreshToken ? { refreshToken: unseal(row.refreshToken, owner) } : {}),
      ...(row.refreshTokenExpires ? { refreshTokenExpires: row.refreshTokenExpires } : {}),
    });
  } catch (error) {
    logger.error(
      { shop: row.shop, error: error instanceof Error ? error.message : String(error) },
      "a stored token cannot be opened",
    );
    return undefined;
  }
}
