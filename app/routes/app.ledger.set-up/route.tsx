import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Page, Select, Text } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { z } from "zod";
import { choices } from "#app/erp/ledger/back-office/choices.server.ts";
import { referenceFields } from "#app/erp/ledger/back-office/reference-fields.ts";
import {
  listNumberSeries,
  listSetUp,
  readCompany,
  saveCompany,
  saveNumberSeries,
  saveSetUp,
} from "#app/erp/ledger/back-office/set-up.server.ts";
import { SERIES } from "#app/erp/ledger/number-series.ts";
import { REFERENCE_KINDS, type LedgerReferenceKind } from "#app/erp/ledger/reference-kinds.ts";
import type { FieldOutcome } from "#app/ui/fields/use-fields.ts";
import { CompanyCard } from "#app/ui/ledger/company-card.tsx";
import { EntriesTable, type EntryView } from "#app/ui/ledger/entries-table.tsx";
import { EntryForm } from "#app/ui/ledger/entry-form.tsx";
import { SeriesTable } from "#app/ui/ledger/series-table.tsx";
import { useListParams } from "#app/ui/list/list-params.ts";
import { Refusal } from "#app/ui/refusal.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useAct } from "#app/ui/use-act.ts";
import { ledgerScope, listRequest, readLedger, ledgerOutcome } from "#app/web/ledger.server.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url: { searchParams } }) =>
    readLedger(shop, async (scope) => {
      const series = searchParams.get("list") === "numberSeries";
      const kind = REFERENCE_KINDS.find((name) => name === searchParams.get("list")) ?? "location";
      const [company, numberSeries, entries, agents] = await Promise.all([
        readCompany(scope),
        series ? listNumberSeries(scope) : [],
        series
          ? { rows: [], next: null, previous: null }
          : listSetUp(scope, kind, listRequest(searchParams)),
        kind === "shippingAgentService" ? choices(scope, ["shippingAgent"]) : { shippingAgent: [] },
      ]);
      if (!company) notFound();
      return {
        company,
        kinds: [...REFERENCE_KINDS, "numberSeries" as const],
        list: series ? ("numberSeries" as const) : kind,
        fields: series ? [] : referenceFields(kind),
        agents: agents.shippingAgent,
        series: numberSeries,
        entries: entries.rows.map((entry) => ({
          ...entry,
          details: entry.details as Record<string, string | number | boolean>,
        })),
        next: entries.next,
        previous: entries.previous,
      };
    }),
  );
}

const word = z.string().max(1000);
const body = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("company"),
    version: word,
    name: word,
    timeZone: word,
    locationMandatory: z.boolean(),
  }),
  z.object({
    intent: z.literal("series"),
    version: word,
    code: z.enum(SERIES),
    prefix: word,
    next: word,
    width: word,
    manualAllowed: z.boolean(),
  }),
  z.object({
    intent: z.literal("entry"),
    kind: z.enum(REFERENCE_KINDS),
    version: word.nullable(),
    parent: word,
    code: word,
    title: word,
    blocked: z.boolean(),
    details: z.record(z.string(), z.union([z.string().max(2000), z.number(), z.boolean()])),
  }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, request }): Promise<FieldOutcome> => {
    const scope = await ledgerScope(shop);
    const sent = await readJson(request, body);
    switch (sent.intent) {
      case "company":
        return ledgerOutcome("ledger.setUp.done", () =>
          saveCompany(scope, { ...sent, name: sent.name.trim() }),
        );
      case "series": {
        const { code, prefix, next, width, manualAllowed, version } = sent;
        return ledgerOutcome("ledger.setUp.done", () =>
          saveNumberSeries(scope, code, {
            prefix: prefix.trim(),
            next: wholeNumber(next),
            width: wholeNumber(width),
            manualAllowed,
            version,
          }),
        );
      }
      case "entry": {
        const { version, kind, ...entry } = sent;
        const wrong = numericKeys(kind).filter((key) =>
          Number.isNaN(wholeNumber(String(entry.details[key] ?? "0"))),
        );
        if (wrong.length > 0)
          return {
            refused: "ledger.refused.validation",
            errors: Object.fromEntries(wrong.map((key) => [key, "ledger.problem.wholeNumber"])),
          };
        return ledgerOutcome("ledger.setUp.done", () =>
          saveSetUp(scope, kind, {
            ...entry,
            code: entry.code.trim(),
            title: entry.title.trim(),
            details: numbersOf(kind, entry.details),
            ...(version === null ? {} : { version }),
          }),
        );
      }
    }
  });
}

