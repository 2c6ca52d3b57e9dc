package dev.guildline.sandbox.page;

import dev.guildline.sandbox.twilio.TwilioSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Just enough of a Twilio client to bring a customer to the desk. */
final class TwilioByHand {
    private final TwilioSandbox twilio;
    private final HttpClient http = HttpClient.newHttpClient();

    TwilioByHand(TwilioSandbox twilio) {
        this.twilio = twilio;
    }

    void openConversation(String name, String identity, String displayName, String attributes) {
        service("/Conversations", Map.of("UniqueName", name, "FriendlyName", displayName, "Attributes", attributes));
        service("/Conversations/" + name + "/Participants", Map.of("Identity", identity));
        service("/Users/" + identity, Map.of("FriendlyName", displayName));
    }

    void write(String conversation, String author, String text) {
        service("/Conversations/" + conversation + "/Messages", Map.of("Author", author, "Body", text));
    }

    void handOff(String conversation, String taskAttributes) {
        String sid = twilio.conversation(conversation).orElseThrow().sid();
        post(
                "/flex-api/v1/Interactions",
                Map.of(
                        "Channel",
                        "{\"type\":\"web\",\"initiated_by\":\"customer\",\"properties\":{\"media_channel_sid\":\"" + sid
                                + "\"}}",
                        "Routing",
                        "{\"properties\":{\"workspace_sid\":\"" + twilio.workspaceSid() + "\",\"workflow_sid\":\""
                                + twilio.workflowSid() + "\",\"task_channel_unique_name\":\"chat\",\"attributes\":"
                                + taskAttributes + "}}"));
    }

    private void service(String path, Map<String, String> form) {
        post("/conversations/v1/Services/" + twilio.chatServiceSid() + path, form);
    }

    private void post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String credentials = twilio.accountSid() + ":" + twilio.authToken();
        HttpRequest request = HttpRequest.newBuilder(URI.create(twilio.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII)))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(path + " answered " + response.statusCode() + " " + response.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
