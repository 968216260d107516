import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { CustomerData } from "#app/erp/port/customers.ts";

export interface Person {
  firstName: string;
  lastName: string;
  company: string;
}

/** Who stands behind an ERP's names: the sources of the card, read backwards. One who has a single word for a name has it as a surname. */
export function personOf(
  { name = "", name2 = "", contact = "" }: Partial<CustomerData>,
  settings: Pick<Settings, "nameSource" | "name2Source" | "contactSource">,
): Person {
  const said = [
    { text: contact, source: settings.contactSource },
    { text: name2, source: settings.name2Source },
    { text: name, source: settings.nameSource },
  ].map(({ text, source }) => ({ text: text.trim().replace(/\s+/g, " "), source }));
  const person = said.find(
    ({ text, source }) => text !== "" && (source === "firstAndLast" || source === "lastAndFirst"),
  );
  // Name falls back to the person's where there is no company.
  const whole = person ?? { text: name.trim(), source: "firstAndLast" as const };
  const company = said.find(
    ({ text, source }) => text !== "" && source === "companyName" && text !== whole.text,
  );
  return { ...split(whole.text, whole.source === "lastAndFirst"), company: company?.text ?? "" };
}

function split(text: string, lastFirst: boolean): Pick<Person, "firstName" | "lastName"> {
  const at = lastFirst ? text.indexOf(" ") : text.lastIndexOf(" ");
  if (at < 0) return { firstName: "", lastName: text };
  const [before, behind] = [text.slice(0, at), text.slice(at + 1)];
  return lastFirst
    ? { firstName: behind, lastName: before }
    : { firstName: before, lastName: behind };
}
