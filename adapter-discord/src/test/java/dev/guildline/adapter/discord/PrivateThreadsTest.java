package dev.guildline.adapter.discord;

import static dev.guildline.adapter.discord.SandboxedAdapter.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.Guildline;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.sandbox.discord.DiscordSandbox;
import dev.guildline.sandbox.discord.DiscordSandboxSettings;
import dev.guildline.sandbox.discord.SandboxChannel;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxUser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A customer who takes no direct messages, with the real core behind the adapter. */
class PrivateThreadsTest {
    private static final Agent BEN = new Agent(new AgentId("ben"), "Ben");
    private static final long MESSAGE_CONTENT = 1L << 15;

    private final DiscordSandbox discord =
            DiscordSandbox.start(DiscordSandboxSettings.defaults().withPrivilegedIntents(MESSAGE_CONTENT));
    private final SandboxUser amy = discord.user("amy", "Amy", "en-US");
    private final SandboxUser moderator = discord.user("mod", "Mod", "en-US");
    private final SandboxChannel support = discord.guild().textChannel("customer-support");
    private final InMemoryStores stores = new InMemoryStores();
    private DiscordAdapter adapter;
    private Guildline guildline;
    private int events;

    private void start(DiscordConfig.Threads mode) {
        DiscordConfig reached = SandboxedAdapter.config(discord);
        int before = discord.gateway().sessions();
        adapter = DiscordAdapter.connect(
                new DiscordConfig(reached.token(), reached.apiUrlOrNull(), reached.gatewayUrlOrNull(), mode, true));
        guildline = Guildline.builder()
                .channel(adapter.channel())
                .store(stores)
                .virtualAgent(turn -> new VirtualAgentReply.Abstain())
                .build();
        guildline.start();
        adapter.start(guildline.conversations(), guildline.casework(), guildline.knowledge());
        discord.gateway().awaitSessions(before + 1, SOON);
        discord.awaitCommand("helpme", SOON);
    }

    private void stopGuildline() {
        adapter.close();
        guildline.close();
    }

