import { webAddress } from "#app/lib/web-address.ts";

/** Tracking of a shipment as the ERP posted it. */
export interface PostedTracking {
  numbers: readonly string[];
  /** Address given by the ERP. */
  url: string | null;
  agentCode: string | null;
}

/** What is known of the shipping agent: its mapping, and its name in the ERP. */
export interface TrackingAgent {
  company?: string | undefined;
  urlTemplate?: string | undefined;
  title?: string | undefined;
}

/** Shape of `FulfillmentTrackingInput` (Admin API). */
export type TrackingInfo = { company?: string } & (
  { number: string; url?: string } | { numbers: string[]; urls?: string[] }
);

const blank = (text: string | null | undefined): string | undefined => text?.trim() || undefined;

/**
 * F-15: nothing without a number. The company is the one Shopify knows the agent by, else the agent's name, else its code; none without an agent.
 * The address is the shipment's own, else the agent's template, else none: Shopify makes one for carriers it knows.
 * Buyers are sent there, so one that is no web address counts for none.
 */
export function trackingInfo(
  posted: PostedTracking,
  agent: TrackingAgent,
): TrackingInfo | undefined {
  const numbers = [...new Set(posted.numbers.flatMap((number) => blank(number) ?? []))];
  const [first, ...more] = numbers;
  if (first === undefined) return undefined;
  const code = blank(posted.agentCode);
  const company =
    code === undefined ? undefined : (blank(agent.company) ?? blank(agent.title) ?? code);
  const named = company === undefined ? {} : { company };
  const own = webAddress(posted.url);
  const template = code === undefined ? undefined : blank(agent.urlTemplate);
  const urlOf = (number: string): string | undefined =>
    own ?? webAddress(template?.replaceAll("{number}", encodeURIComponent(number)));
  if (more.length === 0) {
    const url = urlOf(first);
    return { ...named, number: first, ...(url === undefined ? {} : { url }) };
  }
  const urls = [...new Set(numbers.flatMap((number) => urlOf(number) ?? []))];
  // Shopify pairs addresses with numbers by position: one address for several numbers goes with the first.
  return { ...named, numbers, ...(urls.length === 0 ? {} : { urls }) };
}

/** Whether a fulfillment says this already. An address that Shopify made for its carrier's number counts for none of ours. */
export function carries(
  { numbers, company }: { numbers: readonly string[]; company?: string | null },
  info: TrackingInfo,
): boolean {
  return (
    JSON.stringify([...numbers].sort()) === JSON.stringify([...numbersOf(info)].sort()) &&
    (info.company === undefined || company === info.company)
  );
}

export const numbersOf = (info: TrackingInfo | undefined): string[] =>
  info === undefined ? [] : "number" in info ? [info.number] : info.numbers;
