package dev.guildline.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.memory.InMemoryAttachments;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.AttachmentPolicy;
import dev.guildline.core.message.CarriedFile;
import dev.guildline.core.message.Message;
import dev.guildline.core.relay.RetryPolicy;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Files are copied before their message is delivered, in its place in the lane, and kept. */
class AttachmentsTest {
    private final FakeChatChannel channel = new FakeChatChannel();
    private final FakeContactCenter flex = new FakeContactCenter(false);
    private final ManualClock clock = new ManualClock();
    private final InMemoryStores stores = new InMemoryStores();
    private final InMemoryAttachments attachments = new InMemoryAttachments();
    private final Queue<Runnable> copying = new ArrayDeque<>();
    private final Guildline guildline = guildline(Runnable::run);
    private final Talk mia = new Talk(guildline, channel, "Mia");

    private Guildline guildline(Executor copier) {
        return Guildline.builder()
                .channel(channel)
                .contactCenter(flex)
                .clock(clock)
                .store(stores)
                .attachments(attachments, new AttachmentPolicy(100, 2, List.of("text/*")))
                .attachmentExecutor(copier)
                .retryPolicy(new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 10))
                .build();
    }

    private static Attachment file(String name, String type) {
        return new Attachment(name, type, 0, URI.create("https://files.example.org/" + name));
    }

    private void sends(Guildline to, String text, Attachment... files) {
        CustomerMessage usual = mia.message(text);
        Talk.done(to.conversations()
                .customerWrote(new CustomerMessage(
                        usual.key(), usual.customer(), text, List.of(files), usual.source(), null)));
    }

    private List<String> posted() {
        return flex.log().stream()
                .filter(line -> line.startsWith("post CUSTOMER"))
                .toList();
    }

    @Test
    void a_file_goes_with_its_message_and_is_kept() throws IOException {
        channel.offers("notes.txt", "hello");

        sends(guildline, "see here", file("notes.txt", "text/plain"));

        assertThat(posted()).containsExactly("post CUSTOMER: see here + notes.txt=hello");
        AttachmentKey key = new AttachmentKey(entry(0).id(), 0);
        Optional<CarriedFile> kept = Talk.done(guildline.conversations().file(key));
        try (InputStream content = kept.orElseThrow().content().get()) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("hello");
        }
        assertThat(channel.fetched()).containsExactly(new ExternalRef("source-test.Mia:event-1"));
    }

    @Test
    void what_is_not_passed_on_is_said_on_both_sides() {
        channel.offers("a.txt", "a");
        channel.offers("large.txt", "x".repeat(101));
        channel.offers("c.txt", "c");

        sends(
                guildline,
                "files",
                file("program.exe", "application/x-msdownload"),
                file("large.txt", "text/plain"),
                file("c.txt", "text/plain"));

        assertThat(posted()).singleElement().asString().startsWith("post CUSTOMER: files");
        assertThat(mia.read())
                .filteredOn(line -> line.contains("was not passed on"))
                .hasSize(3);
        assertThat(mia.read())
                .anyMatch(line -> line.contains("program.exe") && line.contains("application/x-msdownload"))
                .anyMatch(line -> line.contains("large.txt") && line.contains("larger than"))
                .anyMatch(line -> line.contains("c.txt") && line.contains("too many"));
    }

    @Test
    void the_message_keeps_its_place_while_its_files_are_copied() {
        Guildline slow = guildline(copying::add);
        channel.offers("notes.txt", "hello");

        sends(slow, "first", file("notes.txt", "text/plain"));
        sends(slow, "second");
        assertThat(posted()).isEmpty();
        copying.forEach(Runnable::run);

        assertThat(posted()).containsExactly("post CUSTOMER: first + notes.txt=hello", "post CUSTOMER: second");
    }

    @Test
    void a_process_that_died_while_copying_is_followed_by_one_that_copies() {
        Guildline dies = guildline(copying::add);
        channel.offers("notes.txt", "hello");
        sends(dies, "first", file("notes.txt", "text/plain"));
        dies.close();

        Guildline next = guildline(Runnable::run);
        Talk.done(next.operations().resume());

        assertThat(posted()).containsExactly("post CUSTOMER: first + notes.txt=hello");
    }

    @Test
    void trouble_with_fetching_is_tried_again_and_does_not_hold_the_message_up_for_good() {
        channel.offers("notes.txt", "hello");
        channel.failNextFetch(
                new PortException.Retryable("busy", null),
                new PortException.Retryable("busy", null),
                new PortException.Retryable("busy", null));

        sends(guildline, "first", file("notes.txt", "text/plain"));
        assertThat(posted()).isEmpty();
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofSeconds(2));
            guildline.operations().tick();
        }

        assertThat(posted()).singleElement().asString().contains("notes.txt was not passed on");
    }

    @Test
    void a_file_that_is_gone_is_said_at_once() {
        channel.failNextFetch(new PortException.Permanent(Refusal.NOT_FOUND, "gone", null));

        sends(guildline, "first", file("notes.txt", "text/plain"));

        assertThat(posted()).singleElement().asString().contains("it was not there any more");
    }

    @Test
    void a_message_whose_files_are_not_accepted_goes_without_them() {
        channel.offers("notes.txt", "hello");
        sends(guildline, "before");
        flex.failNext(new PortException.Permanent(Refusal.INVALID, "413", null));

        sends(guildline, "first", file("notes.txt", "text/plain"));

        assertThat(posted())
                .last()
                .asString()
                .startsWith("post CUSTOMER: first")
                .contains("could not be transferred");
        assertThat(mia.read()).anyMatch(line -> line.startsWith("The file notes.txt was not passed on"));
    }

    private Message entry(int place) {
        return Talk.done(guildline.conversations().transcript(mia.conversation().id()))
                .get(place);
    }
}
