package dev.guildline.testkit.contract;

import static dev.guildline.testkit.contract.StoreFixture.NOON;
import static dev.guildline.testkit.contract.StoreFixture.kept;
import static dev.guildline.testkit.contract.StoreFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.PortException;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.AttachmentRefusal;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.port.store.AttachmentStore;
import dev.guildline.core.port.store.KeptAttachment;
import dev.guildline.core.port.store.UnitOfWork;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link AttachmentStore} must do. */
public interface AttachmentStoreContract {
    /**
     * The stores that the messages of the files are kept in.
     *
     * @return the same during one test
     */
    UnitOfWork stores();

    /**
     * Where the files are kept.
     *
     * @return the same during one test
     */
    AttachmentStore attachments();

    private AttachmentKey key(int place) {
        Conversation conversation = kept(stores());
        Message message = new Message(
                conversation.nextMessage(),
                Author.CUSTOMER,
                new MessageBody.Text("see below"),
                List.of(picture(3)),
                null,
                NOON);
        run(stores(), tx -> tx.journal().append(message));
        return new AttachmentKey(message.id(), place);
    }

    private static Attachment picture(long size) {
        return new Attachment("crash \uD83D\uDE2D.png", "image/png", size, URI.create("https://example.org/crash.png"));
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private KeptAttachment keep(AttachmentKey key, byte[] content) throws IOException {
        return attachments().keep(key, picture(content.length), new ByteArrayInputStream(content), 10 << 20);
    }

    private byte[] content(AttachmentKey key) throws IOException {
        try (InputStream content = attachments().open(key)) {
            return content.readAllBytes();
        }
    }

    @Test
    default void nothing_is_known_of_a_file_at_first() {
        AttachmentKey key = key(0);

        assertThat(attachments().find(key)).isEmpty();
        assertThatThrownBy(() -> attachments().open(key)).isInstanceOf(PortException.Permanent.class);
    }

    @Test
    default void a_kept_file_has_its_content_again_and_again() throws IOException {
        for (int size : new int[] {0, 1, (256 << 10) - 1, 256 << 10, (256 << 10) + 1, 3_000_000}) {
            AttachmentKey key = key(2);
            byte[] bytes = noise(size);

            KeptAttachment kept = keep(key, bytes);

            assertThat(kept).isEqualTo(new KeptAttachment(key, picture(0).name(), "image/png", size, null));
            assertThat(attachments().find(key)).contains(kept);
            assertThat(content(key)).isEqualTo(bytes);
            assertThat(content(key)).isEqualTo(bytes);
        }
    }

    @Test
    default void several_files_of_a_message_are_told_apart() throws IOException {
        AttachmentKey first = key(0);
        AttachmentKey second = new AttachmentKey(first.message(), 1);

        keep(first, noise(10));
        keep(second, noise(20));

        assertThat(content(first)).isEqualTo(noise(10));
        assertThat(content(second)).isEqualTo(noise(20));
    }

    @Test
    default void more_than_may_be_kept_is_refused() throws IOException {
        AttachmentKey exact = key(0);
        AttachmentKey more = key(0);

        attachments().keep(exact, picture(0), new ByteArrayInputStream(noise(500_000)), 500_000);
        KeptAttachment refused =
                attachments().keep(more, picture(7), new ByteArrayInputStream(noise(500_001)), 500_000);

        assertThat(content(exact)).hasSize(500_000);
        assertThat(refused.refusal()).contains(AttachmentRefusal.TOO_LARGE);
        assertThat(attachments().find(more)).contains(refused);
        assertThatThrownBy(() -> attachments().open(more)).isInstanceOf(PortException.Permanent.class);
    }

    @Test
    default void every_refusal_is_kept() {
        for (AttachmentRefusal why : AttachmentRefusal.values()) {
            AttachmentKey key = key(1);

            KeptAttachment refused = attachments().refuse(key, picture(7), why);

            assertThat(refused).isEqualTo(new KeptAttachment(key, picture(7).name(), "image/png", 7, why));
            assertThat(attachments().find(key)).contains(refused);
        }
    }

    @Test
    default void what_is_decided_first_stays() throws IOException {
        AttachmentKey kept = key(0);
        AttachmentKey refused = key(0);
        keep(kept, noise(10));
        attachments().refuse(refused, picture(7), AttachmentRefusal.GONE);

        assertThat(attachments()
                        .refuse(kept, picture(7), AttachmentRefusal.FAILED)
                        .refusal())
                .isEmpty();
        assertThat(keep(refused, noise(10)).refusal()).contains(AttachmentRefusal.GONE);
        assertThat(keep(kept, noise(11)).size()).isEqualTo(10);

        assertThat(content(kept)).isEqualTo(noise(10));
    }

    @Test
    default void a_stream_that_breaks_leaves_nothing_behind() throws IOException {
        AttachmentKey key = key(0);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("on purpose");
            }
        };

