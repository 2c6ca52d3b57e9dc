package dev.guildline.core.error;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A technical failure at a port, told apart by what the caller should do. Messages carry ids and codes, never a
 * customer's words, names or secrets.
 */
public abstract sealed class PortException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private PortException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** It certainly did not happen; the same call may succeed later. */
    public static final class Retryable extends PortException {
        @Serial
        private static final long serialVersionUID = 1L;

        /** How long the far side asked to wait; null if it did not say. */
        private final @Nullable Duration retryAfter;

        /**
         * Makes one without a wish of the far side.
         *
         * @param message what happened, with ids and codes
         * @param cause what the library threw, or null
         */
        public Retryable(String message, @Nullable Throwable cause) {
            this(message, cause, null);
        }

        /**
         * Makes one.
         *
         * @param message what happened, with ids and codes
         * @param cause what the library threw, or null
         * @param retryAfter how long the far side asked to wait, or null
         */
        public Retryable(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        /**
         * How long the far side asked to wait.
         *
         * @return the time, empty if it did not say
         */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /** It did not happen and never will, however often it is tried. */
    public static final class Permanent extends PortException {
        @Serial
        private static final long serialVersionUID = 1L;

        /** Why. */
        private final Refusal reason;

        /**
         * Makes one.
         *
         * @param reason why
         * @param message what happened, with ids and codes
         * @param cause what the library threw, or null
         */
        public Permanent(Refusal reason, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.reason = reason;
        }

        /**
         * Why it never will.
         *
         * @return the reason
         */
        public Refusal reason() {
            return reason;
        }
    }

    /** It may have happened: look before doing it again. */
    public static final class OutcomeUnknown extends PortException {
        @Serial
        private static final long serialVersionUID = 1L;

        /**
         * Makes one.
         *
         * @param message what happened, with ids and codes
         * @param cause what the library threw, or null
         */
        public OutcomeUnknown(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
