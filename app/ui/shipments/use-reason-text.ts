import { useActorText } from "../order/actor-text.ts";
import { useProblemText } from "../problem-text.ts";

/** A stored reason in plain words; whoever it names is named in words too. */
export function useReasonText() {
  const problemText = useProblemText();
  const actorText = useActorText();
  return ({ kind, params }: { kind: string; params: unknown }) => {
    const { by, ...rest } = (params ?? {}) as Record<string, unknown>;
    return problemText(kind, { ...rest, ...(typeof by === "string" ? { by: actorText(by) } : {}) });
  };
}
