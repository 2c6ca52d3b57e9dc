package dev.guildline.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.messages.MessagePoll;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JdaDirectMessagesTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final DiscordSandbox discord = DiscordSandbox.start(DiscordSandboxSettings.defaults());
    private final SandboxUser amy = discord.user("amy", "Amy", "en-US");

    @AfterEach
    void stop() {
        discord.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"NONE", "ZLIB"})
    void a_dm_reaches_the_bot_and_its_answer_comes_back(Compression compression) throws Exception {
        try (JdaBot bot = new JdaBot(discord, compression)) {
            CompletableFuture<MessageReceivedEvent> heard = new CompletableFuture<>();
            bot.on(MessageReceivedEvent.class, event -> {
                if (!event.getAuthor().isBot()) {
                    heard.complete(event);
                    event.getChannel()
                            .sendMessage("hello " + event.getAuthor().getEffectiveName())
                            .queue();
                }
            });

            amy.sendDm("is anybody there? \uD83D\uDC4B");

            MessageReceivedEvent event = heard.get(15, TimeUnit.SECONDS);
            assertThat(event.getMessage().getContentRaw()).isEqualTo("is anybody there? \uD83D\uDC4B");
            assertThat(event.isFromType(ChannelType.PRIVATE)).isTrue();
            assertThat(event.isWebhookMessage()).isFalse();
            SandboxMessage answer = amy.awaitDm(SandboxMessage::fromBot, SOON);
            assertThat(answer.content()).isEqualTo("hello Amy");
        }
    }

    @Test
    void what_people_send_besides_text_reaches_the_bot_as_what_it_is() throws Exception {
        try (JdaBot bot = new JdaBot(discord, Compression.ZLIB)) {
            BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
            bot.on(MessageReceivedEvent.class, event -> heard.add(event.getMessage()));

            SandboxMessage first = amy.sendDm("look", SandboxFile.text("a.txt", "log"));
            amy.sendSticker("", "Wave");
            amy.forward(first.id());
            amy.sendPoll("Pizza?", "yes", "no");
            amy.sendVoiceMessage(new SandboxFile("voice.ogg", "audio/ogg", new byte[] {1}));

            assertThat(next(heard).getContentRaw()).isEqualTo("look");
            assertThat(next(heard).getStickers())
                    .extracting(sticker -> sticker.getName())
                    .containsExactly("Wave");
            assertThat(next(heard).getMessageSnapshots()).singleElement().satisfies(copy -> {
                assertThat(copy.getContentRaw()).isEqualTo("look");
                assertThat(copy.getAttachments()).hasSize(1);
            });
            MessagePoll poll = next(heard).getPoll();
            assertThat(poll.getQuestion().getText()).isEqualTo("Pizza?");
            assertThat(poll.getAnswers()).hasSize(2);
            assertThat(next(heard).isVoiceMessage()).isTrue();
        }
    }

    @Test
    void a_preview_changes_a_message_without_being_an_edit() throws Exception {
        try (JdaBot bot = new JdaBot(discord, Compression.ZLIB)) {
            BlockingQueue<Message> changed = new LinkedBlockingQueue<>();
            bot.on(MessageUpdateEvent.class, event -> changed.add(event.getMessage()));
            SandboxMessage sent = amy.sendDm("https://example.org");

            SandboxMessage shown = amy.previewLink(sent.id(), "https://example.org", "Example");
            amy.editMessage(sent.id(), "see https://example.org");

            assertThat(shown.edited()).isFalse();
            Message preview = next(changed);
            assertThat(preview.isEdited()).isFalse();
            assertThat(preview.getEmbeds()).hasSize(1);
            assertThat(next(changed).isEdited()).isTrue();
        }
    }

    private static Message next(BlockingQueue<Message> queue) throws InterruptedException {
        Message message = queue.poll(15, TimeUnit.SECONDS);
        assertThat(message).as("a message within 15 seconds").isNotNull();
        return message;
    }
}
