import { OrderId } from "#app/lib/ids.ts";
import { channelHandle } from "./channel-token.ts";
import type { ListedOrder } from "./listed.ts";
import { FINANCIAL_STATUSES, FULFILLMENT_STATUSES } from "./order-filter.ts";
import type { OrderFilter } from "./order-filter.ts";

export interface SampleOrder {
  order: ListedOrder;
  /** By the part of a filter that tells it: its value, or null for any that no filter names. */
  differs: { field: keyof OrderFilter; value: string | null }[];
}

/** More combinations than these are not tried. */
const MOST = 4_000;

interface Variant {
  value: string | null;
  change: Partial<ListedOrder>;
}

/** One order of each sort that the filters can tell apart; null when there are too many sorts. */
export function sampleOrders(filters: readonly OrderFilter[]): SampleOrder[] | null {
  const parts = (Object.keys(VARIANTS) as (keyof OrderFilter)[]).flatMap((field) => {
    const variants = VARIANTS[field](filters);
    return variants.length > 0 ? [{ field, variants }] : [];
  });
  if (parts.reduce((product, { variants }) => product * variants.length, 1) > MOST) return null;
  let samples: SampleOrder[] = [{ order: PLAIN, differs: [] }];
  for (const { field, variants } of parts)
    samples = samples.flatMap(({ order, differs }) =>
      variants.map(({ value, change }) => ({
        order: { ...order, ...change },
        differs: [...differs, { field, value }],
      })),
    );
  return samples;
}

const named = <T>(
  filters: readonly OrderFilter[],
  of: (filter: OrderFilter) => readonly T[],
): T[] => [...new Set(filters.flatMap(of))];

/** The named values, and one that none of them is. */
const withOther = (
  values: readonly string[],
  other: string | undefined,
  change: (value: string) => Partial<ListedOrder>,
): Variant[] =>
  values.length === 0
    ? []
    : [
        ...values.map((value) => ({ value, change: change(value) })),
        ...(other === undefined ? [] : [{ value: null, change: change(other) }]),
      ];

/** The text of a token's parts, as an order would have it. */
const textsOf = (tokens: readonly string[]): string[] => [
  ...new Set(
    tokens.flatMap((token) =>
      token
        .trim()
        .replace(/^(?:!|<>)/, "")
        .split("|")
        .map((part) =>
          part
            .trim()
            .replace(/^@/, "")
            .replace(/[*[\]]/g, "")
            .trim(),
        )
        .filter((text) => text !== ""),
    ),
  ),
];

/** All of them up to four, else none, each alone, all, and all but each. */
function tagSets(tags: readonly string[]): string[][] {
  if (tags.length <= 4)
    return Array.from({ length: 2 ** tags.length }, (_, bits) =>
      tags.filter((_tag, index) => (bits >> index) & 1),
    );
  return [
    [],
    ...tags.map((tag) => [tag]),
    [...tags],
    ...tags.map((tag) => tags.filter((t) => t !== tag)),
  ];
}

const VARIANTS: Record<keyof OrderFilter, (filters: readonly OrderFilter[]) => Variant[]> = {
  channels: (filters) =>
    withOther(
      [...new Set(textsOf(named(filters, ({ channels = [] }) => channels)).map(channelHandle))],
      "\u0000",
      (handle) => ({ channel: { handle, displayName: handle }, sourceName: handle }),
    ),
  tags: (filters) => {
    const tags = textsOf(named(filters, (filter) => filter.tags ?? []));
    return tags.length === 0
      ? []
      : tagSets(tags).map((set) => ({
          value: set.length === 0 ? null : set.join(", "),
          change: { tags: set },
        }));
  },
  shipToCountries: (filters) =>
    withOther(
      named(filters, ({ shipToCountries = [] }) => shipToCountries),
      "--",
      (shipToCountry) => ({ shipToCountry }),
    ),
  financialStatuses: (filters) => {
    const statuses = named(filters, ({ financialStatuses = [] }) => financialStatuses);
    return withOther(
      statuses,
      FINANCIAL_STATUSES.find((status) => !statuses.includes(status)),
      (financialStatus) => ({ financialStatus }),
    );
  },
  fulfillmentStatuses: (filters) => {
    const statuses = named(filters, ({ fulfillmentStatuses = [] }) => fulfillmentStatuses);
    return withOther(
      statuses,
      FULFILLMENT_STATUSES.find((status) => !statuses.includes(status)),
      (fulfillmentStatus) => ({ fulfillmentStatus }),
    );
  },
  risk: (filters) =>
    filters.some(({ risk }) => risk !== undefined)
      ? [
          { value: "notHigh", change: { highRisk: false } },
          { value: "highOnly", change: { highRisk: true } },
        ]
      : [],
  fromNumber: (filters) =>
    [
      ...new Set(
        named(filters, ({ fromNumber }) => (fromNumber === undefined ? [] : [fromNumber])).flatMap(
          (number) => [number - 1, number],
        ),
      ),
    ].map((number) => ({ value: String(number), change: { number } })),
  attribute: (filters) => {
    const attributes = named(filters, ({ attribute }) => (attribute ? [attribute] : []));
    return attributes.length === 0
      ? []
      : [
          { value: null, change: { attributes: [] } },
          ...attributes.flatMap(({ key, value }) =>
            [...(value === undefined ? [] : [value]), "\u0000"].map((text) => ({
              value: text === "\u0000" ? key : `${key}=${text}`,
              change: { attributes: [{ key, value: text }] },
            })),
          ),
        ];
  },
};

const NOTHING = { amount: "0", currency: "EUR" };
const THEN = "2026-01-01T00:00:00Z";

const PLAIN: ListedOrder = {
  id: OrderId.parse("gid://shopify/Order/1"),
  name: "#1",
  number: 1,
  createdAt: THEN,
  updatedAt: THEN,
  processedAt: THEN,
  cancelledAt: null,
  closed: false,
  test: false,
  confirmed: true,
  financialStatus: "PAID",
  fulfillmentStatus: "UNFULFILLED",
  fullyPaid: true,
  unpaid: false,
  sourceName: null,
  channel: null,
  tags: [],
  attributes: [],
  currency: "EUR",
  total: { shop: NOTHING, presentment: NOTHING },
  riskLevels: [],
  highRisk: false,
  riskRecommendation: null,
  sellToCountry: null,
  shipToCountry: null,
  billToCountry: null,
  customerName: null,
};
