import type { TrytonClient } from "../client.ts";
import { GOODS } from "../books.ts";
import { setUpAccounting } from "./accounting.ts";
import { setUpCompany } from "./company.ts";
import { addGoods } from "./goods.ts";
import { setUpParties } from "./parties.ts";
import { setUpServices } from "./services.ts";
import { setUpStock } from "./stock.ts";
import { setUpTaxes } from "./taxes.ts";
import type { Passwords } from "./users.ts";
import { setUpUsers } from "./users.ts";

/** Makes a bare database the template company; `year` is the middle one of the three fiscal years. */
export async function setUpBooks(
  erp: TrytonClient,
  passwords: Passwords,
  year: number,
): Promise<void> {
  await setUpCompany(erp);
  const accounts = await setUpAccounting(erp, year);
  await setUpTaxes(erp, accounts);
  await setUpServices(erp, accounts);
  await setUpStock(erp);
  await addGoods(erp, GOODS);
  await setUpParties(erp);
  await setUpUsers(erp, passwords);
}
