/** Products, variants, locations, delivery profiles, gift cards. */
import { Big } from "../arithmetic/big.ts";
import { money } from "../arithmetic/bag.ts";
import { inOrderOfId } from "../connection.ts";
import { countryName } from "../addresses.ts";
import type {
  DeliveryGroupRecord,
  DeliveryMethodRecord,
  DeliveryProfileRecord,
  GiftCardRecord,
  GiftCardTransactionRecord,
  LocationRecord,
  ProductRecord,
  VariantRecord,
} from "../model-shop.ts";
import { type BulkOperationRecord, urlOf } from "../bulk-operations.ts";
import { availableOf } from "../inventory.ts";
import type { Store } from "../store.ts";
import { byTypename, count, fieldsOf, legacyId } from "./define.ts";

const imageOf = (url: string | null) => (url === null ? null : { __typename: "Image", url });

export function catalogTypes(store: Store) {
  const shopMoney = (amount: string) => money(store.facts.currencyCode, new Big(amount));
  const methodsOf = (profile: DeliveryProfileRecord) =>
    profile.groups.flatMap(({ zones }) => zones).flatMap(({ methods }) => methods);
  const rateOf = ({ rate }: DeliveryMethodRecord) =>
    rate.kind === "flat"
      ? { __typename: "DeliveryRateDefinition", id: rate.id, price: shopMoney(rate.price) }
      : {
          __typename: "DeliveryParticipant",
          id: rate.id,
          carrierService: {
            __typename: "DeliveryCarrierService",
            id: rate.carrierId,
            name: rate.carrierName,
            formattedName: rate.carrierName,
            active: true,
            callbackUrl: null,
            supportsServiceDiscovery: true,
          },
          adaptToNewServicesFlag: true,
          fixedFee: null,
          percentageOfRateFee: 0,
          participantServices: [],
        };
  const giftCardTransaction = fieldsOf<GiftCardTransactionRecord>({
    amount: ({ value, giftCard }) => money(giftCard.currency, new Big(value)),
    metafield: () => null,
    metafields: (_, args) => inOrderOfId([], args),
  });
  return {
    Product: fieldsOf<ProductRecord>({
      legacyResourceId: legacyId,
      variants: ({ variantRecords }, args) => inOrderOfId(variantRecords, args),
      variantsCount: ({ variantRecords }) => count(variantRecords.length),
      hasOnlyDefaultVariant: ({ variantRecords }) =>
        variantRecords.length === 1 && variantRecords[0]!.title === "Default Title",
      totalInventory: ({ variantRecords }) =>
        variantRecords.reduce((total, variant) => total + availableOf(store, variant), 0),
      tracksInventory: ({ variantRecords }) =>
        variantRecords.some(({ inventoryItem }) => inventoryItem.tracked),
      descriptionHtml: () => "",
      collections: ({ collectionRecords }, args) => inOrderOfId(collectionRecords, args),
      onlineStoreUrl: ({ handle, publishedAt, status }) =>
        publishedAt !== null && status === "ACTIVE"
          ? `https://${store.shop}/products/${handle}`
          : null,
      featuredMedia: ({ id, imageUrl }) =>
        imageUrl === null
          ? null
          : {
              __typename: "MediaImage",
              id: id.replace("/Product/", "/MediaImage/"),
              preview: { __typename: "MediaPreviewImage", image: imageOf(imageUrl) },
            },
      category: () => null,
      metafields: (_, args) => inOrderOfId([], args),
      metafield: () => null,
    }),
    ProductVariant: fieldsOf<VariantRecord>({
      legacyResourceId: legacyId,
      displayName: ({ product, title }) =>
        title === "Default Title" ? product.title : `${product.title} - ${title}`,
      selectedOptions: ({ options }) =>
        options.map((option) => ({ __typename: "SelectedOption", ...option })),
      deliveryProfile: () => store.deliveryProfiles.find((profile) => profile.default) ?? null,
      inventoryQuantity: (variant) => availableOf(store, variant),
      sellableOnlineQuantity: (variant) => availableOf(store, variant),
      image: ({ imageUrl }) => imageOf(imageUrl),
      unitPrice: () => null,
      metafields: (_, args) => inOrderOfId([], args),
      metafield: () => null,
    }),
    Location: fieldsOf<LocationRecord>({
      legacyResourceId: legacyId,
      address: ({ address }) => ({
        __typename: "LocationAddress",
        ...address,
        formatted: [
          address.address1,
          [address.zip, address.city].filter(Boolean).join(" "),
          address.country,
        ].filter(Boolean),
        latitude: null,
        longitude: null,
      }),
      activatable: ({ isActive }) => !isActive,
      deactivatable: ({ isActive }) => isActive,
      deletable: () => false,
      addressVerified: () => false,
      hasActiveInventory: ({ isActive }) => isActive,
      deactivatedAt: ({ isActive, updatedAt }) => (isActive ? null : updatedAt),
      localPickupSettingsV2: () => null,
      hasUnfulfilledOrders: (location) =>
        store.orders.some(({ fulfillmentOrderRecords }) =>
          fulfillmentOrderRecords.some(
            (part) => part.location === location && part.status === "OPEN",
          ),
        ),
      metafields: (_, args) => inOrderOfId([], args),
      metafield: () => null,
    }),
    DeliveryProfile: fieldsOf<DeliveryProfileRecord>({
      profileLocationGroups: ({ groups }) => groups,
      coversAllItems: (profile) => profile.default,
      activeMethodDefinitionsCount: (profile) =>
        methodsOf(profile).filter(({ active }) => active).length,
      originLocationCount: ({ groups }) => groups.flatMap(({ locations }) => locations).length,
      locationsWithoutRatesCount: () => 0,
      zoneCountryCount: ({ groups }) =>
        new Set(groups.flatMap(({ zones }) => zones.flatMap(({ countries }) => countries))).size,
      productVariantsCount: (profile) =>
        count(
          profile.default
            ? store.products.flatMap(({ variantRecords }) => variantRecords).length
            : 0,
        ),
      unassignedLocations: () => [],
    }),
    DeliveryProfileLocationGroup: fieldsOf<DeliveryGroupRecord>({
      locationGroup: (group) => group,
      locationGroupZones: ({ zones }, args) =>
        inOrderOfId(
          zones.map((zone) => ({
            __typename: "DeliveryLocationGroupZone",
            id: zone.id,
            record: zone,
            zone: {
              __typename: "DeliveryZone",
              id: zone.id,
              name: zone.name,
              countries: zone.countries.map((code) => ({
                __typename: "DeliveryCountry",
                id: `gid://shopify/DeliveryCountry/${code}`,
                name: countryName(code),
                translatedName: countryName(code),
                code: { countryCode: code, restOfWorld: false },
                provinces: [],
              })),
            },
          })),
          args,
        ),
    }),
    DeliveryLocationGroup: fieldsOf<DeliveryGroupRecord>({
      locations: ({ locations }, args) => inOrderOfId(locations, args),
      locationsCount: ({ locations }) => count(locations.length),
    }),
    DeliveryLocationGroupZone: fieldsOf<{ record: DeliveryGroupRecord["zones"][number] }>({
      methodDefinitions: ({ record }, args) => inOrderOfId(record.methods, args),
      methodDefinitionCounts: ({ record }) => ({
        participantDefinitionsCount: record.methods.filter(({ rate }) => rate.kind === "carrier")
          .length,
        rateDefinitionsCount: record.methods.filter(({ rate }) => rate.kind === "flat").length,
      }),
    }),
    DeliveryMethodDefinition: fieldsOf<DeliveryMethodRecord>({
      rateProvider: rateOf,
      methodConditions: () => [],
    }),
    DeliveryRateProvider: byTypename,
    GiftCard: fieldsOf<GiftCardRecord>({
      balance: (card) => money(card.currency, new Big(card.remaining)),
      initialValue: (card) => money(card.currency, new Big(card.initial)),
      maskedCode: ({ lastCharacters }) => `•••• •••• •••• ${lastCharacters}`,
      isRedeemable: (card) => card.enabled && new Big(card.remaining).gt("0"),
      recipientAttributes: () => null,
      transactions: ({ transactions }, args) => inOrderOfId(transactions, args),
    }),
    GiftCardTransaction: byTypename,
    GiftCardCreditTransaction: giftCardTransaction,
    GiftCardDebitTransaction: giftCardTransaction,
    GiftCardCashOutTransaction: giftCardTransaction,
    Media: byTypename,
    BulkOperation: fieldsOf<BulkOperationRecord>({
      url: (operation) => urlOf(store, operation),
      partialDataUrl: () => null,
    }),
    Node: byTypename,
  };
}
