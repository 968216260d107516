import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { pickLanguage } from "./i18n/languages.ts";
import { loadTexts } from "./texts.ts";

// The page is written in `lang`; its texts must be here before React compares.
void loadTexts(pickLanguage(document.documentElement.lang, null)).then(() => {
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  });
});
