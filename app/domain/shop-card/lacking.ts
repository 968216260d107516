import type { SettingKey } from "#app/domain/shop-card/settings.ts";
import type { KeyUnder, TextKey } from "#app/i18n/text-keys.ts";

/**
 * Settings that rest on something the ERP must be able to do. `off`: without it the setting cannot
 * be switched on; else it works, with less.
 */
const NEEDS: Partial<
  Record<SettingKey, { capability: KeyUnder<"settings.lacking">; off: boolean }>
> = {
  registerPayments: { capability: "paymentRegistration", off: true },
  autoRelease: { capability: "release", off: true },
  useShopifyOrderNumber: { capability: "manualNumbers", off: true },
  sendShippingConfirmation: { capability: "shipmentTracking", off: false },
};

/** What the connected ERP lacks, by setting; empty while nothing is known of it. */
export function lackingOf(
  capabilities: Partial<Record<string, unknown>> | undefined,
): Record<string, { hint: TextKey; off: boolean }> {
  if (capabilities === undefined) return {};
  return Object.fromEntries(
    Object.entries(NEEDS).flatMap(([key, { capability, off }]) =>
      capabilities[capability] === false
        ? [[key, { hint: `settings.lacking.${capability}` as const, off }]]
        : [],
    ),
  );
}
