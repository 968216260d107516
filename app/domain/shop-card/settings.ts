import type { TextKey } from "#app/i18n/text-keys.ts";
import type { Setting, SettingSpec, ValuesOf } from "./setting-types.ts";
import { bookingSettings } from "./settings/booking.ts";
import { itemsSettings } from "./settings/items.ts";
import { mappingSettings } from "./settings/mapping.ts";
import { ordersSettings } from "./settings/orders.ts";
import { returnsSettings } from "./settings/returns.ts";
import { orderExportSettings } from "./settings/order-export.ts";
import { invoiceExportSettings } from "./settings/invoice-export.ts";
import { stockSettings } from "./settings/stock.ts";
import { paths } from "#app/lib/paths.ts";

/** Every setting, in the order of the form. Form, checks and help are made from it. */
const list = [
  ...ordersSettings,
  ...bookingSettings,
  ...mappingSettings,
  ...itemsSettings,
  ...returnsSettings,
  ...stockSettings,
  ...invoiceExportSettings,
  ...orderExportSettings,
] as const;

/** A shop card's values. */
export type Settings = ValuesOf<typeof list>;
export type SettingKey = keyof Settings;
/** Settings that name a G/L account. */
export type AccountSetting = Extract<(typeof list)[number], { type: "account" }>["key"];

type OptionText = {
  [Spec in (typeof list)[number] as Spec["key"]]: Spec extends {
    options: readonly (infer Option extends string)[];
  }
    ? `settings.${Spec["key"]}.option.${Option}`
    : never;
}[SettingKey];

/** Every option of every choice has a text: a missing one does not compile. */
const optionText = (key: SettingKey, option: string): TextKey =>
  `settings.${key}.option.${option}` as OptionText;

/** The list as a form reads it: texts are i18n keys, one for each label, help and option. */
export const settingsList: readonly (Setting & { key: SettingKey })[] = list.map(
  (spec: SettingSpec & { key: SettingKey }) => ({
    ...spec,
    label: `settings.${spec.key}.label` as const,
    help: `settings.${spec.key}.help` as const,
    optionLabels: Object.fromEntries(
      (spec.options ?? []).map((option) => [option, optionText(spec.key, option)]),
    ),
  }),
);

export const defaultSettings: Settings = Object.fromEntries(
  list.map((spec) => [spec.key, spec.default]),
) as unknown as Settings;

/** The settings that do something: what forms and histories show. */
export const shownSettings = settingsList.filter(({ pending }) => !pending);

/** The values as they take effect: a setting that nothing reads yet counts as never touched. */
export const effectiveSettings = (settings: Settings): Settings => ({
  ...settings,
  ...Object.fromEntries(
    settingsList
      .filter(({ pending }) => pending)
      .map(({ key, default: untouched }) => [key, untouched]),
  ),
});

/** Where a setting is changed. */
export const settingPath = (key: SettingKey): string => paths.setting(key);
