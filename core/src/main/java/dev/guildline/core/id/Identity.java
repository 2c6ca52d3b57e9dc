package dev.guildline.core.id;

/** What every textual identity must keep to. */
final class Identity {
    private static final int LONGEST = 255;

    private Identity() {}

    static String checked(String kind, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(kind + " must not be blank");
        }
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException(kind + " must not be longer than " + LONGEST + " characters");
        }
        return value;
    }
}