        assertThatThrownBy(() -> attachments()
                        .keep(
                                key,
                                picture(0),
                                new SequenceInputStream(new ByteArrayInputStream(noise(400_000)), broken),
                                10 << 20))
                .isInstanceOf(IOException.class);

        assertThat(attachments().find(key)).isEmpty();
        keep(key, noise(10));
        assertThat(content(key)).isEqualTo(noise(10));
    }

    @Test
    default void a_file_kept_twice_at_once_is_whole() throws Exception {
        AttachmentKey key = key(0);
        AtomicInteger number = new AtomicInteger();

        List<Object> ends = Simultaneously.run(4, () -> {
            try {
                return keep(key, noise(300_000 + number.incrementAndGet())).size();
            } catch (IOException e) {
                return e;
            }
        });

        assertThat(ends).containsOnly(ends.get(0));
        assertThat(content(key)).isEqualTo(noise(((Long) ends.get(0)).intValue()));
    }

    @Test
    default void a_forgotten_file_leaves_its_name_and_its_size_behind() throws IOException {
        AttachmentKey file = key(0);
        AttachmentKey refused = new AttachmentKey(file.message(), 1);
        AttachmentKey other = key(0);
        keep(file, noise(300_000));
        keep(other, noise(10));
        attachments().refuse(refused, picture(7), AttachmentRefusal.TOO_LARGE);

        int forgotten = attachments().forget(List.of(file.message().conversation()));
        int again = attachments().forget(List.of(file.message().conversation()));

        assertThat(List.of(forgotten, again)).containsExactly(1, 0);
        assertThat(attachments().find(file))
                .contains(new KeptAttachment(
                        file, picture(0).name(), "image/png", 300_000, AttachmentRefusal.NO_LONGER_KEPT));
        assertThat(attachments().find(refused).flatMap(KeptAttachment::refusal)).contains(AttachmentRefusal.TOO_LARGE);
        assertThatThrownBy(() -> attachments().open(file)).isInstanceOf(PortException.Permanent.class);
        assertThat(keep(file, noise(5)).refusal()).contains(AttachmentRefusal.NO_LONGER_KEPT);
        assertThat(content(other)).isEqualTo(noise(10));
        assertThat(attachments().forget(List.of())).isZero();
    }

    @Test
    default void making_room_leaves_everything_that_can_be_found() throws IOException {
        AttachmentKey kept = key(0);
        AttachmentKey forgotten = key(0);
        keep(kept, noise(600_000));
        keep(forgotten, noise(600_000));
        attachments().forget(List.of(forgotten.message().conversation()));

        while (attachments().sweep(Instant.now().plusSeconds(60)) > 0) {
            assertThat(attachments().find(kept)).isPresent();
        }

        assertThat(content(kept)).isEqualTo(noise(600_000));
        assertThat(attachments().find(forgotten).flatMap(KeptAttachment::refusal))
                .contains(AttachmentRefusal.NO_LONGER_KEPT);
    }
}
