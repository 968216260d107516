import type { ConnectionId, OrderId } from "#app/lib/ids.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { ConnectableBooks } from "#tests/fixtures/demo-business-central.ts";
import { connectBusinessCentral } from "#tests/fixtures/demo-business-central.ts";
import { fillDemoShop, sellableVariants } from "#tests/fixtures/demo-shop.ts";
import { fillDemoTryton } from "#tests/fixtures/demo-tryton.ts";
import type { DemoTryton } from "#tests/fixtures/demo-tryton.ts";
import { createClock } from "#tests/simulators/shopify/clock.ts";
import { createWorld } from "#tests/simulators/shopify/world/index.ts";
import { SHOP } from "./names.ts";

/** What a measure does in Shopify, through the simulator's control API: it runs in another process. */
const origin = process.env.SHOPIFY_ORIGIN ?? "";

/** A connection that was idle for a while may be closed by the time the next request leaves, which must not be sent twice. */
const ONCE = { connection: "close" };

export async function control<T>(path: string, body?: object): Promise<T> {
  const answer = await fetch(
    `${origin}/_sim/${path}`,
    body
      ? {
          method: "POST",
          headers: { "content-type": "application/json", ...ONCE },
          body: JSON.stringify(body),
        }
      : { headers: ONCE },
  );
  if (!answer.ok) throw new Error(`the simulated Shopify refused ${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** A token as the app's first visit gets it. */
async function exchangeToken(shop: string): Promise<{
  access_token: string;
  scope: string;
  expires_in: number;
  refresh_token: string;
  refresh_token_expires_in: number;
}> {
  const { token } = await control<{ token: string }>(`id-token?shop=${shop}`);
  const answer = await fetch(`${origin}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-sim-shop": shop },
    body: JSON.stringify({
      client_id: process.env.SHOPIFY_API_KEY,
      client_secret: process.env.SHOPIFY_API_SECRET,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: token,
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
    }),
  });
  if (!answer.ok) throw new Error(`the token exchange was refused: ${await answer.text()}`);
  return (await answer.json()) as Awaited<ReturnType<typeof exchangeToken>>;
}

/** Installs the app on the shop and sets it up as a merchant would, with the built-in ledger; `settings` on top. */
export async function openShop(
  settings: Partial<Settings>,
  shop = SHOP,
): Promise<{ accessToken: string; connectionId: ConnectionId; customerId: string }> {
  const { db } = await import("#app/db/client.server.ts");
  const accessToken = await installShop(shop);
  await fillDemoShop(shop, knownShop());
  const connectionId = await changeSettings(settings, shop);
  const customer = await db.ledgerCustomer.findFirstOrThrow({
    where: { shop, connectionId, name: "Web shop customers" },
  });
  return { accessToken, connectionId, customerId: customer.id };
}

/** The same with a Business Central. */
export async function openBusinessCentralShop(
  bc: ConnectableBooks,
  settings: Partial<Settings>,
): Promise<void> {
  await installShop(SHOP);
  await connectBusinessCentral(SHOP, bc);
  await changeSettings(settings, SHOP);
}

/** What the shop sells, for books that are filled elsewhere. */
export const shopGoods = (): ReturnType<typeof sellableVariants> => sellableVariants(knownShop());

/** The same with a Tryton. */
export async function openTrytonShop(
  tryton: DemoTryton,
  settings: Partial<Settings>,
): Promise<void> {
  await installShop(SHOP);
  await fillDemoTryton(SHOP, knownShop(), tryton);
  await changeSettings(settings, SHOP);
}

/** A shop like the other one, only to know what it sells. */
const knownShop = () => createWorld({ shop: SHOP, clock: createClock(), seed: "empty" });

async function installShop(shop: string): Promise<string> {
  const { Session } = await import("@shopify/shopify-api");
  const { sessionStorage } = await import("#app/shopify/sessions.server.ts");
  const { install } = await import("#app/domain/installation/install.server.ts");
  const token = await exchangeToken(shop);
  const ends = (seconds: number): Date => new Date(Date.now() + seconds * 1000);
  await sessionStorage.storeSession(
    new Session({
      id: `offline_${shop}`,
      shop,
      state: "",
      isOnline: false,
      scope: token.scope,
      accessToken: token.access_token,
      expires: ends(token.expires_in),
      refreshToken: token.refresh_token,
      refreshTokenExpires: ends(token.refresh_token_expires_in),
    }),
  );
  await install(shop, token.scope);
  return token.access_token;
}

