package dev.guildline.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayRulesTest {
    private static final long GUILDS = 1;
    private static final long GUILD_MESSAGES = 1L << 9;
    private static final long DIRECT_MESSAGES = 1L << 12;

    private final SettableClock clock = new SettableClock();
    private final DiscordSandbox discord =
            DiscordSandbox.start(DiscordSandboxSettings.defaults().withClock(clock));
    private final SandboxUser amy = discord.user("amy", "Amy", "en-US");
    private final RawBot bot = new RawBot(discord);

    @AfterEach
    void stop() {
        discord.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"op\":2,\"d\":{\"token\":\"wrong\",\"intents\":1}} | 4004",
                "{\"op\":2,\"d\":{\"token\":\"TOKEN\",\"intents\":32768}} | 4014",
                "{\"op\":2,\"d\":{\"token\":\"TOKEN\",\"intents\":1099511627776}} | 4013",
                "{\"op\":2,\"d\":{\"token\":\"TOKEN\",\"intents\":1,\"shard\":[1,1]}} | 4010",
                "{\"op\":6,\"d\":{\"token\":\"wrong\",\"session_id\":\"x\",\"seq\":1}} | 4004",
                "{\"op\":3,\"d\":{}} | 4003",
                "{\"op\":99,\"d\":{}} | 4001",
                "{nonsense | 4002"
            })
    void a_client_that_breaks_the_protocol_is_closed_with_its_code(String frame, int code) throws Exception {
        WebSocket socket = bot.connect();
        RawBot.send(socket, frame.replace("TOKEN", discord.token()));
        assertThat(bot.next("closed").path("closed").asInt()).isEqualTo(code);
    }

    @Test
    void hello_comes_first_and_heartbeats_are_acknowledged() throws Exception {
        WebSocket socket = bot.connect();
        assertThat(bot.frames.take().path("op").asInt()).isEqualTo(10);
        RawBot.send(socket, "{\"op\":1,\"d\":null}");
        assertThat(bot.frames.take().path("op").asInt()).isEqualTo(11);
        socket.abort();
    }

    @Test
    void a_second_identify_is_refused() throws Exception {
        WebSocket socket = bot.connect();
        bot.identify(socket, discord.token(), GUILDS);
        bot.next("READY");
        bot.identify(socket, discord.token(), GUILDS);
        assertThat(bot.next("closed").path("closed").asInt()).isEqualTo(4005);
    }

    @Test
    void too_many_frames_in_a_minute_close_the_connection() throws Exception {
        WebSocket socket = bot.connect();
        for (int i = 0; i < 121; i++) {
            RawBot.send(socket, "{\"op\":1,\"d\":null}");
        }
        assertThat(bot.next("closed").path("closed").asInt()).isEqualTo(4008);
    }

    @Test
    void only_the_intents_asked_for_are_served_and_their_text_only_with_the_content_intent() throws Exception {
        SandboxChannel general = discord.guild().textChannel("general");
        WebSocket socket = bot.connect();
        bot.identify(socket, discord.token(), GUILDS | GUILD_MESSAGES);
        assertThat(bot.next("READY").path("s").asInt()).isEqualTo(1);
        assertThat(bot.next("GUILD_CREATE").path("s").asInt()).isEqualTo(2);
        amy.sendDm("not asked for");
        amy.send(general, "secret");
        JsonNode event = bot.next("MESSAGE_CREATE").path("d");
        assertThat(event.path("channel_id").asText()).isEqualTo(general.id());
        assertThat(event.path("content").asText()).isEmpty();
        amy.send(general, "hey <@" + discord.botId() + ">");
        assertThat(bot.next("MESSAGE_CREATE").path("d").path("content").asText())
                .startsWith("hey");
        socket.abort();
    }

    @Test
    void a_session_can_be_resumed_until_its_time_is_over() throws Exception {
        WebSocket socket = bot.connect();
        bot.identify(socket, discord.token(), DIRECT_MESSAGES);
        String session = bot.next("READY").path("d").path("session_id").asText();
        socket.abort();
        discord.gateway().awaitSessions(0, Duration.ofSeconds(20));
        amy.sendDm("meanwhile");
        String resume =
                "{\"op\":6,\"d\":{\"token\":\"" + discord.token() + "\",\"session_id\":\"" + session + "\",\"seq\":1}}";
        WebSocket again = bot.connect();
        RawBot.send(again, resume);
        assertThat(bot.next("MESSAGE_CREATE").path("s").asInt()).isEqualTo(2);
        assertThat(bot.next("RESUMED").path("s").asInt()).isEqualTo(3);
        again.abort();
        discord.gateway().awaitSessions(0, Duration.ofSeconds(20));

        clock.advance(Duration.ofMinutes(4));
        WebSocket late = bot.connect();
        RawBot.send(late, resume);
        assertThat(bot.next("9").path("d").asBoolean(true)).isFalse();
        late.abort();
    }

    @Test
    void a_sequence_from_the_future_is_refused() throws Exception {
        WebSocket socket = bot.connect();
        bot.identify(socket, discord.token(), DIRECT_MESSAGES);
        String session = bot.next("READY").path("d").path("session_id").asText();
        socket.abort();
        WebSocket again = bot.connect();
        RawBot.send(
                again,
                "{\"op\":6,\"d\":{\"token\":\"" + discord.token() + "\",\"session_id\":\"" + session
                        + "\",\"seq\":99}}");
        assertThat(bot.next("closed").path("closed").asInt()).isEqualTo(4007);
    }
}
