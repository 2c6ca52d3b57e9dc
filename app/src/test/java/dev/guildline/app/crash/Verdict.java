package dev.guildline.app.crash;

import dev.guildline.app.crash.Talk.Direction;
import dev.guildline.app.crash.Talk.Tagged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What came to the far ends, compared with what was written.
 *
 * @param written how many messages were written
 * @param lost how many of them never arrived
 * @param duplicated how many arrived once too often
 * @param reordered how many arrived after a later one
 * @param details what is wrong, for people
 */
record Verdict(int written, int lost, int duplicated, int reordered, List<String> details) {
    static Verdict of(List<Talk> talks) {
        int written = 0;
        int lost = 0;
        int duplicated = 0;
        int reordered = 0;
        List<String> details = new ArrayList<>();
        for (Talk talk : talks) {
            for (Direction direction : Direction.values()) {
                int expected = talk.written(direction);
                written += expected;
                Set<Integer> seen = new HashSet<>();
                int highest = 0;
                for (Tagged one : talk.arrived(direction)) {
                    String which = "message " + one.number() + " " + direction + " of talk " + talk.number() + " at "
                            + one.at();
                    if (!seen.add(one.number())) {
                        duplicated++;
                        details.add(which + " came again");
                    } else if (one.number() < highest) {
                        reordered++;
                        details.add(which + " came after message " + highest);
                    }
                    highest = Math.max(highest, one.number());
                }
                for (int number = 1; number <= expected; number++) {
                    if (!seen.contains(number)) {
                        lost++;
                        details.add(
                                "message " + number + " " + direction + " of talk " + talk.number() + " never came");
                    }
                }
            }
        }
        return new Verdict(written, lost, duplicated, reordered, details);
    }

    static int written(List<Talk> talks) {
        int sum = 0;
        for (Talk talk : talks) {
            for (Direction direction : Direction.values()) {
                sum += talk.written(direction);
            }
        }
        return sum;
    }

    /** How many have arrived, each counted once. */
    static int arrived(List<Talk> talks) {
        int sum = 0;
        for (Talk talk : talks) {
            for (Direction direction : Direction.values()) {
                sum += (int) talk.arrived(direction).stream()
                        .map(Tagged::number)
                        .distinct()
                        .count();
            }
        }
        return sum;
    }

    boolean isFlawless() {
        return lost + duplicated + reordered == 0;
    }

    @Override
    public String toString() {
        return written + " messages: lost / duplicated / reordered = " + lost + " / " + duplicated + " / " + reordered;
    }
}
