/** Definitions of return reasons, with the ids and names of the recordings; handles are the names in kebab case, but for Other (recorded-answers, Returns). */
const NAMES = [
  "Unknown",
  "Changed my mind",
  "Item not as described",
  "Received the wrong item",
  "Other",
  "Damaged or defective",
  "Too small",
  "Too big",
  "Style",
  "Color",
] as const;

export const REASONS = NAMES.map((name, at) => ({
  __typename: "ReturnReasonDefinition",
  id: `gid://shopify/ReturnReasonDefinition/${at + 1}`,
  name,
  handle: name === "Other" ? "other-reason" : name.toLowerCase().replaceAll(" ", "-"),
  deleted: false,
}));
