package dev.guildline.adapter.discord;

import static dev.guildline.adapter.discord.SandboxedAdapter.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.error.PortException;
import dev.guildline.core.port.health.HealthCheck.Health;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static void awaitHealth(DiscordAdapter adapter, boolean ready) {
        long end = System.nanoTime() + SOON.toNanos();
        while (adapter.health().check().ready() != ready) {
            if (System.nanoTime() > end) {
                Assertions.fail("health is still " + adapter.health().check());
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void an_open_connection_is_healthy_and_a_cut_one_recovers() {
        try (SandboxedAdapter here = new SandboxedAdapter().started()) {
            awaitHealth(here.adapter, true);

            here.discord.gateway().refuseConnections(true);
            here.discord.gateway().drop();
            awaitHealth(here.adapter, false);
            assertThat(here.adapter.health().check().detail()).startsWith("not connected");

            here.discord.gateway().refuseConnections(false);
            awaitHealth(here.adapter, true);
        }
    }

    @Test
    void a_connection_closed_for_good_says_what_to_do() {
        try (SandboxedAdapter here = new SandboxedAdapter().started()) {
            awaitHealth(here.adapter, true);

            here.discord.gateway().close(4014);

            awaitHealth(here.adapter, false);
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            Health health = here.adapter.health().check();
            while (!health.detail().contains("4014") && System.nanoTime() < end) {
                health = here.adapter.health().check();
            }
            assertThat(health.detail()).contains("intent", "developer portal", "4014");
        }
    }

    @Test
    void a_wrong_token_is_refused_with_what_to_do() {
        try (SandboxedAdapter here = new SandboxedAdapter()) {
            DiscordConfig wrong = new DiscordConfig(
                    new DiscordConfig.Token("not-the-token"),
                    URI.create(here.discord.restUrl()),
                    URI.create(here.discord.gatewayUrl()));

            assertThatThrownBy(() -> DiscordAdapter.connect(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("DISCORD_TOKEN")
                    .hasMessageContaining("developer portal")
                    .hasMessageNotContaining("not-the-token");
        }
    }

    @Test
    void an_absent_discord_is_a_failure_that_may_pass() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        DiscordConfig nowhere =
                new DiscordConfig(new DiscordConfig.Token("token"), URI.create("http://127.0.0.1:" + free), null);

        assertThatThrownBy(() -> DiscordAdapter.connect(nowhere)).isInstanceOf(PortException.Retryable.class);
    }

    @Test
    void an_adapter_is_started_once() {
        try (SandboxedAdapter here = new SandboxedAdapter().started()) {
            assertThatThrownBy(() ->
                            here.adapter.start(here.ports.conversations, here.ports.casework, here.ports.knowledge))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void closing_twice_does_no_harm() {
        SandboxedAdapter here = new SandboxedAdapter().started();

        here.close();
        here.adapter.close();

        assertThat(here.adapter.health().check().ready()).isFalse();
    }
}
