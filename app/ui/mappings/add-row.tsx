import { Button, Card, FormLayout, InlineStack, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { MappingPageName } from "#app/domain/mapping/pages.ts";
import type { Outcome } from "../outcome.ts";

interface Props {
  page: MappingPageName;
  busy: boolean;
  outcome: Outcome | undefined;
  act: (what: { intent: "add"; key: string; county: string }) => void;
}

/** A country's row, or for tax areas a country's region: orders bring no such row with them. */
export function AddRow({ page, busy, outcome, act }: Props) {
  const { t } = useTranslation();
  const [country, setCountry] = useState("");
  const [county, setCounty] = useState("");
  return (
    <Card>
      <FormLayout>
        <FormLayout.Group>
          <TextField
            label={t("mappings.country")}
            value={country}
            onChange={setCountry}
            maxLength={2}
            autoComplete="off"
            {...(outcome?.errors?.["key"] ? { error: t(outcome.errors["key"]) } : {})}
          />
          {page === "tax-areas" ? (
            <TextField
              label={t("mappings.county")}
              helpText={t("mappings.countyHelp")}
              value={county}
              onChange={setCounty}
              maxLength={255}
              autoComplete="off"
            />
          ) : null}
        </FormLayout.Group>
        <InlineStack>
          <Button
            onClick={() => {
              act({ intent: "add", key: country, county });
            }}
            disabled={busy}
          >
            {t("mappings.add")}
          </Button>
        </InlineStack>
      </FormLayout>
    </Card>
  );
}
