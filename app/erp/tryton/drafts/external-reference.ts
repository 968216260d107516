/** Rendered by renderExternalKey; people may have written any other reference over it. */
const KEY = /^SHOPIFY-[A-Z]{2}-\d{1,20}(-\d+)?$/;

export const externalKeyOf = (reference: string | null): string | undefined =>
  reference !== null && KEY.test(reference) ? reference : undefined;
