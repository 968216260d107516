import type { OrderLine } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";

/** M-41: the value of the variant's unit option when it fits a unit code (10 characters), else the item's own sales unit. */
export function unitOf(
  line: Pick<OrderLine, "options">,
  settings: Pick<Settings, "unitAsVariant" | "unitOption">,
  salesUnit: string | undefined,
): { unit: string | undefined; fromOption: boolean } {
  if (settings.unitAsVariant) {
    const wanted = settings.unitOption.trim().toLowerCase();
    const value =
      line.options.find(({ name }) => name.trim().toLowerCase() === wanted)?.value.trim() ?? "";
    if (value !== "" && value.length <= 10) return { unit: value, fromOption: true };
  }
  return { unit: salesUnit, fromOption: false };
}
