import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";

/** Who did something, in words. Staff are known by Shopify's number only: the app does not ask for their names. */
export function useActorText() {
  const { t } = useTranslation();
  const known = useKnownText();
  return (actor: string): string =>
    actor.startsWith("user:")
      ? t("order.actor.user", { id: actor.slice(5) })
      : known("order.actor", actor, actor);
}
