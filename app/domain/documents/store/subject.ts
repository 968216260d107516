/** Numeric part of a Shopify gid: "gid://shopify/Order/450789469" → "450789469". */
export function numericId(gid: string): string {
  const number = /^gid:\/\/shopify\/\w+\/(\d{1,20})$/.exec(gid)?.[1];
  if (number === undefined) throw new Error(`not a Shopify gid: ${gid}`);
  return number;
}

/** Key of a document act: the subject and its generation, so that neither another document kind nor another ERP makes a second one. */
export const documentKey = (subject: string, generation: number): string =>
  `${subject}#${generation}`;
