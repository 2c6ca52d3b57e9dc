package dev.guildline.adapter.discord;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.CustomerReaction;
import dev.guildline.core.usecase.MessageDeletion;
import dev.guildline.core.usecase.MessageEdit;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageReference;
import net.dv8tion.jda.api.entities.MessageReference.MessageReferenceType;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.entities.emoji.EmojiUnion;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.Interaction;
import org.jspecify.annotations.Nullable;

/** Turns what Discord tells into core's words. What text alone cannot show leaves a readable mark. */
final class InboundTranslator {
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private InboundTranslator() {}

    /** A message of a person: direct, or in their own thread with us. */
    static CustomerMessage message(Message message) {
        MessageContent content = MessageContent.of(message);
        return new CustomerMessage(
                new InboxKey("discord.message", message.getId()),
                seen(message.getAuthor(), message.getChannel(), null),
                content.words(),
                content.files(),
                new ExternalRef(message.getId()),
                answered(message),
                content.enclosures(),
                message.getTimeCreated().toInstant());
    }

    /**
     * What a direct message says after its last edit; empty if it was never edited. Previews of links and the like also
     * change a message, but do not count as edits.
     */
    static Optional<MessageEdit> edit(Message message) {
        return Optional.ofNullable(message.getTimeEdited())
                .map(OffsetDateTime::toInstant)
                .map(at -> edit(message, MessageContent.of(message), at));
    }

    private static MessageEdit edit(Message message, MessageContent content, Instant at) {
        return new MessageEdit(
                new InboxKey("discord.message.edit", message.getId() + ":" + at.toEpochMilli()),
                new ExternalRef(message.getId()),
                content.words(),
                content.enclosures(),
                at);
    }

    /** That a message was deleted, which Discord tells without saying when. */
    static MessageDeletion deletion(long message) {
        String id = Long.toUnsignedString(message);
        return new MessageDeletion(new InboxKey("discord.message.delete", id), new ExternalRef(id), Instant.now());
    }

    /** An emoji of a server's own is told by its name. */
    static CustomerReaction reaction(long message, long user, EmojiUnion emoji) {
        String id = Long.toUnsignedString(message);
        String shown = emoji.getType() == Emoji.Type.CUSTOM ? ":" + emoji.getName() + ":" : emoji.getName();
        return new CustomerReaction(
                new InboxKey(
                        "discord.reaction", id + ":" + Long.toUnsignedString(user) + ":" + emoji.getAsReactionCode()),
                new ExternalRef(id),
                shown);
    }

    /** Who pressed, typed a command or filled in a form. */
    static CustomerSeen customer(Interaction interaction) {
        return seen(
                interaction.getUser(),
                interaction.getChannel(),
                locale(interaction.getUserLocale()).orElse(null));
    }

    static InboxKey key(Interaction interaction) {
        return new InboxKey("discord.interaction", interaction.getId());
    }

    /** The language of the client, empty if it is one that JDA does not know. */
    static Optional<Locale> locale(DiscordLocale locale) {
        return locale == DiscordLocale.UNKNOWN ? Optional.empty() : Optional.of(locale.toLocale());
    }

    /** A file, unless its address is none. */
    static Optional<Attachment> attachment(Message.Attachment file) {
        try {
            String type = file.getContentType() == null ? UNKNOWN_TYPE : file.getContentType();
            return Optional.of(new Attachment(file.getFileName(), type, file.getSize(), new URI(file.getUrl())));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Without the mention that a message in a thread has to begin with where we may not read others. */
    static String words(Message message) {
        String shown = message.getContentDisplay();
        if (!message.isFromGuild()
                || !message.getContentRaw()
                        .startsWith(message.getJDA().getSelfUser().getAsMention())) {
            return shown;
        }
        String mention = "@" + message.getGuild().getSelfMember().getEffectiveName();
        return shown.startsWith(mention) ? shown.substring(mention.length()) : shown;
    }

    /** Whether there is nothing in it for us to read, although a person wrote something. */
    static boolean isHidden(Message message) {
        return message.getContentRaw().isEmpty()
                && message.getAttachments().isEmpty()
                && message.getStickers().isEmpty()
                && message.getMessageSnapshots().isEmpty()
                && message.getPoll() == null;
    }

    private static CustomerSeen seen(User user, @Nullable Channel at, @Nullable Locale locale) {
        long id = user.getIdLong();
        ChannelAddress address = UserAddress.of(id);
        ChannelAddress publicPlace = null;
        if (at instanceof ThreadChannel thread) {
            if (PrivateThreads.isOurs(thread)) {
                address = PrivateThreads.address(thread, id).address();
            } else {
                publicPlace = PublicPlace.of(thread.getParentChannel().getIdLong());
            }
        } else if (at instanceof GuildChannel) {
            publicPlace = PublicPlace.of(at.getIdLong());
        }
        return new CustomerSeen(UserAddress.customer(id), address, user.getEffectiveName(), locale, publicPlace);
    }

    private static @Nullable ExternalRef answered(Message message) {
        MessageReference reference = message.getMessageReference();
        return reference == null || reference.getType() != MessageReferenceType.DEFAULT
                ? null
                : new ExternalRef(reference.getMessageId());
    }
}
