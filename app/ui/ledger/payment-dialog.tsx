import { BlockStack, FormLayout, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { exponent } from "#app/money/currency.ts";
import { round } from "#app/money/decimal.ts";
import { CodeSelect, TextInput } from "../fields/field.tsx";
import { NumberInput } from "../fields/number-input.tsx";
import { useFields, type FieldOutcome } from "../fields/use-fields.ts";
import { Dialog } from "../dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useAct } from "../use-act.ts";
import type { DocumentForms, InvoiceView } from "./document-view.ts";

interface Props {
  invoice: InvoiceView;
  currency: string;
  /** The document's payment method, to begin with. */
  method: string | null;
  forms: DocumentForms;
  onClose: () => void;
}

/** A payment entered by hand against a posted invoice; begins with all that remains, today. */
export function PaymentDialog({ invoice, currency, method, forms, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { act, busy, outcome } = useAct<FieldOutcome>({ onDone: onClose });
  const fields = useFields(
    {
      amount: round(invoice.remaining, exponent(currency)),
      method: method ?? forms.lists.paymentMethod[0]?.code ?? "",
      date: forms.today,
    },
    outcome,
  );
  const { text } = fields;
  const post = () => {
    act({
      intent: "pay",
      invoice: invoice.id,
      amount: text("amount"),
      currency,
      method: text("method"),
      date: text("date"),
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("ledger.pay.title", { number: invoice.number })}
      primaryAction={{ content: t("ledger.pay.do"), loading: busy, onAction: post }}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        <Text as="p">
          {t("ledger.pay.remains", { amount: format.money(invoice.remaining, currency) })}
        </Text>
        <FormLayout>
          <NumberInput
            fields={fields}
            name="amount"
            label={t("ledger.pay.amount")}
            help={t("ledger.pay.amountHelp")}
            suffix={currency}
            maxLength={40}
            required
          />
          <CodeSelect
            fields={fields}
            name="method"
            label={t("ledger.pay.method")}
            choices={forms.lists.paymentMethod}
          />
          <TextInput fields={fields} name="date" label={t("common.date")} type="date" required />
        </FormLayout>
      </BlockStack>
    </Dialog>
  );
}
