import { BlockStack, ChoiceList } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { FixFormView } from "#app/domain/attention/views/fix-form.server.ts";
import type { FixValue } from "#app/domain/attention/fix-problem.server.ts";
import { useFormat } from "../shop-context.tsx";

type Form = Extract<NonNullable<FixFormView>, { form: "memoByHand" }>;
type Given = Extract<FixValue, { form: "memoByHand" }>;

/** Asks what a credit memo made by hand is for: refunds of its order, or something else. */
export function FixMemo({
  form: { memo, refunds },
  value,
  onChange,
}: {
  form: Form;
  value: Given | null;
  onChange: (value: Given | null) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [answer, setAnswer] = useState<"refund" | "other" | null>(null);
  const [only] = refunds;
  const choose = (chosen: string[]) => {
    const known = refunds.filter(({ id }) => chosen.includes(id)).map(({ id }) => id);
    onChange(known.length === 0 ? null : { form: "memoByHand", refunds: known });
  };
  return (
    <BlockStack gap="300">
      <ChoiceList
        title={t("problems.memo.title", {
          number: memo.number,
          amount: format.money(memo.gross, memo.currency),
        })}
        choices={[
          ...(refunds.length > 0
            ? [
                {
                  value: "refund",
                  label: t("problems.memo.refund"),
                  helpText: t("problems.memo.refundHelp"),
                },
              ]
            : []),
          {
            value: "other",
            label: t("problems.memo.other"),
            helpText: t(refunds.length > 0 ? "problems.memo.otherHelp" : "problems.memo.lateHelp"),
          },
        ]}
        selected={answer ? [answer] : []}
        onChange={([chosen]) => {
          if (chosen === "other") {
            setAnswer("other");
            onChange({ form: "memoByHand", refunds: [] });
          } else {
            setAnswer("refund");
            const same = refunds.filter((refund) => refund.same);
            choose((refunds.length === 1 ? refunds : same).map(({ id }) => id));
          }
        }}
      />
      {answer === "refund" && only ? (
        <ChoiceList
          allowMultiple
          title={t("problems.memo.which")}
          choices={refunds.map(({ id, at, amount, currency, same }) => ({
            value: id,
            label: t("problems.memo.refundOf", {
              at: format.time(at),
              amount: format.money(amount, currency),
            }),
            ...(same ? { helpText: t("problems.memo.same") } : {}),
          }))}
          selected={value?.refunds ?? []}
          onChange={choose}
        />
      ) : null}
    </BlockStack>
  );
}
