package dev.guildline.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.events.message.MessageDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.user.UserTypingEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JdaGatewayTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final DiscordSandbox discord = DiscordSandbox.start(DiscordSandboxSettings.defaults());
    private final SandboxUser amy = discord.user("amy", "Amy", "en-US");

    @AfterEach
    void stop() {
        discord.close();
    }

    /** Queues what listeners hear, as "kind text". */
    private static LinkedBlockingQueue<String> hear(JdaBot bot) {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        bot.on(MessageReceivedEvent.class, event -> {
            if (!event.getAuthor().isBot()) {
                heard.add("said " + event.getMessage().getContentRaw());
            }
        });
        bot.on(
                MessageUpdateEvent.class,
                event -> heard.add("edited " + event.getMessage().getContentRaw()));
        bot.on(MessageDeleteEvent.class, event -> heard.add("deleted " + event.getMessageId()));
        bot.on(
                UserTypingEvent.class,
                event -> heard.add("typing " + event.getUser().getName()));
        bot.on(SessionResumeEvent.class, event -> heard.add("resumed"));
        bot.on(SessionRecreateEvent.class, event -> heard.add("recreated"));
        return heard;
    }

    private static String next(LinkedBlockingQueue<String> heard) throws InterruptedException {
        return heard.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void edits_deletes_and_typing_reach_the_bot() throws Exception {
        try (JdaBot bot = new JdaBot(discord, Compression.ZLIB)) {
            LinkedBlockingQueue<String> heard = hear(bot);
            SandboxMessage sent = amy.sendDm("one");
            assertThat(next(heard)).isEqualTo("said one");
            amy.editMessage(sent.id(), "two");
            assertThat(next(heard)).isEqualTo("edited two");
            amy.typing(amy.dm());
            assertThat(next(heard)).isEqualTo("typing amy");
            amy.deleteMessage(sent.id());
            assertThat(next(heard)).isEqualTo("deleted " + sent.id());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"NONE", "ZLIB"})
    void a_dropped_connection_is_resumed_and_what_happened_meanwhile_is_replayed(Compression compression)
            throws Exception {
        try (JdaBot bot = new JdaBot(discord, compression)) {
            LinkedBlockingQueue<String> heard = hear(bot);
            amy.sendDm("before");
            assertThat(next(heard)).isEqualTo("said before");
            discord.gateway().drop();
            assertThat(discord.gateway().sessions()).isZero();
            amy.sendDm("meanwhile 1");
            amy.sendDm("meanwhile 2");
            assertThat(List.of(next(heard), next(heard), next(heard)))
                    .containsExactly("said meanwhile 1", "said meanwhile 2", "resumed");
            amy.sendDm("after");
            assertThat(next(heard)).isEqualTo("said after");
        }
    }

    @Test
    void a_request_to_reconnect_loses_nothing() throws Exception {
        try (JdaBot bot = new JdaBot(discord, Compression.ZLIB)) {
            LinkedBlockingQueue<String> heard = hear(bot);
            discord.gateway().askToReconnect();
            assertThat(next(heard)).isEqualTo("resumed");
            amy.sendDm("hello");
            assertThat(next(heard)).isEqualTo("said hello");
        }
    }

    @Test
    void a_lost_session_is_replaced_and_the_gap_is_only_in_the_history() throws Exception {
        try (JdaBot bot = new JdaBot(discord, Compression.ZLIB)) {
            LinkedBlockingQueue<String> heard = hear(bot);
            SandboxMessage before = amy.sendDm("before");
            assertThat(next(heard)).isEqualTo("said before");
            discord.gateway().dropAndForget();
            amy.sendDm("lost to the gateway");
            assertThat(next(heard)).isEqualTo("recreated");
            amy.sendDm("after");
            assertThat(next(heard)).isEqualTo("said after");
            assertThat(bot.jda()
                            .openPrivateChannelById(amy.id())
                            .flatMap(dm -> dm.getHistoryAfter(before.id(), 100))
                            .complete()
                            .getRetrievedHistory())
                    .extracting(message -> message.getContentRaw())
                    .containsExactly("after", "lost to the gateway");
        }
    }

    @Test
    void an_invalidated_session_is_replaced() throws Exception {
        try (JdaBot bot = new JdaBot(discord, Compression.ZLIB)) {
            LinkedBlockingQueue<String> heard = hear(bot);
            discord.gateway().invalidate(false);
            assertThat(next(heard)).isEqualTo("recreated");
        }
    }

    @Test
    void two_processes_of_one_bot_both_get_every_event() throws Exception {
        try (JdaBot first = new JdaBot(discord, Compression.NONE);
                JdaBot second = new JdaBot(discord, Compression.ZLIB)) {
            LinkedBlockingQueue<String> one = hear(first);
            LinkedBlockingQueue<String> two = hear(second);
            discord.gateway().awaitSessions(2, SOON);
            amy.sendDm("hello both");
            assertThat(next(one)).isEqualTo("said hello both");
            assertThat(next(two)).isEqualTo("said hello both");
        }
    }

    @Test
    void a_goodbye_ends_the_session_at_once() {
        try (JdaBot bot = new JdaBot(discord, Compression.NONE)) {
            discord.gateway().awaitSessions(1, SOON);
            bot.jda().shutdown();
            discord.gateway().awaitSessions(0, SOON);
        }
    }

    @Test
    void a_wrong_token_is_refused() {
        DiscordSandbox other =
                DiscordSandbox.start(DiscordSandboxSettings.defaults().withBot("another.token", "other"));
        try (other) {
            assertThatThrownBy(() -> new JdaBot(
                                    discord, other.restUrl(), Compression.NONE, new okhttp3.OkHttpClient.Builder())
                            .close())
                    .isInstanceOf(InvalidTokenException.class);
        }
    }
}
