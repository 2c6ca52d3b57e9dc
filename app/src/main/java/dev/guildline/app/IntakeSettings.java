package dev.guildline.app;

import dev.guildline.core.admission.IntakeBudget;
import java.time.Duration;
import java.util.Map;

/** How fast what customers write is passed on, from the settings. */
final class IntakeSettings {
    private static final String BURST = "LIMIT_BURST";
    private static final String PER_MINUTE = "LIMIT_PER_MINUTE";
    private static final String OVERALL = "LIMIT_OVERALL_PER_SECOND";

    private IntakeSettings() {}

    /**
     * Reads the budget: twenty messages of a customer at once, then one a second, and no limit over all, if not said
     * otherwise.
     *
     * @throws IllegalArgumentException naming the key that cannot be used
     */
    static IntakeBudget from(Map<String, String> settings) {
        int perMinute = number(settings, PER_MINUTE, 60, 0);
        return new IntakeBudget(
                number(settings, BURST, 20, 1),
                perMinute == 0 ? Duration.ZERO : Duration.ofMinutes(1).dividedBy(perMinute),
                number(settings, OVERALL, 0, 0));
    }

    private static int number(Map<String, String> settings, String key, int unlessSet, int least) {
        String value = settings.get(key);
        if (value == null) {
            return unlessSet;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + ": '" + value + "' is no number; use " + least + " or more", e);
        }
        throw new IllegalArgumentException(key + ": " + value + " is too small; use " + least + " or more");
    }
}
