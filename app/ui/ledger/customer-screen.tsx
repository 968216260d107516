import { useNavigate } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, FormLayout, Layout, Page, Text } from "@shopify/polaris";
import { useCallback } from "react";
import type { KeyUnder } from "#app/i18n/text-keys.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { EditBar, SAVED } from "../edit-bar.tsx";
import { CodeSelect, TextInput, YesNo, type CodeChoice } from "../fields/field.tsx";
import { useFields, type FieldOutcome, type Values } from "../fields/use-fields.ts";
import { Refusal } from "../refusal.tsx";
import { Credits, type Credit } from "./customer-credits.tsx";
import { useAct } from "../use-act.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

const TEXTS = [
  "name",
  "name2",
  "contact",
  "companyName",
  "email",
  "phone",
  "taxId",
  "registrationNumber",
  "address1",
  "address2",
  "zip",
  "city",
  "county",
  "countryCode",
  "deliveryPhone",
  "template",
  "taxArea",
  "currency",
] as const;

export type CustomerView = Record<(typeof TEXTS)[number], string | null> & {
  id: string;
  number: string;
  version: string;
  blocked: boolean;
  taxLiable: boolean;
  marketing: boolean | null;
  tags: string[];
  paymentTerms: string | null;
  paymentMethod: string | null;
  shipmentMethod: string | null;
  /** Payments that no invoice took. */
  credits: Credit[];
};

interface Props {
  customer: CustomerView | null;
  lists: Record<"country" | "customerTemplate" | "taxArea" | "currency", CodeChoice[]>;
  /** How many are sold to this customer. */
  documents: number;
}

/** One customer; without one: a new customer. */
export function CustomerScreen({ customer, lists, documents }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const onDone = useCallback(
    (outcome: FieldOutcome) => {
      if (customer === null && outcome.id !== undefined)
        void navigate(paths.ledgerCustomer(outcome.id), { replace: true, state: SAVED });
    },
    [customer, navigate],
  );
  const { act, busy, outcome } = useAct<FieldOutcome>({ onDone });
  const stored: Values = {
    ...Object.fromEntries(TEXTS.map((key) => [key, customer?.[key] ?? ""])),
    taxLiable: customer?.taxLiable ?? true,
    marketing: customer?.marketing ?? false,
    tags: customer?.tags.join(", ") ?? "",
    ...(customer ? { blocked: customer.blocked } : {}),
  };
  const fields = useFields(stored, outcome);
  const label = (key: KeyUnder<"ledger.customer">) => ({
    fields,
    name: key,
    label: t(`ledger.customer.${key}`),
  });
  const text = (key: KeyUnder<"ledger.customer">) => ({ ...label(key), maxLength: 255 });
  return (
    <Page
      title={customer ? (customer.name ?? "") : t("ledger.customers.add")}
      {...(customer ? { subtitle: customer.number } : {})}
      backAction={{ content: t("ledger.customers.title"), url: paths.ledgerCustomers }}
      {...(customer
        ? {
            secondaryActions: [
              { content: t("ledger.newInvoice.open"), url: paths.ledgerNewInvoice(customer.id) },
            ],
          }
        : {})}
      {...(customer?.blocked
        ? { titleMetadata: <Badge tone="warning">{t("ledger.blocked")}</Badge> }
        : {})}
    >
      <EditBar
        id="ledger-customer"
        dirty={fields.dirty}
        busy={busy}
        onSave={() => {
          act({ intent: "save", version: customer?.version ?? null, values: fields.values });
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
                  {t("ledger.customer.about")}
                </Text>
                <TextInput {...text("name")} required />
                <FormLayout.Group>
                  <TextInput {...text("name2")} />
                  <TextInput {...text("contact")} />
                </FormLayout.Group>
                <FormLayout.Group>
                  <TextInput {...text("companyName")} />
                  <TextInput {...text("taxId")} />
                  <TextInput {...text("registrationNumber")} />
                </FormLayout.Group>
                <FormLayout.Group>
                  <TextInput {...text("email")} type="email" />
                  <TextInput {...text("phone")} type="tel" />
                </FormLayout.Group>
                <YesNo {...label("marketing")} />
                <TextInput
                  {...label("tags")}
                  maxLength={1000}
                  help={t("ledger.customer.tagsHelp")}
                />
              </FormLayout>
            </Card>
            <Card>
              <FormLayout>
                <Text as="h2" variant="headingMd">
                  {t("ledger.customer.address")}
                </Text>
                <TextInput {...text("address1")} />
                <TextInput {...text("address2")} />
                <FormLayout.Group>
                  <TextInput {...text("zip")} />
                  <TextInput {...text("city")} />
                </FormLayout.Group>
                <FormLayout.Group>
                  <TextInput {...text("county")} />
                  <CodeSelect
                    {...label("countryCode")}
                    choices={lists.country}
                    none={t("common.none")}
                  />
                </FormLayout.Group>
                <TextInput {...text("deliveryPhone")} type="tel" />
              </FormLayout>
            </Card>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <Card>
              <FormLayout>
                <Text as="h2" variant="headingMd">
                  {t("ledger.customer.terms")}
                </Text>
                <CodeSelect
                  {...label("template")}
                  choices={lists.customerTemplate}
                  none={t("common.none")}
                  help={t("ledger.customer.templateHelp")}
                />
                <CodeSelect {...label("taxArea")} choices={lists.taxArea} none={t("common.none")} />
                <CodeSelect
                  {...label("currency")}
                  choices={lists.currency}
                  none={t("common.none")}
                />
                <YesNo {...label("taxLiable")} />
                {customer ? (
                  <YesNo {...label("blocked")} help={t("ledger.customer.blockedHelp")} />
                ) : null}
              </FormLayout>
            </Card>
            {customer ? (
              <Card>
                <BlockStack gap="300">
                  <dl className="key-values">
                    {(["paymentTerms", "paymentMethod", "shipmentMethod"] as const).map((key) => (
                      <div key={key} className="key-value">
                        <dt>{t(`ledger.fact.${key}`)}</dt>
                        <dd>{customer[key] ?? "–"}</dd>
                      </div>
                    ))}
                  </dl>
                  <Credits credits={customer.credits} />
                  <Button url={withQuery(paths.ledger, { customer: customer.id })} variant="plain">
                    {t("ledger.customer.documents", { count: documents })}
                  </Button>
                </BlockStack>
              </Card>
            ) : null}
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
