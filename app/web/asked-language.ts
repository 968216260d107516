import { type Language, pickLanguage } from "#app/i18n/languages.ts";

/** The language of what is answered in words of its own: the one the address names, else the admin's, else the browser's. */
export const askedLanguage = (url: URL, request: Request): Language =>
  pickLanguage(
    url.searchParams.get("language") ?? url.searchParams.get("locale"),
    request.headers.get("accept-language"),
  );
