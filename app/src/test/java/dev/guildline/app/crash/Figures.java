package dev.guildline.app.crash;

import dev.guildline.app.crash.Talk.Direction;
import dev.guildline.app.crash.Talk.Tagged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** How long things took, by what the far sides have noted. */
final class Figures {
    private Figures() {}

    /** From each kill to the first message that came through afterwards. */
    static String afterKills(List<Talk> talks, List<Instant> kills) {
        NavigableSet<Instant> arrivals = new TreeSet<>();
        for (Talk talk : talks) {
            for (Direction direction : Direction.values()) {
                talk.arrived(direction).forEach(one -> arrivals.add(one.at()));
            }
        }
        List<Duration> times = new ArrayList<>();
        for (Instant kill : kills) {
            Instant first = arrivals.higher(kill);
            if (first != null) {
                times.add(Duration.between(kill, first));
            }
        }
        return "from a kill to the first delivery after it: " + quantiles(times);
    }

    static Instant lastArrival(List<Talk> talks) {
        Instant last = Instant.MIN;
        for (Talk talk : talks) {
            for (Direction direction : Direction.values()) {
                for (Tagged one : talk.arrived(direction)) {
                    last = one.at().isAfter(last) ? one.at() : last;
                }
            }
        }
        return last;
    }

    /** From one far end to the other, for what was written since. */
    static String latency(List<Talk> talks, Instant since) {
        StringBuilder text = new StringBuilder("from end to end");
        for (Direction direction : Direction.values()) {
            List<Duration> times = new ArrayList<>();
            for (Talk talk : talks) {
                Map<Integer, Instant> written = talk.writtenAt(direction);
                for (Tagged one : talk.arrived(direction)) {
                    Instant begun = written.get(one.number());
                    if (begun != null && !begun.isBefore(since)) {
                        times.add(Duration.between(begun, one.at()));
                    }
                }
            }
            text.append("; ").append(direction).append(": ").append(quantiles(times));
        }
        return text.toString();
    }

    static String quantiles(List<Duration> times) {
        if (times.isEmpty()) {
            return "none";
        }
        Collections.sort(times);
        return String.format(
                Locale.ROOT,
                "p50 %s, p99 %s, longest %s (of %d)",
                millis(times, 0.5),
                millis(times, 0.99),
                millis(times, 1),
                times.size());
    }

    private static String millis(List<Duration> sorted, double share) {
        int at = (int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size()));
        return String.format(Locale.ROOT, "%.1f ms", sorted.get(at).toNanos() / 1e6);
    }
}
