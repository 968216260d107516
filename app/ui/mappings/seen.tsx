import { Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";

/** What Shopify says about the value, in one line. */
export function Seen({ shopify }: { shopify: Record<string, unknown> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const parts = [
    ...(typeof shopify["city"] === "string" && shopify["city"] ? [shopify["city"]] : []),
    ...(typeof shopify["countryCode"] === "string" && shopify["countryCode"]
      ? [shopify["countryCode"]]
      : []),
    ...(Array.isArray(shopify["zones"])
      ? [shopify["zones"].filter((zone) => typeof zone === "string").join(", ")]
      : []),
    ...(shopify["active"] === false ? [t("mappings.inactive")] : []),
  ];
  return parts.length === 0 ? null : (
    <Text as="p" tone="subdued" breakWord>
      {parts.join(format.between)}
    </Text>
  );
}
