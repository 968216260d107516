// `npm run check:business-central`: asks a sandbox of Business Central whether it does what the adapter believes, and prints what differs.
// It makes three sales orders and deletes them again. Settings come from the environment: BC_TENANT, BC_COMPANY, BC_CLIENT_ID,
// BC_CLIENT_SECRET, BC_CUSTOMER and BC_ITEM; BC_ENVIRONMENT is "Sandbox" where it is not set.
import { checkSandbox } from "./business-central/checks.ts";

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const setting = (name: string, otherwise?: string): string => {
  const value = process.env[name] ?? otherwise;
  if (value !== undefined && value !== "") return value;
  say(`${name} is not set.`);
  process.exit(2);
};

const findings = await checkSandbox({
  address: setting("BC_ADDRESS", "https://api.businesscentral.dynamics.com"),
  loginAddress: setting("BC_LOGIN_ADDRESS", "https://login.microsoftonline.com"),
  tenant: setting("BC_TENANT"),
  environment: setting("BC_ENVIRONMENT", "Sandbox"),
  company: setting("BC_COMPANY"),
  clientId: setting("BC_CLIENT_ID"),
  clientSecret: setting("BC_CLIENT_SECRET"),
  customer: setting("BC_CUSTOMER"),
  item: setting("BC_ITEM"),
}).catch((error: unknown) => {
  say(`The check could not be made: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(2);
});
const different = findings.filter(({ expected, found }) => expected !== found);
for (const { statement, expected, found } of findings)
  say(
    expected === found
      ? `as expected: ${statement}`
      : `DIFFERS: ${statement} (expected ${expected}, found ${found})`,
  );
say(
  different.length === 0
    ? "Business Central does what the adapter expects."
    : `${different.length} differences.`,
);
process.exit(different.length === 0 ? 0 : 1);
