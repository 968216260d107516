import { useKnownText } from "#app/i18n/known-text.ts";

/** What an ERP is called: a name that the app itself gave in the reader's language, one that a person gave as it is. */
export function useErpName(): (name: string) => string {
  const known = useKnownText();
  return (name) => known("frame.erp", name, name);
}
