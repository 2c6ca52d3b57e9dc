package dev.guildline.adapter.languagemodel;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;

/** How long an endpoint wants to be left alone: seconds or a date. */
final class RetryAfter {
    private static final Duration UNSAID = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final InstantSource clock;

    RetryAfter(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Reads it.
     *
     * @param restAnyway whether there is to be a rest if nothing is said
     * @return the time, at most an hour; zero for none
     */
    Duration of(HttpHeaders head, boolean restAnyway) {
        Duration unsaid = restAnyway ? UNSAID : Duration.ZERO;
        return head.firstValue("Retry-After")
                .map(value -> parsed(value.strip(), unsaid))
                .orElse(unsaid);
    }

    private Duration parsed(String value, Duration otherwise) {
        Duration said;
        try {
            said = value.matches("\\d{1,9}(\\.\\d+)?")
                    ? Duration.ofSeconds((long) Math.ceil(Double.parseDouble(value)))
                    : Duration.between(
                            clock.instant(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from));
        } catch (DateTimeException e) {
            return otherwise;
        }
        if (said.isNegative()) {
            return Duration.ZERO;
        }
        return said.compareTo(LONGEST) > 0 ? LONGEST : said;
    }
}
