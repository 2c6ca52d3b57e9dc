package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.sandbox.discord.DiscordSandbox;
import dev.guildline.sandbox.discord.DiscordSandboxSettings;
import dev.guildline.sandbox.discord.SandboxChannel;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxModal;
import dev.guildline.sandbox.truth.ApiDescription;
import dev.guildline.sandbox.truth.CheckedApi;
import dev.guildline.sandbox.truth.Findings;
import dev.guildline.sandbox.twilio.TwilioSandbox;
import dev.guildline.sandbox.twilio.TwilioSandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guildline's own calls, and the sandboxes' answers to them, against the official descriptions: the whole talk and the
 * commands go through Prism on both sides. Attachments are left out, because Prism does not pass them on.
 */
class TruthCheckTest {
    /** What the talk and the commands must call at Discord. */
    private static final Set<String> AT_DISCORD = Set.of(
            "GET /users/@me",
            "GET /applications/{application_id}/commands",
            "PUT /applications/{application_id}/commands",
            "POST /users/@me/channels",
            "POST /channels/{channel_id}/typing",
            "POST /channels/{channel_id}/messages",
            "POST /channels/{channel_id}/threads",
            "PUT /channels/{channel_id}/thread-members/{user_id}",
            "PATCH /channels/{channel_id}/messages/{message_id}",
            "DELETE /channels/{channel_id}/messages/{message_id}",
            "POST /interactions/{interaction_id}/{interaction_token}/callback",
            "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original");

    /** What else Guildline calls, after an interruption for example; any other call is found as one that is not described. */
    private static final Set<String> SELDOM_AT_DISCORD = Set.of(
            "GET /channels/{channel_id}/messages", "GET /channels/{channel_id}/users/@me/threads/archived/private");

    /** The same at Twilio. */
    private static final Set<String> AT_TWILIO = Set.of(
            "POST /conversations/v1/Services/{ChatServiceSid}/Conversations",
            "POST /conversations/v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Participants",
            "POST /conversations/v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Webhooks",
            "POST /conversations/v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages",
            "POST /conversations/v1/Services/{ChatServiceSid}/Users/{Sid}",
            "GET /flex-api/v1/Configuration",
            "POST /flex-api/v1/Interactions",
            "GET /studio/v2/Flows",
            "POST /studio/v2/Flows",
            "POST /studio/v2/Flows/Validate",
            "GET /taskrouter/v1/Workspaces/{Sid}",
            "POST /taskrouter/v1/Workspaces/{Sid}",
            "GET /taskrouter/v1/Workspaces/{WorkspaceSid}/TaskChannels/{Sid}");

    /** The same at Twilio. */
    private static final Set<String> SELDOM_AT_TWILIO = Set.of(
            "GET /conversations/v1/Services/{ChatServiceSid}/Conversations/{Sid}",
            "POST /conversations/v1/Services/{ChatServiceSid}/Conversations/{Sid}",
            "GET /conversations/v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Participants",
            "GET /conversations/v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Webhooks",
            "GET /conversations/v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages",
            "GET /conversations/v1/Services/{ChatServiceSid}/Users/{Sid}",
            "POST /flex-api/v1/Interactions/{InteractionSid}/Channels/{Sid}",
            "POST /flex-api/v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Invites",
            "GET /studio/v2/Flows/{Sid}",
            "POST /studio/v2/Flows/{Sid}",
            "GET /taskrouter/v1/Workspaces/{WorkspaceSid}/Tasks");

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void every_call_of_the_whole_talk_fits_the_official_descriptions() throws Exception {
        ApiDescription forDiscord = ApiDescription.discord(among(AT_DISCORD, SELDOM_AT_DISCORD));
        ApiDescription forTwilio = ApiDescription.twilio(among(AT_TWILIO, SELDOM_AT_TWILIO));
        try (CheckedApi discord = CheckedApi.start(forDiscord, folder);
                CheckedApi twilio = CheckedApi.start(forTwilio, folder)) {
            warmUp(discord, twilio);
            Deployment.Ways ways = new Deployment.Ways(
                    DiscordSandboxSettings.defaults().withResponseDeadline(Duration.ofMinutes(1)),
                    discord::forwardTo,
                    twilio::forwardTo);
            for (Routing routing : List.of(Routing.STUDIO, Routing.DIRECT)) {
                try (Deployment deployment = Deployment.start(routing, folder.resolve(routing.name()), ways)) {
                    talk(deployment);
                    commands(deployment);
                    closedDirectMessages(deployment);
                }
            }
            assertNoFault(discord.findings(), AT_DISCORD);
            assertNoFault(twilio.findings(), AT_TWILIO);
            wrongCallsAreFound(discord, twilio);
        }
    }

    private static BiPredicate<String, String> among(Set<String> some, Set<String> more) {
        return (method, path) -> some.contains(method + " " + path) || more.contains(method + " " + path);
    }

