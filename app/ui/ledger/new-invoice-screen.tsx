import { useNavigate } from "@remix-run/react";
import { BlockStack, Button, Card, FormLayout, Page, Select, Text } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { CodeSelect, TextInput, type CodeChoice } from "../fields/field.tsx";
import { useFields, type FieldOutcome, type Values } from "../fields/use-fields.ts";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useAct } from "../use-act.ts";
import { NewInvoiceLine } from "./new-invoice-line.tsx";
import { paths } from "#app/lib/paths.ts";

const DOCUMENTS = ["salesOrder", "salesInvoice", "creditMemo"] as const;
const TEXTS = {
  salesOrder: "ledger.newInvoice.order",
  salesInvoice: "ledger.newInvoice",
  creditMemo: "ledger.newInvoice.memo",
} as const;
/** As many lines as the form can have. */
const MOST = 50;

const emptyLine = (at: number): Values => ({
  [`kind:${at}`]: "item",
  [`number:${at}`]: "",
  [`description:${at}`]: "",
  [`quantity:${at}`]: "1",
  [`unitPrice:${at}`]: "",
  [`tax:${at}`]: "",
});

const EMPTY: Values = Array.from({ length: MOST }, (_, at) => emptyLine(at)).reduce<Values>(
  (all, one) => ({ ...all, ...one }),
  { document: "salesInvoice", externalDocumentNumber: "", note: "", paymentMethod: "" },
);

/** An invoice for a customer of the ledger, made and posted by hand; or a sales order, which stays to be shipped. */
export function NewInvoiceScreen({
  customer,
  locations,
  paymentMethods,
}: {
  customer: { id: string; name: string; number: string };
  locations: CodeChoice[];
  paymentMethods: CodeChoice[];
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [lines, setLines] = useState(1);
  const format = useFormat();
  // One form makes one invoice, however often it is sent.
  const [clickId] = useState(() => crypto.randomUUID());
  const onDone = useCallback(
    ({ id }: FieldOutcome) => {
      if (id !== undefined) void navigate(paths.ledgerDocument(id), { replace: true });
    },
    [navigate],
  );
  const { act, busy, outcome } = useAct<FieldOutcome>({ onDone });
  const fields = useFields({ ...EMPTY, location: locations[0]?.code ?? "" }, outcome);
  const kind = DOCUMENTS.find((one) => one === fields.values["document"]) ?? "salesInvoice";
  const of = TEXTS[kind];
  return (
    <Page
      title={t(`${of}.title`)}
      subtitle={[customer.number, customer.name].join(format.between)}
      backAction={{ content: customer.name, url: paths.ledgerCustomer(customer.id) }}
      primaryAction={{
        content: t(`${of}.post`),
        loading: busy,
        onAction: () => {
          act({ intent: "post", clickId, lines, values: fields.values });
        },
      }}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        <Card>
          <FormLayout>
            <Text as="h2" variant="headingMd">
              {t(`state.kind.${kind}`)}
            </Text>
            <Text as="p" tone="subdued">
              {t(`${of}.help`)}
            </Text>
            <Select
              label={t("ledger.newInvoice.document")}
              options={DOCUMENTS.map((value) => ({ value, label: t(`state.kind.${value}`) }))}
              value={kind}
              onChange={(value) => {
                fields.set("document", value);
              }}
            />
            <FormLayout.Group>
              <TextInput
                fields={fields}
                name="externalDocumentNumber"
                label={t("ledger.newInvoice.externalDocumentNumber")}
                maxLength={255}
              />
              <CodeSelect
                fields={fields}
                name="location"
                label={t("ledger.newInvoice.location")}
                choices={locations}
                none={t("common.none")}
              />
            </FormLayout.Group>
            {kind === "creditMemo" ? null : (
              <CodeSelect
                fields={fields}
                name="paymentMethod"
                label={t("ledger.newInvoice.paymentMethod")}
                choices={paymentMethods}
                none={t("ledger.newInvoice.customersOwn")}
              />
            )}
            <TextInput
              fields={fields}
              name="note"
              label={t("ledger.newInvoice.note")}
              maxLength={255}
            />
          </FormLayout>
        </Card>
        <Card>
          <BlockStack gap="400">
            <Text as="h2" variant="headingMd">
              {t("ledger.newInvoice.lines")}
            </Text>
            {Array.from({ length: lines }, (_, at) => (
              <NewInvoiceLine key={at} at={at} fields={fields} />
            ))}
            <div>
              <Button
                disabled={lines >= MOST}
                onClick={() => {
                  setLines(lines + 1);
                }}
              >
                {t("ledger.newInvoice.addLine")}
              </Button>
            </div>
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  );
}
