import "i18next";
import type { english } from "./locales/en.ts";

/** Makes `t` know every text: a key without a text does not compile. */
declare module "i18next" {
  interface CustomTypeOptions {
    returnNull: false;
    resources: { translation: typeof english.app };
  }
}
