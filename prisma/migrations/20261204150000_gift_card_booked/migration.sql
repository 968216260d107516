-- Planned anew for each card: a plan made while there were no entries reads all of them for each card of a large file.
ALTER FUNCTION "giftCardOff"() SET plan_cache_mode = force_custom_plan;
