import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ReferencePicker } from "../reference-picker.tsx";
import { useFormat } from "../shop-context.tsx";
import { RowName, TableCard } from "../table-card.tsx";
import type { MoneyBag } from "#app/money/money.ts";
import type { OrderAct, OrderLineView, OrderPageView } from "./types.ts";
import { Why } from "./why.tsx";
import type { LineId } from "#app/lib/ids.ts";

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
  const format = useFormat();
  const removed = (lineId: LineId) =>
    view.content.removals
      .flatMap((removal) => removal.lines)
      .filter((line) => line.lineId === lineId)
      .reduce((sum, line) => sum + line.quantity, 0);
  const money = ({ presentment }: MoneyBag) =>
    format.money(presentment.amount, presentment.currency);
  const discount = (bag: MoneyBag) =>
    /^-?0*\.?0*$/.test(bag.presentment.amount) ? "–" : money(bag);
  const rows = [
    ...view.content.lines.map((line) => ({
      key: line.id,
      name: <LineName line={line} />,
      quantity: <LeftOf quantity={line.quantity} gone={removed(line.id)} />,
      price: money(line.unitPrice),
      discount: discount(line.discount),
      item: <MappedItem line={line} view={view} busy={busy} act={act} />,
    })),
    ...view.content.shippingLines
      .filter((line) => !line.removed)
      .map((line, index) => ({
        key: line.id ?? `shipping-${index}`,
        name: <RowName title={line.title} />,
        quantity: format.count(1),
        price: money(line.originalPrice),
        discount: discount(line.discount),
        item: (
          <InlineStack gap="100">
            <Text as="span">{view.plan?.document?.shipmentMethod ?? t("common.none")}</Text>
            <Why
              of={line.title}
              reasons={(view.plan?.explanation ?? []).filter(
                (reason) => reason.about === "shipmentMethod" || reason.about === `line:${line.id}`,
              )}
            />
          </InlineStack>
        ),
      })),
  ];
  return (
    <TableCard
      title={t("order.lines")}
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        { title: t("order.line.product"), cell: ({ name }) => name },
        { title: t("order.line.quantity"), number: true, cell: ({ quantity }) => quantity },
        { title: t("order.line.price"), number: true, cell: ({ price }) => price },
        { title: t("order.line.discount"), number: true, cell: (row) => row.discount },
        { title: t("order.line.item"), cell: ({ item }) => item },
      ]}
    />
  );
}

function LineName({ line }: { line: OrderLineView }) {
  const format = useFormat();
  const known = useKnownText();
  return (
    <BlockStack>
      <RowName
        title={line.title}
        detail={[line.variantTitle, line.sku].filter(Boolean).join(format.between)}
      />
      {line.kind === "item" && !line.exchange ? null : (
        <div>
          <Badge size="small">
            {known("order.lineKind", line.exchange ? "exchange" : line.kind, line.kind)}
          </Badge>
        </div>
      )}
    </BlockStack>
  );
}

function LeftOf({ quantity, gone }: { quantity: number; gone: number }) {
  const format = useFormat();
  return gone > 0 ? (
    <span>
      {format.count(quantity - gone)} <del>{format.count(quantity)}</del>
    </span>
  ) : (
    format.count(quantity)
  );
}

/** A held order has no document yet, but its items are decided all the same. */
function decided(view: OrderPageView, lineId: LineId): string | null {
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
  const format = useFormat();
  const [choosing, setChoosing] = useState(false);
  const draft = view.plan?.document?.lines.find((one) => one.shopifyLineId === line.id);
  const to = draft?.item
    ? [draft.item.number ?? t("order.newItem"), draft.variantCode, draft.unit]
        .filter(Boolean)
        .join(format.between)
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
