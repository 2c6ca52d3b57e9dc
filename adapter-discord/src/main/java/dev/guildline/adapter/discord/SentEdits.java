package dev.guildline.adapter.discord;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.port.channel.SentMessage;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.utils.messages.MessageEditBuilder;
import net.dv8tion.jda.api.utils.messages.MessageEditData;

/**
 * Changes what was sent, one request for each part. The last part stays the last, so that a change that was interrupted
 * can be made again: a shorter text takes the place of the last parts, and what is left of a longer one is sent behind,
 * because Discord lets nothing be put in between.
 */
final class SentEdits {
    private static final int UNKNOWN_MESSAGE = 10008;

    /** Sends what is left of a text that has become longer. */
    @FunctionalInterface
    interface Behind {
        /** Completes with the id of the last part. */
        CompletableFuture<String> send(int firstPart);
    }

    private final MessageChannel channel;
    private final SentMessage sent;
    private final List<String> before;

    SentEdits(MessageChannel channel, SentMessage sent, List<String> before) {
        this.channel = channel;
        this.sent = sent;
        this.before = before;
    }

    /** Completes with the id of the last part from now on. */
    CompletableFuture<String> edit(List<String> after, Behind behind) {
        return new SentPlaces(sent, before, after).in(channel).thenCompose(places -> {
            int surplus = Math.max(0, places.size() - after.size());
            if (places.stream().skip(surplus).anyMatch(Optional::isEmpty)) {
                return CompletableFuture.failedFuture(new PortException.Permanent(
                        Refusal.NOT_FOUND,
                        "delivery " + sent.delivery() + ": a part of the message is not there",
                        null));
            }
            CompletableFuture<String> last = CompletableFuture.completedFuture("");
            for (int part = 0; part < places.size(); part++) {
                int number = part;
                last = last.thenCompose(done -> number < surplus
                        ? delete(places.get(number))
                        : edit(places.get(number).orElseThrow(), after.get(number - surplus)));
            }
            return places.size() < after.size() ? last.thenCompose(done -> behind.send(places.size())) : last;
        });
    }

    /** Completes when no part is left. The last one goes last: the others are found by it. */
    CompletableFuture<Void> delete() {
        return new SentPlaces(sent, before, List.of()).in(channel).thenCompose(places -> {
            CompletableFuture<String> last = CompletableFuture.completedFuture("");
            for (Optional<String> place : places) {
                last = last.thenCompose(done -> delete(place));
            }
            return last.thenApply(done -> null);
        });
    }

    private CompletableFuture<String> edit(String id, String text) {
        MessageEditData edit = new MessageEditBuilder()
                .setContent(text)
                .setAllowedMentions(EnumSet.noneOf(Message.MentionType.class))
                .mentionRepliedUser(false)
                .build();
        return channel.editMessageById(id, edit).submit().thenApply(Message::getId);
    }

    /** What is gone is as good as deleted. */
    private CompletableFuture<String> delete(Optional<String> id) {
        if (id.isEmpty()) {
            return CompletableFuture.completedFuture("");
        }
        CompletionStage<String> deletion =
                channel.deleteMessageById(id.get()).submit().thenApply(done -> "");
        return deletion.toCompletableFuture()
                .exceptionallyCompose(failure -> DiscordErrors.code(failure) == UNKNOWN_MESSAGE
                        ? CompletableFuture.completedFuture("")
                        : CompletableFuture.failedFuture(failure));
    }
}