async function changeSettings(settings: Partial<Settings>, shop: string): Promise<ConnectionId> {
  const { getCard, saveCard } = await import("#app/domain/shop-card/cards.server.ts");
  const card = await getCard(shop);
  if (!card?.connectionId) throw new Error("the shop has no card with a connection");
  const saved = await saveCard(
    { shop, by: "bench" },
    { id: card.id, revision: card.revision },
    { values: settings },
  );
  if (!saved.ok) throw new Error(`the shop card was refused: ${JSON.stringify(saved.error)}`);
  return card.connectionId;
}

const FEW = ["MUG-BLUE", "ROPE-20", "CARDS"];
const FLAGS = "ABCDEFGHIJKL".split("").map((letter) => `FLAG-${letter}`);
const ADDRESS = {
  firstName: "Renate",
  lastName: "Vogel",
  address1: "Königstraße 77",
  city: "Lübeck",
  zip: "23552",
  countryCode: "DE",
};
const FIRST_HOURS_AGO = 20;
let buyers = 0;
let groups = 0;

/**
 * Places orders of `lines` lines, every `perBuyer` of them by a buyer with an e-mail address (`ownStreet`: and a home) of their own. Gives their ids. Each group is an hour
 * younger than the one before: a sync looks some minutes behind the latest change it knows, and would read young orders twice.
 */
export async function placeOrders(
  count: number,
  lines: number,
  perBuyer = 1,
  {
    ownStreet = false,
    shop = SHOP,
    ...more
  }: { payments?: { kind: "AUTHORIZATION" }[]; ownStreet?: boolean; shop?: string } = {},
): Promise<OrderId[]> {
  const hoursAgo = FIRST_HOURS_AGO - groups;
  groups += 1;
  const of = lines <= FEW.length ? FEW : FLAGS;
  const ids: OrderId[] = [];
  while (ids.length < count) {
    buyers += 1;
    const address = ownStreet ? { ...ADDRESS, address1: `Königstraße ${buyers}` } : ADDRESS;
    const spec = {
      customer: null,
      email: `buyer-${process.pid}-${buyers}@example.com`,
      taxes: [{ title: "VAT", rate: "0.19" }],
      shipping: [{ title: "Standard", price: "4.90" }],
      shippingAddress: address,
      billingAddress: address,
      lines: Array.from({ length: lines }, (_, at) => ({
        variant: of[at % of.length],
        quantity: 1 + (at % 3),
      })),
      ...more,
    };
    const placed = await control<{ id: OrderId } | { orders: { id: OrderId }[] }>("act", {
      shop,
      name: "placeOrder",
      args: { spec, hoursAgo, count: Math.min(perBuyer, count - ids.length) },
    });
    ids.push(...("orders" in placed ? placed.orders.map(({ id }) => id) : [placed.id]));
  }
  return ids;
}

export interface Asked {
  operation: string;
  /** It may change something. */
  writes: boolean;
  requestedCost: number;
  actualCost: number;
}

/** What the app has asked of Shopify so far, from Shopify's own log. Fails when the stand-in knows of a gap of its own. */
export async function askedOfShopify(): Promise<Asked[]> {
  const { requests, defects } = await control<{
    requests: {
      kind: string;
      status: number;
      operation?: string;
      operationType?: string;
      requestedCost?: number;
      actualCost?: number;
      errors?: unknown;
    }[];
    defects: string[];
  }>("log?last=20000");
  if (defects.length > 0)
    throw new Error(`the simulated Shopify is not whole: ${defects.join("; ")}`);
  return requests
    .filter(({ kind }) => kind === "graphql")
    .map(({ operation, operationType, requestedCost, actualCost, status, errors }) => {
      if (status !== 200 || errors !== undefined || requestedCost === undefined)
        throw new Error(`Shopify refused ${operation}: ${JSON.stringify(errors ?? status)}`);
      return {
        operation: operation ?? "",
        writes: operationType !== "query",
        requestedCost,
        actualCost: actualCost ?? 0,
      };
    });
}
