import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { erpAt } from "#app/domain/stock/erp-quantities.ts";
import { planLevel } from "#app/domain/stock/plan-level.ts";
import type { Availability, ItemReading } from "#app/erp/port/items.ts";
import type { ItemCard } from "./item-card.server.ts";
import type { ToShopify } from "./plan/planned.ts";

/** What Shopify is to show of new products at each location that shows stock of the ERP, by the rules of the shop's stock. By the ERP's id. */
export async function stockOf(
  { card: { settings, stock }, open, traceId }: { card: ItemCard; open: OpenPort; traceId: string },
  items: readonly ItemReading[],
): Promise<Map<string, ToShopify["stock"]>> {
  const kept = items.filter(({ stocked }) => stocked);
  const codes = [...new Set(stock?.locations.flatMap(({ codes }) => codes) ?? [])];
  if (!settings.productsWithStock || !stock || codes.length === 0 || kept.length === 0)
    return new Map();
  const answers = new Map<string, Availability[]>();
  const queries = kept.map(({ ref, unit }) => ({
    item: { kind: "item" as const, id: ref.id },
    ...(unit ? { unit } : {}),
  }));
  for (const answer of await open.port.getAvailability(queries, codes, { traceId }))
    answers.set(answer.item.id, [...(answers.get(answer.item.id) ?? []), answer]);
  const rules = { ...stock.rules, activate: true };
  return new Map(
    kept.map(({ ref }) => [
      ref.id,
      stock.locations.flatMap((location) => {
        const { erp, perUnit } = erpAt(answers.get(ref.id) ?? [], location, rules);
        const { wanted } = planLevel(
          {
            match: "found",
            shared: false,
            locationShared: location.shared,
            tracked: true,
            stocked: false,
            shopify: null,
            committed: 0,
            inErp: 0,
            erp,
            perUnit: erp === null ? "1" : perUnit,
          },
          rules,
        );
        return wanted === null
          ? []
          : [{ locationId: location.id, name: location.name, quantity: wanted }];
      }),
    ]),
  );
}
