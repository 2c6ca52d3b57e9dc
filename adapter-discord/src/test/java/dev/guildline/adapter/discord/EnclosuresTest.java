package dev.guildline.adapter.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.Enclosure;
import dev.guildline.core.message.EnclosureKind;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.sandbox.discord.SandboxFile;
import dev.guildline.sandbox.discord.SandboxMessage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people send besides text reaches core as what it is, apart from their own words. */
class EnclosuresTest {
    private final SandboxedAdapter here = new SandboxedAdapter().started();

    @AfterEach
    void stop() {
        here.close();
    }

    private CustomerMessage heard() throws InterruptedException {
        return FakePorts.next(here.ports.messages);
    }

    private static Enclosure of(EnclosureKind kind, String text) {
        return new Enclosure(kind, text);
    }

    @Test
    void a_sticker_is_no_word() throws Exception {
        here.amy.sendSticker("", "Wave");
        here.amy.sendSticker("hello", "Wave");

        CustomerMessage alone = heard();
        assertThat(alone.text()).isEmpty();
        assertThat(alone.enclosures()).containsExactly(of(EnclosureKind.STICKER, "Wave"));
        CustomerMessage with = heard();
        assertThat(with.text()).isEqualTo("hello");
        assertThat(with.enclosures()).containsExactly(of(EnclosureKind.STICKER, "Wave"));
    }

    @Test
    void a_forwarded_message_comes_with_its_words_and_files_and_answers_nothing() throws Exception {
        SandboxMessage first = here.amy.sendDm("I want a person", SandboxFile.text("a.txt", "log"));
        heard();

        here.amy.forward(first.id());

        CustomerMessage forwarded = heard();
        assertThat(forwarded.text()).isEmpty();
        assertThat(forwarded.enclosures()).containsExactly(of(EnclosureKind.FORWARD, "I want a person"));
        assertThat(forwarded.attachments()).extracting(Attachment::name).containsExactly("a.txt");
        assertThat(forwarded.replyTo()).isEmpty();
    }

    @Test
    void polls_and_voice_messages_are_named() throws Exception {
        here.amy.sendPoll("Pizza?", "yes", "no");
        here.amy.sendVoiceMessage(new SandboxFile("voice-message.ogg", "audio/ogg", new byte[] {1, 2, 3}));

        assertThat(heard().enclosures()).containsExactly(of(EnclosureKind.POLL, "Pizza?"));
        CustomerMessage voice = heard();
        assertThat(voice.enclosures()).containsExactly(of(EnclosureKind.VOICE, ""));
        assertThat(voice.attachments()).extracting(Attachment::contentType).containsExactly("audio/ogg");
    }

    @Test
    void an_answer_comes_with_what_it_answers_also_when_it_is_edited() throws Exception {
        String said = here.send(here.text("Do you mean this?"));

        SandboxMessage reply = here.amy.reply(said, "yes");
        here.amy.editMessage(reply.id(), "no");

        CustomerMessage answer = heard();
        assertThat(answer.text()).isEqualTo("yes");
        assertThat(answer.replyTo())
                .hasValueSatisfying(ref -> assertThat(ref.value()).isEqualTo(said));
        assertThat(answer.enclosures()).containsExactly(of(EnclosureKind.QUOTE, "Do you mean this?"));
        MessageEdit edit = FakePorts.next(here.ports.edits);
        assertThat(edit.text()).isEqualTo("no");
        assertThat(edit.enclosures()).containsExactly(of(EnclosureKind.QUOTE, "Do you mean this?"));
    }

    @Test
    void a_message_was_said_when_discord_says() throws Exception {
        here.ahead.set(Duration.ofHours(3));
        here.amy.sendDm("hello");

        assertThat(heard().saidAt())
                .hasValueSatisfying(at -> assertThat(at).isAfter(Instant.now().plus(Duration.ofHours(2))));
    }
}
