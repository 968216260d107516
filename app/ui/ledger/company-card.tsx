import { BlockStack, Button, Card, FormLayout, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { TextInput, YesNo } from "../fields/field.tsx";
import { useFields, type FieldOutcome } from "../fields/use-fields.ts";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";

export interface CompanyView {
  name: string;
  currency: string;
  timeZone: string;
  locationMandatory: boolean;
  version: string;
}

/** Whose books these are. The currency is fixed once there are books. */
export function CompanyCard({ company }: { company: CompanyView }) {
  const { t } = useTranslation();
  const { act, busy, outcome } = useAct<FieldOutcome>();
  const fields = useFields(
    {
      name: company.name,
      timeZone: company.timeZone,
      locationMandatory: company.locationMandatory,
    },
    outcome,
  );
  const save = () => {
    act({
      intent: "company",
      version: company.version,
      name: fields.text("name"),
      timeZone: fields.text("timeZone"),
      locationMandatory: fields.isOn("locationMandatory"),
    });
  };
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <FormLayout>
          <Text as="h2" variant="headingMd">
            {t("ledger.company.title")}
          </Text>
          <Refusal outcome={outcome} />
          <TextInput
            fields={fields}
            name="name"
            label={t("ledger.company.name")}
            maxLength={255}
            required
          />
          <TextInput
            fields={fields}
            name="timeZone"
            label={t("ledger.company.timeZone")}
            help={t("ledger.company.timeZoneHelp")}
            maxLength={60}
            required
          />
          <YesNo
            fields={fields}
            name="locationMandatory"
            label={t("ledger.company.locationMandatory")}
            help={t("ledger.company.locationMandatoryHelp")}
          />
          <BlockStack gap="200">
            <Text as="p" tone="subdued">
              {t("ledger.company.fixed", { currency: company.currency })}
            </Text>
            <InlineStack>
              <Button submit disabled={busy || !fields.dirty}>
                {t("common.save")}
              </Button>
            </InlineStack>
          </BlockStack>
        </FormLayout>
      </form>
    </Card>
  );
}
