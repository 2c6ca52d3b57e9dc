package dev.guildline.adapter.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.error.PortException;
import dev.guildline.core.port.channel.ShowsTyping;
import dev.guildline.sandbox.discord.SandboxFault;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logged in while this process makes the deliveries, and only then. */
class SwitchedDiscordTest {
    private final SandboxedAdapter here = new SandboxedAdapter();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final SwitchedDiscord discord = SwitchedDiscord.with(
            SandboxedAdapter.config(here.discord), (kind, outcome, took) -> calls.add(kind + " " + outcome));

    SwitchedDiscordTest() {
        here.connected();
        // The other process, gone.
        here.adapter.close();
        here.discord.gateway().awaitSessions(0, SandboxedAdapter.SOON);
    }

    @AfterEach
    void stop() {
        discord.close();
        here.close();
    }

    private CompletableFuture<?> send(String text) {
        return discord.channel().send(here.text(text)).toCompletableFuture();
    }

    @Test
    void what_is_sent_before_the_login_waits_for_it() throws Exception {
        CompletableFuture<?> sent = send("hello");
        assertThat(here.discord.gateway().sessions()).isZero();
        assertThat(discord.health().check().ready()).isTrue();

        discord.turn(true);

        sent.get(SandboxedAdapter.SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(here.amy.messages()).extracting(m -> m.content()).containsExactly("hello");
    }

    @Test
    void it_hears_customers_whenever_it_is_on() throws Exception {
        discord.start(here.ports.conversations, here.ports.casework, here.ports.knowledge);
        for (String text : new String[] {"first", "second"}) {
            discord.turn(true);
            here.discord.gateway().awaitSessions(1, SandboxedAdapter.SOON);
            here.amy.sendDm(text);
            assertThat(here.ports.messages.poll(SandboxedAdapter.SOON.toSeconds(), TimeUnit.SECONDS))
                    .satisfies(message -> assertThat(message.text()).isEqualTo(text));

            discord.turn(false);
            here.discord.gateway().awaitSessions(0, SandboxedAdapter.SOON);
        }
    }

    @Test
    void what_waits_when_it_is_switched_off_can_be_tried_elsewhere() {
        CompletableFuture<?> sent = send("hello");

        discord.turn(false);

        assertThat(sent)
                .failsWithin(SandboxedAdapter.SOON)
                .withThrowableThat()
                .withCauseInstanceOf(PortException.Retryable.class);
        assertThat(here.amy.messages()).isEmpty();
    }

    @Test
    void a_login_that_fails_is_tried_again() throws Exception {
        SandboxFault refused =
                here.discord.faults().on("GET /users/@me").times(1).status(503);
        discord.turn(true);

        send("hello").get(SandboxedAdapter.SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(refused.hits()).isEqualTo(1);
    }

    @Test
    void every_call_is_told_without_names_of_anybody() throws Exception {
        discord.turn(true);
        send("hello").get(SandboxedAdapter.SOON.toSeconds(), TimeUnit.SECONDS);

        assertThat(calls)
                .contains("POST messages DONE", "POST channels DONE")
                .allSatisfy(call -> assertThat(call).matches("(GET|PUT|POST|PATCH|DELETE) [a-z-]+ [A-Z]+"));
    }

    @Test
    void it_has_the_abilities_of_the_channel_it_stands_for() {
        assertThat(discord.channel()).isInstanceOf(ShowsTyping.class);
        assertThat(discord.channel().getClass().getInterfaces()).containsExactly(DirectMessages.class.getInterfaces());
    }
}
