package dev.guildline.sandbox.twilio.studio;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the definition of a widget type may and must contain.
 *
 * @param required properties that must be there and not empty
 * @param optional properties that may be there
 * @param events the events its transitions may name
 */
record WidgetShape(Set<String> required, Set<String> optional, Set<String> events) {

    private static final Map<String, WidgetShape> SHAPES = Map.of(
            "trigger",
            new WidgetShape(
                    Set.of(),
                    Set.of(),
                    Set.of(
                            "incomingMessage",
                            "incomingCall",
                            "incomingConversationMessage",
                            "incomingRequest",
                            "incomingParent")),
            "make-http-request",
            new WidgetShape(
                    Set.of("method", "url", "content_type"),
                    Set.of("body", "parameters", "add_twilio_auth", "timeout"),
                    Set.of("success", "failed")),
            "split-based-on",
            new WidgetShape(Set.of("input"), Set.of(), Set.of("noMatch", "match")),
            "set-variables",
            new WidgetShape(Set.of(), Set.of("variables"), Set.of("next")),
            "send-to-flex",
            new WidgetShape(
                    Set.of("workflow", "channel"),
                    Set.of("attributes", "priority", "timeout", "waitUrl", "waitUrlMethod"),
                    Set.of("callComplete", "failedToEnqueue", "callFailure")),
            "send-message",
            new WidgetShape(
                    Set.of("from", "to", "body"),
                    Set.of("service", "channel", "attributes", "media_url", "message_type"),
                    Set.of("sent", "failed")),
            "send-and-wait-for-reply",
            new WidgetShape(
                    Set.of("from", "body", "timeout"),
                    Set.of("service", "channel", "attributes", "media_url", "message_type"),
                    Set.of("incomingMessage", "timeout", "deliveryFailure")));

    static @Nullable WidgetShape of(String type) {
        return SHAPES.get(type);
    }

    static String known() {
        return String.join(", ", SHAPES.keySet().stream().sorted().toList());
    }
}