    /** What takes Prism long is done before anybody waits for it. Each side has its own process. */
    private static void warmUp(CheckedApi discord, CheckedApi twilio) {
        CompletableFuture<List<String>> blindAtTwilio = CompletableFuture.supplyAsync(() -> warm(twilio));
        assertThat(warm(discord)).as("where Prism accepts nonsense").isEmpty();
        assertThat(blindAtTwilio.join()).as("where Prism accepts nonsense").isEmpty();
    }

    private static List<String> warm(CheckedApi api) {
        try {
            return api.warmUp();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void talk(Deployment deployment) {
        Player mia = deployment.player("mia", "Mia", "en-US");
        mia.slash(deployment.channel("customer-support"), "helpme", Map.of());
        mia.reads("Hi Mia! How can we help you today?");
        mia.writes("I cannot get into my account on my new phone");
        SandboxMessage suggestions = mia.reads("Does one of these help?");
        mia.clicks(suggestions, suggestions.buttons().get(0).label());
        mia.reads("Suggested article: ");
        deployment.agentsWillSee("Suggested article: ");
        mia.writes("that was helpful but I want to talk to a live agent");
        mia.reads("You are being transferred to a live agent.");
        AgentSide ada = deployment.agent("ada", "Ada Lovelace");
        ada.accepts(mia);
        mia.reads("Ada Lovelace has joined the chat.");
        ada.says("Hello Mia, I have just sent you a new link.");
        mia.reads("Hello Mia, I have just sent you a new link.");
        ada.corrects("Hello Mia, I have just sent you a new link.", "Hello Mia, I have sent you a link.");
        mia.user().awaitDm(m -> m.content().startsWith("Hello Mia, I have sent"), Player.PATIENCE);
        ada.takesBack("Hello Mia, I have sent you a link.");
        SandboxMessage thanks = mia.writes("It works, thank you!");
        ada.reads("It works, thank you!");
        mia.user().editMessage(thanks.id(), "It works, thanks!");
        ada.seesChange("It works, thank you!", "It works, thanks!");
        ada.completes();
        mia.reads("This chat is closed.");
        SandboxMessage rating = mia.reads("How did we do?");
        SandboxMessage question = mia.reads("Can case HELP-");
        mia.clicks(rating, "5");
        mia.reads("Thank you for your rating!");
        mia.clicks(question, "CLOSE");
        mia.reads("Case HELP-");
    }

    private static void commands(Deployment deployment) {
        Player lin = deployment.player("lin", "小林", "zh-TW");
        lin.slash(deployment.channel("bug-report"), "bug", Map.of("text", "霧中看不到船帆"));
        SandboxChannel features = deployment.channel("feature-requests");
        SandboxModal form = lin.user().slash(features, "new_feature", Map.of()).awaitModal(Player.PATIENCE);
        String input = form.inputs().stream()
                .filter(i -> i.type() == 4)
                .findFirst()
                .orElseThrow()
                .customId();
        lin.user().submitModal(form, Map.of(input, "希望有夜航模式"));
        lin.user()
                .awaitMessage(
                        features,
                        m -> m.fromBot() && !m.thinking() && !m.content().isEmpty(),
                        Player.PATIENCE);
    }

    private static void closedDirectMessages(Deployment deployment) {
        Player noa = deployment.player("noa", "Noa", "en-US");
        noa.user().openDms(false);
        SandboxChannel support = deployment.channel("customer-support");
        noa.slash(support, "helpme", Map.of());
        noa.user()
                .awaitMessage(
                        support.threads().get(0),
                        m -> m.fromBot() && m.content().startsWith("Hi Noa!"),
                        Player.PATIENCE);
    }

    private static void assertNoFault(Findings findings, Set<String> called) {
        assertThat(findings.calls()).hasSizeGreaterThan(30);
        assertThat(findings.notCalled(called)).as("never called").isEmpty();
        assertThat(findings.unexplained()).isEmpty();
        assertThat(findings.outdatedExceptions("TruthCheckTest")).isEmpty();
    }

    private static void wrongCallsAreFound(CheckedApi discord, CheckedApi twilio) throws Exception {
        try (DiscordSandbox localDiscord = DiscordSandbox.start(DiscordSandboxSettings.defaults());
                TwilioSandbox localTwilio = TwilioSandbox.start(TwilioSandboxSettings.defaults())) {
            post(
                    discord.forwardTo(localDiscord.restUrl()) + "/channels/1/messages",
                    "application/json",
                    "{\"content\": [\"no text\"]}");
            post(
                    twilio.forwardTo(localTwilio.url()) + "/conversations/v1/Services/IS1/Conversations",
                    "application/x-www-form-urlencoded",
                    "State=nonsense");
        }
        assertThat(discord.findings().unexplained()).anyMatch(found -> found.contains(" request.body.content "));
        assertThat(twilio.findings().unexplained()).anyMatch(found -> found.contains(" request.body.State "));
    }

    private static void post(String url, String contentType, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }
}
