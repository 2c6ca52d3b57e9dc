package dev.guildline.adapter.discord;

import static dev.guildline.adapter.discord.SandboxedAdapter.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.sandbox.discord.DiscordSandbox;
import dev.guildline.sandbox.discord.DiscordSandboxSettings;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxUser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What customers write while nobody listens. */
@Timeout(120)
class MissedMessagesTest {
    private static final String HISTORY = "GET /channels/{channel}/messages";

    private final DiscordSandbox discord = DiscordSandbox.start(DiscordSandboxSettings.defaults());
    private final SandboxUser amy = discord.user("amy", "Amy", "en-US");
    private final SandboxUser ben = discord.user("ben", "Ben", "en-US");
    private final SandboxUser cleo = discord.user("cleo", "Cleo", "en-US");
    private final FakePorts ports = new FakePorts();
    private final List<DiscordAdapter> adapters = new ArrayList<>();

    @AfterEach
    void stop() {
        adapters.forEach(DiscordAdapter::close);
        discord.close();
    }

    private DiscordAdapter online() {
        DiscordAdapter adapter = DiscordAdapter.connect(SandboxedAdapter.config(discord));
        adapters.add(adapter);
        adapter.start(ports.conversations, ports.casework, ports.knowledge);
        return adapter;
    }

    private void talkedTo(SandboxUser... users) {
        Instant lately = Instant.now().minus(Duration.ofMinutes(1));
        ports.listed = Stream.of(users)
                .map(user -> HeardThroughTest.open(Long.parseLong(user.id()), lately, lately))
                .toList();
    }

