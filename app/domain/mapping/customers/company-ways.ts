import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { phoneDigits } from "../contact.ts";
import type { Lost } from "../decision.ts";
import { lost } from "../decision.ts";
import type { CompanyWay } from "./strategy.ts";

/** Field of the ERP that a company's tax id is compared with. */
export const taxIdField = ({ companyTaxId }: Pick<Settings, "companyTaxId">) =>
  companyTaxId === "vatRegistrationNumber" ? "taxId" : "registrationNumber";

/** M-33: the question that the company mapping type asks the ERP, or why it asks none. */
export function companyWay(
  { personal: { company } }: OrderSnapshot,
  settings: Pick<Settings, "companyMapping" | "companyTaxId">,
): { way: CompanyWay } | { way: null; lost: Lost[] } {
  const nothing = (...reasons: Lost[]) => ({ way: null, lost: reasons });
  switch (settings.companyMapping) {
    case "default":
      return nothing();
    case "taxId": {
      const shown = company?.taxRegistrationId?.trim() ?? "";
      const by = taxIdField(settings);
      return shown === ""
        ? nothing(lost("company.noTaxId", {}))
        : { way: { kind: "query", query: { [by]: shown }, by, rule: "M-33", shown } };
    }
    case "emailPhone": {
      const contact = company?.mainContact;
      if (!contact) return nothing(lost("company.noContact", {}));
      const email = contact.email?.trim() ?? "";
      // With an e-mail the phone is not tried: a switchboard's number is many companies'.
      if (email !== "")
        return {
          way: {
            kind: "query",
            query: { email: email.toLowerCase() },
            by: "email",
            rule: "M-33",
            shown: email,
          },
        };
      const shown = contact.phone?.trim() ?? "";
      const digits = phoneDigits(shown);
      return digits === ""
        ? nothing(lost("company.noContact", {}))
        : {
            way: {
              kind: "query",
              query: { phoneDigits: digits },
              by: "phone",
              rule: "M-33",
              shown,
            },
          };
    }
  }
}
