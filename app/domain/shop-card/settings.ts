import type { Setting, SettingSpec, ValuesOf } from "./setting-types.ts";
import { bookingSettings } from "./settings/booking.ts";
import { mappingSettings } from "./settings/mapping.ts";
import { ordersSettings } from "./settings/orders.ts";
import { returnsSettings } from "./settings/returns.ts";

/** Every setting, in the order of the form. Form, checks and help are made from it. */
const list = [
  ...ordersSettings,
  ...bookingSettings,
  ...mappingSettings,
  ...returnsSettings,
] as const;

/** A shop card's values. */
export type Settings = ValuesOf<typeof list>;
export type SettingKey = keyof Settings;
/** Settings that name a G/L account. */
export type AccountSetting = Extract<(typeof list)[number], { type: "account" }>["key"];

/** The list as a form reads it: texts are i18n keys, one for each label, help and option. */
export const settingsList: readonly (Setting & { key: SettingKey })[] = list.map(
  (spec: SettingSpec & { key: SettingKey }) => ({
    ...spec,
    label: `settings.${spec.key}.label`,
    help: `settings.${spec.key}.help`,
    optionLabels: Object.fromEntries(
      (spec.options ?? []).map((option) => [option, `settings.${spec.key}.option.${option}`]),
    ),
  }),
);

export const defaultSettings: Settings = Object.fromEntries(
  list.map((spec) => [spec.key, spec.default]),
) as unknown as Settings;

/** Where a setting is changed. */
export const settingPath = (key: SettingKey): string => `/app/settings#${key}`;
