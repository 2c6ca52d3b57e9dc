package dev.guildline.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.conversation.ConversationSignal.AgentJoined;
import dev.guildline.core.conversation.ConversationSignal.AgentLeft;
import dev.guildline.core.conversation.ConversationSignal.AgentWrote;
import dev.guildline.core.conversation.ConversationSignal.CloseRequested;
import dev.guildline.core.conversation.ConversationSignal.CustomerWrote;
import dev.guildline.core.conversation.ConversationSignal.HandedBack;
import dev.guildline.core.conversation.ConversationSignal.HandoffRequested;
import dev.guildline.core.conversation.ConversationSignal.NoAgentAvailable;
import dev.guildline.core.conversation.Transition.Moved;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.participant.Customer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table that people read in docs/state-machine.md is the one the machine follows. */
class StateMachineTableTest {
    private static final Path TABLE = Path.of("..", "docs", "state-machine.md");
    private static final Instant EARLIER = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-01T12:34:56Z");
    private static final Agent ADA = new Agent(new AgentId("ada"), "Ada");
    private static final Agent BOB = new Agent(new AgentId("bob"), "Bob");

    private static final Map<ConversationStatus, ConversationState> STATES = Map.of(
            ConversationStatus.WITH_VIRTUAL_AGENT, new ConversationState.WithVirtualAgent(),
            ConversationStatus.WAITING_FOR_AGENT,
                    new ConversationState.WaitingForAgent(HandoffReason.CUSTOMER_ASKED, EARLIER),
            ConversationStatus.WITH_AGENT, new ConversationState.WithAgent(ADA, EARLIER),
            ConversationStatus.CLOSED, new ConversationState.Closed(CloseReason.IDLE, EARLIER));

    private static final Map<String, ConversationSignal> SIGNALS = signals();

    private static Map<String, ConversationSignal> signals() {
        Map<String, ConversationSignal> signals = new LinkedHashMap<>();
        signals.put("CustomerWrote", new CustomerWrote());
        signals.put("HandoffRequested", new HandoffRequested(HandoffReason.CUSTOMER_CHOSE));
        signals.put("AgentJoined, the same", new AgentJoined(ADA));
        signals.put("AgentJoined, another", new AgentJoined(BOB));
        signals.put("AgentWrote, the same", new AgentWrote(ADA));
        signals.put("AgentWrote, another", new AgentWrote(BOB));
        signals.put("AgentLeft, the same", new AgentLeft(ADA.id()));
        signals.put("AgentLeft, another", new AgentLeft(BOB.id()));
        signals.put("NoAgentAvailable", new NoAgentAvailable());
        signals.put("HandedBack", new HandedBack());
        signals.put("CloseRequested", new CloseRequested(CloseReason.AGENT_ENDED));
        return signals;
    }

    @TestFactory
    Stream<DynamicTest> every_cell_says_what_the_machine_does() throws IOException {
        List<List<String>> table = table();
        List<ConversationStatus> columns = columns(table);
        return table.stream()
                .skip(1)
                .flatMap(row -> columns.stream()
                        .map(status -> DynamicTest.dynamicTest(row.get(0) + " in " + status, () -> {
                            Transition transition = in(status).on(SIGNALS.get(row.get(0)), NOW);
                            assertThat(cell(transition)).isEqualTo(row.get(1 + columns.indexOf(status)));
                        })));
    }

