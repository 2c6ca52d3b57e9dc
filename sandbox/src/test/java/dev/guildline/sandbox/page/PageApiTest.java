package dev.guildline.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildline.sandbox.Sandbox;
import dev.guildline.sandbox.SandboxSettings;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxUser;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page's control API over HTTP, without a browser and without a bot. */
class PageApiTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults());
    private final PageClient page = new PageClient(sandbox.pageUrl());
    private final SandboxUser robin = sandbox.discord().user("robin_ash", null, "en-US");
    private final String player = "/api/players/" + robin.id();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String channel(String name) {
        return player + "/channels/"
                + sandbox.discord().guild().channels().stream()
                        .filter(channel -> channel.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .id();
    }

    @Test
    void the_world_has_the_channels_players_and_agents_of_the_settings() {
        JsonNode world = page.get("/api/world");

        assertThat(world.path("server").path("name").asText()).isEqualTo("Lumen Isles");
        assertThat(world.path("players").findValuesAsText("username"))
                .containsExactly("robin_ash", "xiaoyu", "kestrel", "noor_team");
        assertThat(world.path("players").findValuesAsText("locale")).contains("en-US", "zh-TW");
        assertThat(world.path("agents").findValuesAsText("fullName")).containsExactly("Mina Okafor", "Teo Lindqvist");
        assertThat(page.get(player).path("channels").findValuesAsText("name"))
                .contains("announcements", "bug-report", "feature-requests", "customer-support");
    }

    @Test
    void what_one_player_writes_the_others_see_as_unread_until_they_read_it() {
        PageClient.Answer sent = page.post(channel("bug-report") + "/messages", "{\"text\":\"the harbour is broken\"}");

        assertThat(sent.status()).isEqualTo(201);
        SandboxUser kestrel = sandbox.discord().user("kestrel", null, "en-US");
        String other = "/api/players/" + kestrel.id();
        String place = channel("bug-report").replace(player, other);
        assertThat(page.get(other).path("unread").asInt()).isEqualTo(1);
        assertThat(page.get(player).path("unread").asInt()).isZero();
        JsonNode message = page.get(place).path("messages").get(0);
        assertThat(message.path("content").asText()).isEqualTo("the harbour is broken");
        assertThat(message.path("author").path("name").asText()).isEqualTo("Robin Ash");

        page.post(place + "/read", "{\"message\":\"" + message.path("id").asText() + "\"}");

        assertThat(page.get(other).path("unread").asInt()).isZero();
    }

    @Test
    void replies_edits_and_deletions_reach_the_simulator() {
        String first = page.post(player + "/channels/" + robin.dm().id() + "/messages", "{\"text\":\"one\"}")
                .json()
                .path("message")
                .asText();
        page.post(
                player + "/channels/" + robin.dm().id() + "/messages",
                "{\"text\":\"two\",\"replyTo\":\"" + first + "\"}");
        page.patch(player + "/messages/" + first, "{\"text\":\"uno\"}");

        assertThat(robin.messages()).extracting(SandboxMessage::content).containsExactly("uno", "two");
        assertThat(robin.messages().get(1).repliesTo()).isEqualTo(first);
        assertThat(page.call("DELETE", player + "/messages/" + first, null).status())
                .isEqualTo(204);
        assertThat(robin.messages()).hasSize(1);
    }

    @Test
    void a_file_is_uploaded_sent_and_served_back_from_the_page() {
        String upload = page.call("POST", "/api/uploads?name=note.txt", "lantern", "Content-Type", "text/html")
                .json()
                .path("upload")
                .asText();
        page.post(channel("bug-report") + "/messages", "{\"text\":\"see\",\"files\":[\"" + upload + "\"]}");

        JsonNode file = page.get(channel("bug-report"))
                .path("messages")
                .get(0)
                .path("attachments")
                .get(0);
        assertThat(file.path("name").asText()).isEqualTo("note.txt");
        PageClient.Answer served = page.call("GET", file.path("url").asText(), null);
        assertThat(served.response().body()).isEqualTo("lantern");
        assertThat(served.header("Content-Type")).startsWith("application/octet-stream");
        assertThat(served.header("Content-Disposition")).startsWith("attachment");
    }

    @Test
    void only_staff_write_announcements() {
        PageClient.Answer refused = page.post(channel("announcements") + "/messages", "{\"text\":\"free lanterns\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("field").asText()).isEqualTo("channel");
        SandboxUser noor = sandbox.discord().user("noor_team", null, "en-US");
        String place = channel("announcements").replace(robin.id(), noor.id());
        assertThat(page.post(place + "/messages", "{\"text\":\"version 2.3.1\"}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | {player}/channels/{dm}/messages | {\"text\":\" \"} | 400 | text",
                "POST | {player}/channels/{dm}/messages | {\"text\":7} | 400 | text",
                "POST | {player}/channels/{dm}/messages | {\"words\":\"hi\"} | 400 | words",
                "POST | {player}/channels/{dm}/messages | {\"text\":\"a\",\"files\":[\"upload-9\"]} | 400 | files",
                "POST | {player}/channels/{dm}/messages | {\"text\":\"a\",\"replyTo\":\"x\"} | 400 | replyTo",
                "POST | {player}/channels/{dm}/messages | [] | 400 | ",
                "POST | {player}/channels/{dm}/messages | { | 400 | ",
                "POST | {player}/channels/77/messages | {\"text\":\"a\"} | 404 | channel",
                "POST | /api/players/1/channels/77/messages | {\"text\":\"a\"} | 404 | player",
                "POST | {player}/channels/{dm}/commands | {\"command\":\"nothing\"} | 400 | command",
                "POST | {player}/messages/12/click | {\"button\":\"x\"} | 422 | ",
                "POST | {player}/messages/twelve/click | {\"button\":\"x\"} | 400 | message",
                "POST | {player}/modals/12 | {} | 404 | interaction",
                "PATCH | {player} | {\"locale\":\"klingon\"} | 400 | locale",
                "PATCH | {player} | {\"acceptsDms\":\"no\"} | 400 | acceptsDms",
                "POST | /api/faults | {\"side\":\"moon\",\"fault\":\"latency\"} | 400 | side",
                "POST | /api/faults | {\"side\":\"discord\",\"fault\":\"hookLost\"} | 400 | fault",
                "POST | /api/faults | {\"side\":\"discord\",\"fault\":\"latency\",\"times\":-1} | 400 | times",
                "POST | /api/faults | {\"side\":\"discord\",\"fault\":\"latency\",\"millis\":1.5} | 400 | millis",
                "POST | /api/agents/WK1/tasks/WR1/accept | {} | 404 | agent",
                "POST | {agent}/tasks/WR1/accept | {} | 404 | task",
                "PATCH | {agent} | {\"available\":1} | 400 | available",
                "POST | /api/uploads?name=a%2Fb | x | 400 | name",
                "DELETE | /api/nothing | {} | 404 | ",
            })
    void bad_input_is_refused_with_a_problem_that_names_the_field(
            String method, String path, String body, int status, String field) {
        String agent = "/api/agents/" + sandbox.twilio().agents().get(0).workerSid();
        String address = path.replace("{player}", player)
                .replace("{dm}", robin.dm().id())
                .replace("{agent}", agent);

        PageClient.Answer refused = page.call(method, address, body, "Content-Type", "application/json");

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().path("status").asInt()).isEqualTo(status);
        assertThat(refused.json().path("detail").asText()).isNotBlank();
        assertThat(refused.json().path("field").asText(null)).isEqualTo(field);
    }

    @Test
    void a_body_that_is_not_json_by_its_type_is_refused() {
        PageClient.Answer refused = page.call(
                "POST", channel("bug-report") + "/messages", "{\"text\":\"hi\"}", "Content-Type", "text/plain");

        assertThat(refused.status()).isEqualTo(415);
        assertThat(robin.messages(sandbox.discord().guild().channels().get(1))).isEmpty();
    }

    @Test
    void a_file_that_is_too_large_is_refused() {
        String large = "x".repeat(UploadShelf.LARGEST_BYTES + 1);

        assertThat(page.call("POST", "/api/uploads?name=large.bin", large).status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://elsewhere.example",
        "Origin, null",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
    })
    void other_web_sites_cannot_drive_it(String header, String value) {
        String body = "{\"text\":\"hi\"}";

        PageClient.Answer refused = page.call(
                "POST", channel("bug-report") + "/messages", body, "Content-Type", "application/json", header, value);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("field").asText()).isEqualTo(header);
        assertThat(page.get(channel("bug-report")).path("messages")).isEmpty();
    }

    @Test
    void the_page_itself_may_call_it() {
        String origin = sandbox.pageUrl().substring(0, sandbox.pageUrl().length() - 1);

        assertThat(page.call("GET", "/api/world", null, "Origin", origin, "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_foreign_host_name_is_refused_even_for_the_page() throws IOException {
        URI url = URI.create(sandbox.pageUrl());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET / HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(in.readLine()).contains(" 403 ");
        }
    }

    @Test
    void the_page_allows_nothing_from_elsewhere() {
        PageClient.Answer home = page.call("GET", "/", null);

        assertThat(home.status()).isEqualTo(200);
        assertThat(home.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(home.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(home.response().body()).doesNotContain("style=", "onclick", "https://");
    }

    @Test
    void an_agent_takes_a_task_writes_and_completes_it() {
        TwilioByHand twilio = new TwilioByHand(sandbox.twilio());
        twilio.openConversation("talk-1", "discord_1", "Robin Ash", "{}");
        twilio.write("talk-1", "discord_1", "hello?");
        twilio.handOff("talk-1", "{\"from\":\"Robin Ash\",\"caseNumber\":\"GL-7\"}");
        SandboxAgent mina = sandbox.twilio().agents().get(0);
        SandboxTask offer = mina.awaitOffer(SOON);
        String task = "/api/agents/" + mina.workerSid() + "/tasks/" + offer.reservationSid();

        assertThat(page.post(task + "/messages", "{\"text\":\"too early\"}").status())
                .isEqualTo(409);
        assertThat(page.post(task + "/accept", "{}").json().path("status").asText())
                .isEqualTo("ACCEPTED");
        assertThat(page.post(task + "/messages", "{\"text\":\"Hi Robin\"}").status())
                .isEqualTo(201);
        JsonNode seen = page.get(task);
        assertThat(seen.path("attributes").path("caseNumber").asText()).isEqualTo("GL-7");
        assertThat(seen.path("talk").path("messages").findValuesAsText("kind")).containsExactly("customer", "agent");
        assertThat(page.post(task + "/transfer", "{\"to\":\"" + mina.workerSid() + "\"}")
                        .json()
                        .path("field")
                        .asText())
                .isEqualTo("to");
        page.post(task + "/end", "{}");
        assertThat(page.post(task + "/complete", "{}").json().path("status").asText())
                .isEqualTo("COMPLETED");
        assertThat(sandbox.twilio().conversation("talk-1").orElseThrow().state())
                .isEqualTo("closed");
        assertThat(page.get("/api/calls").path("twilio").path("count").asInt()).isEqualTo(5);
    }

    @Test
    void faults_strike_and_are_cleared() {
        page.post("/api/faults", "{\"side\":\"twilio\",\"fault\":\"serverError\",\"calls\":\"all\",\"times\":0}");
        PageClient.Answer set = page.post("/api/faults", "{\"side\":\"discord\",\"fault\":\"rateLimit\"}");

        assertThat(set.status()).isEqualTo(201);
        assertThat(set.json().path("set").findValuesAsText("fault")).containsExactly("serverError", "rateLimit");
        PageClient twilio = new PageClient(sandbox.twilio().url() + "/");
        assertThat(twilio.call("GET", "/conversations/v1/Services", null).status())
                .isEqualTo(503);
        page.call("DELETE", "/api/faults", null);
        assertThat(twilio.call("GET", "/conversations/v1/Services", null).status())
                .isNotEqualTo(503);
        assertThat(page.get("/api/faults").path("set")).isEmpty();
    }

    @Test
    void changes_are_told_to_an_open_page() throws IOException {
        URI url = URI.create(sandbox.pageUrl());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream()
                    .write(("GET /api/events HTTP/1.1\r\nHost: " + url.getAuthority()
                                    + "\r\nAccept: text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            awaitLine(in, "event: hello");

            robin.sendDm("hello");

            assertThat(awaitLine(in, "MESSAGE_CREATED"))
                    .contains(robin.dm().id())
                    .doesNotContain("\"hello\"");
        }
    }

    private static String awaitLine(BufferedReader in, String wanted) throws IOException {
        while (true) {
            String line = in.readLine();
            if (line == null) {
                throw new AssertionError("the stream ended before " + wanted);
            }
            if (line.contains(wanted)) {
                return line;
            }
        }
    }
}
