package dev.guildline.sandbox.discord;

import java.io.Serial;

/** What was waited for did not happen in time; the message says what was there instead. */
public final class SandboxTimeoutException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    SandboxTimeoutException(String message) {
        super(message);
    }
}