/** Not a number when none was typed: refused beside its field. */
const wholeNumber = (typed: string): number =>
  /^\s*\d{1,10}\s*$/.test(typed) ? Number(typed) : Number.NaN;

const numericKeys = (kind: LedgerReferenceKind): string[] =>
  referenceFields(kind)
    .filter((field) => field.type === "number")
    .map((field) => field.key);

/** Numbers come as they were typed. */
function numbersOf(
  kind: LedgerReferenceKind,
  details: Record<string, string | number | boolean>,
): Record<string, string | number | boolean> {
  const numeric = new Set(numericKeys(kind));
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      numeric.has(key) ? wholeNumber(String(value)) : value,
    ]),
  );
}

export default function SetUp() {
  const data = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const list = useListParams();
  const loading = useNavigation().state === "loading";
  const [editing, setEditing] = useState<EntryView | "new" | null>(null);
  const onDone = useCallback(() => {
    setEditing(null);
  }, []);
  const { act, busy, outcome } = useAct<FieldOutcome>({ onDone });
  return (
    <Page title={t("ledger.setUp.title")} subtitle={t("ledger.setUp.subtitle")} fullWidth>
      <BlockStack gap="400">
        <CompanyCard key={`company ${data.company.version}`} company={data.company} />
        <Card padding="0">
          <BlockStack gap="300">
            <div className="card-head">
              <InlineStack align="space-between" blockAlign="end" gap="300">
                <Select
                  label={t("ledger.setUp.list")}
                  options={data.kinds.map((kind) => ({
                    value: kind,
                    label: t(`ledger.list.${kind}`),
                  }))}
                  value={data.list}
                  onChange={(kind) => {
                    list.change({ list: kind, q: null });
                  }}
                />
                {data.list === "numberSeries" ? null : (
                  <Button
                    onClick={() => {
                      setEditing("new");
                    }}
                  >
                    {t("ledger.setUp.add")}
                  </Button>
                )}
              </InlineStack>
              {editing === null ? <Refusal outcome={outcome} /> : null}
              <Text as="p" tone="subdued">
                {t(`ledger.listHelp.${data.list}`)}
              </Text>
            </div>
            {data.list === "numberSeries" ? (
              <SeriesTable series={data.series} />
            ) : (
              <EntriesTable
                entries={data.entries}
                fields={data.fields}
                loading={loading}
                withParent={data.list === "shippingAgentService"}
                onEdit={setEditing}
                pagination={list.pagination(data)}
              />
            )}
          </BlockStack>
        </Card>
      </BlockStack>
      {editing === null ? null : (
        <EntryForm
          key={editing === "new" ? "new" : `${editing.parent} ${editing.code}`}
          entry={editing === "new" ? null : editing}
          fields={data.fields}
          agents={data.list === "shippingAgentService" ? data.agents : null}
          busy={busy}
          outcome={outcome}
          title={
            editing === "new"
              ? t("ledger.setUp.addTo", { list: t(`ledger.list.${data.list}`) })
              : editing.code
          }
          onClose={onDone}
          onSave={(form) => {
            act({
              intent: "entry",
              kind: data.list,
              version: editing === "new" ? null : editing.version,
              ...form,
            });
          }}
        />
      )}
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
