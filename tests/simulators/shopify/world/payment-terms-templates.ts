/** Recording payment-terms-templates-read: Shopify's own, the same in every shop. */
const template = <T extends string>(
  number: number,
  name: string,
  paymentTermsType: T,
  dueInDays: number | null = null,
) => ({
  __typename: "PaymentTermsTemplate" as const,
  id: `gid://shopify/PaymentTermsTemplate/${number}`,
  name,
  translatedName: name,
  description:
    dueInDays === null ? (name === "Fixed" ? "Fixed date" : name) : `Within ${dueInDays} days`,
  paymentTermsType,
  dueInDays,
});

export const TEMPLATES = [
  template(1, "Due on receipt", "RECEIPT"),
  template(9, "Due on fulfillment", "FULFILLMENT"),
  template(2, "Net 7", "NET", 7),
  template(3, "Net 15", "NET", 15),
  template(4, "Net 30", "NET", 30),
  template(8, "Net 45", "NET", 45),
  template(5, "Net 60", "NET", 60),
  template(6, "Net 90", "NET", 90),
  template(7, "Fixed", "FIXED"),
];
