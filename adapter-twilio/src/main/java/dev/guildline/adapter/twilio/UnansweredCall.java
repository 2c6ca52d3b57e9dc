package dev.guildline.adapter.twilio;

import java.io.Serial;

/** A call got no answer. */
final class UnansweredCall extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Whether the call may have reached Twilio. */
    private final boolean maybeSent;

    UnansweredCall(String call, boolean maybeSent, Throwable cause) {
        super(call + (maybeSent ? " got no answer" : " could not be sent"), cause);
        this.maybeSent = maybeSent;
    }

    boolean maybeSent() {
        return maybeSent;
    }
}
