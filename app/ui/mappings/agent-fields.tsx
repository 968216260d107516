import { Autocomplete, BlockStack, FormLayout, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { CARRIERS } from "#app/domain/mapping/carriers.ts";
import { exampleOf, templateProblem } from "#app/domain/mapping/tracking-template.ts";
import type { TypedRow } from "./typed-row.ts";

const MOST_SHOWN = 20;

/** How a shipping agent of the ERP is named to buyers, and where they follow a parcel (F-15). */
export function AgentFields({
  value,
  error,
  onChange,
}: {
  value: TypedRow;
  error?: string;
  onChange: (change: TypedRow) => void;
}) {
  const { t } = useTranslation();
  const company = value["company"] ?? "";
  const template = value["urlTemplate"] ?? "";
  const wrong = templateProblem(template);
  const wanted = company.trim().toLowerCase();
  const found = CARRIERS.filter((name) => name.toLowerCase().includes(wanted)).slice(0, MOST_SHOWN);
  const known = CARRIERS.includes(company.trim());
  const companyHelp =
    company.trim() === ""
      ? t("mappings.agent.companyHelp")
      : known
        ? t("mappings.agent.known")
        : t("mappings.agent.unknown");
  return (
    <FormLayout.Group>
      <Autocomplete
        options={found.map((name) => ({ value: name, label: name }))}
        selected={known ? [company.trim()] : []}
        onSelect={([name]) => {
          onChange({ company: name ?? "" });
        }}
        emptyState={<span>{t("mappings.agent.noCarrier")}</span>}
        textField={
          <Autocomplete.TextField
            label={t("mappings.agent.company")}
            value={company}
            onChange={(typed) => {
              onChange({ company: typed });
            }}
            autoComplete="off"
            maxLength={255}
            helpText={companyHelp}
            {...(error ? { error } : {})}
          />
        }
      />
      <BlockStack gap="100">
        <TextField
          label={t("mappings.agent.template")}
          value={template}
          onChange={(typed) => {
            onChange({ urlTemplate: typed });
          }}
          autoComplete="off"
          inputMode="url"
          placeholder="https://"
          helpText={t("mappings.agent.templateHelp")}
          {...(wrong ? { error: t(wrong) } : {})}
        />
        <div role="status">
          {template.trim() !== "" && wrong === null ? (
            <Text as="p" tone="subdued" breakWord>
              {t("mappings.agent.example", { address: exampleOf(template) })}
            </Text>
          ) : null}
        </div>
      </BlockStack>
    </FormLayout.Group>
  );
}
