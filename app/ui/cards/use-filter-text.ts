import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { TextGroup } from "#app/i18n/text-keys.ts";
import type { TypedSync } from "#app/domain/order-filter/sync-form.ts";

/** What a filter asks for, one sentence part for each field that narrows. */
export function useFilterText() {
  const { t } = useTranslation();
  const known = useKnownText();
  const words = (group: TextGroup, values: readonly string[]): string =>
    values.map((value) => known(group, value, value)).join(", ");
  return (form: TypedSync): string[] =>
    (
      [
        [t("sync.channels"), form.channels],
        [t("sync.tags"), form.tags],
        [t("sync.countries"), form.countries],
        [t("sync.paymentTitle"), words("sync.payment", form.payment)],
        [t("sync.fulfillmentTitle"), words("sync.fulfillment", form.fulfillment)],
        [t("sync.riskTitle"), form.risk === "any" ? "" : words("sync.risk", [form.risk])],
        [t("sync.fromNumber"), form.fromNumber],
        [
          form.attributeKey,
          form.attributeValue || (form.attributeKey ? t("sync.attributeHelp") : ""),
        ],
      ] as const
    )
      .filter(([, value]) => value !== "")
      .map(([name, value]) => `${name}: ${value}`);
}
