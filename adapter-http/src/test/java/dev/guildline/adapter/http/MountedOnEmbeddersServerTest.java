package dev.guildline.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.port.webhook.WebhookReply;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MountedOnEmbeddersServerTest {
    private final TestEndpoint hook = TestEndpoint.answering("/hook", WebhookReply.json("{}"));
    private final Javalin theirs = Javalin.create(config -> {
                config.startup.showJavalinBanner = false;
                config.router.contextPath = "/theirs";
                config.routes.get("/page", context -> context.result("their page"));
                config.routes.get("/health/live", context -> context.result("their health"));
                config.routes.error(404, context -> context.result("their own words"));
                config.routes.error(405, context -> context.result("their own words"));
                HttpAdapter.mountOn(config, List.of(hook), List.of());
            })
            .start("127.0.0.1", 0);

    @AfterEach
    void stop() {
        theirs.stop();
    }

    @Test
    void their_pages_stay_as_they_are() throws Exception {
        assertThat(call("GET", "/theirs/page").body()).isEqualTo("their page");
        assertThat(call("GET", "/theirs/health/live").body()).isEqualTo("their health");
        assertThat(call("GET", "/theirs/unknown").body()).isEqualTo("their own words");
    }

    @Test
    void endpoints_behave_as_on_a_server_of_our_own() throws Exception {
        assertThat(call("POST", "/theirs/hook").statusCode()).isEqualTo(200);
        assertThat(hook.calls.remove().rawPath()).isEqualTo("/theirs/hook");

        HttpResponse<String> refused = call("GET", "/theirs/hook");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body()).contains("\"status\":405");
    }

    private HttpResponse<String> call(String method, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + theirs.port() + path))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
    }
}
