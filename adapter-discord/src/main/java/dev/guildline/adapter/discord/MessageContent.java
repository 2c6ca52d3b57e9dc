package dev.guildline.adapter.discord;

import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.Enclosure;
import dev.guildline.core.message.EnclosureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.MessageReference;
import net.dv8tion.jda.api.entities.messages.MessageSnapshot;
import net.dv8tion.jda.api.entities.sticker.StickerItem;
import org.jspecify.annotations.Nullable;

/**
 * What is in a message: the person's own words, files, and everything else, which is passed on as what it is.
 *
 * @param words what they typed, may be empty
 * @param files theirs and those of what they forwarded
 * @param enclosures in the order they are shown
 */
record MessageContent(String words, List<Attachment> files, List<Enclosure> enclosures) {
    static MessageContent of(Message message) {
        String words = InboundTranslator.words(message).strip();
        List<Attachment> files = new ArrayList<>();
        List<Enclosure> enclosures = new ArrayList<>();
        quote(message, enclosures);
        for (MessageSnapshot forwarded : message.getMessageSnapshots()) {
            enclosures.add(new Enclosure(EnclosureKind.FORWARD, text(forwarded)));
            attach(forwarded.getAttachments(), files, enclosures);
            stickers(forwarded.getStickers(), enclosures);
        }
        if (message.isVoiceMessage()) {
            enclosures.add(new Enclosure(EnclosureKind.VOICE, ""));
        }
        attach(message.getAttachments(), files, enclosures);
        stickers(message.getStickers(), enclosures);
        if (message.getPoll() != null) {
            enclosures.add(new Enclosure(
                    EnclosureKind.POLL, message.getPoll().getQuestion().getText()));
        }
        if (words.isEmpty() && files.isEmpty() && enclosures.isEmpty()) {
            message.getEmbeds().forEach(card -> enclosures.add(new Enclosure(EnclosureKind.CARD, title(card))));
        }
        if (words.isEmpty() && files.isEmpty() && enclosures.isEmpty()) {
            enclosures.add(new Enclosure(EnclosureKind.OTHER, ""));
        }
        return new MessageContent(words, List.copyOf(files), List.copyOf(enclosures));
    }

    /** What Discord tells of the message that this one answers; nothing if it is gone. */
    private static void quote(Message message, List<Enclosure> enclosures) {
        MessageReference reference = message.getMessageReference();
        Message answered = message.getReferencedMessage();
        if (reference != null
                && reference.getType() == MessageReference.MessageReferenceType.DEFAULT
                && answered != null) {
            String text = answered.getContentDisplay().isBlank()
                            && !answered.getEmbeds().isEmpty()
                    ? title(answered.getEmbeds().get(0))
                    : answered.getContentDisplay();
            if (!text.isBlank()) {
                enclosures.add(new Enclosure(EnclosureKind.QUOTE, text));
            }
        }
    }

    private static String text(MessageSnapshot forwarded) {
        return forwarded.getContentRaw().isBlank()
                ? forwarded.getEmbeds().stream()
                        .map(MessageContent::title)
                        .findFirst()
                        .orElse("")
                : forwarded.getContentRaw();
    }

    private static void attach(List<Message.Attachment> from, List<Attachment> files, List<Enclosure> enclosures) {
        for (Message.Attachment file : from) {
            InboundTranslator.attachment(file)
                    .ifPresentOrElse(
                            files::add, () -> enclosures.add(new Enclosure(EnclosureKind.FILE, file.getFileName())));
        }
    }

    private static void stickers(List<StickerItem> stickers, List<Enclosure> enclosures) {
        stickers.forEach(sticker -> enclosures.add(new Enclosure(EnclosureKind.STICKER, sticker.getName())));
    }

    private static String title(MessageEmbed card) {
        return Stream.<@Nullable String>of(card.getTitle(), card.getDescription(), card.getUrl())
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse("");
    }
}
