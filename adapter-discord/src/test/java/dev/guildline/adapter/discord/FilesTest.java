package dev.guildline.adapter.discord;

import static dev.guildline.adapter.discord.SandboxedAdapter.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.CarriedFile;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.port.channel.FetchesAttachments;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.sandbox.discord.SandboxAttachment;
import dev.guildline.sandbox.discord.SandboxFile;
import dev.guildline.sandbox.discord.SandboxMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files from Discord's content servers, and files that are sent there. */
class FilesTest {
    private final SandboxedAdapter here = new SandboxedAdapter().started();

    @AfterEach
    void stop() {
        here.close();
    }

    private FetchesAttachments files() {
        return (FetchesAttachments) here.adapter.channel();
    }

    private CustomerMessage sent(String content) throws InterruptedException {
        here.amy.sendDm("look", new SandboxFile("crash.log", "text/plain", content.getBytes(StandardCharsets.UTF_8)));
        return FakePorts.next(here.ports.messages);
    }

    private String fetch(CustomerMessage message, ExternalRef name) throws IOException {
        try (InputStream content = files().fetch(
                        message.attachments().get(0), name, message.customer().address())) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_file_is_fetched_by_its_link() throws Exception {
        CustomerMessage message = sent("it crashed");

        assertThat(fetch(message, message.source())).isEqualTo("it crashed");
    }

    @Test
    void a_link_that_has_expired_is_renewed() throws Exception {
        CustomerMessage message = sent("it crashed");
        here.ahead.set(Duration.ofHours(25));

        assertThat(fetch(message, message.source())).isEqualTo("it crashed");
        assertThatThrownBy(() -> fetch(message, null))
                .isInstanceOfSatisfying(
                        PortException.Permanent.class,
                        gone -> assertThat(gone.reason()).isEqualTo(Refusal.NOT_FOUND));
    }

    @Test
    void a_file_of_a_deleted_message_is_gone() throws Exception {
        CustomerMessage message = sent("it crashed");
        here.amy.deleteMessage(message.source().value());
        here.ahead.set(Duration.ofHours(25));

        assertThatThrownBy(() -> fetch(message, message.source()))
                .isInstanceOfSatisfying(
                        PortException.Permanent.class,
                        gone -> assertThat(gone.reason()).isEqualTo(Refusal.NOT_FOUND));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/attachments/1/2/credentials",
                "http://cdn.discordapp.com/attachments/1/2/a.png",
                "https://cdn.discordapp.com.example.org/attachments/1/2/a.png",
                "https://cdn.discordapp.com/other/1/2/a.png",
                "https://user@localhost/attachments/1/2/a.png",
                "file:///etc/passwd"
            })
    void nothing_is_fetched_from_anywhere_else(String location) {
        Attachment file = new Attachment("a.png", "image/png", 1, URI.create(location));

        assertThatThrownBy(() -> files().fetch(file, null, UserAddress.of(1)))
                .isInstanceOfSatisfying(
                        PortException.Permanent.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.NOT_ALLOWED));
    }

    @Test
    void files_are_sent_with_the_last_words_and_more_of_them_follow() throws Exception {
        List<CarriedFile> many = IntStream.range(0, 12)
                .mapToObj(number -> carried(number, "file-" + number + ".txt"))
                .toList();

        here.send(withFiles("see here", many));

        List<SandboxMessage> shown = here.amy.awaitMessages(here.amy.dm(), all -> all.size() == 2, SOON);
        assertThat(shown.get(0).content()).isEqualTo("see here");
        assertThat(shown.get(0).attachments()).hasSize(10);
        assertThat(shown.get(1).content()).isEmpty();
        assertThat(shown.get(1).attachments())
                .extracting(SandboxAttachment::filename)
                .containsExactlyInAnyOrder("file-10.txt", "file-11.txt");
    }

    @Test
    void a_file_without_words_is_sent_once_also_when_in_doubt() throws Exception {
        OutboundMessage message = withFiles("", List.of(carried(0, "map.png")));
        String first = here.send(message);
        here.ahead.set(Duration.ofMinutes(30));

        assertThat(here.send(inDoubt(message))).isEqualTo(first);

        assertThat(here.amy.messages(here.amy.dm())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "SPOILER_map.png, map.png",
        "SPOILER_SPOILER_x, x",
        "../../etc/passwd, .._.._etc_passwd",
        "'a\nb.txt', a_b.txt",
        "'  ', file"
    })
    void names_are_plain(String told, String sent) {
        assertThat(Uploads.name(told)).isEqualTo(sent);
    }

    private static OutboundMessage inDoubt(OutboundMessage message) {
        return new OutboundMessage(
                message.delivery(),
                message.to(),
                message.message(),
                message.replyToOrNull(),
                null,
                false,
                true,
                null,
                message.files());
    }

    private OutboundMessage withFiles(String text, List<CarriedFile> files) {
        OutboundMessage words = here.outbound(new MessageBody.Text(text));
        return new OutboundMessage(
                words.delivery(), words.to(), words.message(), words.replyToOrNull(), null, false, false, null, files);
    }

    private CarriedFile carried(int place, String name) {
        byte[] content = ("content of " + name).getBytes(StandardCharsets.UTF_8);
        return new CarriedFile(
                new AttachmentKey(
                        new dev.guildline.core.id.MessageId(new dev.guildline.core.id.ConversationId("c1"), 1), place),
                name,
                "text/plain",
                content.length,
                () -> new ByteArrayInputStream(content));
    }
}
