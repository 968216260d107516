import type { TrytonClient } from "../client.ts";
import { USERS } from "../books.ts";
import { companyId } from "./company.ts";

const GROUPS: Record<Exclude<keyof typeof USERS, "admin">, string[]> = {
  integration: ["Sales", "Stock", "Account", "Product Administration"],
  clerk: [
    "Sales",
    "Sales Administrator",
    "Stock",
    "Stock Administration",
    "Stock Force Assignment",
    "Account",
    "Account Administration",
    "Product Administration",
    "Party Administration",
  ],
  limited: ["Sales"],
};

export type Passwords = Record<keyof typeof USERS, string>;

export async function setUpUsers(erp: TrytonClient, passwords: Passwords): Promise<void> {
  const company = await companyId(erp);
  const groups = new Map(
    (await erp.search<{ name: string }>("res.group", [], ["name"])).map(({ name, id }) => [
      name,
      id,
    ]),
  );
  for (const role of ["integration", "clerk", "limited"] as const) {
    const wanted = GROUPS[role].map((name) => groups.get(name));
    if (wanted.includes(undefined))
      throw new Error(`Tryton lacks one of the groups ${GROUPS[role].join(", ")}`);
    await erp.one("res.user", {
      name: `The ${role} user`,
      login: USERS[role],
      password: passwords[role],
      groups: [["add", wanted]],
      companies: [["add", [company]]],
      company,
    });
  }
}
