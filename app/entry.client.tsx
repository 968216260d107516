import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import "./connection.client.ts";
import { language, texts, textsAwaited } from "./texts.client.ts";
import {
  API_KEY_META,
  APP_BRIDGE_ID,
  BrowserConfigProvider,
  type BrowserConfig,
} from "./ui/browser-config.ts";

/** As the server wrote it into the document. */
const config: BrowserConfig = {
  apiKey: document.querySelector<HTMLMetaElement>(`meta[name=${API_KEY_META}]`)?.content ?? "",
  appBridgeUrl: document.getElementById(APP_BRIDGE_ID)?.getAttribute("src") ?? "",
  language,
  texts,
  textsAwaited,
};

// The page is written with these texts; they must be here before React compares.
void Promise.resolve(textsAwaited({})).then(() => {
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <BrowserConfigProvider value={config}>
          <RemixBrowser />
        </BrowserConfigProvider>
      </StrictMode>,
    );
  });
});
