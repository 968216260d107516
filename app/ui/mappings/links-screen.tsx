import {
  Badge,
  BlockStack,
  Button,
  Card,
  EmptyState,
  InlineStack,
  Page,
  Pagination,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useListParams } from "../list/list-params.ts";
import { ReferencePicker, type ReferenceChoice } from "../reference-picker.tsx";
import { Refusal } from "../refusal.tsx";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { PickingCard } from "../picking-card.ts";
import { CardSwitch } from "../settings/card-switch.tsx";
import { useAct } from "../use-act.ts";
import { paths } from "#app/lib/paths.ts";
import type { customerLinks } from "#app/domain/mapping/views/customer-links.server.ts";
import type { companyLinks } from "#app/domain/mapping/views/company-links.server.ts";
import type { itemLinks } from "#app/domain/mapping/views/item-links.server.ts";

type Links = Awaited<ReturnType<typeof customerLinks | typeof companyLinks | typeof itemLinks>>;

type LinkRow = Links["links"][number];

/** Links between Shopify and the ERP: what orders wait for on top, each with a picker; then all links, to change or remove. */
export function LinksScreen({
  subject,
  card,
  cards,
  waiting,
  links,
  next,
  previous,
  focus,
}: Links & { subject: "items" | "customers" | "companies" }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const list = useListParams();
  const [editing, setEditing] = useState<string | null>(focus);
  const [removing, setRemoving] = useState<LinkRow | null>(null);
  const { act, busy, outcome } = useAct({
    onDone: () => {
      setEditing(null);
    },
  });
  const link = (key: string, choice: ReferenceChoice | undefined) => {
    if (choice?.ref === undefined) return;
    act({
      intent: "link",
      key,
      title: choice.title,
      ref: {
        kind: choice.ref.kind,
        id: choice.ref.id,
        ...(choice.ref.number ? { number: choice.ref.number } : {}),
      },
      ...(choice.variantCode ? { variantCode: choice.variantCode } : {}),
      ...(choice.unit ? { unit: choice.unit } : {}),
    });
  };
  const picker = (key: string, title: string) => (
    <ReferencePicker
      kind={subject === "items" ? "items" : "customers"}
      label={t(subject === "items" ? "mappings.link.chooseItem" : "mappings.link.chooseCustomer", {
        name: title,
      })}
      value=""
      disabled={busy}
      onChange={(_code, choice) => {
        link(key, choice);
      }}
    />
  );
  const foundBy = (by: string) =>
    known("mappings.link.by", by.startsWith("person:") ? "person" : by, by);
  return (
    <PickingCard.Provider value={card === "" ? undefined : card}>
      <Page
        title={t(`mappings.page.${subject}.title`)}
        subtitle={t(`mappings.page.${subject}.help`)}
        backAction={{
          content: t("mappings.title"),
          url: cards.length > 1 ? paths.cardMappings(card) : paths.mappings,
        }}
      >
        <BlockStack gap="400">
          {cards.length > 1 ? (
            <Card>
              <CardSwitch cards={cards} current={card} />
            </Card>
          ) : null}
          <Refusal outcome={outcome} />
          {waiting.length > 0 ? (
            <Card>
              <BlockStack gap="400">
                <Text as="h2" variant="headingMd">
                  {t(`mappings.link.waiting.${subject}`)}
                </Text>
                <InlineStack>
                  <Button
                    disabled={busy}
                    onClick={() => {
                      act({ intent: "again" });
                    }}
                  >
                    {t("mappings.link.again")}
                  </Button>
                </InlineStack>
                {waiting.map((row) => (
                  <BlockStack gap="200" key={row.key}>
                    <InlineStack gap="200" blockAlign="center">
                      <Text as="h3" variant="headingSm" breakWord>
                        {row.title}
                      </Text>
                      {row.hint ? (
                        <Text as="span" tone="subdued" breakWord>
                          {row.hint}
                        </Text>
                      ) : null}
                      <Badge tone="warning">{t("mappings.waiting", { count: row.orders })}</Badge>
                    </InlineStack>
                    {picker(row.key, row.title)}
                    {subject === "companies" ? (
                      <InlineStack>
                        <Button
                          disabled={busy}
                          accessibilityLabel={t("mappings.link.createThis", { title: row.title })}
                          onClick={() => {
                            act({ intent: "create", key: row.key });
                          }}
                        >
                          {t("mappings.link.create")}
                        </Button>
                      </InlineStack>
                    ) : null}
                  </BlockStack>
                ))}
              </BlockStack>
            </Card>
          ) : null}
          <Card>
            <BlockStack gap="400">
              <TextField
                label={t("mappings.link.search")}
                value={list.typed}
                onChange={list.search}
                autoComplete="off"
                clearButton
                onClearButtonClick={() => {
                  list.search("");
                }}
              />
              {links.length === 0 ? (
                <EmptyState heading={t("mappings.link.none")} image="">
                  <p>{t("mappings.link.noneHelp")}</p>
                </EmptyState>
              ) : (
                <table className="plain-table as-list">
                  <caption className="visually-hidden">
                    {t(`mappings.page.${subject}.title`)}
                  </caption>
                  <thead>
                    <tr>
                      <th scope="col">{t("mappings.link.shopify")}</th>
                      <th scope="col">{t("mappings.link.erp")}</th>
                      <th scope="col">{t("mappings.link.found")}</th>
                      <th scope="col">{t("tasks.column.actions")}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {links.map((row) => (
                      <tr key={row.key}>
                        <th scope="row" data-label={t("mappings.link.shopify")}>
                          {row.title}
                        </th>
                        <td data-label={t("mappings.link.erp")}>
                          {editing === row.key ? picker(row.key, row.title) : row.erp}
                        </td>
                        <td data-label={t("mappings.link.found")}>{foundBy(row.foundBy)}</td>
                        <td>
                          <InlineStack gap="200">
                            <Button
                              size="slim"
                              onClick={() => {
                                setEditing(editing === row.key ? null : row.key);
                              }}
                              accessibilityLabel={t("mappings.link.changeThis", {
                                title: row.title,
                              })}
                            >
                              {t("mappings.link.change")}
                            </Button>
                            <Button
                              size="slim"
                              tone="critical"
                              variant="tertiary"
                              disabled={busy}
                              onClick={() => {
                                setRemoving(row);
                              }}
                              accessibilityLabel={t("mappings.link.removeThis", {
                                title: row.title,
                              })}
                            >
                              {t("mappings.link.remove")}
                            </Button>
                          </InlineStack>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
              {next !== null || previous !== null ? (
                <Pagination {...list.pagination({ next, previous })} />
              ) : null}
            </BlockStack>
          </Card>
        </BlockStack>
        <ConfirmDialog
          open={removing !== null}
          title={t("mappings.link.confirmRemove", { title: removing?.title ?? "" })}
          help={[
            t("mappings.link.confirmRemoveHelp", {
              title: removing?.title ?? "",
              erp: removing?.erp ?? "",
            }),
          ]}
          action={t("mappings.link.remove")}
          destructive
          onClose={() => {
            setRemoving(null);
          }}
          onConfirm={() => {
            if (removing !== null) act({ intent: "remove", key: removing.key });
          }}
        />
      </Page>
    </PickingCard.Provider>
  );
}
