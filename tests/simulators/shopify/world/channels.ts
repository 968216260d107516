/** Where orders come from: sourceName, app, publication and attribution belong together. */
import type { OrderRecord } from "./model.ts";
import type { OrderSpec } from "./order-spec.ts";

type Channel = Pick<
  OrderRecord,
  "sourceName" | "app" | "publication" | "attribution" | "sourceIdentifier"
>;

const channel = (
  sourceName: string,
  appId: number,
  name: string,
  handle: string,
  publicationId: number | null,
): Channel => ({
  sourceName,
  app: { id: `gid://shopify/App/${appId}`, name },
  publication:
    publicationId === null
      ? null
      : { __typename: "Publication", id: `gid://shopify/Publication/${publicationId}`, name },
  attribution: { handle, displayName: name, icon: null },
  sourceIdentifier: null,
});

export function channelOf(source: OrderSpec["source"]): Channel {
  if (source === undefined || source === "web")
    return channel("web", 580111, "Online Store", "web", 118_433_710_001);
  if (source === "pos") return channel("pos", 129785, "Point of Sale", "pos", 118_433_710_002);
  if (source === "draft")
    return channel("shopify_draft_order", 1354745, "Draft Orders", "draft_orders", null);
  // Shopify's guide "Track orders placed on other platforms": an unspecified source is the app's id, and a text of the app's own is unattributed.
  const appId = /^\d+$/.test(source.name) ? Number(source.name) : 2_329_312;
  return {
    ...channel(source.name, appId, source.displayName, source.handle, 118_433_710_003),
    ...(source.handle === "" ? { attribution: null, publication: null } : {}),
    sourceIdentifier: source.identifier ?? null,
  };
}
