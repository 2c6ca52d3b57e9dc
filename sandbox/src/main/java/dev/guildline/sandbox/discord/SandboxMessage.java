package dev.guildline.sandbox.discord;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message as a person sees it at one moment; a later edit makes a new record.
 *
 * @param id Discord id; ids grow with time
 * @param channelId id of the channel
 * @param authorId id of the account that wrote it
 * @param author name shown for that account
 * @param fromBot whether the bot wrote it
 * @param content its text as sent, with Discord's markup
 * @param embeds cards in order
 * @param components outermost components in order
 * @param attachments files in order
 * @param mentions ids of the people it mentions, as far as the sender allowed
 * @param mentionsEveryone whether everybody was pinged
 * @param repliesTo id of the message it replies to; null if none
 * @param ephemeral whether only one person sees it
 * @param thinking whether it is the placeholder of a deferred answer
 * @param edited whether it was edited after it was sent
 * @param crossposted whether an announcement was published to followers
 * @param silent whether it came without a notification
 * @param reactions number of people per emoji
 * @param threadId id of the thread that was started from it; null if none
 * @param command the command it is the answer of, with a slash if it is a slash command; empty if it answers none
 * @param commandBy name shown for the person who used that command; empty if none
 * @param sentAt when it was sent
 */
public record SandboxMessage(
        String id,
        String channelId,
        String authorId,
        String author,
        boolean fromBot,
        String content,
        List<SandboxEmbed> embeds,
        List<SandboxComponent> components,
        List<SandboxAttachment> attachments,
        List<String> mentions,
        boolean mentionsEveryone,
        @Nullable String repliesTo,
        boolean ephemeral,
        boolean thinking,
        boolean edited,
        boolean crossposted,
        boolean silent,
        Map<String, Integer> reactions,
        @Nullable String threadId,
        String command,
        String commandBy,
        Instant sentAt) {
    private static final int BUTTON = 2;

    public SandboxMessage {
        embeds = List.copyOf(embeds);
        components = List.copyOf(components);
        attachments = List.copyOf(attachments);
        mentions = List.copyOf(mentions);
        reactions = Map.copyOf(reactions);
    }

    /**
     * The buttons in order, wherever they sit.
     *
     * @return components of type 2
     */
    public List<SandboxComponent> buttons() {
        return flattened().stream()
                .filter(component -> component.type() == BUTTON)
                .toList();
    }

    /**
     * Looks for a button or select.
     *
     * @param customIdOrLabel its custom id, or the text on it
     * @return the first that fits
     */
    public Optional<SandboxComponent> component(String customIdOrLabel) {
        return flattened().stream()
                .filter(component -> component.customId().equals(customIdOrLabel)
                        || component.label().equals(customIdOrLabel))
                .findFirst();
    }

    private List<SandboxComponent> flattened() {
        return components.stream().flatMap(SandboxComponent::flattened).toList();
    }
}
