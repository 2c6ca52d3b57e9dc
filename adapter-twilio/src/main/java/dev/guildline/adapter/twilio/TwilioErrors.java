package dev.guildline.adapter.twilio;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.PortException.OutcomeUnknown;
import dev.guildline.core.error.PortException.Permanent;
import dev.guildline.core.error.PortException.Retryable;
import dev.guildline.core.error.Refusal;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/** The one place where failures of Twilio become failures of the port. */
final class TwilioErrors {
    static final int CONVERSATION_NOT_FOUND = 50350;
    static final int UNIQUE_NAME_TAKEN = 50353;
    static final int CONVERSATION_CLOSED = 50377;
    static final int CONCURRENT_CREATE = 50391;
    static final int PARTICIPANT_EXISTS = 50433;
    static final int INTERACTION_EXISTS = 45353;
    static final int CHANNEL_CLOSED = 45354;
    static final int NOT_FOUND = 20404;

    private static final int TOO_MANY_REQUESTS = 20429;
    private static final int TOO_MANY_CHANGES = 45780;

    private TwilioErrors() {}

    static PortException map(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof PortException already) {
            return already;
        } else if (cause instanceof RefusedCall refused) {
            return refused(refused);
        } else if (cause instanceof UnansweredCall unanswered) {
            return unanswered.maybeSent()
                    ? new OutcomeUnknown(message(cause), cause)
                    : new Retryable(message(cause), cause);
        } else if (cause instanceof RejectedExecutionException) {
            return new Retryable("too many calls to Twilio are waiting already", cause);
        }
        return new OutcomeUnknown(
                "a call to Twilio ended with " + cause.getClass().getSimpleName(), cause);
    }

    private static PortException refused(RefusedCall refused) {
        String message = message(refused);
        if (refused.status() == 429 || refused.code() == TOO_MANY_REQUESTS) {
            return new Retryable(message, refused, refused.retryAfter());
        } else if (refused.isOneOf(CONCURRENT_CREATE, TOO_MANY_CHANGES)) {
            return new Retryable(message, refused);
        } else if (refused.isOneOf(CONVERSATION_CLOSED, CHANNEL_CLOSED)) {
            return new Permanent(Refusal.FAR_SIDE_CLOSED, message, refused);
        } else if (refused.status() >= 500 || isFlexTrouble(refused.code())) {
            return new OutcomeUnknown(message, refused);
        } else if (refused.status() == 404 || refused.isOneOf(NOT_FOUND, CONVERSATION_NOT_FOUND)) {
            return new Permanent(Refusal.NOT_FOUND, message, refused);
        } else if (refused.status() == 401 || refused.status() == 403) {
            return new Permanent(Refusal.NOT_ALLOWED, message, refused);
        } else if (refused.status() == 408) {
            return new OutcomeUnknown(message, refused);
        }
        return new Permanent(Refusal.INVALID, message, refused);
    }

    /** Something behind Flex failed; whether anything came of the call is not told. */
    private static boolean isFlexTrouble(int code) {
        return switch (code) {
            case 45352, 45356, 45357, 45360, 45361, 45363 -> true;
            default -> false;
        };
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
