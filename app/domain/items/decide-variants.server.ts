import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { matchItems } from "#app/domain/stock/match-items.server.ts";
import type { ItemCard } from "./item-card.server.ts";
import { planItem } from "./plan/plan-item.ts";
import { storedPlan } from "./plan/planned.ts";
import { variantName, type Variant } from "./plan/variant.ts";
import { excluded, settled, type Decided } from "./store-decisions.server.ts";

interface Deciding {
  card: ItemCard;
  open: OpenPort;
  variants: readonly Variant[];
  traceId: string;
}

/** CAT-2: which of these variants the ERP has an item for, as orders find it, and what is created for the others. Throws ErpError. */
export async function decideVariants({
  card,
  open,
  variants,
  traceId,
}: Deciding): Promise<Decided[]> {
  const { settings, currency } = card;
  const matched = await matchItems(open, settings, variants, { traceId, foundBy: "items" });
  return variants.map((variant) => {
    const item = matched.get(variant.id);
    const known = {
      sourceId: variant.id,
      variantId: variant.id,
      sku: variant.sku.trim(),
      title: variantName(variant),
      erpId: item?.erpId ?? "",
      number: item?.erpNumber ?? "",
    };
    if (item?.match === "found") return { ...known, ...settled };
    if (item?.match === "blocked") return { ...known, ...excluded("isBlocked", known.number) };
    const plan = planItem({ variant, settings, limits: open.capabilities.limits, currency });
    return plan.do === "exclude"
      ? { ...known, ...excluded(plan.reason, plan.detail) }
      : {
          ...known,
          state: "ready",
          reason: null,
          detail: "",
          data: storedPlan.store({ to: "erp", data: plan.data }),
        };
  });
}