    @Test
    void the_table_knows_every_state_and_every_signal() throws IOException {
        List<List<String>> table = table();
        assertThat(columns(table)).containsExactlyInAnyOrder(ConversationStatus.values());
        assertThat(table.stream().skip(1).map(row -> row.get(0))).containsExactlyElementsOf(SIGNALS.keySet());
        assertThat(SIGNALS.values().stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(ConversationSignal.class.getPermittedSubclasses());
    }

    @Test
    void a_move_carries_who_and_when() {
        assertThat(in(ConversationStatus.WITH_VIRTUAL_AGENT).on(new AgentWrote(BOB), NOW))
                .isEqualTo(
                        new Moved(new ConversationState.WithAgent(BOB, NOW), new ConversationEvent.AgentTookOver(BOB)));
        assertThat(in(ConversationStatus.WITH_VIRTUAL_AGENT)
                        .on(new HandoffRequested(HandoffReason.CUSTOMER_ASKED), NOW))
                .isEqualTo(new Moved(
                        new ConversationState.WaitingForAgent(HandoffReason.CUSTOMER_ASKED, NOW),
                        new ConversationEvent.HandoffStarted(HandoffReason.CUSTOMER_ASKED)));
        assertThat(in(ConversationStatus.WITH_AGENT).on(new CloseRequested(CloseReason.STAFF_ENDED), NOW))
                .isEqualTo(new Moved(
                        new ConversationState.Closed(CloseReason.STAFF_ENDED, NOW),
                        new ConversationEvent.Ended(CloseReason.STAFF_ENDED)));
    }

    @Test
    void on_any_walk_the_epoch_counts_the_moves_and_closed_is_final() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<ConversationSignal> signals = List.copyOf(SIGNALS.values());
        for (int walk = 0; walk < 500; walk++) {
            Conversation conversation = in(ConversationStatus.WITH_VIRTUAL_AGENT);
            long moves = 0;
            for (int step = 0; step < 60; step++) {
                ConversationSignal signal = signals.get(random.nextInt(signals.size()));
                String where = "seed %d, walk %d, step %d, %s".formatted(seed, walk, step, signal);
                Conversation before = conversation;
                Transition transition = before.on(signal, NOW.plusSeconds(step));
                assertThat(before.on(signal, NOW.plusSeconds(step))).as(where).isEqualTo(transition);
                if (transition instanceof Moved moved) {
                    conversation = before.moved(moved, NOW.plusSeconds(step));
                    moves++;
                    assertThat(before.isOpen()).as(where).isTrue();
                    assertThat(conversation.state()).as(where).isNotEqualTo(before.state());
                    assertThat(conversation.isOpen()).as(where).isEqualTo(!(signal instanceof CloseRequested));
                }
                assertThat(conversation.epoch().value()).as(where).isEqualTo(moves);
                assertThat(transition instanceof Transition.Refused && before.isOpen())
                        .as(where)
                        .isFalse();
                assertThat(before.isOpen() && signal instanceof CustomerWrote)
                        .as(where)
                        .isEqualTo(transition instanceof Transition.Stayed && signal instanceof CustomerWrote);
                if (conversation.state() instanceof ConversationState.WithAgent with
                        && transition instanceof Moved
                        && signal instanceof AgentJoined joined) {
                    assertThat(with.agent()).as(where).isEqualTo(joined.agent());
                }
            }
        }
    }

    private static Conversation in(ConversationStatus status) {
        Customer customer = new Customer(
                new CustomerId("mia"), new ChannelAddress(new ChannelId("test"), "dm-1"), "Mia", Locale.ENGLISH);
        Conversation begun = Conversation.begin(new ConversationId("c-1"), customer, EARLIER);
        return new Conversation(
                begun.id(), customer, STATES.get(status), begun.epoch(), 0, 0, 0, null, -1, null, 0, EARLIER, EARLIER);
    }

    private static String cell(Transition transition) {
        if (transition instanceof Moved moved) {
            return "**" + moved.next().status() + "**, "
                    + moved.event().getClass().getSimpleName();
        }
        return transition instanceof Transition.Stayed
                ? "stays"
                : transition.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The rows of the one table with a column for each state; the first is its head. */
    private static List<List<String>> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .dropWhile(line -> !line.startsWith("| signal |"))
                .takeWhile(line -> line.startsWith("|"))
                .filter(line -> !line.startsWith("|---"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static List<ConversationStatus> columns(List<List<String>> table) {
        return table.get(0).stream().skip(1).map(ConversationStatus::valueOf).toList();
    }
}
