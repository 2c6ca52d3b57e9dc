package dev.guildline.app;

import dev.guildline.core.message.AttachmentPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which files are passed on, from the settings. */
final class AttachmentSettings {
    static final String LARGEST = "ATTACHMENT_MAX_MIB";
    static final String MOST = "ATTACHMENT_MAX_FILES";
    static final String TYPES = "ATTACHMENT_TYPES";

    /** What Discord takes from a bot. */
    private static final int LARGEST_MIB = 10;

    private static final int MOST_FILES = 10;

    private AttachmentSettings() {}

    /**
     * Reads the policy.
     *
     * @throws IllegalArgumentException naming the setting that cannot be used
     */
    static AttachmentPolicy policy(Map<String, String> settings) {
        AttachmentPolicy usual = AttachmentPolicy.DEFAULT;
        long largest =
                (long) number(settings, LARGEST, LARGEST_MIB, 1, LARGEST_MIB, "Discord takes no larger ones") << 20;
        int most = number(settings, MOST, usual.most(), 0, MOST_FILES, "a message on Discord has no more");
        String types = settings.getOrDefault(TYPES, "").strip();
        try {
            return new AttachmentPolicy(largest, most, types.isEmpty() ? usual.types() : list(types));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(TYPES + ": " + e.getMessage(), e);
        }
    }

    private static List<String> list(String types) {
        return Stream.of(types.split(",", -1))
                .map(String::strip)
                .filter(type -> !type.isEmpty())
                .toList();
    }

    private static int number(
            Map<String, String> settings, String key, int otherwise, int least, int most, String why) {
        String value = settings.getOrDefault(key, "").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Said below.
        }
        throw new IllegalArgumentException(
                key + " must be a number from " + least + " to " + most + " (" + why + "), not '" + value + "'");
    }
}
