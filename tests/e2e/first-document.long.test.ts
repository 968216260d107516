import { LANGUAGES } from "#app/i18n/languages.ts";
import { firstDocumentIn } from "./first-document.ts";

firstDocumentIn(LANGUAGES.filter((language) => language !== "en"));
