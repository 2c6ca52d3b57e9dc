package dev.guildline.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.store.AttachmentStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pieces of files that no file names. */
class LeftBehindContentTest {
    private static final int SIZE = 5_000_000;
    private static final Attachment FILE =
            new Attachment("a.bin", "application/x", SIZE, URI.create("https://example.org/a.bin"));

    private final JdbcStores stores =
            JdbcStores.open(new PersistenceConfig("jdbc:h2:mem:" + UUID.randomUUID(), "", ""));
    private final AttachmentStore files = stores.attachments();

    @AfterEach
    void close() {
        stores.close();
    }

    private AttachmentKey key() {
        String id = UUID.randomUUID().toString();
        Customer customer = new Customer(
                new CustomerId(id), new ChannelAddress(new ChannelId("discord"), id), "Amy", Locale.ENGLISH);
        Conversation begun = Conversation.begin(new ConversationId(id), customer, Instant.now());
        Message message = new Message(
                begun.nextMessage(), Author.CUSTOMER, new MessageBody.Text("see"), List.of(FILE), null, Instant.now());
        stores.inTransaction(tx -> {
            tx.conversations().add(begun);
            tx.journal().append(message);
            return true;
        });
        return new AttachmentKey(message.id(), 0);
    }

    private long count(String table) {
        return stores.run(
                false,
                sql -> sql.first(row -> row.number("n"), "select count(*) as n from guildline." + table)
                        .orElseThrow());
    }

    /** Content that does something when half of it is read. */
    private static InputStream content(Runnable halfway) {
        return new ByteArrayInputStream(new byte[SIZE]) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                boolean before = available() > SIZE / 2;
                int read = super.read(into, offset, length);
                if (before && available() <= SIZE / 2) {
                    halfway.run();
                }
                return read;
            }
        };
    }

    @Test
    void what_a_crash_leaves_behind_goes_in_its_time_and_nothing_else() throws IOException {
        AttachmentKey whole = key();
        files.keep(whole, FILE, content(() -> {}), SIZE);
        long ofWhole = count("attachment_piece");
        long[] begun = new long[1];
        Instant beforeCrash = Instant.now();
        // What a crash would leave: pieces in the list, and nobody who takes them out of it.
        stores.run(false, sql -> {
            for (int place = 0; place < 40; place++) {
                sql.update(
                        "insert into guildline.attachment_piece (content_id, place, content, kept_at)"
                                + " values ('crashed', ?, ?, ?)",
                        place,
                        new byte[10],
                        Instant.now());
            }
            begun[0] = sql.update(
                    "insert into guildline.unnamed_content (content_id, since) values ('crashed', ?)", Instant.now());
            return begun[0];
        });

        assertThat(files.sweep(beforeCrash)).isZero();
        assertThat(count("attachment_piece")).isEqualTo(ofWhole + 40);
        assertThat(files.sweep(Instant.now().plusSeconds(1))).isEqualTo(1);
        assertThat(count("attachment_piece")).isEqualTo(ofWhole);
        assertThat(count("unnamed_content")).isZero();
        try (InputStream content = files.open(whole)) {
            assertThat(content.readAllBytes()).hasSize(SIZE);
        }
    }

    @Test
    void content_is_in_the_list_only_until_a_file_names_it() throws IOException {
        AttachmentKey key = key();

        files.keep(key, FILE, content(() -> assertThat(count("unnamed_content")).isEqualTo(1)), SIZE);

        assertThat(count("unnamed_content")).isZero();
    }

    @Test
    void a_copy_that_took_too_long_is_made_anew() throws IOException {
        AttachmentKey key = key();

        assertThatThrownBy(() -> files.keep(
                        key, FILE, content(() -> files.sweep(Instant.now().plusSeconds(60))), SIZE))
                .isInstanceOf(PortException.Retryable.class);
        assertThat(files.find(key)).isEmpty();
        assertThat(count("attachment_piece")).isZero();

        files.keep(key, FILE, content(() -> {}), SIZE);
        try (InputStream content = files.open(key)) {
            assertThat(content.readAllBytes()).hasSize(SIZE);
        }
    }

    @Test
    void whoever_reads_what_is_deleted_meanwhile_is_told_so_and_gets_no_part_for_the_whole() throws IOException {
        AttachmentKey key = key();
        files.keep(key, FILE, content(() -> {}), SIZE);
        try (InputStream content = files.open(key)) {
            assertThat(content.readNBytes(10)).hasSize(10);

            files.forget(List.of(key.message().conversation()));
            while (files.sweep(Instant.now().plusSeconds(60)) > 0) {
                assertThat(files.find(key)).isPresent();
            }

            assertThatThrownBy(content::readAllBytes)
                    .isInstanceOf(PortException.Permanent.class)
                    .hasMessageContaining("not kept any longer");
        }
        assertThat(count("attachment_piece")).isZero();
        assertThatThrownBy(() -> files.open(key)).hasMessageContaining("any longer");
    }
}
