/** Where Harbour Goods ships from, and how. */
import { countryName } from "../world/addresses.ts";
import type { DeliveryMethodRecord, LocationRecord } from "../world/model-shop.ts";
import type { Store } from "../world/store.ts";

const LOCATIONS: {
  key: string;
  name: string;
  city: string;
  zip: string;
  address1: string;
  country: string;
  active?: boolean;
  online?: boolean;
  ships?: boolean;
  service?: string;
}[] = [
  {
    key: "luebeck",
    name: "Lübeck Warehouse",
    city: "Lübeck",
    zip: "23552",
    address1: "An der Untertrave 12",
    country: "DE",
  },
  {
    key: "rotterdam",
    name: "Rotterdam Depot",
    city: "Rotterdam",
    zip: "3089 JB",
    address1: "Waalhaven 44",
    country: "NL",
  },
  {
    key: "hamburg",
    name: "Hamburg Store",
    city: "Hamburg",
    zip: "20457",
    address1: "Am Sandtorkai 5",
    country: "DE",
  },
  {
    key: "kiel",
    name: "Kiel (closed)",
    city: "Kiel",
    zip: "24103",
    address1: "Holstenbrücke 1",
    country: "DE",
    active: false,
    online: false,
    ships: false,
  },
  {
    key: "nordhafen",
    name: "Nordhafen Logistik",
    city: "Rostock",
    zip: "18069",
    address1: "Am Seehafen 9",
    country: "DE",
    service: "nordhafen-logistik",
  },
];

export function stockLocations(store: Store): void {
  for (const spec of LOCATIONS) {
    const location: LocationRecord = {
      __typename: "Location",
      key: spec.key,
      id: store.ids.of("Location"),
      name: spec.name,
      isActive: spec.active ?? true,
      fulfillsOnlineOrders: spec.online ?? true,
      shipsInventory: spec.ships ?? true,
      isFulfillmentService: spec.service !== undefined,
      fulfillmentService: null,
      createdAt: store.instant(),
      updatedAt: store.instant(),
      address: {
        address1: spec.address1,
        address2: null,
        city: spec.city,
        zip: spec.zip,
        province: null,
        provinceCode: null,
        country: countryName(spec.country),
        countryCode: spec.country,
        phone: null,
      },
    };
    if (spec.service !== undefined) {
      location.fulfillmentService = {
        __typename: "FulfillmentService",
        id: `${store.ids.of("FulfillmentService")}?id=true`,
        handle: spec.service,
        serviceName: spec.name,
        type: "THIRD_PARTY",
        callbackUrl: null,
        inventoryManagement: true,
        trackingSupport: false,
        requiresShippingMethod: true,
        fulfillmentOrdersOptIn: true,
        location,
      };
    }
    store.locations.push(store.keep(location));
  }
}

export function stockDeliveryProfiles(store: Store): void {
  const flat = (name: string, price: string, active = true): DeliveryMethodRecord => ({
    __typename: "DeliveryMethodDefinition",
    id: store.ids.of("DeliveryMethodDefinition"),
    name,
    description: null,
    active,
    rate: { kind: "flat", id: store.ids.of("DeliveryRateDefinition"), price },
  });
  const carrierId = store.ids.of("DeliveryCarrierService");
  const carrier = (name: string): DeliveryMethodRecord => ({
    __typename: "DeliveryMethodDefinition",
    id: store.ids.of("DeliveryMethodDefinition"),
    name,
    description: null,
    active: true,
    rate: {
      kind: "carrier",
      id: store.ids.of("DeliveryParticipant"),
      carrierId,
      carrierName: "Baltic Parcel",
    },
  });
  const zone = (name: string, countries: string[], methods: DeliveryMethodRecord[]) => ({
    id: store.ids.of("DeliveryZone"),
    name,
    countries,
    methods,
  });
  const [luebeck, rotterdam] = [store.location("luebeck"), store.location("rotterdam")];
  store.deliveryProfiles.push(
    store.keep({
      __typename: "DeliveryProfile",
      id: store.ids.of("DeliveryProfile"),
      name: "General profile",
      default: true,
      version: 3,
      groups: [
        {
          id: store.ids.of("DeliveryLocationGroup"),
          locations: [luebeck, rotterdam],
          zones: [
            zone(
              "Germany",
              ["DE"],
              [flat("Standard", "4.9"), flat("Express", "12.5"), carrier("Baltic Parcel")],
            ),
            zone(
              "European Union",
              ["FR", "NL", "AT", "SE"],
              [flat("Standard", "9.9"), flat("EU Express", "19")],
            ),
            zone(
              "World",
              ["US", "JP", "KW", "GB", "CH"],
              [flat("International", "24"), flat("International (old)", "20", false)],
            ),
          ],
        },
      ],
    }),
    store.keep({
      __typename: "DeliveryProfile",
      id: store.ids.of("DeliveryProfile"),
      name: "Bulky goods",
      default: false,
      version: 1,
      groups: [
        {
          id: store.ids.of("DeliveryLocationGroup"),
          locations: [luebeck],
          zones: [
            zone("Germany", ["DE"], [flat("Freight", "39"), flat("Freight to the door", "69")]),
          ],
        },
      ],
    }),
  );
}
