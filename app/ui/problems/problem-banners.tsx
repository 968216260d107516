import { Banner, Box, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Level } from "#app/domain/problems/level.ts";
import type { Json } from "#app/lib/json.ts";
import { isOrderPath } from "#app/lib/paths.ts";
import { useProblemText } from "../problem-text.ts";
import { FixHere } from "./fix-here.tsx";
import { fixLabel } from "./fix-label.ts";

interface Props {
  problems: readonly {
    kind: string;
    cause: string;
    params: Record<string, Json>;
    fixPath: string | null;
    level: Level;
    /** A form fixes it here, where no other page does. */
    hasForm?: boolean;
  }[];
}

/** What stands in the way of a record's document, each with why it is so, what to do, and the way there. */
export function ProblemBanners({ problems }: Props) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return problems.map(({ kind, cause, params, fixPath, level, hasForm }) => {
    const text = problemText(kind, params);
    const fix = fixPath !== null && !isOrderPath(fixPath) ? fixPath : null;
    return (
      <Banner
        key={kind + cause}
        tone={level}
        title={text.title}
        {...(fix ? { action: { content: t(fixLabel(fix)), url: fix } } : {})}
      >
        <Text as="p" breakWord>
          {text.cause}
        </Text>
        <Text as="p" breakWord>
          {text.action}
        </Text>
        {hasForm && !fix ? (
          <Box paddingBlockStart="200">
            <FixHere kind={kind} cause={cause} title={text.title} />
          </Box>
        ) : null}
      </Banner>
    );
  });
}
