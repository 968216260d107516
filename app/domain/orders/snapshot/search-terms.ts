import { fold } from "#app/lib/fold.ts";
import type { Address } from "./personal.ts";
import type { OrderSnapshot } from "./snapshot.ts";

/** What an order is found by besides its name and its document's number; the letter keeps the kinds apart in one index. */
export const TERM_KINDS = { customer: "c", item: "i", poNumber: "p", tracking: "k", tag: "t" };
export type TermKind = keyof typeof TERM_KINDS;

/** A buyer's name counts from each of its words on, so many of them; of anything so many signs. */
const WORDS = 5;
const LONGEST = 100;
const MOST = 400;
/** Fewer digits are no phone number. */
const SHORTEST_PHONE = 5;

/** The terms of an order: each begins with the letter of its kind. Personal ones go with the rest of what is personal. */
export function searchTerms({ content, personal, state }: OrderSnapshot): string[] {
  const addresses = [personal.sellTo, personal.shipTo, personal.billTo];
  const { customer } = personal;
  const names = [
    content.company?.name,
    ...addresses.flatMap((address) => [address?.company, fullName(address)]),
    fullName(customer),
  ];
  const phones = [personal.phone, customer?.phone, ...addresses.map((address) => address?.phone)];
  const terms = [
    ...of("customer", names.flatMap(fromEachWord)),
    ...of("customer", [personal.email, customer?.email]),
    ...of("customer", phones.flatMap(phoneForms)),
    ...of(
      "item",
      content.lines.map(({ sku }) => sku),
    ),
    ...of("poNumber", [content.poNumber]),
    ...of(
      "tracking",
      state.fulfillments.flatMap(({ tracking }) => tracking.map(({ number }) => number)),
    ),
    ...of("tag", content.tags),
  ];
  return [...new Set(terms)].slice(0, MOST);
}

const of = (kind: TermKind, texts: readonly (string | null | undefined)[]): string[] =>
  texts.flatMap((text) => {
    const term = fold(text ?? "");
    return term === "" ? [] : [termOf(kind, term)];
  });

const termOf = (kind: TermKind, folded: string): string =>
  `${TERM_KINDS[kind]}${[...folded].slice(0, LONGEST).join("")}`;

const fullName = (
  person: Pick<Address, "firstName" | "lastName"> | null | undefined,
): string | null =>
  person ? [person.firstName, person.lastName].filter((part) => part?.trim()).join(" ") : null;

/** "Ada King Lovelace" is found by each of its names. */
function fromEachWord(name: string | null | undefined): string[] {
  const words = fold(name ?? "").split(" ");
  return words.slice(0, WORDS).map((_word, index) => words.slice(index).join(" "));
}

/** A phone's digits without leading zeros; of one with a country's code also without it, whichever of the first digits that is. */
export function phoneForms(phone: string | null | undefined): string[] {
  const typed = phone?.trim() ?? "";
  // "+49 (0)170": the zero is for those who call from within the country.
  const digits = typed.replace("(0)", "").replace(/\D/g, "").replace(/^0+/, "");
  const international = /^(\+|00)/.test(typed);
  const forms = international ? [0, 1, 2, 3].map((code) => digits.slice(code)) : [digits];
  return forms
    .map((form) => form.replace(/^0+/, ""))
    .filter((form) => form.length >= SHORTEST_PHONE);
}

/** The terms that a typed text may be the beginning of (`prefix`) or the whole of. */
export interface TypedTerm {
  term: string;
  prefix: boolean;
}

/** Shorter texts are the beginning of too much. */
const SHORTEST_PREFIX = 3;

/** What a text typed into a search field may mean, for terms of these kinds. */
export function typedTerms(typed: string, kinds: readonly TermKind[]): TypedTerm[] {
  const folded = fold(typed);
  if (folded === "") return [];
  const prefix = folded.length >= SHORTEST_PREFIX;
  const phones = /^[\d\s+()/.-]+$/.test(typed.trim()) ? phoneForms(typed) : [];
  return [
    ...kinds.map((kind) => ({ term: termOf(kind, folded), prefix })),
    ...(kinds.includes("customer")
      ? phones.map((form) => ({ term: termOf("customer", form), prefix: true }))
      : []),
  ];
}

/** Orders with this very tag. */
export const tagTerm = (tag: string): TypedTerm[] =>
  fold(tag) === "" ? [] : [{ term: termOf("tag", fold(tag)), prefix: false }];
