package dev.guildline.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.guildline.core.Guildline;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.health.CallObserver.Outcome;
import dev.guildline.core.port.health.HealthCheck;
import dev.guildline.core.port.health.HealthCheck.Health;
import dev.guildline.core.port.webhook.WebhookReply;
import dev.guildline.core.relay.RetryPolicy;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.MessageOutcome;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a real relay does is seen over HTTP, and the numbers add up. */
@Timeout(60)
class MetricsTest {
    private static final String CUSTOMER = "side=customer";

    private final ManualClock clock = new ManualClock();
    private final FakeChatChannel channel = new FakeChatChannel();
    private final FakeContactCenter center = new FakeContactCenter(false);
    private final Metrics metrics = new Metrics(clock, Duration.ofSeconds(30));
    private final Guildline guildline = instance(metrics, "alone", new InMemoryStores());
    private final HttpAdapter adapter = served(metrics);
    private final HttpClient client = HttpClient.newHttpClient();

    private Guildline instance(Metrics counting, String name, InMemoryStores stores) {
        Guildline built = Guildline.builder()
                .instance(name)
                .store(stores)
                .clock(clock)
                .channel(channel)
                .contactCenter(center)
                .retryPolicy(new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 3))
                .virtualAgent(counting.measured(turn -> new VirtualAgentReply.Answer("echo " + turn.text(), null)))
                .listener(counting.listener())
                .build();
        counting.watch(built.operations()::figures);
        counting.watch(stores);
        return built;
    }

    private static HttpAdapter served(Metrics shown) {
        HttpConfig config = HttpConfig.onFreePort();
        return HttpAdapter.start(
                config,
                List.of(TestEndpoint.answering("/hook", WebhookReply.problem(403, "No", "No."))),
                List.of(),
                null,
                MetricsPage.from(shown, config, Optional.empty()).orElseThrow());
    }

    @BeforeEach
    void start() {
        guildline.operations().resume().toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        adapter.close();
        guildline.close();
        metrics.close();
    }

    private PrometheusText look() throws Exception {
        return look(adapter);
    }

    /** Time passes, so that nothing is told from what was looked up before. */
    private PrometheusText look(HttpAdapter at) throws Exception {
        clock.advance(Remembered.FRESH);
        return lookNow(at);
    }

    private PrometheusText lookNow(HttpAdapter at) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(at.address() + MetricsPage.PATH))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        return PrometheusText.read(answer.body());
    }

    private void pass(Duration time) {
        clock.advance(time);
        guildline.operations().tick();
    }

    @Test
    void what_was_promised_is_delivered_or_pending_or_has_ended_otherwise() throws Exception {
        Talk mia = new Talk(guildline, channel, "Mia");
        Talk ben = new Talk(guildline, channel, "Ben");
        Talk eve = new Talk(guildline, channel, "Eve");
        mia.writes("Hello");
        channel.failNext(new PortException.Permanent(Refusal.INVALID, "too strange", null));
        mia.writes("Once more");
        channel.failNext(new PortException.OutcomeUnknown("no answer", null));
        ben.writes("Hello");
        channel.failNext(new PortException.Retryable("busy", null, Duration.ofSeconds(2)));
        eve.writes("Hello");

        clock.advance(Duration.ofMillis(500));
        PrometheusText before = lookNow(adapter);
        assertThat(before.sum("guildline_relay_pending_deliveries", CUSTOMER)).isEqualTo(2);
        assertThat(before.sum("guildline_relay_waiting_conversations", "reason=retry"))
                .isEqualTo(2);
        assertThat(before.sum("guildline_relay_oldest_pending_seconds", CUSTOMER))
                .isEqualTo(0.5);
        pass(Duration.ofSeconds(1));
        PortException away = new PortException.Retryable("away", null, null);
        channel.failNext(away, away, away);
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(3));
        }

        PrometheusText now = look();
        for (PrometheusText shown : List.of(before, now)) {
            for (String side : List.of(CUSTOMER, "side=contact_center", "side=virtual_agent")) {
                assertThat(shown.sum("guildline_deliveries_promised_total", side))
                        .as(side)
                        .isEqualTo(shown.sum("guildline_deliveries_ended_total", side)
                                + shown.sum("guildline_relay_pending_deliveries", side));
            }
        }
        assertThat(now.sum("guildline_relay_pending_deliveries")).isZero();
        assertThat(now.sum("guildline_relay_oldest_pending_seconds")).isZero();
        assertThat(now.sum("guildline_deliveries_ended_total", CUSTOMER, "state=refused"))
                .isEqualTo(1);
        assertThat(now.sum("guildline_deliveries_refused_total", "reason=invalid"))
                .isEqualTo(1);
        assertThat(now.sum("guildline_deliveries_ended_total", CUSTOMER, "state=parked"))
                .isEqualTo(1);
        assertThat(now.sum("guildline_delivery_duration_seconds_count"))
                .isEqualTo(now.sum("guildline_deliveries_ended_total", "state=delivered"));
        assertThat(now.sum("guildline_delivery_retries_total", "cause=limited")).isEqualTo(1);
        assertThat(now.sum("guildline_delivery_retries_total", "cause=failed")).isEqualTo(2);
        assertThat(now.sum("guildline_delivery_retries_total", "cause=unclear")).isEqualTo(1);
        assertThat(now.sum("guildline_backlog_deliveries", CUSTOMER, "state=parked"))
                .isEqualTo(1);
        assertThat(now.sum("guildline_backlog_deliveries", CUSTOMER, "state=refused"))
                .isEqualTo(1);
        assertThat(now.sum("guildline_backlog_deliveries", "state=pending")).isZero();
    }

    @Test
    void messages_repetitions_and_commits_are_counted() throws Exception {
        Talk mia = new Talk(guildline, channel, "Mia");
        CustomerMessage message = mia.message("Hello");
        PrometheusText before = look();
        assertThat(Talk.done(guildline.conversations().customerWrote(message)))
                .isInstanceOf(MessageOutcome.Accepted.class);
        assertThat(Talk.done(guildline.conversations().customerWrote(message)))
                .isInstanceOf(MessageOutcome.Duplicate.class);
        mia.writes("Hello again");

        PrometheusText now = look();
        assertThat(now.sum("guildline_messages_total", "author=customer")).isEqualTo(2);
        assertThat(now.sum("guildline_messages_total", "author=virtual_agent")).isEqualTo(2);
        assertThat(now.sum("guildline_repeated_events_total")).isEqualTo(1);
        assertThat(now.sum("guildline_commit_duration_seconds_count")
                        - before.sum("guildline_commit_duration_seconds_count"))
                .isGreaterThanOrEqualTo(3);
        assertThat(now.sum("guildline_commit_works_sum"))
                .isGreaterThanOrEqualTo(now.sum("guildline_commit_works_count"));
        assertThat(now.sum("guildline_virtual_agent_turn_duration_seconds_count", "outcome=answer"))
                .isEqualTo(2);
        assertThat(now.sum("guildline_open_conversations", "status=with_virtual_agent"))
                .isEqualTo(1);
        assertThat(now.sum("guildline_open_conversations")).isEqualTo(1);
    }

    @Test
    void who_delivers_and_who_stands_by_is_seen() throws Exception {
        InMemoryStores stores = InMemoryStores.shared(clock);
        Metrics ofFirst = new Metrics(clock, Duration.ofSeconds(30));
        Metrics ofSecond = new Metrics(clock, Duration.ofSeconds(30));
        Guildline first = instance(ofFirst, "first", stores);
        Guildline second = instance(ofSecond, "second", stores);
        Talk.done(first.operations().resume());
        Talk.done(second.operations().resume());
        try (HttpAdapter atFirst = served(ofFirst);
                HttpAdapter atSecond = served(ofSecond)) {
            PrometheusText active = look(atFirst);
            assertThat(active.sum("guildline_relay_active")).isEqualTo(1);
            assertThat(active.sum("guildline_relay_epoch")).isEqualTo(1);
            assertThat(look(atSecond).sum("guildline_relay_active")).isZero();

            // The first one is frozen: nobody prolongs its lease.
            channel.hold();
            for (int i = 0; i < 20; i++) {
                clock.advance(Duration.ofMillis(500));
                second.operations().tick();
            }
            new Talk(first, channel, "Mia").writes("Hello");
            second.operations().tick();

            PrometheusText successor = look(atSecond);
            assertThat(successor.sum("guildline_relay_active")).isEqualTo(1);
            assertThat(successor.sum("guildline_relay_epoch")).isEqualTo(2);
            assertThat(successor.sum("guildline_relay_pending_deliveries")).isPositive();
            PrometheusText outdated = look(atFirst);
            assertThat(outdated.sum("guildline_relay_active")).isZero();
            assertThat(outdated.sum("guildline_relay_pending_deliveries")).isZero();
            assertThat(outdated.sum("guildline_backlog_deliveries", "state=pending"))
                    .as("the store is everybody's")
                    .isEqualTo(successor.sum("guildline_backlog_deliveries", "state=pending"));
        } finally {
            first.close();
            second.close();
            ofFirst.close();
            ofSecond.close();
        }
    }

    @Test
    void the_intake_is_seen() throws Exception {
        assertThat(look().sum("guildline_intake_paused")).isZero();
        Talk.done(guildline.admission().pause("a test", "ann"));
        Talk.done(guildline
                .admission()
                .block(
                        new Talk(guildline, channel, "Eve")
                                .message("x")
                                .customer()
                                .id(),
                        "spam",
                        "ann",
                        null));

        assertThat(look().sum("guildline_intake_paused")).isEqualTo(1);
        assertThat(look().sum("guildline_blocked_customers")).isEqualTo(1);
    }

    @Test
    void webhooks_calls_and_gauges_of_others_are_shown() throws Exception {
        metrics.calls("twilio").ended("POST Messages", Outcome.ofStatus(429), Duration.ofMillis(300));
        metrics.gauge("guildline_test_things", "Things.", "kind", () -> Map.of("a \"b\"\n\\", 3L));
        client.send(
                HttpRequest.newBuilder(URI.create(adapter.address() + "/hook"))
                        .POST(BodyPublishers.ofString("x"))
                        .build(),
                BodyHandlers.discarding());

        PrometheusText now = look();
        assertThat(now.sum("guildline_webhook_duration_seconds_count", "route=/hook", "status=403"))
                .isEqualTo(1);
        assertThat(now.sum(
                        "guildline_adapter_call_duration_seconds_sum",
                        "adapter=twilio",
                        "kind=POST Messages",
                        "outcome=limited"))
                .isCloseTo(0.3, within(1e-9));
        assertThat(now.sum("guildline_test_things")).isEqualTo(3);
        assertThat(now.has("jvm_memory_used_bytes")).isTrue();
        assertThat(now.has("jvm_threads_current")).isTrue();
        assertThat(now.has("process_start_time_seconds")).isTrue();
        assertThat(now.size()).as("a page has few lines").isLessThan(1_000);
    }

    @Test
    void parts_that_cannot_do_their_work_are_shown() throws Exception {
        metrics.watch(List.of(
                part("chat", () -> new Health(true, "connected")),
                part("disk", () -> new Health(false, "full")),
                part("broken", () -> {
                    throw new IllegalStateException("a check that fails");
                })));

        PrometheusText now = look();
        assertThat(now.sum("guildline_part_ready", "part=chat")).isEqualTo(1);
        assertThat(now.sum("guildline_part_ready", "part=disk")).isZero();
        assertThat(now.of("guildline_part_ready")).hasSize(3);
        assertThat(now.sum("guildline_part_ready")).isEqualTo(1);
    }

    private static HealthCheck part(String name, Supplier<Health> health) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Health check() {
                return health.get();
            }
        };
    }

    @Test
    void whoever_asks_for_open_metrics_gets_it() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(adapter.address() + MetricsPage.PATH))
                        .header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/openmetrics-text");
        assertThat(answer.body()).endsWith("# EOF\n");
    }

    @Test
    void the_parser_of_these_tests_takes_no_other_format() {
        for (String wrong : List.of(
                "a 1",
                "# TYPE a gauge\na 1\n",
                "# HELP a A.\n# TYPE a gauge\na 1\na 1\n",
                "# HELP a A.\n# TYPE a gauge\na{b=c} 1\n",
                "# HELP a A.\n# TYPE a counter\na 1\n",
                "# HELP a A.\n# TYPE a gauge\nb 1\n",
                "# HELP a A.\n# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_count 1\na_sum 1\n")) {
            assertThatThrownBy(() -> PrometheusText.read(wrong)).as(wrong).isInstanceOf(AssertionError.class);
        }
    }
}
