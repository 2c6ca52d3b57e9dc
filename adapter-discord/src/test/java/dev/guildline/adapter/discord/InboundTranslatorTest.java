package dev.guildline.adapter.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.guildline.core.message.Attachment;
import dev.guildline.core.usecase.CustomerMessage;
import java.util.List;
import java.util.Locale;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageReference;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.messages.MessagePoll;
import net.dv8tion.jda.api.entities.messages.MessageSnapshot;
import net.dv8tion.jda.api.entities.sticker.StickerItem;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the local Discord cannot send: stickers, forwarded messages, polls, odd files. */
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
        when(message.getAttachments()).thenReturn(List.of());
        when(message.getMessageSnapshots()).thenReturn(List.of());
        when(message.getStickers()).thenReturn(List.of());
    }

    private static StickerItem sticker(String name) {
        StickerItem sticker = mock(StickerItem.class);
        when(sticker.getName()).thenReturn(name);
        return sticker;
    }

    private static Message.Attachment file(String name, String type, String url) {
        Message.Attachment file = mock(Message.Attachment.class);
        when(file.getFileName()).thenReturn(name);
        when(file.getContentType()).thenReturn(type);
        when(file.getUrl()).thenReturn(url);
        return file;
    }

    private String text() {
        return InboundTranslator.message(message).text();
    }

    @Test
    void stickers_and_polls_leave_a_mark() {
        List<StickerItem> stickers = List.of(sticker("Wave"));
        MessagePoll poll = mock(MessagePoll.class, RETURNS_DEEP_STUBS);
        when(poll.getQuestion().getText()).thenReturn("Pizza?");
        when(message.getStickers()).thenReturn(stickers);
        when(message.getPoll()).thenReturn(poll);

        assertThat(text()).isEqualTo("[sticker: Wave]\n[poll: Pizza?]");
    }

    @Test
    void a_forwarded_message_brings_its_words_and_files() {
        List<Message.Attachment> files = List.of(file("a.png", "image/png", "https://example.org/a.png"));
        MessageSnapshot forwarded = mock(MessageSnapshot.class);
        when(forwarded.getContentRaw()).thenReturn("look at this");
        when(forwarded.getAttachments()).thenReturn(files);
        when(forwarded.getStickers()).thenReturn(List.of());
        when(message.getMessageSnapshots()).thenReturn(List.of(forwarded));

        CustomerMessage heard = InboundTranslator.message(message);

        assertThat(heard.text()).isEqualTo("[forwarded message] look at this");
        assertThat(heard.attachments()).extracting(Attachment::name).containsExactly("a.png");
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
        assertThat(text()).isEqualTo("[a message that cannot be shown here]");
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
        assertThat(heard.text()).isEqualTo("[file: odd.txt]");
    }

    @Test
    void a_language_that_jda_does_not_know_is_none() {
        assertThat(InboundTranslator.locale(DiscordLocale.UNKNOWN)).isEmpty();
        assertThat(InboundTranslator.locale(DiscordLocale.CHINESE_TAIWAN)).contains(Locale.TAIWAN);
    }
}
