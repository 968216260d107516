import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CustomerCandidate, CustomerQuery } from "#app/erp/port/customers.ts";
import type { Wire } from "../rpc/codec.ts";
import { anyOf, contains, likeExactly } from "../rpc/domains.ts";
import type { AddressValues } from "../drafts/address.ts";
import { sameAddress } from "../drafts/address.ts";
import type { PartyRow } from "./row.ts";
import { stampOf } from "../rpc/stamp.ts";
import { contactsOf, PHONES } from "./row.ts";

/**
 * One way a party can be the one asked for: how Tryton is asked, and how its answer is judged
 * (Tryton compares more loosely).
 */
export interface PartyTest {
  by: CustomerCandidate["matchedBy"];
  domain: Wire[];
  matches(party: PartyRow): boolean;
}

/** Digits only, leading zeros dropped (M-13). */
export const phoneDigits = (phone: string): string => phone.replace(/\D/g, "").replace(/^0+/, "");

/** Letters and digits: a tax id is written with and without blanks and dots. */
const compactTaxId = (taxId: string): string => taxId.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();

const normalisedEmail = (email: string): string => email.trim().toLowerCase();

/** The strong ways in their order: external key, number, e-mail, tax id, registration number, bill-to address. */
export function strongTests(query: CustomerQuery, billTo: AddressValues | undefined): PartyTest[] {
  const tests: PartyTest[] = [];
  if (query.externalKey) tests.push(byKey(renderExternalKey(query.externalKey)));
  const { number } = query;
  if (number)
    tests.push({
      by: "number",
      domain: [["code", "=", number]],
      matches: (party) => party.code === number,
    });
  const email = normalisedEmail(query.email ?? "");
  if (email) {
    tests.push({
      by: "email",
      domain: [
        [
          "contact_mechanisms",
          "where",
          [
            ["type", "=", "email"],
            ["active", "=", true],
            ["value", "ilike", likeExactly(email)],
          ],
        ],
      ],
      matches: (party) =>
        contactsOf(party, ["email"]).some(({ value }) => normalisedEmail(value) === email),
    });
  }
  for (const by of ["taxId", "registrationNumber"] as const) {
    const asked = query[by] ?? "";
    const compact = compactTaxId(asked);
    if (compact)
      tests.push({
        by,
        domain: [["identifiers.code", "in", [...new Set([asked, compact])]]],
        matches: (party) =>
          party["identifiers."].some(
            ({ type, code }) =>
              compactTaxId(code) === compact &&
              // A number with a country's or the EU's VAT rule is a tax id; one of no kind may be either.
              (type === null || type.endsWith("vat") === (by === "taxId")),
          ),
      });
  }
  if (query.billTo && billTo) tests.push(byBillTo(query.billTo.name, billTo));
  return tests;
}

export const byKey = (key: string): PartyTest => ({
  by: "externalKey",
  domain: [
    [
      "identifiers",
      "where",
      [
        ["code", "=", key],
        ["type", "=", null],
      ],
    ],
  ],
  matches: (party) =>
    party["identifiers."].some((identifier) => identifier.type === null && identifier.code === key),
});

/** All parts must be equal (M-12), and so must the name, the address's own or the party's. */
function byBillTo(name: string, address: AddressValues): PartyTest {
  const equals = (field: string, value: string): Wire[] =>
    value === ""
      ? ["OR", [field, "=", null], [field, "=", ""]]
      : [field, "ilike", likeExactly(value)];
  return {
    by: "billTo",
    domain: [
      [
        "addresses",
        "where",
        [
          equals("postal_code", address.postal_code),
          equals("city", address.city),
          ["country", "=", address.country],
          ["active", "=", true],
        ],
      ],
    ],
    matches: (party) =>
      party["addresses."].some(
        (row) =>
          row.active &&
          (row.party_name || party.name).trim() === name.trim() &&
          sameAddress({ ...row, party_name: "" }, { ...address, party_name: "" }),
      ),
  };
}

