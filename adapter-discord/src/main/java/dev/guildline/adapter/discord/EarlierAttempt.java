package dev.guildline.adapter.discord;

import dev.guildline.core.port.channel.OutboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.utils.MiscUtil;
import net.dv8tion.jda.api.utils.TimeUtil;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/**
 * What an earlier attempt may have left in a channel. Needed because Discord recognises a nonce for some minutes only,
 * and does not tell it afterwards: what the bot wrote since the last message that is known to have come before, in the
 * same words, is it.
 */
final class EarlierAttempt {
    private static final int PAGE = 100;
    /** The far clock may go before ours by so much. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final List<Message> since;
    private final SentParts known;

    private EarlierAttempt(List<Message> since, SentParts known) {
        this.since = since;
        this.known = known;
    }

    /** Reads what came after a message that is known to be earlier or, if there is none, since this one was made. */
    static CompletableFuture<EarlierAttempt> of(OutboundMessage message, MessageChannel channel, SentParts known) {
        long after = message.after()
                .map(ref -> MiscUtil.parseSnowflake(ref.value()))
                .orElseGet(() -> TimeUtil.getDiscordTimestamp(
                        message.message().at().minus(SKEW).toEpochMilli()));
        List<Message> found = new ArrayList<>();
        return read(channel, Math.max(1, after), found).thenApply(done -> new EarlierAttempt(found, known));
    }

    private static CompletableFuture<Void> read(MessageChannel channel, long after, List<Message> found) {
        return channel.getHistoryAfter(after, PAGE).submit().thenCompose(page -> {
            List<Message> newestFirst = page.getRetrievedHistory();
            found.addAll(0, newestFirst);
            return newestFirst.size() < PAGE
                    ? CompletableFuture.completedFuture(null)
                    : read(channel, newestFirst.get(0).getIdLong(), found);
        });
    }

    /** The message that the part has become, if it is there. */
    Optional<String> find(String nonce, MessageCreateData part) {
        for (int i = since.size() - 1; i >= 0; i--) {
            Message message = since.get(i);
            if (message.getAuthor().equals(message.getJDA().getSelfUser())
                    && !known.isOther(message.getId(), nonce)
                    && alike(message, part)) {
                return Optional.of(message.getId());
            }
        }
        return Optional.empty();
    }

    private static boolean alike(Message message, MessageCreateData part) {
        return message.getContentRaw().strip().equals(part.getContent().strip())
                && message.getEmbeds().size() >= part.getEmbeds().size()
                && message.getComponents().size() == part.getComponents().size()
                && message.getAttachments().size() == part.getFiles().size();
    }
}
