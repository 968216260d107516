import type { Browser, Frame, Page } from "playwright";
import { PROBLEM_KINDS } from "#app/domain/problems/catalog.ts";
import { LANGUAGES } from "#app/i18n/languages.ts";
import { textsOf } from "#app/texts.server.ts";
import { startStack, type Stack } from "#scripts/stack.ts";
import { toFirstPreview } from "#tests/e2e/first-preview.ts";
import { EMPTY } from "#tests/e2e/screen-list.ts";
import { axeFindings } from "#tests/setup/axe.ts";
import { leavesOf } from "#tests/setup/leaves.ts";
import { readingGrade } from "../reading-grade.ts";
import type { Row } from "../table.ts";
import { atLeast, atMost, provedBy } from "../table.ts";

const WIDTHS = [320, 768, 1280];
const SOON = { timeout: 120_000 };

type Show = (page: Page, stack: Stack, path: string) => Promise<Frame>;

/** U1: by the guide, in a store that has just installed the app. */
export async function firstPreview(browser: Browser): Promise<Row[]> {
  const stack = await startStack();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const began = Date.now();
    await page.goto(stack.simulator.frameUrl(stack.shop, "/app"), SOON);
    const actions = await toFirstPreview({ app: page.frameLocator("iframe").first(), page });
    return [
      atMost("U1 actions from installing to the first preview", actions, 12, "", 0),
      atMost("U1 minutes for them", (Date.now() - began) / 60_000, 5, "without time to read"),
    ];
  } finally {
    await context.close();
    await stack.stop();
  }
}

/** U2: what one problem holds up is fixed where it stands. */
export async function fixedInPlace(page: Page, stack: Stack, show: Show): Promise<Row[]> {
  const frame = await show(page, stack, "/app/problems");
  const address = frame.url();
  const fix = frame.getByRole("button", { name: /^Fix and retry/ }).first();
  await fix.waitFor(SOON);
  const card = frame.locator(".Polaris-ShadowBevel", { has: fix }).first();
  const steps = [card.getByRole("combobox").first(), frame.getByRole("option").first(), fix];
  for (const step of steps) await step.click(SOON);
  await page
    .getByText(/^Saved\. \d+ orders? /)
    .first()
    .waitFor(SOON);
  return [
    atMost("U2 actions from a problem to all its orders tried again", steps.length, 3, "", 0),
    atMost("U2 changes of page meanwhile", frame.url() === address ? 0 : 1, 0, "", 0),
  ];
}

/** U4 and U6: every list and page of a shop that has just begun, in each width, and in forced colours. */
export async function everyScreen(page: Page, stack: Stack, show: Show): Promise<Row[]> {
  let findings = 0;
  let sideways = 0;
  let looks = 0;
  for (const path of EMPTY) {
    const frame = await show(page, stack, path);
    const look = async (): Promise<void> => {
      looks += 1;
      findings += (await axeFindings(frame)).length;
    };
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await look();
      sideways = Math.max(
        sideways,
        await frame.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        }),
      );
    }
    await page.emulateMedia({ forcedColors: "active" });
    await look();
    await page.emulateMedia({ forcedColors: "none" });
  }
  return [
    atMost(
      "U4 findings of axe",
      findings,
      0,
      `${looks} looks at ${EMPTY.length} screens; every state in tests/e2e/screens.long.test.ts`,
      0,
    ),
    atMost("U6 pixels of sideways scrolling, 320 px wide and wider", sideways, 0, "", 0),
  ];
}

/** What needs no browser. */
export function ofTexts(): Row[] {
  const english = textsOf("en").app;
  const keys = new Set(
    leavesOf(english).map(([key]) => key.replace(/_(?:zero|one|two|few|many|other)$/, "")),
  );
  const missing = LANGUAGES.flatMap((language) => {
    const own = new Set(
      leavesOf(textsOf(language).app).map(([key]) =>
        key.replace(/_(?:zero|one|two|few|many|other)$/, ""),
      ),
    );
    return [...keys].filter((key) => !own.has(key));
  });
  const problems = new Map(leavesOf(english.problem));
  const whole = PROBLEM_KINDS.filter((kind) =>
    ["title", "cause", "action"].every((part) => problems.has(`${kind}.${part}`)),
  );
  const grades = PROBLEM_KINDS.map((kind) =>
    readingGrade(`${problems.get(`${kind}.cause`) ?? ""} ${problems.get(`${kind}.action`) ?? ""}`),
  );
  return [
    atLeast("U7 languages", LANGUAGES.length, 5, "one from right to left", 0),
    atMost(
      "U7 texts that a language lacks",
      missing.length,
      0,
      "the pseudo-language: tests/e2e/screens.test.ts",
      0,
    ),
    atLeast(
      "U8 per cent of problems with title, cause and action",
      (100 * whole.length) / PROBLEM_KINDS.length,
      100,
      `${PROBLEM_KINDS.length} of them`,
      0,
    ),
    atMost(
      "U11 reading grade of the problems, mean",
      grades.reduce((sum, grade) => sum + grade, 0) / grades.length,
      8,
      "Flesch–Kincaid, English, cause and action",
      1,
    ),
  ];
}

/** Held by tests that fail where it is not so; there is no figure to take. */
export const HELD = [
  provedBy(
    "U3 an order by its number, document, email or tracking number",
    "1 action",
    "app/domain/orders/views/find-orders.db.test.ts",
  ),
  provedBy(
    "U5 by keyboard alone",
    "all",
    "dialogs in tests/e2e/screens.test.ts, home and an order in home.test.ts; no whole walk yet",
  ),
  provedBy(
    "U9 empty, loading, error and offline states",
    "all",
    "tests/e2e/screens.test.ts, database-away.test.ts, app/connection.client.test.ts",
  ),
  provedBy(
    "U10 unsaved changes and two people at one setting",
    "none lost",
    "tests/e2e/at-work.test.ts",
  ),
  provedBy(
    "U12 long acts show progress and can be left or cancelled",
    "all",
    "tests/e2e/walk.test.ts, at-work.test.ts",
  ),
];