/** The digits in this order with anything in between, the last one at the end (M-13); undefined without digits. */
export function phoneTest(phone: string): PartyTest | undefined {
  const digits = phoneDigits(phone);
  if (digits === "") return undefined;
  return {
    by: "phone",
    domain: [
      [
        "contact_mechanisms",
        "where",
        [
          ["type", "in", [...PHONES]],
          ["active", "=", true],
          ["value", "ilike", `%${[...digits].join("%")}%`],
        ],
      ],
    ],
    matches: (party) => phoneRank(party, digits) < 3,
  };
}

/** 0 the whole number, 1 its end, 2 its digits with others in between, 3 not at all. */
export function phoneRank(party: PartyRow, digits: string): 0 | 1 | 2 | 3 {
  const ranks = contactsOf(party, PHONES).map(({ value }) => {
    const own = phoneDigits(value);
    if (own === digits) return 0;
    if (own.endsWith(digits)) return 1;
    return own.endsWith(digits.at(-1) ?? "") && isWithin(digits, own) ? 2 : 3;
  });
  return ranks.reduce<0 | 1 | 2 | 3>((best, rank) => (rank < best ? rank : best), 3);
}

function isWithin(digits: string, own: string): boolean {
  let at = 0;
  for (const digit of own) if (digit === digits[at]) at += 1;
  return at === digits.length;
}

export function textTest(text: string): PartyTest {
  const needle = text.toLowerCase();
  const pattern = contains(text);
  return {
    by: "text",
    domain: anyOf([
      [["code", "ilike", pattern]],
      [["name", "ilike", pattern]],
      [["contact_mechanisms.value", "ilike", pattern]],
      [["addresses.city", "ilike", pattern]],
    ]),
    matches: (party) =>
      [
        party.code,
        party.name,
        ...party["contact_mechanisms."].map(({ value }) => value),
        ...party["addresses."].map(({ city }) => city),
      ].some((value) => value.toLowerCase().includes(needle)),
  };
}

/**
 * The rows some test takes, best test first, then by number. One that carries the key of another
 * Shopify customer is passed over: it is
 * that customer's, even when the e-mail is the same. A person's own search sees all.
 */
export function ranked(
  rows: readonly PartyRow[],
  tests: readonly PartyTest[],
  query: CustomerQuery,
): CustomerCandidate[] {
  const own =
    query.externalKey && keyFamily(renderExternalKey({ ...query.externalKey, generation: 1 }));
  return rows
    .flatMap((party) => {
      const place = tests.findIndex((test) => test.matches(party));
      const test = tests[place];
      if (!test || (test.by !== "number" && party.replaced_by !== null)) return [];
      if (
        own !== undefined &&
        (test.by === "email" ||
          test.by === "phone" ||
          test.by === "taxId" ||
          test.by === "registrationNumber" ||
          test.by === "billTo") &&
        shopifyKeys(party).some((key) => keyFamily(key) !== own)
      )
        return [];
      return [{ place, party, candidate: candidate(party, test.by) }];
    })
    .sort(
      (a, b) =>
        a.place - b.place ||
        (a.party.code < b.party.code
          ? -1
          : a.party.code > b.party.code
            ? 1
            : a.party.id - b.party.id),
    )
    .map((entry) => entry.candidate);
}

const shopifyKeys = (party: PartyRow): string[] =>
  party["identifiers."]
    .filter(({ type, code }) => type === null && code.startsWith("SHOPIFY-CU-"))
    .map(({ code }) => code);

/** The key without its generation: all generations are the same Shopify customer. */
const keyFamily = (key: string): string => key.split("-").slice(0, 3).join("-");

function candidate(party: PartyRow, matchedBy: CustomerCandidate["matchedBy"]): CustomerCandidate {
  const [email] = contactsOf(party, ["email"]);
  return {
    ref: { kind: "customer", id: String(party.id), number: party.code, version: stampOf(party) },
    name: party.name || party.code,
    ...(email ? { email: email.value } : {}),
    matchedBy,
    blocked: !party.active,
  };
}
