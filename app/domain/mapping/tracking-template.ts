import type { TextKey } from "#app/i18n/text-keys.ts";

const MOST = 2_000;
const EXAMPLE = "1Z999AA10123456784";

/**
 * Why a tracking address cannot be used (a text's key), or null: it must be a whole https address with {number} where the tracking
 * number goes (F-15). A blank one is fine: Shopify makes the link for carriers it knows.
 */
export function templateProblem(typed: string): TextKey | null {
  const template = typed.trim();
  if (template === "") return null;
  if (template.length > MOST) return "mappings.agent.tooLong";
  if (!template.includes("{number}")) return "mappings.agent.noNumber";
  if (!URL.canParse(exampleOf(template)) || new URL(exampleOf(template)).protocol !== "https:")
    return "mappings.agent.notHttps";
  // Where the number decides which server is asked, a wrong number could lead buyers anywhere.
  return template
    .replace(/^https:\/\//i, "")
    .split(/[/?#]/, 1)[0]
    ?.includes("{number}")
    ? "mappings.agent.inHost"
    : null;
}

/** The address of an example number. */
export const exampleOf = (template: string): string =>
  template.trim().replaceAll("{number}", encodeURIComponent(EXAMPLE));
