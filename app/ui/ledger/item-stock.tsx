import { BlockStack, Button, Card, FormLayout, List, Text } from "@shopify/polaris";
import { useCallback, useEffect, useRef } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { KeyUnder } from "#app/i18n/text-keys.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { CodeSelect, TextInput, type CodeChoice } from "../fields/field.tsx";
import { NumberInput } from "../fields/number-input.tsx";
import { useFields, type FieldOutcome } from "../fields/use-fields.ts";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useAct } from "../use-act.ts";

export interface StockView {
  stocked: boolean;
  variants: { code: string; description: string; barcode: string | null; blocked: boolean }[];
  stock: { location: string; variantCode: string; quantity: string }[];
  entries: {
    at: string;
    kind: string;
    location: string;
    variantCode: string;
    quantity: string;
    note: string;
    by: string;
  }[];
}

/** What is on hand where, booking goods in or out by hand, and the last moves with their why. */
export function ItemStock({ item, locations }: { item: StockView; locations: CodeChoice[] }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const place = (entry: { location: string; variantCode: string }) =>
    entry.variantCode ? `${entry.location}${format.between}${entry.variantCode}` : entry.location;
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("ledger.stock.title")}
          </Text>
          {!item.stocked ? (
            <Text as="p">{t("ledger.stock.service")}</Text>
          ) : item.stock.length === 0 ? (
            <Text as="p" tone="subdued">
              {t("ledger.stock.empty")}
            </Text>
          ) : (
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t("ledger.stock.location")}</th>
                  <th scope="col" className="number">
                    {t("ledger.item.onHand")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {item.stock.map((entry) => (
                  <tr key={place(entry)}>
                    <th scope="row">{place(entry)}</th>
                    <td className="number">{format.decimal(entry.quantity)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </BlockStack>
      </Card>
      {item.stocked ? <Adjust variants={item.variants} locations={locations} /> : null}
      {item.variants.length > 0 ? (
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("ledger.item.variants")}
            </Text>
            <List>
              {item.variants.map((variant) => (
                <List.Item key={variant.code}>
                  {variant.code}
                  {variant.description ? ` – ${variant.description}` : ""}
                  {variant.blocked ? ` (${t("ledger.blocked")})` : ""}
                </List.Item>
              ))}
            </List>
          </BlockStack>
        </Card>
      ) : null}
      {item.entries.length > 0 ? (
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("ledger.stock.entries")}
            </Text>
            <List>
              {item.entries.map((entry, index) => (
                <List.Item key={index}>
                  <Text as="span" fontWeight="semibold">
                    {format.decimal(entry.quantity)}
                  </Text>{" "}
                  {place(entry)}
                  {format.between}
                  {known("ledger.stock.kind", entry.kind, entry.kind)}
                  {entry.note ? `: ${entry.note}` : ""}
                  <Text as="p" tone="subdued">
                    {format.time(entry.at)}
                  </Text>
                </List.Item>
              ))}
            </List>
          </BlockStack>
        </Card>
      ) : null}
    </BlockStack>
  );
}

function Adjust({
  variants,
  locations,
}: {
  variants: StockView["variants"];
  locations: CodeChoice[];
}) {
  const { t } = useTranslation();
  const stored = { location: locations[0]?.code ?? "", variantCode: "", quantity: "", note: "" };
  const { act, busy, outcome, fields } = useAdjustment(stored);
  const label = (key: KeyUnder<"ledger.stock">) => ({
    fields,
    name: key,
    label: t(`ledger.stock.${key}`),
  });
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        <FormLayout>
          <Text as="h2" variant="headingMd">
            {t("ledger.stock.adjust")}
          </Text>
          <Refusal outcome={outcome} />
          <CodeSelect {...label("location")} choices={locations} />
          {variants.length > 0 ? (
            <CodeSelect
              {...label("variantCode")}
              choices={variants.map((variant) => ({
                code: variant.code,
                title: variant.description,
              }))}
              none={t("ledger.stock.noVariant")}
            />
          ) : null}
          <NumberInput
            {...label("quantity")}
            help={t("ledger.stock.quantityHelp")}
            inputMode="text"
            maxLength={20}
            required
          />
          <TextInput {...label("note")} maxLength={255} required />
          <Button submit disabled={busy}>
            {t("ledger.stock.book")}
          </Button>
        </FormLayout>
      </form>
    </Card>
  );
}

function useAdjustment(stored: {
  location: string;
  variantCode: string;
  quantity: string;
  note: string;
}) {
  const reset = useRef<() => void>(() => undefined);
  // The form begins anew once its goods are booked.
  const onDone = useCallback(() => {
    reset.current();
  }, []);
  const { act, busy, outcome } = useAct<FieldOutcome>({ onDone });
  const fields = useFields(stored, outcome);
  useEffect(() => {
    reset.current = fields.reset;
  });
  const { text: value } = fields;
  return {
    busy,
    outcome,
    fields,
    act: () => {
      act({
        intent: "adjust",
        location: value("location"),
        variantCode: value("variantCode"),
        quantity: value("quantity"),
        note: value("note"),
      });
    },
  };
}
