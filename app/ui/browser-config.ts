import { createContext, useContext } from "react";
import type { Language } from "#app/i18n/languages.ts";
import type { Texts } from "./translator.ts";

/**
 * What every document needs, whatever else went wrong: the app's client id, where App Bridge comes from, the language. The server
 * gives it; the browser finds it in the document that the server wrote. No loader is asked, because an error page has none.
 */
export interface BrowserConfig {
  apiKey: string;
  appBridgeUrl: string;
  language: Language;
  /** On the server all of the language's, in a browser those of the screens it has shown. */
  texts: Texts;
  /** When those of a screen with this data are here; undefined: they are. */
  textsAwaited(this: void, data: object): Promise<unknown> | undefined;
}

const Config = createContext<BrowserConfig | undefined>(undefined);

export const BrowserConfigProvider = Config.Provider;

export function useBrowserConfig(): BrowserConfig {
  const config = useContext(Config);
  if (!config) throw new Error("a document was drawn without its configuration");
  return config;
}

export const API_KEY_META = "shopify-api-key";
export const APP_BRIDGE_ID = "app-bridge";
