package dev.guildline.adapter.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/**
 * Looks into a channel's recent history for what an earlier attempt may have left there. Needed because Discord
 * recognises a nonce for some minutes only.
 */
final class EarlierAttempt {
    private static final int PAGE = 50;
    /** The far clock may go before ours by so much. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final List<Message> recent;
    private final SentParts known;

    private EarlierAttempt(List<Message> recent, SentParts known) {
        this.recent = recent;
        this.known = known;
    }

    static CompletableFuture<EarlierAttempt> in(MessageChannel channel, SentParts known) {
        return channel.getHistory()
                .retrievePast(PAGE)
                .submit()
                .thenApply(recent -> new EarlierAttempt(List.copyOf(recent), known));
    }

    /** The message that the part has become, if it is there; one of before {@code madeAt} is an older one alike. */
    Optional<String> find(String nonce, MessageCreateData part, Instant madeAt) {
        Instant earliest = madeAt.minus(SKEW);
        return recent.stream()
                .filter(message -> message.getAuthor().equals(message.getJDA().getSelfUser()))
                .filter(message -> nonce.equals(message.getNonce())
                        || (!message.getTimeCreated().toInstant().isBefore(earliest)
                                && !known.isOther(message.getId(), nonce)
                                && alike(message, part)))
                .map(Message::getId)
                .findFirst();
    }

    private static boolean alike(Message message, MessageCreateData part) {
        return message.getContentRaw().strip().equals(part.getContent().strip())
                && message.getEmbeds().size() >= part.getEmbeds().size()
                && message.getComponents().size() == part.getComponents().size();
    }
}
