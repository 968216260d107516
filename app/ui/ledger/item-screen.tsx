import { useNavigate } from "@remix-run/react";
import { Badge, BlockStack, Card, FormLayout, Layout, Page, Text } from "@shopify/polaris";
import { useCallback } from "react";
import type { KeyUnder } from "#app/i18n/text-keys.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { EditBar, SAVED } from "../edit-bar.tsx";
import { CodeSelect, TextInput, YesNo, type CodeChoice } from "../fields/field.tsx";
import { NumberInput } from "../fields/number-input.tsx";
import { useFields, type FieldOutcome } from "../fields/use-fields.ts";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";
import { ItemStock, type StockView } from "./item-stock.tsx";
import { paths } from "#app/lib/paths.ts";

export interface ItemView extends StockView {
  id: string;
  number: string;
  version: string;
  description: string;
  baseUnit: string;
  salesUnit: string | null;
  barcode: string | null;
  weight: string | null;
  vendorItemNumber: string | null;
  price: string | null;
  currency: string | null;
  blocked: boolean;
}

interface Props {
  item: ItemView | null;
  lists: Record<"unit" | "currency" | "location", CodeChoice[]>;
  /** Of the company. */
  currency: string;
}

/** One item: what it is, and what of it is on hand where. Without an item: a new one. */
export function ItemScreen({ item, lists, currency }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const onDone = useCallback(
    (outcome: FieldOutcome) => {
      if (item === null && outcome.id !== undefined)
        void navigate(paths.ledgerItem(outcome.id), { replace: true, state: SAVED });
    },
    [item, navigate],
  );
  const { act, busy, outcome } = useAct<FieldOutcome>({ onDone });
  const fields = useFields(
    {
      ...(item === null ? { number: "" } : {}),
      description: item?.description ?? "",
      price: item?.price ?? "",
      currency: item?.currency || currency,
      unit: item?.baseUnit ?? "PCS",
      salesUnit: item?.salesUnit ?? "",
      barcode: item?.barcode ?? "",
      weight: item?.weight ?? "",
      vendorItemNumber: item?.vendorItemNumber ?? "",
      stocked: item?.stocked ?? true,
      blocked: item?.blocked ?? false,
    },
    outcome,
  );
  const label = (key: KeyUnder<"ledger.item">) => ({
    fields,
    name: key,
    label: t(`ledger.item.${key}`),
  });
  return (
    <Page
      title={item?.number ?? t("ledger.items.add")}
      {...(item ? { subtitle: item.description } : {})}
      backAction={{ content: t("ledger.items.title"), url: paths.ledgerItems }}
      {...(item?.blocked
        ? { titleMetadata: <Badge tone="warning">{t("ledger.blocked")}</Badge> }
        : {})}
    >
      <EditBar
        id="ledger-item"
        dirty={fields.dirty}
        busy={busy}
        onSave={() => {
          act({ intent: "save", version: item?.version ?? null, values: fields.values });
        }}
        onDiscard={fields.reset}
      />
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Refusal outcome={outcome} />
            <Card>
              <FormLayout>
                <Text as="h2" variant="headingMd">
                  {t("ledger.item.about")}
                </Text>
                {item === null ? (
                  <TextInput
                    {...label("number")}
                    help={t("ledger.item.numberHelp")}
                    maxLength={35}
                  />
                ) : null}
                <TextInput {...label("description")} required maxLength={255} />
                <FormLayout.Group>
                  <NumberInput
                    {...label("price")}
                    help={t("ledger.item.priceHelp")}
                    maxLength={30}
                  />
                  <CodeSelect
                    {...label("currency")}
                    choices={lists.currency}
                    none={t("common.none")}
                  />
                </FormLayout.Group>
                <FormLayout.Group>
                  <CodeSelect {...label("unit")} choices={lists.unit} />
                  <CodeSelect
                    {...label("salesUnit")}
                    choices={lists.unit}
                    none={t("ledger.item.sameUnit")}
                  />
                </FormLayout.Group>
                <FormLayout.Group>
                  <TextInput {...label("barcode")} maxLength={255} />
                  <TextInput {...label("vendorItemNumber")} maxLength={255} />
                  <NumberInput {...label("weight")} maxLength={20} />
                </FormLayout.Group>
                <YesNo {...label("stocked")} help={t("ledger.item.stockedHelp")} />
                <YesNo {...label("blocked")} help={t("ledger.item.blockedHelp")} />
              </FormLayout>
            </Card>
          </BlockStack>
        </Layout.Section>
        {item ? (
          <Layout.Section variant="oneThird">
            <ItemStock item={item} locations={lists.location} />
          </Layout.Section>
        ) : null}
      </Layout>
    </Page>
  );
}
