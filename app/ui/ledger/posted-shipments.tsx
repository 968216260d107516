import { Badge, BlockStack, Button, Card, InlineStack, Link, List, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { FieldOutcome } from "../fields/use-fields.ts";
import { Dialog } from "../dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useAct } from "../use-act.ts";
import type { DocumentView, ShipmentView } from "./document-view.ts";

/** What left, of a return order what came in, newest last: when, with whom, under which tracking numbers, which goods; and taking it back where that is possible. */
export function PostedShipments({ document }: { document: DocumentView }) {
  const { t } = useTranslation();
  const [undoing, setUndoing] = useState<ShipmentView | null>(null);
  if (document.shipments.length === 0) return null;
  const of = document.kind === "returnOrder" ? "receipts" : "shipments";
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t(`ledger.${of}.title`)}
        </Text>
        {document.shipments.map((shipment) => (
          <Shipment
            key={shipment.id}
            shipment={shipment}
            of={of}
            onUndo={() => {
              setUndoing(shipment);
            }}
          />
        ))}
      </BlockStack>
      {undoing ? (
        <UndoDialog
          shipment={undoing}
          of={of}
          onClose={() => {
            setUndoing(null);
          }}
        />
      ) : null}
    </Card>
  );
}

type Of = "shipments" | "receipts";

function Shipment({
  shipment,
  of,
  onUndo,
}: {
  shipment: ShipmentView;
  of: Of;
  onUndo: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const agent = [shipment.shippingAgent, shipment.shippingAgentService]
    .filter((part) => part)
    .join(" ");
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {shipment.number}
        </Text>
        {shipment.reversedAt ? <Badge tone="warning">{t("ledger.shipments.undone")}</Badge> : null}
      </InlineStack>
      <Text as="p" tone="subdued">
        {[format.time(shipment.postedAt), agent].filter((part) => part !== "").join(format.between)}
      </Text>
      {shipment.tracking.length > 0 ? (
        <Text as="p" breakWord>
          {t("ledger.shipments.tracking")}{" "}
          {shipment.tracking.map(({ number, url }, index) => (
            <span key={number}>
              {index > 0 ? ", " : ""}
              {url === null ? (
                number
              ) : (
                <Link url={url} target="_blank">
                  {number}
                </Link>
              )}
            </span>
          ))}
        </Text>
      ) : null}
      <List>
        {shipment.lines.map((line) => (
          <List.Item key={line.lineId}>
            {t("ledger.shipments.line", {
              quantity: format.decimal(line.quantity),
              description: line.description,
            })}
            {line.location
              ? `${format.between}${t("ledger.line.location", { code: line.location })}`
              : ""}
          </List.Item>
        ))}
      </List>
      {shipment.reversedAt ? (
        <Text as="p" tone="subdued">
          {t(`ledger.${of}.undoneAt`, { at: format.time(shipment.reversedAt) })}
        </Text>
      ) : shipment.invoicedLine !== null ? (
        <Text as="p" tone="subdued">
          {t(`ledger.${of}.invoiced`, { description: shipment.invoicedLine })}
        </Text>
      ) : (
        <InlineStack>
          <Button
            size="slim"
            onClick={onUndo}
            accessibilityLabel={t(`ledger.${of}.undoThis`, { number: shipment.number })}
          >
            {t("ledger.shipments.undo")}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}

function UndoDialog({
  shipment,
  of,
  onClose,
}: {
  shipment: ShipmentView;
  of: Of;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { act, busy, outcome } = useAct<FieldOutcome>({ onDone: onClose });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`ledger.${of}.undoTitle`, { number: shipment.number })}
      primaryAction={{
        content: t(`ledger.${of}.undoDo`),
        destructive: true,
        loading: busy,
        onAction: () => {
          act({ intent: "undo", shipment: shipment.id });
        },
      }}
      closeText={t("common.back")}
    >
      <BlockStack gap="300">
        <Refusal outcome={outcome} />
        <Text as="p">{t(`ledger.${of}.undoHelp`)}</Text>
      </BlockStack>
    </Dialog>
  );
}
