import type { FieldError } from "#app/i18n/field-error.ts";
import type { TextKey } from "#app/i18n/text-keys.ts";
import type { Json } from "#app/lib/json.ts";
import type { Words } from "./words.ts";

/** What an action tells its screen. Texts are i18n keys: the screen speaks the person's language. */
export interface Outcome<Error extends FieldError = TextKey> {
  /** It worked: shown as a short message. */
  done?: TextKey;
  count?: number;
  /** Sent to the same action, it takes back what was done: the message offers it. */
  undo?: { intent: string; [key: string]: Json };
  /** It was refused: shown in a banner where the person is. */
  refused?: TextKey;
  params?: Record<string, unknown>;
  /** The problem that explains a refusal, told in the person's language. */
  problem?: { kind: string; params: unknown };
  /** What explains a refusal. */
  words?: Words;
  /** By field: why its value was not taken. */
  errors?: Record<string, Error>;
}
