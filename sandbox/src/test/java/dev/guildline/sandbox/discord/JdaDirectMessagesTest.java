package dev.guildline.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.AfterEach;
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
}
