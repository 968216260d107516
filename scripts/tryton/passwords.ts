import { randomInt } from "node:crypto";
import { USERS } from "./books.ts";
import type { Passwords } from "./set-up/users.ts";

/** No character twice: Tryton refuses passwords that repeat characters. */
function password(): string {
  const left = [..."abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"];
  return Array.from({ length: 18 }, () => left.splice(randomInt(left.length), 1).join("")).join("");
}

export function newPasswords(): Passwords {
  return Object.fromEntries(Object.keys(USERS).map((role) => [role, password()])) as Passwords;
}
