import type { TextKey } from "#app/i18n/text-keys.ts";
import type { Words } from "./words.ts";

/** What an action tells its screen. Texts are i18n keys: the screen speaks the person's language. */
export interface Outcome {
  /** It worked: shown as a short message. */
  done?: TextKey;
  count?: number;
  /** It was refused: shown in a banner where the person is. */
  refused?: TextKey;
  params?: Record<string, unknown>;
  /** The problem that explains a refusal, told in the person's language. */
  problem?: { kind: string; params: unknown };
  /** What explains a refusal. */
  words?: Words;
  /** By field: why its value was not taken. */
  errors?: Record<string, TextKey>;
}