    @AfterEach
    void stop() {
        stopGuildline();
        discord.close();
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private List<Conversation> conversations() {
        return done(guildline.conversations().list(EnumSet.allOf(ConversationStatus.class), 10));
    }

    private void benWrites(String text) {
        done(guildline
                .conversations()
                .agentWrote(new AgentMessage(
                        new InboxKey("desk", "" + ++events),
                        ConversationKey.of(conversations().get(0).id()),
                        BEN,
                        text,
                        List.of(),
                        null)));
    }

    private SandboxMessage asksForHelp() {
        return amy.slash(support, "helpme", Map.of()).awaitResponse(SOON);
    }

    private SandboxChannel thread() {
        assertThat(support.threads()).hasSize(1);
        return support.threads().get(0);
    }

    private SandboxMessage reads(SandboxChannel channel, String text) {
        return amy.awaitMessage(channel, m -> m.fromBot() && m.content().contains(text), SOON);
    }

    private List<String> customersWords() {
        return conversations().stream()
                .flatMap(c -> done(guildline.conversations().transcript(c.id())).stream())
                .filter(entry -> entry.author().kind() == AuthorKind.CUSTOMER)
                .map(entry -> entry.body().words())
                .toList();
    }

    private static void until(BooleanSupplier holds) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = looking.scheduleWithFixedDelay(
                    () -> {
                        if (holds.getAsBoolean()) {
                            held.countDown();
                        }
                    },
                    0,
                    20,
                    TimeUnit.MILLISECONDS);
            assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            looking.shutdownNow();
        }
    }

    @Test
    void a_private_thread_takes_over_where_help_was_asked_for() {
        amy.openDms(false);
        start(DiscordConfig.Threads.FULL);

        SandboxMessage reply = asksForHelp();

        SandboxChannel thread = thread();
        assertThat(reply.content()).contains("<@" + amy.id() + ">").contains("<#" + thread.id() + ">");
        assertThat(thread.type()).isEqualTo(12);
        assertThat(amy.sees(thread)).isTrue();
        assertThat(moderator.sees(thread)).isFalse();
        assertThat(reads(thread, "we go on here").content()).startsWith("Hi <@" + amy.id() + ">");
        reads(thread, "Hi Amy!");
        assertThat(support.messages()).hasSize(1);
        assertThat(support.messages().get(0).content()).doesNotContain("How can we help");
    }

    @Test
    void what_an_agent_writes_goes_on_in_the_thread_in_order_and_the_answers_are_the_same_conversation()
            throws InterruptedException {
        start(DiscordConfig.Threads.FULL);
        asksForHelp();
        amy.sendDm("I lost my sword");
        until(() -> customersWords().contains("I lost my sword"));
        amy.openDms(false);

        benWrites("one");
        benWrites("two");
        SandboxMessage pointer =
                amy.awaitMessage(support, m -> m.fromBot() && m.content().contains("private thread"), SOON);
        SandboxChannel thread = thread();
        reads(thread, "two");
        amy.send(thread, "thank you");
        until(() -> customersWords().contains("thank you"));

        assertThat(pointer.content()).contains("<#" + thread.id() + ">").doesNotContain("one");
        assertThat(conversations()).hasSize(1);
        assertThat(thread.messages()).extracting(SandboxMessage::content).containsSubsequence("one", "two");
        assertThat(done(guildline.operations().deliveries(DeliveryState.REFUSED, 10)))
                .allMatch(delivery -> delivery.note().startsWith("SUPERSEDED"));
    }

    @Test
    void when_the_customer_writes_a_direct_message_the_same_conversation_goes_on_there() throws InterruptedException {
        amy.openDms(false);
        start(DiscordConfig.Threads.FULL);
        asksForHelp();
        SandboxChannel thread = thread();
        amy.send(thread, "from the thread");
        until(() -> customersWords().contains("from the thread"));

        amy.openDms(true);
        amy.sendDm("from the direct messages");
        until(() -> customersWords().contains("from the direct messages"));
        benWrites("I see you here");

        amy.awaitDm(m -> m.content().equals("I see you here"), SOON);
        assertThat(conversations()).hasSize(1);
        assertThat(customersWords()).containsExactly("from the thread", "from the direct messages");
    }

    @Test
    void what_was_written_in_the_thread_and_in_direct_messages_meanwhile_is_found_in_order() throws Exception {
        amy.openDms(false);
        start(DiscordConfig.Threads.FULL);
        asksForHelp();
        SandboxChannel thread = thread();
        amy.send(thread, "before");
        until(() -> customersWords().contains("before"));

        stopGuildline();
        amy.send(thread, "one");
        amy.openDms(true);
        amy.sendDm("two");
        amy.send(thread, "three");
        start(DiscordConfig.Threads.FULL);
        until(() -> customersWords().contains("three"));
        amy.send(thread, "after");
        until(() -> customersWords().contains("after"));
        benWrites("all read");

        reads(thread, "all read");
        assertThat(customersWords()).containsExactly("before", "one", "two", "three", "after");
        assertThat(conversations()).hasSize(1);
        assertThat(support.threads()).hasSize(1);
    }

    @Test
    void others_in_the_thread_are_not_the_customer() throws InterruptedException {
        amy.openDms(false);
        start(DiscordConfig.Threads.FULL);
        asksForHelp();
        SandboxChannel thread = thread();
        addToThread(thread, moderator);

        moderator.send(thread, "I only have a look");
        amy.send(thread, "my own words");
        until(() -> customersWords().contains("my own words"));

        assertThat(customersWords()).containsExactly("my own words");
        assertThat(conversations()).hasSize(1);
    }

    @Test
    void without_the_privileged_intent_the_customer_learns_how_to_be_read() throws InterruptedException {
        amy.openDms(false);
        start(DiscordConfig.Threads.MENTION);
        asksForHelp();
        SandboxChannel thread = thread();
        reads(thread, "Please mention");

        SandboxMessage hidden = amy.send(thread, "nobody reads this");
        SandboxMessage told = reads(thread, "could not read");
        assertThat(told.repliesTo()).isEqualTo(hidden.id());
        amy.send(thread, "<@" + discord.botId() + "> the shop is empty");
        amy.reply(told.id(), "and the bank too");
        until(() -> customersWords().contains("and the bank too"));

        assertThat(customersWords()).containsExactly("the shop is empty", "and the bank too");
    }

    @Test
    void an_archived_thread_is_used_again() throws Exception {
        amy.openDms(false);
        start(DiscordConfig.Threads.FULL);
        asksForHelp();
        SandboxChannel thread = thread();
        reads(thread, "Hi Amy!");
        assertThat(call("PATCH", "/channels/" + thread.id(), "{\"archived\":true}"))
                .isEqualTo(200);
        stopGuildline();
        start(DiscordConfig.Threads.FULL);

        benWrites("still here?");

        reads(thread, "still here?");
        assertThat(support.threads()).hasSize(1);
    }

    @Test
    void a_deleted_thread_is_replaced() throws Exception {
        amy.openDms(false);
        start(DiscordConfig.Threads.FULL);
        asksForHelp();
        SandboxChannel first = thread();
        reads(first, "Hi Amy!");
        assertThat(call("DELETE", "/channels/" + first.id(), null)).isEqualTo(200);

        benWrites("where are you?");

        until(() ->
                support.threads().size() == 1 && !support.threads().get(0).id().equals(first.id()));
        reads(thread(), "where are you?");
        assertThat(conversations()).hasSize(1);
    }

    @Test
    void without_threads_the_customer_is_told_what_to_do() {
        amy.openDms(false);
        start(DiscordConfig.Threads.OFF);

        assertThat(asksForHelp().content()).contains("could not write to you");

        assertThat(support.threads()).isEmpty();
    }

    private void addToThread(SandboxChannel thread, SandboxUser user) {
        assertThat(call("PUT", "/channels/" + thread.id() + "/thread-members/" + user.id(), null))
                .isEqualTo(204);
    }

    private int call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(discord.restUrl() + path))
                .header("Authorization", "Bot " + discord.token())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .join()
                .statusCode();
    }
}
