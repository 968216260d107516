import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  EmptyState,
  FormLayout,
  InlineStack,
  Page,
  Pagination,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useListParams } from "../list/list-params.ts";
import { Refusal } from "../refusal.tsx";
import { EditBar } from "../edit-bar.tsx";
import { useAct } from "../use-act.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { AddRow } from "./add-row.tsx";
import { AgentFields } from "./agent-fields.tsx";
import { ChargeFields } from "./charge-fields.tsx";
import { OWN_ROWS, type MappingPageName } from "#app/domain/mapping/pages.ts";
import { Seen } from "./seen.tsx";
import { erpOf, typedOf, type TypedRow } from "./typed-row.ts";
import { PickingCard } from "../picking-card.ts";
import { CardSwitch } from "../settings/card-switch.tsx";
import { ReferencePicker } from "../reference-picker.tsx";
import { paths } from "#app/lib/paths.ts";
import { useNamedDocument } from "../document-title.tsx";
import type { mappingRows } from "#app/domain/mapping/views/mapping-list.server.ts";

type MappingRows = NonNullable<Awaited<ReturnType<typeof mappingRows>>>;
export type MappingRowView = MappingRows["rows"][number];

type Props = MappingRows & { page: MappingPageName };

const FILLED = ["locations", "shipment-methods", "payment-terms", "shipping-agents"];

