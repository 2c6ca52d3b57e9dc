package dev.guildline.adapter.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.guildline.core.message.Enclosure;
import dev.guildline.core.message.EnclosureKind;
import dev.guildline.core.usecase.CustomerMessage;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.MessageReference;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the local Discord does not send: odd files, cards, nothing at all. What it does is in {@link EnclosuresTest}. */
class InboundTranslatorTest {
    private final Message message = mock(Message.class);

    @BeforeEach
    void anEmptyMessageOfAmy() {
        User amy = mock(User.class);
        when(amy.getIdLong()).thenReturn(42L);
        when(amy.getEffectiveName()).thenReturn("Amy");
        when(message.getId()).thenReturn("1000");
        when(message.getAuthor()).thenReturn(amy);
        when(message.getContentDisplay()).thenReturn("");
        when(message.getTimeCreated()).thenReturn(OffsetDateTime.parse("2026-03-01T12:00:00Z"));
        when(message.getEmbeds()).thenReturn(List.of());
        when(message.getAttachments()).thenReturn(List.of());
        when(message.getMessageSnapshots()).thenReturn(List.of());
        when(message.getStickers()).thenReturn(List.of());
    }

    private static Message.Attachment file(String name, String type, String url) {
        Message.Attachment file = mock(Message.Attachment.class);
        when(file.getFileName()).thenReturn(name);
        when(file.getContentType()).thenReturn(type);
        when(file.getUrl()).thenReturn(url);
        return file;
    }

    @Test
    void forwarding_is_not_replying() {
        MessageReference forward = mock(MessageReference.class);
        when(forward.getType()).thenReturn(MessageReference.MessageReferenceType.FORWARD);
        when(forward.getMessageId()).thenReturn("7");
        when(message.getMessageReference()).thenReturn(forward);

        assertThat(InboundTranslator.message(message).replyTo()).isEmpty();
    }

    @Test
    void a_message_with_nothing_that_can_be_shown_says_so() {
        CustomerMessage heard = InboundTranslator.message(message);

        assertThat(heard.text()).isEmpty();
        assertThat(heard.enclosures()).containsExactly(new Enclosure(EnclosureKind.OTHER, ""));
    }

    @Test
    void a_message_of_nothing_but_cards_is_told_by_their_titles_and_a_preview_is_not_told() {
        List<MessageEmbed> cards = List.of(
                new EmbedBuilder().setTitle("A video").build(),
                new EmbedBuilder().setDescription("by somebody").build());
        when(message.getEmbeds()).thenReturn(cards);

        assertThat(InboundTranslator.message(message).enclosures())
                .containsExactly(
                        new Enclosure(EnclosureKind.CARD, "A video"), new Enclosure(EnclosureKind.CARD, "by somebody"));

        when(message.getContentDisplay()).thenReturn("https://example.org/video");
        assertThat(InboundTranslator.message(message).enclosures()).isEmpty();
    }

    @Test
    void a_file_without_a_type_has_the_general_one_and_one_without_an_address_a_mark() {
        List<Message.Attachment> files = List.of(
                file("dump.bin", null, "https://example.org/dump.bin"), file("odd.txt", "text/plain", "http://[odd"));
        when(message.getAttachments()).thenReturn(files);

        CustomerMessage heard = InboundTranslator.message(message);

        assertThat(heard.attachments())
                .singleElement()
                .satisfies(kept -> assertThat(kept.contentType()).isEqualTo("application/octet-stream"));
        assertThat(heard.enclosures()).containsExactly(new Enclosure(EnclosureKind.FILE, "odd.txt"));
    }

    @Test
    void a_language_that_jda_does_not_know_is_none() {
        assertThat(InboundTranslator.locale(DiscordLocale.UNKNOWN)).isEmpty();
        assertThat(InboundTranslator.locale(DiscordLocale.CHINESE_TAIWAN)).contains(Locale.TAIWAN);
    }
}
