package dev.guildline.adapter.discord;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLHandshakeException;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.PermissionException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;
import org.jspecify.annotations.Nullable;

/** Says what a failure of Discord or of JDA means for the one who asked. */
final class DiscordErrors {
    static final int UNKNOWN_CHANNEL = 10003;
    static final int ALREADY_ACKNOWLEDGED = 40060;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private DiscordErrors() {}

    /** The failure as the port tells it; {@code what} names what was tried, with ids only. */
    static PortException of(Throwable thrown, String what) {
        Throwable failure = unwrapped(thrown);
        if (failure instanceof PortException known) {
            return known;
        }
        if (failure instanceof ErrorResponseException answer) {
            return ofAnswer(answer, what);
        }
        if (failure instanceof RateLimitedException limited) {
            return new PortException.Retryable(
                    what + ": too many requests", failure, positive(Duration.ofMillis(limited.getRetryAfter())));
        }
        if (failure instanceof RejectedExecutionException) {
            return new PortException.Retryable(what + ": JDA is shut down", failure);
        }
        if (failure instanceof PermissionException) {
            return refused(Refusal.NOT_ALLOWED, what, "a permission is missing", failure);
        }
        if (failure instanceof UnsupportedOperationException) {
            return refused(Refusal.CUSTOMER_UNREACHABLE, what, "bots cannot write to bots", failure);
        }
        if (failure instanceof IllegalArgumentException || failure instanceof IllegalStateException) {
            return refused(Refusal.INVALID, what, "JDA does not accept the content", null);
        }
        return new PortException.OutcomeUnknown(what + ": " + failure.getClass().getSimpleName(), failure);
    }

    /** Discord's own error code, or 0 if the failure is none of Discord's. */
    static int code(Throwable thrown) {
        return unwrapped(thrown) instanceof ErrorResponseException answer ? answer.getErrorCode() : 0;
    }

    /** A few words for the log: what and where, without anything a customer wrote. */
    static String brief(Throwable thrown) {
        Throwable failure = unwrapped(thrown);
        String kind = failure.getClass().getSimpleName();
        if (failure instanceof PortException) {
            return kind + " (" + failure.getMessage() + ")";
        }
        if (failure instanceof ErrorResponseException answer) {
            return kind + " " + answer.getErrorCode();
        }
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? kind : kind + " at " + trace[0];
    }

    private static PortException ofAnswer(ErrorResponseException answer, String what) {
        Exception transport = answer.getResponse().getException();
        if (transport != null) {
            return neverLeft(transport)
                    ? new PortException.Retryable(what + ": Discord cannot be reached", answer)
                    : new PortException.OutcomeUnknown(what + ": the connection broke", answer);
        }
        int code = answer.getErrorCode();
        int status = answer.getResponse().code;
        String told = "code " + code + ", status " + status;
        return switch (code) {
            case 50007, 50278, 50033 -> refused(Refusal.CUSTOMER_UNREACHABLE, what, told, answer);
            case 40001, 50001, 50013, 50014 -> refused(Refusal.NOT_ALLOWED, what, told, answer);
            case 20009, 40005, 50006, 50035, 50109, 200000, 240000 -> refused(Refusal.INVALID, what, told, answer);
            case 20016, 20028, 20029, 40003, 40004, 40006, 40062, 130000 -> busy(answer, what + ": " + told);
            default -> ofStatus(status, answer, what, told);
        };
    }

    private static PortException ofStatus(int status, ErrorResponseException answer, String what, String told) {
        if (status == TOO_MANY_REQUESTS) {
            return busy(answer, what + ": " + told);
        }
        if (status >= SERVER_ERRORS || status < 400) {
            return new PortException.OutcomeUnknown(what + ": " + told, answer);
        }
        Refusal why = switch (status) {
            case 401, 403 -> Refusal.NOT_ALLOWED;
            case 404 -> Refusal.NOT_FOUND;
            default -> Refusal.INVALID;
        };
        return refused(why, what, told, answer);
    }

    private static PortException busy(ErrorResponseException answer, String told) {
        return new PortException.Retryable(told, answer, positive(Duration.ofMillis(answer.getResponse().retryAfter)));
    }

    private static PortException refused(Refusal why, String what, String told, @Nullable Throwable cause) {
        return new PortException.Permanent(why, what + ": " + told, cause);
    }

    /** Whether the request certainly did not reach Discord: no connection came about. */
    private static boolean neverLeft(Throwable transport) {
        if (transport instanceof SocketTimeoutException timeout) {
            String message =
                    timeout.getMessage() == null ? "" : timeout.getMessage().toLowerCase(Locale.ROOT);
            return message.startsWith("failed to connect") || message.contains("connect timed out");
        }
        return transport instanceof ConnectException
                || transport instanceof UnknownHostException
                || transport instanceof NoRouteToHostException
                || transport instanceof SSLHandshakeException;
    }

    private static @Nullable Duration positive(Duration wait) {
        return wait.isNegative() || wait.isZero() ? null : wait;
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable failure = thrown;
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }
}
