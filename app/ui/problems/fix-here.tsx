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
  return (
    <PickingCard.Provider value={form.card}>
      <BlockStack gap="300">
        <Refusal outcome={outcome} />
        <FixFields form={form} title={title} value={value} onChange={setValue} />
        <InlineStack>
          <Button
            variant="primary"
            loading={busy || sent}
            disabled={value === null}
            onClick={() => {
              if (value) act({ intent: "fix", kind, cause, value: value as unknown as Json });
            }}
          >
            {form.orders > 0 ? t("problems.fixAll", { count: form.orders }) : t("common.save")}
          </Button>
        </InlineStack>
      </BlockStack>
    </PickingCard.Provider>
  );
}
