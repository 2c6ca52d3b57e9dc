package dev.guildline.adapter.discord;

import dev.guildline.core.port.channel.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;

/**
 * Finds the parts of a message that was sent. Only the last one's id is known. A short text has no other; those of a
 * longer one are found before it by what they say, or by what an earlier attempt has made of them.
 */
final class SentPlaces {
    private static final int PAGE = 100;
    /** Shorter texts were sent as one part, whatever was added to them. */
    private static final int SURELY_ONE_PART = 1_500;
    /** The far clock may go before ours by so much. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final String name;
    private final Instant earliest;
    private final List<String> before;
    private final List<String> after;

    SentPlaces(SentMessage sent, List<String> before, List<String> after) {
        this.name = sent.name().value();
        this.earliest = sent.message().at().minus(SKEW);
        this.before = before;
        this.after = after;
    }

    /** The ids in order, at least the last; empty for a part that is not there. */
    CompletableFuture<List<Optional<String>>> in(MessageChannel channel) {
        boolean one = before.size() <= 1
                && before.stream().allMatch(text -> text.codePointCount(0, text.length()) <= SURELY_ONE_PART);
        if (one) {
            return CompletableFuture.completedFuture(List.of(Optional.of(name)));
        }
        long behind = Long.parseUnsignedLong(name) + 1;
        return channel.getHistoryBefore(behind, PAGE)
                .submit()
                .thenApply(history -> among(history.getRetrievedHistory()));
    }

    private List<Optional<String>> among(List<Message> newestFirst) {
        List<Message> ours = newestFirst.stream()
                .filter(message -> message.getAuthor().equals(message.getJDA().getSelfUser()))
                .filter(message -> !message.getTimeCreated().toInstant().isBefore(earliest))
                .toList();
        List<Optional<String>> lastFirst = new ArrayList<>();
        lastFirst.add(Optional.of(name));
        if (!ours.isEmpty() && ours.get(0).getId().equals(name)) {
            int next = 1;
            // The last part may be nothing but what was added to the text.
            int part = before.size() - (isPart(ours.get(0), before.size() - 1) ? 2 : 1);
            for (; part >= 0; part--) {
                int at = next;
                while (at < ours.size() && !isPart(ours.get(at), part)) {
                    at++;
                }
                boolean found = at < ours.size();
                lastFirst.add(found ? Optional.of(ours.get(at).getId()) : Optional.empty());
                next = found ? at + 1 : next;
            }
        }
        Collections.reverse(lastFirst);
        return lastFirst;
    }

    private boolean isPart(Message message, int part) {
        String text = message.getContentRaw().strip();
        int moved = part - Math.max(0, before.size() - after.size());
        boolean last = part == before.size() - 1;
        return (last
                        ? text.startsWith(before.get(part).strip())
                        : text.equals(before.get(part).strip()))
                || (moved >= 0
                        && moved < after.size()
                        && text.equals(after.get(moved).strip()));
    }
}
