package dev.guildline.adapter.twilio;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Twilio answered a call with an error. */
final class RefusedCall extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The HTTP status. */
    private final int status;

    /** Twilio's error code, 0 if the answer did not have one. */
    private final int code;

    /** How long Twilio asked to wait; null if it did not say. */
    private final @Nullable Duration retryAfter;

    RefusedCall(String call, int status, int code, @Nullable Duration retryAfter) {
        super(call + " was answered with status " + status + (code == 0 ? "" : ", code " + code));
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    boolean isOneOf(int... codes) {
        for (int each : codes) {
            if (code == each) {
                return true;
            }
        }
        return false;
    }
}
