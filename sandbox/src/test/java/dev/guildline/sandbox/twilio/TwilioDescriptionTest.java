package dev.guildline.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import dev.guildline.sandbox.truth.ApiDescription;
import dev.guildline.sandbox.truth.CheckedApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sandbox against Twilio's own API descriptions: the SDK's usual calls go through Prism, which compares requests
 * and answers with the description.
 */
class TwilioDescriptionTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void the_usual_calls_and_their_answers_fit_the_descriptions() throws Exception {
        ApiDescription description = ApiDescription.twilio(TwilioDescriptionTest::checked);
        try (CheckedApi checked = CheckedApi.start(description, folder)) {
            check("conversations", checked, UsualCalls::conversations);
            check("flex-api", checked, UsualCalls::flex);
            check("studio", checked, UsualCalls::studio);
            check("taskrouter", checked, UsualCalls::taskRouter);
            assertThat(checked.findings().unexplained()).isEmpty();
            assertThat(checked.findings().outdatedExceptions("TwilioDescriptionTest"))
                    .isEmpty();
        }
    }

    @Test
    void prism_finds_fault_with_nonsense() throws Exception {
        ApiDescription description = ApiDescription.twilio(
                (method, path) -> path.equals("/conversations/v1/Services/{ChatServiceSid}/Conversations"));
        try (HookReceiver nonsense = new HookReceiver();
                CheckedApi checked = CheckedApi.start(description, folder)) {
            nonsense.answer(request -> new HookReceiver.Answer(201, "application/json", "{\"sid\":\"nonsense\"}"));
            String url = checked.forwardTo(nonsense.url(""));
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(
                                            url + "/conversations/v1/Services/IS" + "0".repeat(32) + "/Conversations"))
                                    .header("Authorization", "Basic QUM6dG9rZW4=")
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString("State=nonsense"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());

            assertThat(checked.findings().unexplained())
                    .anyMatch(finding -> finding.contains("Request body property State"))
                    .anyMatch(finding -> finding.contains("Response body property sid"));
        }
    }

    private static boolean checked(String method, String path) {
        return path.startsWith("/conversations/v1/Services")
                || path.startsWith("/flex-api/v1/Interactions")
                || path.equals("/flex-api/v1/Configuration")
                || path.startsWith("/studio/")
                || path.startsWith("/taskrouter/") && !path.contains("Statistics");
    }

    private interface Calls {
        void make(TwilioSandbox sandbox, TwilioRestClient client, Duration limit);
    }

    private static void check(String product, CheckedApi checked, Calls calls) {
        try (TwilioSandbox sandbox = TwilioSandbox.start(TwilioSandboxSettings.defaults())) {
            String url = checked.forwardTo(sandbox.url());
            TwilioRestClient client = LocalTwilioClient.of(
                    sandbox,
                    sandbox.authToken(),
                    asked -> (asked.equals(product) ? url : sandbox.url()) + "/" + asked,
                    (request, response) -> {});
            calls.make(sandbox, client, LIMIT);
        }
        assertThat(checked.findings().calls())
                .as("calls of " + product + " that went through Prism")
                .filteredOn(call -> call.contains(" /" + product + "/"))
                .hasSizeGreaterThan(5);
    }
}
