import { BlockStack, FormLayout, Select, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { TextInput } from "../fields/field.tsx";
import { NumberInput } from "../fields/number-input.tsx";
import type { Fields } from "../fields/use-fields.ts";

const KINDS = ["item", "fee", "shipping"] as const;

/** One line of an invoice that is made by hand. */
export function NewInvoiceLine({ at, fields }: { at: number; fields: Fields }) {
  const { t } = useTranslation();
  const named = (
    key: "number" | "description" | "quantity" | "unitPrice" | "tax",
  ): { fields: Fields; name: string; label: string } => ({
    fields,
    name: `${key}:${at}`,
    label: t(`ledger.newInvoice.${key}`),
  });
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t("ledger.newInvoice.line", { number: at + 1 })}
      </Text>
      <FormLayout>
        <FormLayout.Group condensed>
          <Select
            label={t("ledger.newInvoice.kind")}
            options={KINDS.map((value) => ({
              value,
              label: t(`ledger.newInvoice.kindOf.${value}`),
            }))}
            value={fields.text(`kind:${at}`)}
            onChange={(value) => {
              fields.set(`kind:${at}`, value);
            }}
          />
          <TextInput
            {...named("number")}
            help={t("ledger.newInvoice.numberHelp")}
            maxLength={35}
            required
          />
          <TextInput {...named("description")} maxLength={255} />
        </FormLayout.Group>
        <FormLayout.Group condensed>
          <NumberInput {...named("quantity")} />
          <NumberInput {...named("unitPrice")} required />
          <NumberInput {...named("tax")} />
        </FormLayout.Group>
      </FormLayout>
    </BlockStack>
  );
}
