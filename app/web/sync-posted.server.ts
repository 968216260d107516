import type { FieldError } from "#app/i18n/field-error.ts";
import type { PostedKind } from "#app/domain/posted/posted-kind.ts";
import { startPull } from "#app/domain/feeds/pull-feeds.server.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { unlessTooMany } from "./unless-too-many.server.ts";
import { readPostedForm, type TypedPosted } from "#app/domain/posted/posted-form.ts";

/** Starts reading what the ERP posted, as far as the typed filter is right. */
export async function syncPosted(
  shop: string,
  by: string,
  kind: PostedKind,
  form: TypedPosted,
): Promise<Outcome<FieldError>> {
  const { filter, errors } = readPostedForm(form);
  if (Object.keys(errors).length > 0) return { refused: "sync.notStarted", errors };
  return unlessTooMany(async () => {
    await startPull(shop, { kind, filter, trigger: "click", by });
    return { done: "toImport.done.sync" };
  });
}
