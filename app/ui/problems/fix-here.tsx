import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Spinner } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { FixFormView } from "#app/domain/attention/views/fix-form.server.ts";
import type { FixValue } from "#app/domain/attention/fix-problem.server.ts";
import type { Json } from "#app/lib/json.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { PickingCard } from "../picking-card.ts";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { FixCards } from "./fix-cards.tsx";
import { FixFields } from "./fix-fields.tsx";

/** Orders of another card may have the same cause: what is still there then is for the next fix. */
const WATCHED_MS = 30_000;

interface Props {
  kind: string;
  cause: string;
  title: string;
  /** Shown at once, where it is the only one. */
  open?: boolean;
}

/** Fixes a problem where it stands, for every order that has it; then all of them are tried again. */
export function FixHere({ open = false, ...problem }: Props) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(open);
  if (shown) return <Form {...problem} />;
  return (
    <InlineStack>
      <Button
        onClick={() => {
          setShown(true);
        }}
        accessibilityLabel={t("problems.fixHereThis", { title: problem.title })}
      >
        {t("problems.fixHere")}
      </Button>
    </InlineStack>
  );
}

function Form({ kind, cause, title }: Omit<Props, "open">) {
  const { t } = useTranslation();
  const asked = useFetcher<{ form: FixFormView }>();
  const [value, setValue] = useState<FixValue | null>(null);
  /** Null: all of them. */
  const [ticked, setTicked] = useState<string[] | null>(null);
  const [sent, setSent] = useState(false);
  const { act, busy, outcome } = useAct({
    to: paths.problemFix,
    onDone: () => {
      setSent(true);
    },
  });
  // The orders are planned again by the worker: the problem goes when that is done.
  useRefreshWhile(sent);
  useEffect(() => {
    if (!sent) return;
    const timer = setTimeout(() => {
      setSent(false);
    }, WATCHED_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [sent]);
  const { load } = asked;
  useEffect(() => {
    load(withQuery(paths.problemFix, { kind, cause }));
  }, [load, kind, cause]);
  if (!asked.data)
    return <Spinner size="small" accessibilityLabel={t("problems.fixLoading", { title })} />;
  const { form } = asked.data;
  if (!form) return null;
  const cards = "cards" in form ? form.cards : [];
  const chosen = ticked ?? cards.map(({ id }) => id);
  const count = ticked
    ? cards.reduce((sum, { id, orders }) => sum + (ticked.includes(id) ? orders : 0), 0)
    : form.orders;
  return (
    <PickingCard.Provider value={form.card}>
      <BlockStack gap="300">
        <Refusal outcome={outcome} />
        <FixFields form={form} value={value} onChange={setValue} />
        {cards.length > 0 ? <FixCards cards={cards} chosen={chosen} onChange={setTicked} /> : null}
        <InlineStack>
          <Button
            variant="primary"
            loading={busy || sent}
            disabled={!isWhole(value) || (cards.length > 0 && chosen.length === 0)}
            onClick={() => {
              if (!value) return;
              const which = ticked === null ? {} : { cards: ticked };
              act({ intent: "fix", kind, cause, ...which, value: value as unknown as Json });
            }}
          >
            {count > 0 ? t("problems.fixAll", { count }) : t("common.save")}
          </Button>
        </InlineStack>
      </BlockStack>
    </PickingCard.Provider>
  );
}

/** A charge that is given has its number. */
const isWhole = (value: FixValue | null): boolean =>
  value !== null && (value.form !== "charge" || value.charge?.number !== "");
