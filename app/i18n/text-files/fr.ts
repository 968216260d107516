// Loaded by a browser that reads this language, and by no other (texts.client.ts).
export const files = {
  ...import.meta.glob<Record<string, unknown>>("../locales/fr/*.json"),
  "../locales/fr/polaris.json": () => import("@shopify/polaris/locales/fr.json"),
};
