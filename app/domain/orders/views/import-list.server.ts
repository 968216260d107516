import type { OrderToImport } from "#app/db/generated/client.ts";
import { storedListed } from "#app/domain/order-filter/listed.ts";
import type { CardChoice } from "#app/domain/shop-card/views/card-choice.server.ts";
import { cardChoices } from "#app/domain/shop-card/views/card-choice.server.ts";
import { storedClaim } from "../announce/claim.ts";
import { pageRequest } from "#app/lib/paging.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import {
  allToImport,
  countOrdersToImport,
  countToImport,
  listOrdersToImport,
  type ImportTab,
} from "../lists/order-lists.server.ts";

const IMPORT_TABS = [
  "all",
  "ready",
  "held",
  "error",
  "excluded",
] as const satisfies readonly ImportTab[];

const filterOf = (params: URLSearchParams) => ({
  tab: IMPORT_TABS.find((name) => name === params.get("tab")) ?? "all",
  search: params.get("q") ?? "",
});

/** Orders to import as the list's address asks for them, and how many of everything it finds an import would take along. */
export async function importScreen(shop: string, params: URLSearchParams) {
  const filter = filterOf(params);
  const [page, counts, { total, held, others }, cards] = await Promise.all([
    listOrdersToImport(shop, { ...filter, ...pageRequest(params) }),
    countOrdersToImport(shop),
    countToImport(shop, filter),
    cardChoices(shop),
  ]);
  return {
    counts,
    total,
    totalHeld: held,
    totalOthers: others,
    next: page.next,
    previous: page.previous,
    rows: page.rows.map((row) => importRow(row, cards)),
  };
}

/** Ids of everything the address finds. */
export const importIdsAt = (shop: string, params: URLSearchParams): Promise<string[]> =>
  allToImport(shop, filterOf(params));

function importRow(row: OrderToImport, cards: readonly CardChoice[]) {
  // Details are null where the stored listing cannot be read.
  const listed =
    row.listed === null
      ? null
      : readOrLog(() => storedListed.read(row.listed, `order ${row.name}`));
  return {
    id: row.orderId,
    name: row.name,
    at: row.orderCreatedAt.toISOString(),
    verdict: row.verdict,
    reason: row.reason,
    isNew: row.isNew,
    // Worth a word only where there are several.
    card: cards.length > 1 ? (cards.find(({ id }) => id === row.cardId)?.title ?? null) : null,
    passed:
      row.claim === null
        ? []
        : (readOrLog(() => storedClaim.read(row.claim, `the card of order ${row.name}`))?.passed ??
          []),
    changed: row.changedSinceExcluded,
    channel: listed?.channel?.displayName ?? listed?.sourceName ?? null,
    customer: listed?.customerName ?? null,
    total: listed?.total.shop ?? null,
    payment: listed?.financialStatus ?? null,
    fulfillment: listed?.fulfillmentStatus ?? null,
    highRisk: listed?.highRisk ?? false,
    tags: listed?.tags ?? [],
  };
}
export type ImportRow = ReturnType<typeof importRow>;
