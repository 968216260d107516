import type { ListedOrder } from "./listed.ts";
import { meetsTag } from "./tag-token.ts";

/** What Shopify's admin calls the shop's own channels, in English and German: an order tells only one of them. */
const OWN_NAMES: Readonly<Record<string, readonly string[]>> = {
  web: ["Online Store", "Onlineshop"],
  pos: ["Point of Sale", "POS"],
  draft_orders: ["Draft Orders", "Bestellentwürfe", "Entwürfe"],
  shopify_draft_order: ["Draft Orders", "Bestellentwürfe", "Entwürfe"],
};

/** The handle of the channel that is called so; the text itself when it is none of the shop's own. */
export const channelHandle = (name: string): string =>
  Object.entries(OWN_NAMES).find(([, names]) =>
    names.some((own) => own.toLowerCase() === name.toLowerCase()),
  )?.[0] ?? name;

type Origin = Pick<ListedOrder, "channel" | "sourceName">;

/** What the channel of an order is called: its handle, the name that screens show, its source. */
function channelNames({ channel, sourceName }: Origin): string[] {
  const told = [channel?.handle, channel?.displayName, sourceName].filter(
    (name): name is string => typeof name === "string" && name !== "",
  );
  return [...new Set([...told, ...told.flatMap((name) => OWN_NAMES[name.toLowerCase()] ?? [])])];
}

/** Tokens as of tags, whatever the case: an order is of one of the named channels and of none that is excluded. */
export function meetsChannels(tokens: readonly string[], order: Origin): boolean {
  const names = channelNames(order).map((name) => name.toLowerCase());
  const excludes = (token: string): boolean => /^\s*(?:!|<>)/.test(token);
  const meets = (token: string): boolean => meetsTag(token.toLowerCase(), names);
  const named = tokens.filter((token) => !excludes(token));
  return (named.length === 0 || named.some(meets)) && tokens.filter(excludes).every(meets);
}
