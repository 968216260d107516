import { cleanText } from "#app/lib/clean-text.ts";

/** What XML 1.0 cannot hold, in any spelling, beside what `cleanText` takes out. */
const NONCHARACTERS = /[\ufffe\uffff]/g;

/** Text from Shopify as every format can hold it. */
export const fileText = (text: string): string => cleanText(text).replace(NONCHARACTERS, "");
