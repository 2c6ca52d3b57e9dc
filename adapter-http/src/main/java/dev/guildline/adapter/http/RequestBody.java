package dev.guildline.adapter.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;

/** What came of reading a request's body. Never holds more than the cap, whatever the request's headers promise. */
sealed interface RequestBody {
    /** The body came whole. */
    final class Whole implements RequestBody {
        private final byte[] bytes;

        private Whole(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** There is more than the cap allows. */
    record TooLarge() implements RequestBody {}

    /** The sender broke off, or did not keep to the protocol. */
    record BrokenOff() implements RequestBody {}

    /** The sender took too long. */
    record TooSlow() implements RequestBody {}

    /** What is read and thrown away of a body that is too large, so that its sender lives to see the answer. */
    int THROWN_AWAY_AT_MOST = 1 << 20;

    /**
     * Reads a body. Blocks until it is there, or the time is up and the sender stirs once more or idles out.
     *
     * @param declared its length by the request's headers, -1 if they do not tell
     */
    static RequestBody read(InputStream in, long declared, int cap, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        try {
            if (declared > cap) {
                return throwAway(in, deadline);
            }
            byte[] bytes = new byte[declared >= 0 ? (int) declared : Math.min(cap, 4096)];
            int length = 0;
            while (true) {
                if (System.nanoTime() - deadline > 0) {
                    return new TooSlow();
                }
                if (length == bytes.length) {
                    int next = in.read();
                    if (next < 0) {
                        return new Whole(bytes);
                    }
                    if (length == cap) {
                        return throwAway(in, deadline);
                    }
                    bytes = Arrays.copyOf(bytes, (int) Math.min(cap, Math.max(64L, 2L * length)));
                    bytes[length++] = (byte) next;
                } else {
                    int read = in.read(bytes, length, bytes.length - length);
                    if (read < 0) {
                        return declared >= 0 ? new BrokenOff() : new Whole(Arrays.copyOf(bytes, length));
                    }
                    length += read;
                }
            }
        } catch (IOException e) {
            return e.getCause() instanceof TimeoutException ? new TooSlow() : new BrokenOff();
        }
    }

    private static RequestBody throwAway(InputStream in, long deadline) {
        byte[] scrap = new byte[8192];
        try {
            int thrownAway = 0;
            while (thrownAway < THROWN_AWAY_AT_MOST && System.nanoTime() - deadline < 0) {
                int read = in.read(scrap);
                if (read < 0) {
                    break;
                }
                thrownAway += read;
            }
        } catch (IOException e) {
            return new TooLarge();
        }
        return new TooLarge();
    }
}
