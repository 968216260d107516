import { LANGUAGES } from "#app/i18n/languages.ts";
import { ofToday } from "#tests/setup/of-today.ts";
import { firstDocumentIn } from "./first-document.ts";

firstDocumentIn(ofToday(LANGUAGES).filter((language) => language !== "en"));
