import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { KeyValues } from "../key-values.tsx";
import type { OrderPageView } from "./types.ts";

/** Note, tags, attributes, PO number, discount codes. */
export function RemarksCard({ view }: { view: OrderPageView }) {
  const { t } = useTranslation();
  const { content, personal } = view;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("order.remarks")}
        </Text>
        <KeyValues
          rows={[
            [
              t("order.field.note"),
              personal.note ? (
                <span className="keep-lines" dir="auto">
                  {personal.note}
                </span>
              ) : (
                t("common.none")
              ),
            ],
            [t("order.field.poNumber"), content.poNumber],
            [t("order.field.paymentTerms"), content.paymentTerms?.name],
            [t("order.field.discountCodes"), content.discountCodes.join(", ")],
            [
              t("toImport.column.tags"),
              content.tags.length > 0 ? (
                <InlineStack key="tags" gap="100">
                  {content.tags.map((tag) => (
                    <Badge key={tag}>{tag}</Badge>
                  ))}
                </InlineStack>
              ) : (
                t("common.none")
              ),
            ],
            ...personal.attributes.map((attribute): [string, string] => [
              attribute.key,
              attribute.value ?? "–",
            ]),
          ]}
        />
      </BlockStack>
    </Card>
  );
}
