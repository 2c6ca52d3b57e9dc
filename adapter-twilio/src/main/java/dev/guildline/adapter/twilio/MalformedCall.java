package dev.guildline.adapter.twilio;

import java.io.Serial;

/** A webhook call that does not say what it should. The message names the field, never what is in it. */
final class MalformedCall extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    MalformedCall(String message) {
        super(message, null, false, false);
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
