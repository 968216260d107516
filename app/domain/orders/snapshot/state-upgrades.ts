import type { Json } from "#app/lib/json.ts";
import type { StoredValue, UpgradeStep } from "#app/lib/stored-json.ts";

type Entries = Record<string, Json>;

const isEntries = (value: Json | undefined): value is Entries =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What is no list of entries stays as it is: the schema refuses it by name. */
const mapped = (list: Json | undefined, change: (entry: Entries) => Entries): Json =>
  Array.isArray(list)
    ? list.map((entry) => (isEntries(entry) ? change(entry) : entry))
    : (list ?? null);

const refund = (entry: Entries): Entries => ({
  duties: [],
  ...entry,
  lines: mapped(entry["lines"], (line) => ({ id: null, returnLocationId: null, ...line })),
});

/** Version 1 knew of a return that there is one: the next reading of the order brings the rest. */
const returned = (entry: Entries): Entries => ({
  approvedAt: null,
  declineReason: null,
  lines: [],
  shippingFees: [],
  exchanges: [],
  reverseOrders: [],
  ...entry,
});

const agreement = (entry: Entries): Entries => ({
  refundId: null,
  returnId: null,
  ...entry,
  sales: mapped(entry["sales"], (sale) => ({ lineId: null, shippingLineId: null, ...sale })),
});

export const withWholeReturns: UpgradeStep = (value: StoredValue) =>
  Array.isArray(value)
    ? value
    : {
        ...value,
        refunds: mapped(value["refunds"], refund),
        returns: mapped(value["returns"], returned),
        agreements: mapped(value["agreements"], agreement),
      };
