import { expect, it } from "vitest";
import { hasOwnWords } from "./data-words.ts";

const told = new Set(["Jonas", "Petersen", "20359", "Hamburg", "Anchor rope, 20 m", "LANTERN"]);

it.each([
  "Jonas Petersen",
  "20359 Hamburg",
  "Anchor rope, 20 m",
  "LANTERN · #1083",
  "· Jonas",
  "Nov 30, 2026, 12:30 AM",
  "KWD 1.200",
  "–",
])("%s is data", (text) => {
  expect(hasOwnWords(text, told)).toBe(false);
});

it.each(["Orders", "Jonas orders", "Order LANTERN", "LANTERN · Total"])(
  "%s says something of its own",
  (text) => {
    expect(hasOwnWords(text, told)).toBe(true);
  },
);
