package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorsApiTest {
    private static final String TOKEN = "operators-know-this-and-nobody-else";

    @TempDir
    private Path folder;

    private static int call(Deployment deployment, String method, String path, String body) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(deployment.address() + "/api/v1/" + path))
                                .timeout(Duration.ofSeconds(30))
                                .header("Authorization", "Bearer " + TOKEN)
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        return answer.statusCode();
    }

    @Test
    void operators_pause_the_intake_and_block_a_player_of_a_running_deployment() throws Exception {
        try (Deployment deployment = Deployment.start(Routing.WITHOUT_TWILIO, folder, Map.of("API_TOKEN", TOKEN))) {
            Player amy = deployment.player("amy", "Amy", "en-US");
            String why = "{\"reason\":\"a test\",\"by\":\"ann\"}";

            assertThat(call(deployment, "PUT", "intake/pause", why)).isEqualTo(200);
            amy.writes("Hello");
            amy.reads("We are not taking new requests right now");
            assertThat(call(deployment, "DELETE", "intake/pause", "")).isEqualTo(204);

            assertThat(call(deployment, "PUT", "blocks/discord:" + amy.id(), why))
                    .isEqualTo(200);
            amy.writes("Hello again");
            amy.reads("You cannot write to us here");
            assertThat(call(deployment, "DELETE", "blocks/discord:" + amy.id(), ""))
                    .isEqualTo(204);
            amy.writes("Hi");
            amy.reads("Hello");
        }
    }

    @Test
    void without_a_token_there_is_no_api() throws Exception {
        try (Deployment deployment = Deployment.start(Routing.WITHOUT_TWILIO, folder)) {
            assertThat(call(deployment, "GET", "blocks", "")).isEqualTo(404);
        }
    }
}
