import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "react-i18next";
import { ReferencePicker } from "../reference-picker.tsx";
import { useFormat } from "../shop-context.tsx";
import type { OrderAct, OrderLineView, OrderPageView } from "./types.ts";
import { Why } from "./why.tsx";

/** The order's lines with the ERP item each becomes and why; while there is no document, an item can be chosen by hand. */
export function LinesCard({
  view,
  busy,
  act,
}: {
  view: OrderPageView;
  busy: boolean;
  act: OrderAct;
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const removed = (lineId: string) =>
    view.content.removals
      .flatMap((removal) => removal.lines)
      .filter((line) => line.lineId === lineId)
      .reduce((sum, line) => sum + line.quantity, 0);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("order.lines")}
        </Text>
        <table className="plain-table as-list">
          <caption className="visually-hidden">{t("order.lines")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("order.line.product")}</th>
              <th scope="col" className="number">
                {t("order.line.quantity")}
              </th>
              <th scope="col" className="number">
                {t("order.line.price")}
              </th>
              <th scope="col" className="number">
                {t("order.line.discount")}
              </th>
              <th scope="col">{t("order.line.item")}</th>
            </tr>
          </thead>
          <tbody>
            {view.content.lines.map((line) => {
              const gone = removed(line.id);
              return (
                <tr key={line.id}>
                  <th scope="row">
                    <BlockStack>
                      <Text as="span" fontWeight="medium" breakWord>
                        {line.title}
                      </Text>
                      <Text as="span" tone="subdued" breakWord>
                        {[line.variantTitle, line.sku].filter(Boolean).join(" · ")}
                      </Text>
                      {line.kind === "item" ? null : (
                        <div>
                          <Badge size="small">
                            {known("order.lineKind", line.kind, line.kind)}
                          </Badge>
                        </div>
                      )}
                    </BlockStack>
                  </th>
                  <td className="number" data-label={t("order.line.quantity")}>
                    {gone > 0 ? (
                      <span>
                        {format.count(line.quantity - gone)}{" "}
                        <del>{format.count(line.quantity)}</del>
                      </span>
                    ) : (
                      format.count(line.quantity)
                    )}
                  </td>
                  <td className="number" data-label={t("order.line.price")}>
                    {format.money(
                      line.unitPrice.presentment.amount,
                      line.unitPrice.presentment.currency,
                    )}
                  </td>
                  <td className="number" data-label={t("order.line.discount")}>
                    {/^-?0*\.?0*$/.test(line.discount.presentment.amount)
                      ? "–"
                      : format.money(
                          line.discount.presentment.amount,
                          line.discount.presentment.currency,
                        )}
                  </td>
                  <td data-label={t("order.line.item")}>
                    <MappedItem line={line} view={view} busy={busy} act={act} />
                  </td>
                </tr>
              );
            })}
            {view.content.shippingLines
              .filter((line) => !line.removed)
              .map((line, index) => (
                <tr key={line.id ?? `shipping-${index}`}>
                  <th scope="row">
                    <Text as="span" fontWeight="medium" breakWord>
                      {line.title}
                    </Text>
                  </th>
                  <td className="number" data-label={t("order.line.quantity")}>
                    {format.count(1)}
                  </td>
                  <td className="number" data-label={t("order.line.price")}>
                    {format.money(
                      line.originalPrice.presentment.amount,
                      line.originalPrice.presentment.currency,
                    )}
                  </td>
                  <td className="number" data-label={t("order.line.discount")}>
                    {/^-?0*\.?0*$/.test(line.discount.presentment.amount)
                      ? "–"
                      : format.money(
                          line.discount.presentment.amount,
                          line.discount.presentment.currency,
                        )}
                  </td>
                  <td data-label={t("order.line.item")}>
                    <InlineStack gap="100">
                      <Text as="span">
                        {view.plan?.document?.shipmentMethod ?? t("common.none")}
                      </Text>
                      <Why
                        of={line.title}
                        reasons={(view.plan?.explanation ?? []).filter(
                          (reason) =>
                            reason.about === "shipmentMethod" || reason.about === `line:${line.id}`,
                        )}
                      />
                    </InlineStack>
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </BlockStack>
    </Card>
  );
}

/** A held order has no document yet, but its items are decided all the same. */
function decided(view: OrderPageView, lineId: string): string | null {
  const number = view.plan?.explanation.find((reason) => reason.about === `line:${lineId}`)?.params[
    "number"
  ];
  return typeof number === "string" && number !== "" ? number : null;
}

function MappedItem({
  line,
  view,
  busy,
  act,
}: {
  line: OrderLineView;
  view: OrderPageView;
  busy: boolean;
  act: OrderAct;
}) {
  const { t } = useTranslation();
  const [choosing, setChoosing] = useState(false);
  const draft = view.plan?.document?.lines.find((one) => one.shopifyLineId === line.id);
  const to = draft?.item
    ? [draft.item.number ?? t("order.newItem"), draft.variantCode, draft.unit]
        .filter(Boolean)
        .join(" · ")
    : draft?.account
      ? t("order.onAccount", { account: draft.account })
      : decided(view, line.id);
  const unknown = view.problems.some((problem) => problem.lineId === line.id);
  const mayChoose = !view.made && (line.kind === "item" || line.kind === "custom");
  return (
    <BlockStack gap="100">
      <InlineStack gap="100" blockAlign="center">
        {to ? (
          <Text as="span" breakWord>
            {to}
          </Text>
        ) : (
          <Badge tone={unknown ? "attention" : "new"}>
            {t(unknown ? "order.noItem" : "common.none")}
          </Badge>
        )}
        <Why
          of={line.title}
          reasons={(view.plan?.explanation ?? []).filter(
            ({ about }) => about === `line:${line.id}` || about === `location:${line.id}`,
          )}
        />
        {mayChoose && !choosing ? (
          <Button
            variant="plain"
            onClick={() => {
              setChoosing(true);
            }}
            accessibilityLabel={t("order.chooseItemFor", { title: line.title })}
          >
            {t("order.choose")}
          </Button>
        ) : null}
      </InlineStack>
      {choosing ? (
        <ReferencePicker
          kind="items"
          label={t("mappings.link.chooseItem", { name: line.title })}
          labelHidden
          value=""
          disabled={busy}
          onChange={(_code, choice) => {
            if (!choice?.ref) return;
            act({
              intent: "item",
              lineId: line.id,
              title: choice.title,
              ref: {
                kind: choice.ref.kind,
                id: choice.ref.id,
                ...(choice.ref.number ? { number: choice.ref.number } : {}),
              },
              ...(choice.variantCode ? { variantCode: choice.variantCode } : {}),
              ...(choice.unit ? { unit: choice.unit } : {}),
              ...(line.variantId && view.connectionId
                ? { remember: { connectionId: view.connectionId, variantId: line.variantId } }
                : {}),
            });
            setChoosing(false);
          }}
        />
      ) : null}
    </BlockStack>
  );
}
