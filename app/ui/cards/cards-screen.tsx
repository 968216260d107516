import { BlockStack, Page, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { CardsPage } from "#app/domain/cards/views/cards-page.server.ts";
import { paths } from "#app/lib/paths.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { Dialog } from "../dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";
import { CardEntry, type CardRow } from "./card-entry.tsx";
import { CoverageCard } from "./coverage-card.tsx";

/** The shop's cards in the order in which they are tried: made, copied, ordered, switched on and off, deleted. */
export function CardsScreen({ cards, coverage }: CardsPage) {
  const { t } = useTranslation();
  /** The card that is made: a copy of another, or a new one. */
  const [making, setMaking] = useState<{ copyOf: CardRow | null; title: string } | null>(null);
  const [deleting, setDeleting] = useState<CardRow | null>(null);
  const { act, busy, outcome } = useAct({
    onDone: () => {
      setMaking(null);
    },
  });
  const make = () => {
    if (!making) return;
    const { copyOf, title } = making;
    act(copyOf ? { intent: "copy", id: copyOf.id, title } : { intent: "make", title });
  };
  const titleError = outcome?.errors?.["title"];
  return (
    <Page
      title={t("cards.title")}
      subtitle={t("cards.subtitle")}
      backAction={{ content: t("settings.title"), url: paths.settings }}
      primaryAction={{
        content: t("cards.add"),
        onAction: () => {
          setMaking({ copyOf: null, title: "" });
        },
      }}
    >
      <BlockStack gap="400">
        {making === null ? <Refusal outcome={outcome} /> : null}
        <CoverageCard coverage={coverage} />
        {cards.map((card, index) => (
          <CardEntry
            key={card.id}
            card={card}
            position={index + 1}
            last={index === cards.length - 1}
            busy={busy}
            act={act}
            onCopy={() => {
              setMaking({ copyOf: card, title: t("cards.copyName", { title: card.title }) });
            }}
            onDelete={() => {
              setDeleting(card);
            }}
          />
        ))}
      </BlockStack>
      <Dialog
        open={making !== null}
        title={
          making?.copyOf ? t("cards.copyTitle", { title: making.copyOf.title }) : t("cards.add")
        }
        onClose={() => {
          setMaking(null);
        }}
        primaryAction={{
          content: t(making?.copyOf ? "cards.copy" : "cards.add"),
          onAction: make,
          loading: busy,
        }}
      >
        <BlockStack gap="400">
          <Refusal outcome={titleError ? undefined : outcome} />
          <TextField
            label={t("cards.name")}
            helpText={t(making?.copyOf ? "cards.copyHelp" : "cards.addHelp")}
            value={making?.title ?? ""}
            maxLength={60}
            autoComplete="off"
            onChange={(title) => {
              setMaking((before) => before && { ...before, title });
            }}
            {...(titleError ? { error: t(titleError) } : {})}
          />
        </BlockStack>
      </Dialog>
      <ConfirmDialog
        open={deleting !== null}
        destructive
        title={t("cards.deleteTitle", { title: deleting?.title ?? "" })}
        help={[t("cards.deleteHelp")]}
        action={t("cards.delete")}
        onClose={() => {
          setDeleting(null);
        }}
        onConfirm={() => {
          act({ intent: "delete", id: deleting?.id ?? "" });
          setDeleting(null);
        }}
      />
    </Page>
  );
}
