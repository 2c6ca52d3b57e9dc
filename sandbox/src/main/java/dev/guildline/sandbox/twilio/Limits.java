package dev.guildline.sandbox.twilio;

import java.nio.charset.StandardCharsets;

/** Sizes and formats that several resources share. */
final class Limits {
    static final int LARGE_ATTRIBUTES = 16 * 1024;
    static final int SMALL_ATTRIBUTES = 4 * 1024;
    static final int MESSAGE_BODY = 32 * 1024;
    static final int NAME = 256;
    static final int PARTICIPANTS = 100;
    static final int SCOPED_WEBHOOKS = 5;
    static final int TRIGGER_WORDS = 5;

    private Limits() {}

    /** Attributes must be JSON and no larger than the resource allows. */
    static String attributes(String text, int limit) {
        if (text.getBytes(StandardCharsets.UTF_8).length > limit) {
            throw TwilioError.invalid("Attributes", "longer than " + limit / 1024 + " KB");
        }
        if (Json.parse(text) == null) {
            throw TwilioError.invalid("Attributes", "not valid JSON");
        }
        return text;
    }

    static String name(String parameter, String text) {
        if (text.length() > NAME) {
            throw TwilioError.invalid(parameter, "longer than " + NAME + " characters");
        }
        return text;
    }

    static String body(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MESSAGE_BODY) {
            throw TwilioError.invalid("Body", "longer than " + MESSAGE_BODY / 1024 + " KB");
        }
        return text;
    }
}
