package dev.guildline.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a bot on any Discord library must be able to do with the local Discord. */
interface IndependentClientContract {
    Duration START = Duration.ofSeconds(60);
    Duration SOON = Duration.ofSeconds(20);

    DiscordSandbox discord();

    /** Starts the bot; skips the test where it cannot run. */
    BotProcess start();

    @Test
    default void it_logs_in_and_talks_in_dms() {
        SandboxUser amy = discord().user("amy", "Amy", "ja");
        try (BotProcess bot = start()) {
            JsonNode ready = bot.await("ready", START);
            assertThat(ready.path("guilds").asInt()).isEqualTo(1);
            assertThat(ready.path("commands").asInt()).isEqualTo(3);

            SandboxMessage sent = amy.sendDm("こんにちは", SandboxFile.text("note.txt", "hi"));
            JsonNode heard = bot.await("message", SOON);
            assertThat(heard.path("content").asText()).isEqualTo("こんにちは");
            assertThat(heard.path("dm").asBoolean()).isTrue();
            assertThat(heard.path("files").path(0).asText()).isEqualTo("note.txt");
            SandboxMessage echo = amy.awaitDm(SandboxMessage::fromBot, SOON);
            assertThat(echo.content()).isEqualTo("echo こんにちは");
            assertThat(echo.repliesTo()).isEqualTo(sent.id());
            assertThat(discord().calls().count("POST /channels/*/typing")).isPositive();

            amy.editMessage(sent.id(), "こんばんは");
            assertThat(bot.await("edited", SOON).path("content").asText()).isEqualTo("こんばんは");
            amy.typing(amy.dm());
            bot.await("typing", line -> line.path("user").asText().equals(amy.id()), SOON);
            amy.deleteMessage(sent.id());
            bot.await("deleted", line -> line.path("id").asText().equals(sent.id()), SOON);
            assertThat(bot.told("error")).isEmpty();
        }
    }

    @Test
    default void it_edits_deletes_uploads_and_reads_history() {
        SandboxUser amy = discord().user("amy", "Amy", "en-US");
        try (BotProcess bot = start()) {
            bot.await("ready", START);
            amy.sendDm("change");
            JsonNode changed = bot.await("changed", SOON);
            assertThat(amy.messages()).hasSize(2);
            SandboxMessage kept = amy.messages().get(1);
            assertThat(kept.id()).isEqualTo(changed.path("kept").asText());
            assertThat(kept.content()).isEqualTo("final");
            assertThat(kept.edited()).isTrue();

            amy.sendDm("file");
            SandboxMessage file = amy.awaitDm(message -> !message.attachments().isEmpty(), SOON);
            assertThat(file.attachments().get(0).filename()).isEqualTo("log.txt");
            assertThat(file.attachments().get(0).size()).isEqualTo(6);

            amy.sendDm("history");
            JsonNode history = bot.await("history", SOON);
            assertThat(history.path("newest").toString()).isEqualTo("[\"history\",\"here\"]");
            assertThat(history.path("older").toString()).isEqualTo("[\"file\",\"final\"]");
            assertThat(history.path("later").toString()).isEqualTo("[\"here\",\"file\"]");
            assertThat(bot.told("error")).isEmpty();
        }
    }

    @Test
    default void it_answers_commands_components_and_forms() {
        SandboxUser amy = discord().user("amy", "Amy", "zh-TW");
        SandboxUser ben = discord().user("ben", null, "en-US");
        SandboxChannel channel = discord().guild().textChannel("bug-report");
        try (BotProcess bot = start()) {
            bot.await("ready", START);

            assertThat(amy.autocomplete(channel, "bug", "title", "cra", Map.of())
                            .awaitChoices(SOON))
                    .containsExactly(new SandboxChoice("cra!", "cra"));

            SandboxInteraction bug = amy.slash(channel, "bug", Map.of("title", "crash"));
            bot.await("followed", SOON);
            assertThat(bug.response().orElseThrow().content()).isEqualTo("noted crash");
            assertThat(amy.messages(channel))
                    .extracting(SandboxMessage::content)
                    .containsExactly("noted crash", "only you");
            assertThat(ben.messages(channel))
                    .extracting(SandboxMessage::content)
                    .containsExactly("noted crash");
            assertThat(bot.await("interaction", SOON).path("locale").asText()).isEqualTo("zh-TW");

            amy.slash(amy.dm(), "ask", Map.of());
            String question = bot.await("asked", SOON).path("id").asText();
            amy.click(question, "Go");
            amy.awaitDm(message -> message.content().equals("which?"), SOON);
            bot.await("changed", SOON);
            amy.select(question, "pick", "2");
            SandboxMessage picked = amy.awaitDm(message -> message.content().equals("picked 2"), SOON);
            assertThat(picked.id()).isEqualTo(question);
            assertThat(picked.components()).isEmpty();

            SandboxModal modal = amy.slash(channel, "form", Map.of()).awaitModal(SOON);
            assertThat(modal.title()).isEqualTo("A form");
            bot.await("shown", SOON);
            amy.submitModal(modal, Map.of("title", "smoke"));
            SandboxMessage thanks =
                    amy.awaitMessage(channel, message -> message.content().equals("thank you"), SOON);
            assertThat(thanks.ephemeral()).isTrue();
            assertThat(amy.messages(channel))
                    .noneMatch(message -> message.content().startsWith("got"));
            assertThat(bot.told("error")).isEmpty();
        }
    }

    @Test
    default void it_resumes_after_a_drop_and_gets_what_it_missed() {
        SandboxUser amy = discord().user("amy", "Amy", "en-US");
        try (BotProcess bot = start()) {
            bot.await("ready", START);
            amy.sendDm("silence");
            bot.await("message", SOON);

            discord().gateway().refuseConnections(true);
            discord().gateway().drop();
            discord().gateway().awaitSessions(0, SOON);
            amy.sendDm("while you were away");
            discord().gateway().refuseConnections(false);

            bot.await("resumed", START);
            bot.await("message", line -> line.path("content").asText().equals("while you were away"), SOON);
            amy.awaitDm(message -> message.content().equals("echo while you were away"), SOON);
            assertThat(bot.told("message")).hasSize(2);
        }
    }
}
