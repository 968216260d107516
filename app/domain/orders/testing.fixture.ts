// For database tests: a shop of the simulator with the app installed on it. Import `#tests/setup/simulator.ts` first.
import { db } from "#app/db/client.server.ts";
import { seal } from "#app/lib/seal.server.ts";
import { simulator } from "#tests/setup/simulator.ts";

/** Grants the app a token at the simulator and stores what an installation stores. */
export async function installForTest(shop: string, settings: Record<string, string | boolean> = {}): Promise<void> {
  const { body } = simulator.oauth.exchange(shop, {
    client_id: process.env.SHOPIFY_API_KEY ?? "", client_secret: process.env.SHOPIFY_API_SECRET ?? "", grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", subject_token: simulator.idToken(shop),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token", requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token", expiring: "1",
  });
  const token = body as { access_token: string; refresh_token: string; expires_in: number; scope: string };
  if (!token.access_token) throw new Error(`the simulator gave no token: ${JSON.stringify(body)}`);
  const data = {
    shop, accessToken: seal(token.access_token), refreshToken: seal(token.refresh_token), expires: new Date(Date.now() + token.expires_in * 1000), scope: token.scope,
  };
  await db.session.upsert({ where: { id: `offline_${shop}` }, create: { id: `offline_${shop}`, ...data }, update: data });
  await db.shop.upsert({ where: { domain: shop }, create: { domain: shop, installedAt: new Date(Date.now() - 60_000) }, update: { uninstalledAt: null } });
  const card = await db.shopCard.findFirst({ where: { shop } });
  if (card) await db.shopCard.updateMany({ where: { shop, id: card.id }, data: { settings } });
  else await db.shopCard.create({ data: { shop, code: "DEFAULT", title: "Default", settings } });
}

/** Everything of the orders area of all shops. */
export async function forgetOrders(): Promise<void> {
  await db.$executeRaw`TRUNCATE "OrderToImport", "Order", "OrderVersion", "OrderEvent", "SyncRun", "SyncCursor", "WebhookDelivery", "PrivacyRequest", "Problem", "SalesDocument", "Task"`;
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
}
