import {
  BlockStack,
  Card,
  FormLayout,
  InlineStack,
  Layout,
  Link,
  Page,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Outcome } from "../outcome.ts";
import { EditBar } from "../edit-bar.tsx";
import { useAct } from "../use-act.ts";
import { mergeOf } from "./merge.ts";
import type { LeftOutCount } from "#app/domain/orders/views/left-out.server.ts";
import type { CardChoice } from "#app/domain/shop-card/views/card-choice.server.ts";
import { PickingCard } from "../picking-card.ts";
import { CardSwitch } from "./card-switch.tsx";
import type { Effect } from "#app/domain/cards/effect.server.ts";
import { EffectCard } from "./effect-card.tsx";
import { LeftOutBy } from "./left-out-by.tsx";
import { MergeNotice } from "./merge-notice.tsx";
import { RefusedSettings, type SettingProblem } from "./refused-settings.tsx";
import { SettingField, type FieldSetting } from "./setting-field.tsx";
import { paths } from "#app/lib/paths.ts";

export type SettingValue = string | number | boolean;

export interface SettingsOutcome extends Outcome {
  problems?: SettingProblem[];
  effect?: Effect;
}

interface Props {
  card: { id: string; code: string; title: string; revision: number };
  cards: CardChoice[];
  values: Record<string, SettingValue>;
  settings: FieldSetting[];
  /** Orders that a setting keeps out, by its key. */
  leftOut: Partial<Record<string, LeftOutCount>>;
}

/** The shop card, drawn from the list of settings: sections with anchors, a search over all of them, one save bar. */
export function SettingsScreen({ card, cards, values, settings, leftOut }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Record<string, SettingValue>>({});
  const [search, setSearch] = useState("");
  // The card as it was when this person began to type: what others save meanwhile is told, not lost.
  const [began, setBegan] = useState<{ revision: number; values: typeof values } | null>(null);
  const startAnew = () => {
    setTyped({});
    setBegan(null);
  };
  const { act, busy, outcome } = useAct<SettingsOutcome>({ onDone: startAnew });
  const merge = mergeOf(began?.values ?? values, values, typed);
  const dirty = merge.mine;
  const overtaken = began !== null && began.revision !== card.revision && dirty.length > 0;
  const focused = useAnchor();
  // The summary is where the person is taken: the field that was refused may be far away.
  useEffect(() => {
    if (outcome?.refused) document.getElementById(overtaken ? "merge" : "refused")?.focus();
  }, [outcome, overtaken]);
  const shown = useMemo(() => {
    const q = search.trim().toLowerCase();
    return q === ""
      ? settings
      : settings.filter((setting) =>
          [t(setting.label), t(setting.help), t(`settings.section.${setting.section}`)].some(
            (text) => text.toLowerCase().includes(q),
          ),
        );
  }, [search, settings, t]);
  const sections = [...new Set(settings.map((setting) => setting.section))];
  const problems = outcome?.problems ?? [];
  const changed = () => Object.fromEntries(dirty.map((key) => [key, typed[key] ?? ""]));
  const save = (revision: number) => {
    act({ intent: "save", id: card.id, revision, values: changed() });
  };
  return (
    <PickingCard.Provider value={card.id}>
      <Page
        title={t("settings.title")}
        subtitle={t("settings.subtitle")}
        actionGroups={[
          {
            title: t("home.more"),
            actions: [
              { content: t("cards.title"), url: paths.cards },
              { content: t("settings.history"), url: paths.cardHistory(card.id) },
              { content: t("settings.company"), url: paths.company },
              { content: t("settings.schedules"), url: paths.schedules },
              { content: t("settings.privacy"), url: paths.privacy },
              { content: t("nav.catalog"), url: paths.catalog },
              { content: t("nav.connection"), url: paths.connection },
              { content: t("nav.logs"), url: paths.logs },
            ],
          },
        ]}
      >
        <EditBar
          id="settings-save"
          dirty={dirty.length > 0}
          busy={busy}
          onSave={() => {
            save(began?.revision ?? card.revision);
          }}
          onDiscard={startAnew}
        />
        <BlockStack gap="400">
          {overtaken ? (
            <MergeNotice
              settings={settings}
              merge={merge}
              typed={typed}
              saved={values}
              busy={busy}
              onSave={() => {
                save(card.revision);
              }}
              onTakeTheirs={() => {
                setTyped((before) =>
                  Object.fromEntries(
                    Object.entries(before).filter(([key]) => !merge.both.includes(key)),
                  ),
                );
                setBegan({ revision: card.revision, values });
              }}
            />
          ) : null}
          {outcome?.refused && !overtaken ? (
            <RefusedSettings title={outcome.refused} problems={problems} />
          ) : null}
          {dirty.length > 0 ? (
            <EffectCard
              busy={busy}
              effect={outcome?.effect ?? null}
              onAsk={() => {
                act({ intent: "effect", id: card.id, values: changed() });
              }}
            />
          ) : null}
          <Card>
            <BlockStack gap="300">
              <CardSwitch cards={cards} current={card.id} />
              <TextField
                label={t("settings.search")}
                value={search}
                onChange={setSearch}
                autoComplete="off"
                clearButton
                onClearButtonClick={() => {
                  setSearch("");
                }}
              />
              <nav aria-label={t("settings.sections")}>
                <InlineStack gap="300">
                  {sections.map((section) => (
                    <Link key={section} url={`#section-${section}`}>
                      {t(`settings.section.${section}`)}
                    </Link>
                  ))}
                </InlineStack>
              </nav>
            </BlockStack>
          </Card>
          <div role="status">
            {search !== "" ? (
              <Text as="p" tone="subdued">
                {t("settings.found", { count: shown.length })}
              </Text>
            ) : null}
          </div>
          {sections
            .filter((section) => shown.some((setting) => setting.section === section))
            .map((section) => (
              <Layout key={section}>
                <Layout.AnnotatedSection
                  id={`section-${section}`}
                  title={t(`settings.section.${section}`)}
                  description={t(`settings.sectionHelp.${section}`)}
                >
                  <Card>
                    <FormLayout>
                      {shown
                        .filter((setting) => setting.section === section)
                        .map((setting) => {
                          const problem = problems.find((one) => one.key === setting.key);
                          const value = typed[setting.key] ?? values[setting.key] ?? "";
                          const out = leftOut[setting.key];
                          return (
                            <div
                              key={setting.key}
                              id={setting.key}
                              className={focused === setting.key ? "anchored" : undefined}
                            >
                              <SettingField
                                setting={setting}
                                value={value}
                                {...(problem ? { error: t(problem.problem, problem.params) } : {})}
                                onChange={(value) => {
                                  setBegan(
                                    (before) => before ?? { revision: card.revision, values },
                                  );
                                  setTyped((before) => ({ ...before, [setting.key]: value }));
                                }}
                              />
                              {out ? <LeftOutBy leftOut={out} value={value} /> : null}
                            </div>
                          );
                        })}
                    </FormLayout>
                  </Card>
                </Layout.AnnotatedSection>
              </Layout>
            ))}
        </BlockStack>
      </Page>
    </PickingCard.Provider>
  );
}

/** The setting a link pointed to (…#key), marked once the page is there. */
function useAnchor(): string {
  const [anchor, setAnchor] = useState("");
  useEffect(() => {
    const read = () => {
      const key = decodeURIComponent(location.hash.slice(1));
      setAnchor(key);
      if (key) document.getElementById(key)?.scrollIntoView({ block: "center" });
    };
    read();
    addEventListener("hashchange", read);
    return () => {
      removeEventListener("hashchange", read);
    };
  }, []);
  return anchor;
}
