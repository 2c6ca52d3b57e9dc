package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.CarriedFile;
import dev.guildline.core.message.Message;
import dev.guildline.sandbox.discord.SandboxAttachment;
import dev.guildline.sandbox.discord.SandboxFile;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.twilio.MessageView;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files go both ways as files, in their place, and what is not passed on is said on both sides. */
class AttachmentsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Routing.class,
            names = {"STUDIO", "DIRECT"})
    void files_go_both_ways(Routing routing) throws Exception {
        try (Deployment deployment = Deployment.start(routing, folder)) {
            Player mia = deployment.player("mia", "Mia", "en-US");
            mia.writes("I want to talk to a live agent");
            mia.reads("You are being transferred");
            SandboxAgent ada = deployment.twilio().agent("ada", "Ada Lovelace");
            SandboxTask task = ada.accept(
                    ada.awaitTask("task of Mia", t -> t.status() == SandboxTask.Status.OFFERED, Player.PATIENCE));
            mia.reads("Ada Lovelace has joined the chat.");

            byte[] picture = noise(700_000);
            byte[] log = noise(5);
            mia.user()
                    .sendDm(
                            "two files",
                            new SandboxFile("crash.png", "image/png", picture),
                            new SandboxFile("game.log", "text/plain", log));
            mia.user().sendDm("", new SandboxFile("virus.exe", "application/x-msdownload", noise(3)));
            mia.writes("after the files");
            List<MessageView> seen = deployment
                    .twilio()
                    .awaitConversation(
                            "the words after the files",
                            c -> c.messages().stream().anyMatch(m -> "after the files".equals(m.body())),
                            Player.PATIENCE)
                    .messages();
            int at = bodies(seen).indexOf("two files");

            assertThat(bodies(seen).subList(at, seen.size()))
                    .containsExactly(
                            "two files",
                            "",
                            "",
                            "[file virus.exe was not passed on: files of the type application/x-msdownload are not passed on]",
                            "after the files");
            assertThat(seen.get(at + 1).media().filename()).isEqualTo("crash.png");
            assertThat(content(deployment, seen.get(at + 1))).isEqualTo(picture);
            assertThat(content(deployment, seen.get(at + 2))).isEqualTo(log);
            mia.reads("The file virus.exe was not passed on");

            byte[] map = noise(300_000);
            ada.sendFile(task, "SPOILER_map.png", "image/png", map);
            ada.sendFile(task, "tool.exe", "application/x-msdownload", noise(3));
            ada.say(task, "have a look");
            mia.reads("[file tool.exe was not passed on");
            mia.reads("have a look");
            SandboxMessage shown = mia.user().messages(mia.user().dm()).stream()
                    .filter(m -> m.fromBot() && !m.attachments().isEmpty())
                    .reduce((first, last) -> last)
                    .orElseThrow();
            SandboxAttachment file = shown.attachments().get(0);
            assertThat(shown.attachments()).hasSize(1);
            assertThat(file.filename()).isEqualTo("map.png");
            assertThat(download(file.url())).isEqualTo(map);
            deployment.agentsWillSee("The file tool.exe was not passed on");

            deployment.restart();
            assertThat(kept(deployment, AuthorKind.CUSTOMER, "two files", 0)).isEqualTo(picture);
            assertThat(kept(deployment, AuthorKind.AGENT, "", 0)).isEqualTo(map);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Routing.class,
            names = {"WITHOUT_TWILIO"})
    void without_a_contact_center_files_are_kept_for_the_desk(Routing routing) throws Exception {
        try (Deployment deployment = Deployment.start(routing, folder)) {
            Player mia = deployment.player("mia", "Mia", "en-US");
            byte[] picture = noise(1000);
            mia.user().sendDm("look", new SandboxFile("crash.png", "image/png", picture));

            Waiting.until("the file is kept", () -> keptIfAny(deployment, "look") != null);
            assertThat(kept(deployment, AuthorKind.CUSTOMER, "look", 0)).isEqualTo(picture);
        }
    }

    private static List<String> bodies(List<MessageView> messages) {
        return messages.stream().map(m -> m.body() == null ? "" : m.body()).toList();
    }

    private static byte[] content(Deployment deployment, MessageView message) {
        return deployment.twilio().mediaContent(message.media().sid()).orElseThrow();
    }

    private static CarriedFile keptIfAny(Deployment deployment, String text) {
        return entries(deployment).stream()
                .filter(m -> m.body().plainText().equals(text))
                .findFirst()
                .flatMap(m -> done(deployment.guildline().conversations().file(new AttachmentKey(m.id(), 0))))
                .orElse(null);
    }

    private static byte[] kept(Deployment deployment, AuthorKind author, String text, int place) throws IOException {
        Message entry = entries(deployment).stream()
                .filter(m -> m.author().kind() == author && m.body().plainText().equals(text))
                .filter(m -> !m.attachments().isEmpty())
                .findFirst()
                .orElseThrow();
        CarriedFile file = done(deployment.guildline().conversations().file(new AttachmentKey(entry.id(), place)))
                .orElseThrow();
        try (InputStream content = file.content().get()) {
            return content.readAllBytes();
        }
    }

    private static List<Message> entries(Deployment deployment) {
        List<Conversation> begun =
                done(deployment.guildline().conversations().list(EnumSet.allOf(ConversationStatus.class), 1));
        return begun.isEmpty()
                ? List.of()
                : done(deployment
                        .guildline()
                        .conversations()
                        .transcript(begun.get(0).id()));
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] download(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }
}