    private List<String> heard(int count) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(FakePorts.next(ports.messages).text());
        }
        return texts;
    }

    private OutboundMessage answer() {
        Message message = new Message(
                new MessageId(new ConversationId("c1"), 1),
                SandboxedAdapter.AGENT,
                new MessageBody.Text("an answer"),
                List.of(),
                null,
                Instant.now());
        return new OutboundMessage(new DeliveryId(1), UserAddress.of(Long.parseLong(amy.id())), message, null, false);
    }

    /** Has nothing more to do of its own accord. */
    private DiscordAdapter settled(DiscordAdapter adapter) {
        discord.calls().await("PUT /applications/{application}/commands", 1, SOON);
        discord.calls().await(HISTORY, 1, SOON);
        awaitDetail(adapter, "connected");
        return adapter;
    }

    private static void awaitDetail(DiscordAdapter adapter, String detail) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!adapter.health().check().detail().equals(detail)) {
            assertThat(System.nanoTime())
                    .as("health is still %s", adapter.health().check())
                    .isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void they_are_passed_on_in_order_once_somebody_listens_however_many() throws Exception {
        talkedTo(amy);
        List<String> written =
                IntStream.rangeClosed(1, 130).mapToObj(i -> "message " + i).toList();
        written.forEach(amy::sendDm);

        DiscordAdapter adapter = online();

        assertThat(heard(130)).isEqualTo(written);
        awaitDetail(adapter, "connected");
        assertThat(ports.messages).isEmpty();
        assertThat(discord.calls().count(HISTORY)).isEqualTo(2);
    }

    @Test
    void a_full_last_page_is_not_taken_for_the_end() throws Exception {
        talkedTo(amy);
        IntStream.rangeClosed(1, 100).forEach(i -> amy.sendDm("message " + i));

        DiscordAdapter adapter = online();

        assertThat(heard(100)).startsWith("message 1").endsWith("message 100");
        awaitDetail(adapter, "connected");
        assertThat(discord.calls().count(HISTORY)).isEqualTo(2);
    }

    @Test
    void what_is_known_already_is_not_told_twice_and_the_bots_own_words_never() throws Exception {
        talkedTo(amy);
        DiscordAdapter first = settled(online());
        amy.sendDm("known");
        CustomerMessage known = FakePorts.next(ports.messages);
        first.channel().send(answer()).toCompletableFuture().get(30, TimeUnit.SECONDS);
        first.close();
        amy.sendDm("missed");

        DiscordAdapter second = online();

        CustomerMessage missed = FakePorts.next(ports.messages);
        assertThat(missed.text()).isEqualTo("missed");
        assertThat(missed.customer()).isEqualTo(known.customer());
        awaitDetail(second, "connected");
        assertThat(ports.messages).isEmpty();
    }

    @Test
    void a_message_that_comes_in_meanwhile_waits_behind_them_and_health_tells() throws Exception {
        talkedTo(amy);
        amy.sendDm("one");
        amy.sendDm("two");
        CompletableFuture<Void> slowStore = new CompletableFuture<>();
        ports.before = slowStore;
        DiscordAdapter adapter = online();
        ports.called.await(1);
        assertThat(adapter.health().check().ready()).isTrue();
        assertThat(adapter.health().check().detail())
                .isEqualTo("connected, looking for missed messages, 0 of 1 customers done");

        amy.sendDm("live");
        ben.sendDm("later, from somebody new");
        ports.called.await(2);
        slowStore.complete(null);

        assertThat(heard(4).stream().filter(text -> !text.startsWith("later"))).containsExactly("one", "two", "live");
        awaitDetail(adapter, "connected");
        assertThat(ports.messages).isEmpty();
    }

    @Test
    void closed_meanwhile_it_passes_on_nothing_that_was_said_later() throws Exception {
        talkedTo(amy);
        amy.sendDm("missed");
        discord.faults().on(HISTORY).delayAnswer(Duration.ofMinutes(1));
        DiscordAdapter adapter = online();
        awaitDetail(adapter, "connected, looking for missed messages, 0 of 1 customers done");
        amy.sendDm("live");
        // Comes after it on the same connection, so that what is live is there for sure.
        ben.sendDm("from somebody new");
        assertThat(FakePorts.next(ports.messages).text()).isEqualTo("from somebody new");

        adapter.close();

        assertThat(ports.messages).as("nothing overtakes what was missed").isEmpty();
    }

    @Test
    void everybody_is_looked_at_and_a_channel_that_cannot_be_read_stops_nobody() throws Exception {
        talkedTo(amy, ben, cleo);
        amy.sendDm("from Amy");
        ben.sendDm("from Ben");
        cleo.sendDm("from Cleo");
        discord.faults().on("GET /channels/" + amy.dm().id() + "/messages").status(403);
        DiscordAdapter adapter = online();

        assertThat(heard(2)).containsExactlyInAnyOrder("from Ben", "from Cleo");
        awaitDetail(adapter, "connected");
        amy.sendDm("Amy again");

        assertThat(heard(1)).containsExactly("Amy again");
        assertThat(ports.messages).isEmpty();
    }

    @Test
    void whoever_is_in_a_conversation_is_looked_at_however_many_came_and_went_since() throws Exception {
        Instant longAgo = Instant.now().minus(Duration.ofDays(2));
        Instant lately = Instant.now().minus(Duration.ofMinutes(30));
        ports.listed = Stream.concat(
                        Stream.of(HeardThroughTest.open(Long.parseLong(amy.id()), longAgo, longAgo)),
                        IntStream.range(0, 1_000)
                                .mapToObj(i -> HeardThroughTest.closed(
                                        Long.parseLong(ben.id()), lately.minusSeconds(i), lately.minusSeconds(i))))
                .toList();
        amy.sendDm("are you still there?");

        DiscordAdapter adapter = online();

        assertThat(heard(1)).containsExactly("are you still there?");
        awaitDetail(adapter, "connected");
    }

    @Test
    void a_discord_that_stumbles_is_asked_again() throws Exception {
        talkedTo(amy);
        amy.sendDm("missed");
        discord.faults().on(HISTORY).times(3).status(500);

        online();

        assertThat(heard(1)).containsExactly("missed");
    }

    @Test
    void a_lost_session_is_caught_up_with() throws Exception {
        talkedTo(amy);
        settled(online());
        amy.sendDm("heard");
        assertThat(heard(1)).containsExactly("heard");

        discord.gateway().refuseConnections(true);
        discord.gateway().dropAndForget();
        amy.sendDm("missed");
        amy.sendDm("missed too");
        discord.gateway().refuseConnections(false);

        assertThat(heard(2)).containsExactly("missed", "missed too");
    }

    @Test
    void what_was_edited_meanwhile_is_told_as_an_edit_and_what_was_missed_as_it_reads_now() throws Exception {
        talkedTo(amy);
        settled(online());
        SandboxMessage known = amy.sendDm("frist");
        assertThat(heard(1)).containsExactly("frist");

        discord.gateway().refuseConnections(true);
        discord.gateway().dropAndForget();
        amy.editMessage(known.id(), "first");
        amy.editMessage(amy.sendDm("secnod").id(), "second");
        discord.gateway().refuseConnections(false);

        assertThat(heard(1)).containsExactly("second");
        assertThat(FakePorts.next(ports.edits).text()).isEqualTo("first");
        assertThat(ports.edits).isEmpty();
    }

    @Test
    void an_invalidated_session_is_caught_up_with() throws Exception {
        talkedTo(amy);
        settled(online());
        discord.calls().clear();

        discord.gateway().invalidate(false);
        amy.sendDm("missed");

        assertThat(heard(1)).containsExactly("missed");
        discord.calls().await(HISTORY, 1, SOON);
    }

    @Test
    void after_a_resumed_session_nothing_is_looked_for() throws Exception {
        talkedTo(amy);
        settled(online());
        amy.sendDm("before");
        assertThat(heard(1)).containsExactly("before");
        discord.calls().clear();

        discord.gateway().drop();
        amy.sendDm("meanwhile");
        discord.gateway().awaitSessions(1, SOON);
        amy.sendDm("after");

        assertThat(heard(2)).containsExactly("meanwhile", "after");
        assertThat(discord.calls().all()).isEmpty();
    }

    @Test
    void a_bot_that_is_joined_is_caught_up_with_as_well() throws Exception {
        talkedTo(amy);
        amy.sendDm("missed");
        String gateway = discord.gatewayUrl();
        JDA jda = JDABuilder.createLight(discord.token(), EnumSet.of(GatewayIntent.DIRECT_MESSAGES))
                .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return gateway;
                    }
                })
                .build();
        try (DiscordAdapter adapter = DiscordAdapter.attachTo(jda.awaitReady())) {
            adapter.start(ports.conversations, ports.casework, ports.knowledge);

            assertThat(heard(1)).containsExactly("missed");
        } finally {
            jda.shutdownNow();
        }
    }
}
