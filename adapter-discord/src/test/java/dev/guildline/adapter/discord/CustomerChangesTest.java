package dev.guildline.adapter.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.port.channel.EditsMessages;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.port.channel.SentMessage;
import dev.guildline.core.usecase.CustomerReaction;
import dev.guildline.core.usecase.MessageDeletion;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxUser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What customers edit and delete reaches core, once and after what they wrote. */
class CustomerChangesTest {
    private final SandboxedAdapter here = new SandboxedAdapter();

    @AfterEach
    void stop() {
        here.close();
    }

    @Test
    void an_edit_is_told_with_the_time_that_discord_gives_it() throws Exception {
        here.started();
        here.ahead.set(Duration.ofHours(3));
        SandboxMessage sent = here.amy.sendDm("frist");

        SandboxMessage edited = here.amy.editMessage(sent.id(), "first");

        MessageEdit told = FakePorts.next(here.ports.edits);
        assertThat(told.source().value()).isEqualTo(sent.id()).isEqualTo(edited.id());
        assertThat(told.text()).isEqualTo("first");
        assertThat(told.key().source()).isEqualTo("discord.message.edit");
        assertThat(told.at()).isAfter(Instant.now().plus(Duration.ofHours(2)));
    }

    @Test
    void each_edit_has_a_key_of_its_own() throws Exception {
        here.started();
        SandboxMessage sent = here.amy.sendDm("one");
        here.amy.editMessage(sent.id(), "two");
        here.ahead.set(Duration.ofSeconds(1));
        here.amy.editMessage(sent.id(), "three");

        assertThat(FakePorts.next(here.ports.edits).text()).isEqualTo("two");
        assertThat(FakePorts.next(here.ports.edits).text()).isEqualTo("three");
    }

    @Test
    void what_changes_without_an_edit_is_not_told() throws Exception {
        here.started();
        SandboxMessage sent = here.amy.sendDm("look: https://example.org");
        here.amy.previewLink(sent.id(), "https://example.org", "Example");
        here.amy.sendDm("next");
        FakePorts.next(here.ports.messages);
        FakePorts.next(here.ports.messages);
        here.amy.editMessage(sent.id(), "look at https://example.org");
        FakePorts.next(here.ports.edits);
        here.amy.previewLink(sent.id(), "https://example.org", "Another");
        here.amy.deleteMessage(sent.id());
        FakePorts.next(here.ports.deletions);

        assertThat(here.ports.edits).isEmpty();
    }

    @Test
    void the_bots_own_edits_are_not_told() throws Exception {
        here.started();
        SandboxMessage sent = here.amy.sendDm("hello");
        FakePorts.next(here.ports.messages);
        OutboundMessage hi = here.text("hi");
        ExternalRef name = new ExternalRef(here.send(hi));
        ((EditsMessages) here.adapter.channel())
                .edit(
                        new SentMessage(new DeliveryId(99), hi.to(), name, hi.message(), false),
                        here.text("hello!").message())
                .toCompletableFuture()
                .join();
        here.amy.editMessage(sent.id(), "hello?");

        assertThat(FakePorts.next(here.ports.edits).text()).isEqualTo("hello?");
        assertThat(here.ports.edits).isEmpty();
    }

    @Test
    void a_deletion_is_told_also_from_a_channel_that_jda_has_forgotten() throws Exception {
        here.started();
        SandboxMessage sent = here.amy.sendDm("oops");
        FakePorts.next(here.ports.messages);
        for (int i = 0; i < 12; i++) {
            SandboxUser other = here.discord.user("other" + i, null, "en-US");
            other.sendDm("hi");
            FakePorts.next(here.ports.messages);
        }

        here.amy.deleteMessage(sent.id());

        MessageDeletion told = FakePorts.next(here.ports.deletions);
        assertThat(told.source().value()).isEqualTo(sent.id());
        assertThat(told.at()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void a_reaction_is_told_once_and_by_something_that_can_be_read() throws Exception {
        here.started();
        here.amy.sendDm("hello");
        FakePorts.next(here.ports.messages);
        String said = here.send(here.text("hi"));

        here.amy.react(said, "👍", true);
        here.amy.react(said, "👍", false);
        here.amy.react(said, "👍", true);
        here.amy.react(said, "❤️", true);

        CustomerReaction told = FakePorts.next(here.ports.reactions);
        assertThat(told.source().value()).isEqualTo(said);
        assertThat(told.reaction()).isEqualTo("👍");
        assertThat(FakePorts.next(here.ports.reactions).reaction()).isEqualTo("❤️");
    }

    @Test
    void reactions_can_be_switched_off() {
        assertThat(DiscordConfig.fromEnvironment(Map.of("DISCORD_TOKEN", "t")).reactions())
                .isTrue();
        assertThat(DiscordConfig.fromEnvironment(Map.of("DISCORD_TOKEN", "t", "DISCORD_REACTIONS", "Off"))
                        .reactions())
                .isFalse();
        assertThatThrownBy(
                        () -> DiscordConfig.fromEnvironment(Map.of("DISCORD_TOKEN", "t", "DISCORD_REACTIONS", "maybe")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("DISCORD_REACTIONS: write on or off, or leave it out");
    }

    @Test
    void changes_come_after_the_message_they_are_of() throws Exception {
        here.started();
        List<String> order = new ArrayList<>();
        here.ports.failures.set(2);
        SandboxMessage sent = here.amy.sendDm("one");
        here.amy.editMessage(sent.id(), "two");
        here.amy.deleteMessage(sent.id());
        order.add(FakePorts.next(here.ports.messages).text());
        order.add(FakePorts.next(here.ports.edits).text());
        FakePorts.next(here.ports.deletions);

        assertThat(order).containsExactly("one", "two");
    }
}
