package dev.guildline.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.rest.conversations.v1.service.conversation.Message;
import com.twilio.rest.conversations.v1.service.conversation.Webhook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaTest extends SandboxTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void an_upload_becomes_the_media_of_one_message() throws Exception {
        String sid = conversation();
        JsonNode uploaded = upload("a sword".getBytes(StandardCharsets.UTF_8));
        String media = uploaded.path("sid").asText();

        Message message = Message.creator(service, sid)
                .setAuthor(CUSTOMER)
                .setMediaSid(media)
                .create(client);

        assertThat(media).startsWith("ME");
        assertThat(uploaded.path("size").asInt()).isEqualTo(7);
        assertThat(message.getMedia())
                .singleElement()
                .satisfies(item -> assertThat(item.toString()).contains(media, "sword.txt", "text/plain"));
        assertRefused(
                20001, () -> Message.creator(service, sid).setMediaSid(media).create(client));
        assertRefused(
                20001,
                () -> Message.creator(service, sid)
                        .setMediaSid("ME" + "0".repeat(32))
                        .create(client));
    }

    @Test
    void an_agents_file_is_told_and_its_content_needs_no_credentials() throws Exception {
        SandboxAgent ada = sandbox.agent("ada@example.com", "Ada Lovelace");
        String sid = conversation();
        Webhook.creator(service, sid, Webhook.Target.WEBHOOK)
                .setConfigurationUrl(hooks.url("/"))
                .setConfigurationFilters(List.of("onMessageAdded"))
                .create(client);
        interaction(sid);
        SandboxTask task = ada.accept(ada.awaitOffer(LIMIT));
        byte[] bytes = {1, 2, 3, 0, -1};
        MessageView sent = ada.sendFile(task, "map.png", "image/png", bytes);
        sandbox.awaitQuiet(LIMIT);

        JsonNode told =
                Json.parse(hooks.received("onMessageAdded").get(0).form().get("Media"));
        JsonNode item = told.get(0);
        assertThat(item.path("ContentType").asText()).isEqualTo("image/png");
        assertThat(item.path("Filename").asText()).isEqualTo("map.png");
        assertThat(item.path("Size").asInt()).isEqualTo(5);

        JsonNode described = Json.parse(send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/mcs/v1/Services/"
                                + service + "/Media/" + item.path("Sid").asText()))
                        .header("Authorization", credentials())
                        .build())
                .body());
        String link = described.path("links").path("content_direct_temporary").asText();
        HttpResponse<byte[]> content =
                http.send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(content.statusCode()).isEqualTo(200);
        assertThat(content.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(content.body()).isEqualTo(bytes);
        assertThat(sandbox.mediaContent(sent.media().sid()))
                .hasValueSatisfying(own -> assertThat(own).isEqualTo(bytes));
        assertThat(send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/mcs/v1/Services/" + service + "/Media/"
                                        + item.path("Sid").asText()))
                                .build())
                        .statusCode())
                .isEqualTo(401);
    }

    private JsonNode upload(byte[] bytes) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(
                        URI.create(sandbox.url() + "/mcs/v1/Services/" + service + "/Media?Filename=sword.txt"))
                .header("Authorization", credentials())
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build());
        assertThat(answer.statusCode()).isEqualTo(201);
        return Json.parse(answer.body());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String credentials() {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (sandbox.accountSid() + ":" + sandbox.authToken()).getBytes(StandardCharsets.UTF_8));
    }
}
