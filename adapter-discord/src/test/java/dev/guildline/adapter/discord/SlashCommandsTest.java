package dev.guildline.adapter.discord;

import static dev.guildline.adapter.discord.SandboxedAdapter.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.usecase.CaseReport;
import dev.guildline.core.usecase.HelpRequest;
import dev.guildline.core.usecase.Knowledge;
import dev.guildline.sandbox.discord.SandboxComponent;
import dev.guildline.sandbox.discord.SandboxFile;
import dev.guildline.sandbox.discord.SandboxInteraction;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxModal;
import dev.guildline.sandbox.discord.SandboxUser;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlashCommandsTest {
    private static final Duration DISCORDS_PATIENCE = Duration.ofSeconds(3);

    private final SandboxedAdapter here = new SandboxedAdapter(Duration.ofMillis(200));
    private final String amy = "<@" + here.amy.id() + ">";

    @AfterEach
    void stop() {
        here.close();
    }

    private static Article article(String title, String label, String url) {
        return new Article(
                new ArticleId(title), Locale.ENGLISH, title, "", "", List.of(), URI.create(url), Set.of(label));
    }

    @Test
    void help_is_confirmed_in_public_once_the_greeting_is_there() throws Exception {
        here.started();

        SandboxMessage reply = here.amy.slash(here.support, "helpme", Map.of()).awaitResponse(SOON);

        HelpRequest request = FakePorts.next(here.ports.helpRequests);
        assertThat(request.customer().displayName()).isEqualTo("Amy");
        assertThat(request.customer().locale()).contains(Locale.US);
        assertThat(request.key().source()).isEqualTo("discord.interaction");
        assertThat(reply.content()).isEqualTo("Hi " + amy + ", we just sent you a DM");
        assertThat(reply.mentions()).containsExactly(here.amy.id());
        assertThat(reply.ephemeral()).isFalse();
    }

    @Test
    void who_cannot_be_greeted_is_told_how_to_change_that() {
        here.started();
        here.ports.greeting = CompletableFuture.completedFuture(DeliveryState.REFUSED);

        SandboxMessage reply = here.amy.slash(here.support, "helpme", Map.of()).awaitResponse(SOON);

        assertThat(reply.content()).contains(amy, "could not write to you", "Privacy Settings", "server's name");
        assertThat(reply.mentions()).containsExactly(here.amy.id());
    }

    @Test
    void a_greeting_that_takes_long_is_said_to_be_on_its_way() {
        here.started();
        CompletableFuture<DeliveryState> greeting = new CompletableFuture<>();
        here.ports.greeting = greeting;
        SandboxInteraction asked = here.amy.slash(here.support, "helpme", Map.of());

        assertThat(asked.awaitResponse(SOON).content()).contains("on its way");
        greeting.complete(DeliveryState.DELIVERED);

        here.amy.awaitMessage(here.support, m -> m.content().contains("we just sent you a DM"), SOON);
        assertThat(here.amy.messages(here.support)).hasSize(1);
    }

    @Test
    void help_can_be_asked_for_in_private_as_well() {
        here.started();

        SandboxMessage reply = here.amy.slash(here.amy.dm(), "helpme", Map.of()).awaitResponse(SOON);

        assertThat(reply.content()).contains("we are here for you");
    }

    @Test
    void the_readers_language_is_spoken() {
        here.started();
        SandboxUser wei = here.discord.user("wei", "小薇", "zh-TW");

        SandboxMessage reply = wei.slash(here.support, "helpme", Map.of()).awaitResponse(SOON);

        assertThat(reply.content()).isEqualTo("<@" + wei.id() + "> 你好，我們剛剛傳了私訊給你");
    }

    @Test
    void a_report_is_thanked_for_in_public_with_what_is_known() throws Exception {
        here.started();
        here.ports.articles.add(article("Shop [beta] is empty", Knowledge.KNOWN_ISSUE, "https://example.org/1"));
        here.ports.articles.add(article("Version 2", Knowledge.RELEASE, "https://example.org/2"));

        SandboxMessage reply = here.amy
                .slash(
                        here.support,
                        "bug",
                        Map.of("text", "The shop is empty @everyone", "file", SandboxFile.text("log.txt", "line 1")))
                .awaitResponse(SOON);

        CaseReport report = FakePorts.next(here.ports.reports);
        assertThat(report.kind()).isEqualTo(CaseKind.BUG);
        assertThat(report.text()).isEqualTo("The shop is empty @everyone");
        assertThat(report.attachments()).extracting(Attachment::name).containsExactly("log.txt");
        assertThat(report.customFields())
                .containsEntry("discord.guild", here.discord.guild().id())
                .containsEntry("discord.channel", here.support.id());
        assertThat(reply.content())
                .contains("Thank you, " + amy, "**BUG-", "cannot answer every report", "reproduce", "trends");
        assertThat(reply.mentions()).containsExactly(here.amy.id());
        assertThat(reply.mentionsEveryone()).isFalse();
        assertThat(reply.embeds()).singleElement().satisfies(card -> {
            assertThat(card.title()).isEqualTo("Known issues");
            assertThat(card.description()).isEqualTo("• [Shop \\[beta\\] is empty](https://example.org/1)");
        });
    }

    @Test
    void an_idea_is_thanked_for_in_public_with_the_latest_releases() throws Exception {
        here.started();
        here.ports.articles.add(article("Version 2", Knowledge.RELEASE, "https://example.org/2"));

        SandboxMessage reply = here.amy
                .slash(here.support, "new_feature", Map.of("text", "A map"))
                .awaitResponse(SOON);

        assertThat(FakePorts.next(here.ports.reports).kind()).isEqualTo(CaseKind.FEATURE);
        assertThat(reply.content()).contains(amy, "**FEATURE-", "will be considered");
        assertThat(reply.embeds())
                .singleElement()
                .satisfies(card -> assertThat(card.title()).isEqualTo("Latest releases"));
    }

    @Test
    void nothing_known_shows_no_card() {
        here.started();

        SandboxMessage reply = here.amy
                .slash(here.amy.dm(), "bug", Map.of("text", "The shop is empty"))
                .awaitResponse(SOON);

        assertThat(reply.embeds()).isEmpty();
    }

    @Test
    void without_words_a_form_asks_for_them_and_keeps_the_file() throws Exception {
        here.started();
        SandboxModal form = here.amy
                .slash(here.support, "bug", Map.of("file", SandboxFile.text("log.txt", "line 1")))
                .awaitModal(SOON);
        assertThat(form.title()).isEqualTo("Report a problem");
        assertThat(form.inputs()).extracting(SandboxComponent::customId).containsExactly("summary", "details");

        SandboxMessage reply = here.amy
                .submitModal(form, Map.of("summary", "The shop is empty", "details", "Since this morning"))
                .awaitResponse(SOON);

        CaseReport report = FakePorts.next(here.ports.reports);
        assertThat(report.subject()).isEqualTo("The shop is empty");
        assertThat(report.text()).isEqualTo("Since this morning");
        assertThat(report.attachments()).extracting(Attachment::name).containsExactly("log.txt");
        assertThat(reply.content()).contains("**BUG-");
    }

    @Test
    void a_form_needs_no_details() throws Exception {
        here.started();
        SandboxModal form =
                here.amy.slash(here.support, "new_feature", Map.of()).awaitModal(SOON);

        here.amy.submitModal(form, Map.of("summary", "A map")).awaitResponse(SOON);

        CaseReport report = FakePorts.next(here.ports.reports);
        assertThat(report.subject()).isEqualTo("A map");
        assertThat(report.text()).isEmpty();
    }

    @Test
    void everything_is_acknowledged_while_all_else_is_stuck() {
        here.started();
        here.ports.before = new CompletableFuture<>();
        here.discord.faults().on("POST /channels/{channel}/messages").delay(Duration.ofSeconds(10));
        for (int i = 0; i < 8; i++) {
            here.adapter.channel().send(here.text("slow"));
            here.amy.sendDm("slow too");
        }

        here.amy.slash(here.support, "helpme", Map.of()).awaitAcknowledged(DISCORDS_PATIENCE);
        here.amy.slash(here.support, "bug", Map.of("text", "slow")).awaitAcknowledged(DISCORDS_PATIENCE);
        here.amy.slash(here.support, "bug", Map.of()).awaitAcknowledged(DISCORDS_PATIENCE);
    }

    @Test
    void a_command_before_the_start_is_acknowledged_and_answered_later() {
        here.connected();
        SandboxInteraction asked = here.amy.slash(here.support, "helpme", Map.of());
        asked.awaitAcknowledged(DISCORDS_PATIENCE);

        here.started();

        assertThat(asked.awaitResponse(SOON).content()).contains("we just sent you a DM");
    }

    @Test
    void a_store_that_is_down_is_admitted() {
        here.started();
        here.ports.failures.set(2);

        SandboxMessage help = here.amy.slash(here.support, "helpme", Map.of()).awaitResponse(SOON);
        SandboxMessage bug = here.amy
                .slash(here.support, "bug", Map.of("text", "The shop is empty"))
                .awaitResponse(SOON);

        assertThat(List.of(help, bug))
                .extracting(SandboxMessage::content)
                .allSatisfy(text -> assertThat(text).contains("Please try again"));
    }

    @Test
    void two_instances_of_the_bot_answer_once() throws Exception {
        here.started();
        try (DiscordAdapter other = DiscordAdapter.connect(SandboxedAdapter.config(here.discord))) {
            other.start(here.ports.conversations, here.ports.casework, here.ports.knowledge);
            here.discord.gateway().awaitSessions(2, SOON);

            SandboxMessage reply = here.amy
                    .slash(here.support, "bug", Map.of("text", "The shop is empty"))
                    .awaitResponse(SOON);
            here.ports.called.await(2);

            assertThat(reply.content()).contains("**BUG-");
            assertThat(here.ports.reports).hasSize(1);
            assertThat(here.amy.messages(here.support)).hasSize(1);
        }
    }

    @Test
    void commands_are_offered_in_servers_and_in_private() {
        here.started();
        assertThat(here.amy.commands(here.support)).containsExactlyInAnyOrder("/helpme", "/bug", "/new_feature");
        assertThat(here.amy.commands(here.amy.dm())).containsExactlyInAnyOrder("/helpme", "/bug", "/new_feature");
    }
}
