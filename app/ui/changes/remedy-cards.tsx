import { BlockStack, Button, Card, List, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { ChangeView } from "#app/domain/order-page/change-page.server.ts";
import type { Json } from "#app/lib/json.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { useWords } from "../words.ts";

type Changed = NonNullable<ChangeView["changed"]>;
type Offer = Changed["offers"][number];

interface Props {
  view: ChangeView;
  changed: Changed;
  busy: boolean;
  act: (body: { intent: string; [key: string]: Json }) => void;
}

/** Each way out with what comes of it told first; what cannot be done now says why. */
export function RemedyCards({ view, changed, busy, act }: Props) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<"unlink" | "keep" | null>(null);
  const { revision, clickId, plannable, offers } = changed;
  const choose = ({ remedy }: Offer) => {
    if (remedy === "amend") act({ intent: "amend", clickId, revision });
    else if (remedy === "replace")
      act({
        intent: "replace",
        ...{ clickId, revision, versionId: view.order.versionId, recreates: plannable },
      });
    else setAsked(remedy);
  };
  const first = offers.find(({ why }) => why === null)?.remedy;
  return (
    <BlockStack gap="300">
      <Text as="h2" variant="headingMd">
        {t("changes.choose")}
      </Text>
      {offers.map((offer) => (
        <RemedyCard
          key={offer.remedy}
          offer={offer}
          busy={busy}
          primary={offer.remedy === first}
          onChoose={() => {
            choose(offer);
          }}
        />
      ))}
      <ConfirmDialog
        open={asked !== null}
        title={t(`changes.remedy.${asked ?? "keep"}`)}
        help={[t(`changes.consequence.${asked ?? "keep"}`)]}
        action={t(`changes.remedy.${asked ?? "keep"}`)}
        destructive={asked === "unlink"}
        reason="required"
        onClose={() => {
          setAsked(null);
        }}
        onConfirm={(reason) => {
          if (asked !== null) act({ intent: asked, reason });
        }}
      />
    </BlockStack>
  );
}

function RemedyCard({
  offer: { remedy, consequences, why },
  busy,
  primary,
  onChoose,
}: {
  offer: Offer;
  busy: boolean;
  primary: boolean;
  onChoose: () => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {t(`changes.remedy.${remedy}`)}
        </Text>
        {why ? (
          <Text as="p" tone="subdued" breakWord>
            {"refusal" in why ? words([why.refusal]) : t(why.text, why.params)}
          </Text>
        ) : (
          <>
            <List>
              {consequences.map(({ text, params }) => (
                <List.Item key={text}>{t(text, params)}</List.Item>
              ))}
            </List>
            <div>
              <Button
                onClick={onChoose}
                disabled={busy}
                {...(primary ? { variant: "primary" as const } : {})}
                {...(remedy === "replace" ? { tone: "critical" as const } : {})}
              >
                {t(`changes.remedy.${remedy}`)}
              </Button>
            </div>
          </>
        )}
      </BlockStack>
    </Card>
  );
}
