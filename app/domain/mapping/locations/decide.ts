import type { OrderContent, OrderLine } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";
import type { Decision } from "../decision.ts";
import { why } from "../decision.ts";
import type { MappingFacts } from "../facts.ts";
import { mappingKey, mappingPath } from "../kinds.ts";
import { paths } from "#app/lib/paths.ts";
import type { LineId } from "#app/lib/ids.ts";

/** I-34: where a line ships from: the last of its fulfillment order lines. One whose location was deleted still has its name. */
function locationOfLine(
  content: Pick<OrderContent, "lineLocations">,
  lineId: LineId,
): { id: string | null; name: string } | null {
  const last = content.lineLocations.filter((entry) => entry.lineId === lineId).at(-1);
  return last ? { id: last.locationId, name: last.locationName } : null;
}

/** ERP location of an item line (SET-13). Unmapped: the card's default, else left to the ERP, unless the ERP wants one on every line. */
export function decideLocation(
  line: OrderLine,
  content: Pick<OrderContent, "lineLocations" | "retailLocation">,
  facts: MappingFacts,
  {
    locationMandatory,
    defaultLocation,
  }: Pick<Capabilities, "locationMandatory"> & Partial<Pick<Settings, "defaultLocation">>,
): Decision<string> {
  const about = `location:${line.id}`;
  const shipped = locationOfLine(content, line.id) ?? content.retailLocation;
  const key = shipped === null ? null : mappingKey.location(shipped.id, shipped.name);
  const code = key === null ? undefined : facts.mappings.location?.[key]?.code;
  const change = key === null ? paths.mapping("locations") : mappingPath("location", key);
  const params = { location: shipped?.name ?? "" };
  if (code)
    return {
      value: code,
      why: [why({ about, rule: "I-34" }, "location.mapped", { ...params, code }, { change })],
      problems: [],
    };
  if (defaultLocation)
    return {
      value: defaultLocation,
      why: [
        why(
          { about, rule: "I-34" },
          shipped ? "location.defaultUnmapped" : "location.default",
          { ...params, code: defaultLocation },
          { change: settingPath("defaultLocation") },
        ),
      ],
      problems: [],
    };
  const reason = why(
    { about, rule: "I-34" },
    shipped ? "location.unmapped" : "location.none",
    params,
    {
      change,
    },
  );
  if (!locationMandatory) return { value: null, why: [reason], problems: [] };
  return {
    value: null,
    why: [reason],
    problems: [
      problem(
        "unmapped-location",
        { location: shipped?.name ?? "–", locationId: key ?? "" },
        key ?? "none",
        { lineId: line.id, mapping: { kind: "location", key: key ?? "" } },
      ),
    ],
  };
}