/** One kind of mapping: unmapped rows first, those most orders wait for on top; one save bar for all of them. */
export function MappingScreen({
  page,
  cardId,
  cards,
  needs,
  unmapped,
  next,
  previous,
  focus,
  rows,
}: Props) {
  const { t } = useTranslation();
  const known = useKnownText();
  const list = useListParams();
  const [typed, setTyped] = useState<Record<string, TypedRow>>({});
  const [removing, setRemoving] = useState<string | null>(null);
  // Getting values or adding a country leaves alone what is typed and not saved yet.
  const {
    act: send,
    busy,
    outcome,
  } = useAct({
    onDone: ({ done }) => {
      if (done === "mappings.done.save") setTyped({});
    },
  });
  const act: typeof send = (body) => {
    send({ ...body, card: cardId });
  };
  const valueOf = (row: MappingRowView): TypedRow => typed[row.key] ?? typedOf(row.erp);
  const type = (row: MappingRowView, change: TypedRow) => {
    setTyped((before) => ({ ...before, [row.key]: { ...valueOf(row), ...change } }));
  };
  const changed = rows.filter(
    (row) =>
      typed[row.key] !== undefined &&
      JSON.stringify(erpOf(valueOf(row))) !== JSON.stringify(erpOf(typedOf(row.erp))),
  );
  const suggested = rows.filter((row) => row.suggestion !== null && typed[row.key] === undefined);
  /** Rows come from the ERP and are given Shopify's words, not the other way round. */
  const ofErp = page === "shipping-agents";
  /** What has no customers of its own has its company's: nothing is missing. */
  const optional = page === "company-locations";
  const error = (key: string) => {
    const reason = outcome?.errors?.[key];
    return reason ? { error: t(reason) } : {};
  };
  const title = t(`mappings.page.${page}.title`);
  useNamedDocument(title);
  return (
    <PickingCard.Provider value={cardId}>
      <Page
        title={title}
        subtitle={t(`mappings.page.${page}.help`)}
        backAction={{
          content: t("mappings.title"),
          url: cards.length > 1 ? paths.cardMappings(cardId) : paths.mappings,
        }}
        {...(FILLED.includes(page)
          ? {
              primaryAction: {
                content: t(ofErp ? "mappings.fillErp" : "mappings.fill"),
                onAction: () => {
                  act({ intent: "fill" });
                },
                loading: busy,
              },
            }
          : {})}
      >
        <EditBar
          id="mapping-save"
          dirty={changed.length > 0}
          busy={busy}
          onDiscard={() => {
            setTyped({});
          }}
          onSave={() => {
            act({
              intent: "save",
              rows: changed.map((row) => ({
                key: row.key,
                title: row.title,
                revision: row.revision,
                erp: erpOf(valueOf(row)),
              })),
            });
          }}
        />
        <BlockStack gap="400">
          <Refusal outcome={outcome} />
          {cards.length > 1 ? (
            <Card>
              <CardSwitch cards={cards} current={cardId} />
            </Card>
          ) : null}
          {suggested.length > 0 ? (
            <Banner
              title={t(ofErp ? "mappings.suggestedCarriers" : "mappings.suggestions", {
                count: suggested.length,
              })}
              action={{
                content: t("mappings.accept", { count: suggested.length }),
                onAction: () => {
                  setTyped((before) => ({
                    ...before,
                    ...Object.fromEntries(
                      suggested.map((row) => [
                        row.key,
                        { ...typedOf(row.erp), [ofErp ? "company" : "code"]: row.suggestion ?? "" },
                      ]),
                    ),
                  }));
                },
              }}
            >
              <Text as="p">{t("mappings.suggestionsWhy")}</Text>
            </Banner>
          ) : null}
          {OWN_ROWS.includes(page) ? (
            <AddRow page={page} busy={busy} outcome={outcome} act={act} />
          ) : null}
          {rows.length === 0 ? (
            <Card>
              <EmptyState heading={t("mappings.empty")} image="">
                <p>
                  {t(
                    ofErp
                      ? "mappings.emptyErp"
                      : FILLED.includes(page)
                        ? "mappings.emptyFill"
                        : "mappings.emptySeen",
                  )}
                </p>
              </EmptyState>
            </Card>
          ) : optional ? null : (
            <Box paddingInline={{ xs: "400", sm: "0" }}>
              <Text as="p" tone="subdued">
                {unmapped > 0
                  ? t("mappings.unmapped", { count: unmapped })
                  : t("mappings.allMapped")}
              </Text>
            </Box>
          )}
          {rows.map((row) => (
            <Card key={row.key} background={row.key === focus ? "bg-surface-info" : "bg-surface"}>
              <BlockStack gap="300">
                <InlineStack gap="200" blockAlign="center">
                  <Text as="h2" variant="headingSm" breakWord>
                    {row.title || row.key}
                  </Text>
                  {row.erp === null && optional ? (
                    <Badge>{t("mappings.ofCompany")}</Badge>
                  ) : row.erp === null ? (
                    <Badge tone="attention">{t("mappings.open1")}</Badge>
                  ) : (
                    <Badge tone="success">{t("mappings.mapped")}</Badge>
                  )}
                  {row.waiting > 0 ? (
                    <Badge tone="warning">{t("mappings.waiting", { count: row.waiting })}</Badge>
                  ) : null}
                  {OWN_ROWS.includes(page) ? (
                    <Button
                      variant="plain"
                      tone="critical"
                      disabled={busy}
                      accessibilityLabel={t("mappings.removeThis", { title: row.title || row.key })}
                      onClick={() => {
                        setRemoving(row.key);
                      }}
                    >
                      {t("mappings.link.remove")}
                    </Button>
                  ) : null}
                </InlineStack>
                <Seen shopify={row.shopify} />
                <FormLayout>
                  <FormLayout.Group>
                    {Object.entries(needs).map(([field, kind], index) => (
                      <ReferencePicker
                        key={field}
                        kind={kind}
                        label={known(
                          "mappings.field",
                          field === "code" ? `${page}.code` : field,
                          field,
                        )}
                        value={valueOf(row)[field] ?? ""}
                        {...(index === 0 ? error(row.key) : {})}
                        {...(row.suggestion && field === "code"
                          ? { help: t("mappings.suggestion", { code: row.suggestion }) }
                          : {})}
                        onChange={(code) => {
                          type(row, { [field]: code });
                        }}
                      />
                    ))}
                  </FormLayout.Group>
                  {ofErp ? (
                    <AgentFields
                      value={valueOf(row)}
                      {...(outcome?.errors?.[row.key]?.startsWith("mappings.rowRefused.")
                        ? error(row.key)
                        : {})}
                      onChange={(change) => {
                        type(row, change);
                      }}
                    />
                  ) : null}
                  {page === "shipment-methods" ? (
                    <ChargeFields
                      value={valueOf(row)}
                      onChange={(change) => {
                        type(row, change);
                      }}
                    />
                  ) : null}
                </FormLayout>
              </BlockStack>
            </Card>
          ))}
          {next !== null || previous !== null ? (
            <Pagination {...list.pagination({ next, previous })} />
          ) : null}
          <ConfirmDialog
            open={removing !== null}
            destructive
            title={t("mappings.removeTitle")}
            help={[t("mappings.removeHelp")]}
            action={t("mappings.link.remove")}
            onClose={() => {
              setRemoving(null);
            }}
            onConfirm={() => {
              act({ intent: "remove", key: removing ?? "" });
              setRemoving(null);
            }}
          />
        </BlockStack>
      </Page>
    </PickingCard.Provider>
  );
}
