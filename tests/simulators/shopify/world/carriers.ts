/**
 * Tracking links Shopify makes by itself when the company's name is written exactly as in its list (docs of FulfillmentTrackingInfo: names with their
 * capitals). The links are believed, not seen; of names in the list that stand not here no link is made.
 */
const LINKS: Record<string, (number: string) => string> = {
  "Deutsche Post (DE)": (number) =>
    `https://www.deutschepost.de/sendung/simpleQuery.html?form.sendungsnummer=${number}`,
  DHL: (number) =>
    `https://www.dhl.de/de/privatkunden/dhl-sendungsverfolgung.html?piececode=${number}`,
  "DHL eCommerce": (number) => `https://webtrack.dhlecs.com/?trackingnumber=${number}`,
  "DHL Express": (number) => `https://www.dhl.com/en/express/tracking.html?AWB=${number}&brand=DHL`,
  DPD: (number) => `https://tracking.dpd.de/status/en_US/parcel/${number}`,
  FedEx: (number) => `https://www.fedex.com/fedextrack/?trknbr=${number}`,
  GLS: (number) => `https://gls-group.eu/track/${number}`,
  Hermes: (number) => `https://www.myhermes.de/empfangen/sendungsverfolgung/?suche=${number}`,
  PostNL: (number) => `https://postnl.nl/tracktrace/?B=${number}`,
  "PostNord SE": (number) =>
    `https://www.postnord.se/en/our-tools/track-and-trace?shipmentId=${number}`,
  "Royal Mail": (number) => `https://www.royalmail.com/track-your-item#/tracking-results/${number}`,
  UPS: (number) => `https://www.ups.com/track?tracknum=${number}`,
  USPS: (number) => `https://tools.usps.com/go/TrackConfirmAction.action?tLabels=${number}`,
};

export interface TrackingInput {
  company?: string | null;
  number?: string | null;
  url?: string | null;
  numbers?: string[] | null;
  urls?: string[] | null;
}
export interface Tracking {
  company: string | null;
  number: string | null;
  url: string | null;
}

/** One entry for each number; a link that was given wins over one that can be made, and the n-th link belongs to the n-th number. */
export function trackingOf(input: TrackingInput | null | undefined): Tracking[] {
  if (!input) return [];
  const present = (text: string | null | undefined): text is string =>
    typeof text === "string" && text !== "";
  const numbers = [input.number, ...(input.numbers ?? [])].filter(present);
  const urls = [input.url, ...(input.urls ?? [])].filter(present);
  const company = present(input.company) ? input.company : null;
  const made = (number: string | null): string | null =>
    company !== null && number !== null && Object.hasOwn(LINKS, company)
      ? LINKS[company]!(encodeURIComponent(number))
      : null;
  const rows = Math.max(numbers.length, urls.length, company === null ? 0 : 1);
  return Array.from({ length: rows }, (_, at) => ({
    company,
    number: numbers[at] ?? null,
    url: urls[at] ?? made(numbers[at] ?? null),
  }));
}
