package dev.guildline.adapter.discord;

import static dev.guildline.adapter.discord.SandboxedAdapter.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.Guildline;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.conversation.Retention;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.port.channel.ReadsBack;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.sandbox.discord.DiscordSandbox;
import dev.guildline.sandbox.discord.DiscordSandboxSettings;
import dev.guildline.sandbox.discord.SandboxUser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is looked for after a silence when it was forgotten what had been heard long ago. */
@Timeout(120)
class ForgottenEventsTest {
    private static final Duration LONG = Duration.ofDays(40);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final String HISTORY = "GET /channels/{channel}/messages";

    /** How far Discord's clock goes before the real one: identities tell the time, and never go back. */
    private final AtomicReference<Duration> discordAhead = new AtomicReference<>(LONG.negated());

    private final DiscordSandbox discord = DiscordSandbox.start(
            DiscordSandboxSettings.defaults().withClock(() -> Instant.now().plus(discordAhead.get())));
    private final SandboxUser amy = discord.user("amy", "Amy", "en-US");
    private final DiscordAdapter adapter = DiscordAdapter.connect(SandboxedAdapter.config(discord));
    private final InMemoryStores stores = new InMemoryStores();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(LONG.negated());
    private final Guildline guildline = Guildline.builder()
            .channel(adapter.channel())
            .store(stores)
            .retention(new Retention(WEEK, WEEK, WEEK))
            .clock(() -> Instant.now().plus(ahead.get()))
            .build();

    @AfterEach
    void stop() {
        adapter.close();
        guildline.close();
        discord.close();
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private boolean hasHeardAll() {
        return ((ReadsBack) adapter.channel()).hasHeardAll();
    }

    private List<Conversation> conversations() throws Exception {
        return done(guildline.conversations().list(EnumSet.allOf(ConversationStatus.class), 100));
    }

    private List<String> wordsOfCustomers() throws Exception {
        List<String> words = new ArrayList<>();
        for (Conversation conversation : conversations()) {
            done(guildline.conversations().transcript(conversation.id())).stream()
                    .filter(entry -> entry.author().kind() == AuthorKind.CUSTOMER)
                    .map(Message::body)
                    .forEach(body -> words.add(body.plainText()));
        }
        return words;
    }

    private boolean isKnown(String message) {
        boolean[] known = new boolean[1];
        try {
            stores.inTransaction(tx -> {
                known[0] = !tx.inbox().firstTime(new InboxKey("discord.message", message), Instant.now());
                throw new IllegalStateException("not to be kept");
            });
        } catch (IllegalStateException undone) {
            return known[0];
        }
        return known[0];
    }

    private void keepHouse(Duration step) {
        for (int i = 0; i < 60; i++) {
            ahead.updateAndGet(now -> now.plus(step));
            guildline.operations().tick();
        }
    }

    @Test
    void words_of_a_conversation_that_is_long_over_are_not_taken_for_new() throws Exception {
        done(guildline.operations().resume());
        adapter.start(guildline.conversations(), guildline.casework(), guildline.knowledge());
        await("the first look is over", this::hasHeardAll);
        String old = amy.sendDm("long ago").id();
        await("it is heard", () -> isKnown(old));
        Conversation first = conversations().get(0);
        done(guildline.conversations().close(ConversationKey.of(first.id()), CloseReason.STAFF_ENDED));
        await(
                "everything has arrived",
                () -> guildline.operations().deliveriesOf(first.id()).toCompletableFuture().join().stream()
                        .noneMatch(delivery -> delivery.state() == DeliveryState.PENDING));

        ahead.set(Duration.ofHours(-3));
        discordAhead.set(Duration.ZERO);
        keepHouse(Duration.ofMinutes(2));
        assertThat(isKnown(old)).as("what was heard long ago is forgotten").isFalse();
        assertThat(wordsOfCustomers()).isEmpty();
        discord.calls().clear();
        discord.gateway().refuseConnections(true);
        discord.gateway().dropAndForget();
        await("the connection is lost", () -> !hasHeardAll());
        amy.sendDm("missed");
        discord.gateway().refuseConnections(false);

        discord.calls().await(HISTORY, 1, SOON);
        await("the look is over", this::hasHeardAll);
        assertThat(wordsOfCustomers()).containsExactly("missed");
        assertThat(conversations()).hasSize(2);
    }

    @Test
    void nothing_is_forgotten_while_the_connection_is_lost() throws Exception {
        done(guildline.operations().resume());
        adapter.start(guildline.conversations(), guildline.casework(), guildline.knowledge());
        await("the first look is over", this::hasHeardAll);
        String old = amy.sendDm("long ago").id();
        await("it is heard", () -> isKnown(old));
        discord.gateway().refuseConnections(true);
        discord.gateway().dropAndForget();
        await("the connection is lost", () -> !hasHeardAll());
        amy.sendDm("missed long ago");

        discordAhead.set(Duration.ZERO);
        ahead.set(Duration.ofHours(-3));
        keepHouse(Duration.ofMinutes(2));
        assertThat(isKnown(old)).isTrue();
        discord.gateway().refuseConnections(false);
        await("the look is over", this::hasHeardAll);

        assertThat(wordsOfCustomers()).containsExactly("long ago", "missed long ago");
        keepHouse(Duration.ofMinutes(2));
        assertThat(isKnown(old)).isFalse();
    }
}
