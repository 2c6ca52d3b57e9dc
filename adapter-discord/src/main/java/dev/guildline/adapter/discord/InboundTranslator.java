package dev.guildline.adapter.discord;

import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.CustomerMessage;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageReference;
import net.dv8tion.jda.api.entities.MessageReference.MessageReferenceType;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.messages.MessageSnapshot;
import net.dv8tion.jda.api.entities.sticker.StickerItem;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.Interaction;
import org.jspecify.annotations.Nullable;

/** Turns what Discord tells into core's words. What text alone cannot show leaves a readable mark. */
final class InboundTranslator {
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private InboundTranslator() {}

    /** A direct message of a person. */
    static CustomerMessage message(Message message) {
        List<Attachment> files = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        add(lines, message.getContentDisplay());
        List<String> unreadable = attach(files, message.getAttachments());
        for (MessageSnapshot forwarded : message.getMessageSnapshots()) {
            add(lines, "[forwarded message] " + forwarded.getContentRaw());
            unreadable.addAll(attach(files, forwarded.getAttachments()));
            forwarded.getStickers().forEach(sticker -> add(lines, mark(sticker)));
        }
        message.getStickers().forEach(sticker -> add(lines, mark(sticker)));
        if (message.getPoll() != null) {
            add(lines, "[poll: " + message.getPoll().getQuestion().getText() + "]");
        }
        unreadable.forEach(name -> add(lines, "[file: " + name + "]"));
        if (lines.isEmpty() && files.isEmpty()) {
            add(lines, "[a message that cannot be shown here]");
        }
        return new CustomerMessage(
                new InboxKey("discord.message", message.getId()),
                seen(message.getAuthor(), null),
                String.join("\n", lines),
                files,
                new ExternalRef(message.getId()),
                answered(message));
    }

    /** Who pressed, typed a command or filled in a form. */
    static CustomerSeen customer(Interaction interaction) {
        return seen(interaction.getUser(), locale(interaction.getUserLocale()).orElse(null));
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

    private static CustomerSeen seen(User user, @Nullable Locale locale) {
        long id = user.getIdLong();
        return new CustomerSeen(UserAddress.customer(id), UserAddress.of(id), user.getEffectiveName(), locale);
    }

    private static @Nullable ExternalRef answered(Message message) {
        MessageReference reference = message.getMessageReference();
        return reference == null || reference.getType() != MessageReferenceType.DEFAULT
                ? null
                : new ExternalRef(reference.getMessageId());
    }

    private static List<String> attach(List<Attachment> files, List<Message.Attachment> from) {
        List<String> unreadable = new ArrayList<>();
        for (Message.Attachment file : from) {
            attachment(file).ifPresentOrElse(files::add, () -> unreadable.add(file.getFileName()));
        }
        return unreadable;
    }

    private static String mark(StickerItem sticker) {
        return "[sticker: " + sticker.getName() + "]";
    }

    private static void add(List<String> lines, String line) {
        if (!line.isBlank()) {
            lines.add(line.strip());
        }
    }
}
