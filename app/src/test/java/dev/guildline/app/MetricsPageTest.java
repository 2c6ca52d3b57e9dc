package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of a deployment after a talk. */
@Timeout(180)
class MetricsPageTest {
    private static final String TOKEN = "operators-know-this-and-nobody-else";

    @TempDir
    private Path folder;

    private static HttpResponse<String> look(Deployment deployment, String authorization) {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(deployment.address() + "/metrics"))
                                .timeout(Duration.ofSeconds(30))
                                .header("Authorization", authorization)
                                .build(),
                        BodyHandlers.ofString())
                .join();
    }

    /** The sum of all lines that begin so and have that in their labels. */
    private static double sum(String page, String name, String label) {
        Matcher line = Pattern.compile(
                        "^" + name + "(?:\\{[^}\n]*" + Pattern.quote(label) + "[^}\n]*})? (\\S+)$", Pattern.MULTILINE)
                .matcher(page);
        return line.results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    @Test
    void after_a_talk_the_figures_of_all_parts_are_there() {
        try (Deployment deployment = Deployment.start(Routing.DIRECT, folder)) {
            Player amy = deployment.player("amy", "Amy", "en-US");
            amy.writes("Hello");
            amy.reads("Hello");
            deployment.agentsWillSee("Hello");

            AtomicReference<String> last = new AtomicReference<>("");
            Waiting.until("the page has what the database and the parts tell", () -> {
                last.set(look(deployment, "none").body());
                return last.get().contains("\nguildline_open_conversations")
                        && last.get().contains("\nguildline_part_ready");
            });
            String page = last.get();
            assertThat(sum(page, "guildline_relay_active", "")).isEqualTo(1);
            assertThat(sum(page, "guildline_messages_total", "author=\"customer\""))
                    .isEqualTo(1);
            assertThat(sum(page, "guildline_deliveries_ended_total", "state=\"delivered\""))
                    .isGreaterThanOrEqualTo(2);
            assertThat(sum(page, "guildline_open_conversations", "status=\"with_virtual_agent\""))
                    .isEqualTo(1);
            assertThat(sum(page, "guildline_commit_duration_seconds_count", "")).isPositive();
            assertThat(sum(page, "guildline_virtual_agent_turn_duration_seconds_count", ""))
                    .isEqualTo(1);
            assertThat(sum(page, "guildline_database_connections", "state=\"idle\""))
                    .isPositive();
            assertThat(sum(page, "jvm_memory_used_bytes", "area=\"heap\"")).isPositive();
            assertThat(sum(page, "guildline_part_ready", "part=\"discord\"")).isEqualTo(1);
            assertThat(sum(page, "guildline_adapter_call_duration_seconds_count", "kind=\"POST messages\""))
                    .as("to Discord")
                    .isPositive();
            assertThat(sum(page, "guildline_adapter_call_duration_seconds_count", "kind=\"POST Messages\""))
                    .as("to Twilio")
                    .isPositive();
            assertThat(page).doesNotContain("Amy", amy.id());
        }
    }

    @Test
    void with_a_token_only_operators_see_it() {
        try (Deployment deployment = Deployment.start(Routing.WITHOUT_TWILIO, folder, Map.of("METRICS_TOKEN", TOKEN))) {
            assertThat(look(deployment, "Bearer " + TOKEN).statusCode()).isEqualTo(200);
            assertThat(look(deployment, "Bearer somebody-elses").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void behind_a_public_address_there_is_none_without_a_token() {
        try (Deployment deployment =
                Deployment.start(Routing.WITHOUT_TWILIO, folder, Map.of("PUBLIC_URL", "https://bot.example.com"))) {
            assertThat(look(deployment, "none").statusCode()).isEqualTo(404);
        }
    }
}
