package dev.guildline.sandbox.twilio;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One webhook call the sandbox made, or dropped because a fault said so.
 *
 * @param at when it was made
 * @param event the event, for example {@code onMessageAdded} or {@code reservation.accepted}
 * @param url where it went
 * @param parameters the form as sent
 * @param subject the conversation or task it was about
 * @param status the status answered; null where nobody answered in time, or nothing was sent
 * @param failure why there is no status; null where there is one
 * @param took from sending to the answer or the failure
 */
public record WebhookDelivery(
        Instant at,
        String event,
        String url,
        Map<String, String> parameters,
        String subject,
        @Nullable Integer status,
        @Nullable String failure,
        Duration took) {

    /** Copies the parameters, keeping their order. */
    public WebhookDelivery {
        parameters = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(parameters));
    }
}
