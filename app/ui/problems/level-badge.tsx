import { Badge } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Level } from "#app/domain/problems/level.ts";

/** How bad a problem is, in the same word and color on every screen. */
export function LevelBadge({ level }: { level: Level }) {
  const { t } = useTranslation();
  return <Badge tone={level}>{t(`problems.level.${level}`)}</Badge>;
}
