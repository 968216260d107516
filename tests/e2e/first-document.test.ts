import { firstDocumentIn } from "./first-document.ts";

// In all languages: first-document.long.test.ts.
firstDocumentIn(["ar"]);
