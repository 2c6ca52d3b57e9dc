package dev.guildline.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.relay.Side;
import dev.guildline.core.usecase.ConversationKey;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People do things at the same time; whatever the order, there is one conversation, one task, and one notice of each. */
class RaceTest {
    private static final int ORDERS = 250;

    @ParameterizedTest
    @ValueSource(ints = {World.Shape.NO_CENTER, World.Shape.CORE_DRIVES, World.Shape.CENTER_DRIVES})
    void two_first_messages_at_once_begin_one_conversation(int center) {
        race(
                center,
                world -> {},
                world -> {
                    world.customer(0).writes();
                    world.customer(0).writes();
                },
                world -> {
                    assertThat(talks(world)).hasSize(1);
                    assertThat(saidBy(world, "Mia-")).hasSize(2);
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {World.Shape.CORE_DRIVES, World.Shape.CENTER_DRIVES})
    void a_message_during_the_handoff_reaches_the_agent_once_and_nobody_else_answers_it(int center) {
        race(
                center,
                RaceTest::aTalk,
                world -> {
                    world.customer(0).presses("person");
                    world.customer(0).writes();
                    world.customer(0).writes();
                },
                world -> {
                    assertThat(talks(world)).hasSize(1);
                    assertThat(world.center().halves().get(0).tasksMade()).isOne();
                    assertThat(told(world, Notices.Move.TRANSFERRING)).isOne();
                    assertThat(saidBy(world, "Mia-")).hasSize(3);
                    assertThat(status(world, 0)).isEqualTo(ConversationStatus.WAITING_FOR_AGENT);
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {World.Shape.CORE_DRIVES, World.Shape.CENTER_DRIVES})
    void what_the_customer_types_while_the_agent_completes_is_read_by_somebody(int center) {
        race(
                center,
                RaceTest::anAgentIsThere,
                world -> {
                    complete(world);
                    world.customer(0).writes();
                    world.customer(0).writes();
                },
                world -> {
                    assertThat(talks(world)).hasSizeBetween(1, 2);
                    assertThat(told(world, Notices.Move.ENDED)).isOne();
                    assertThat(open(world)).hasSizeLessThanOrEqualTo(1);
                    assertThat(world.center().halves()).hasSameSizeAs(talks(world));
                    for (String words : List.of("Mia-3", "Mia-4")) {
                        assertThat(talks(world).stream()
                                        .flatMap(talk -> talk.items().stream())
                                        .filter(item -> item.sequence() > 0 && item.appeared)
                                        .filter(item -> item.now().side() == Side.CONTACT_CENTER)
                                        .map(item -> item.talk().said().get((int) item.sequence() - 1))
                                        .filter(said ->
                                                Notices.words(said.entry()).equals(words)))
                                .as("%s at the contact center", words)
                                .hasSize(1);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {World.Shape.NO_CENTER, World.Shape.CORE_DRIVES})
    void of_two_agents_everything_arrives_and_every_change_is_told_once(int center) {
        race(
                center,
                RaceTest::handedOff,
                world -> {
                    ConversationKey key = key(world);
                    for (var agent : List.of(AgentActors.ADA, AgentActors.BEN)) {
                        world.agents().joins(id(world), key, agent);
                        world.agents().writes(id(world), key, agent);
                    }
                },
                world -> {
                    assertThat(talks(world)).hasSize(1);
                    assertThat(status(world, 0)).isEqualTo(ConversationStatus.WITH_AGENT);
                    assertThat(told(world, Notices.Move.JOINED)).isBetween(2L, 4L);
                    assertThat(shown(
                                    world,
                                    m -> Notices.words(m).startsWith("Ada-")
                                            || Notices.words(m).startsWith("Ben-")))
                            .isEqualTo(2);
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {World.Shape.NO_CENTER, World.Shape.CORE_DRIVES})
    void a_transfer_ends_with_the_other_agent_in_either_order(int center) {
        race(
                center,
                RaceTest::anAgentIsThere,
                world -> {
                    world.agents().leaves(id(world), key(world), AgentActors.ADA);
                    world.agents().joins(id(world), key(world), AgentActors.BEN);
                },
                world -> {
                    assertThat(status(world, 0)).isEqualTo(ConversationStatus.WITH_AGENT);
                    assertThat(shown(world, m -> Notices.words(m).startsWith("Ben has joined")))
                            .isOne();
                    assertThat(told(world, Notices.Move.LEFT)).isLessThanOrEqualTo(1);
                    assertThat(talks(world)).hasSize(1);
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {World.Shape.CORE_DRIVES, World.Shape.CENTER_DRIVES})
    void a_handoff_wanted_three_times_makes_one_task_and_one_case(int center) {
        race(
                center,
                RaceTest::aTalk,
                world -> {
                    world.customer(0).presses("person");
                    world.customer(0).presses("person");
                    world.agents().handsOff(id(world));
                },
                world -> {
                    assertThat(talks(world)).hasSize(1);
                    assertThat(world.center().halves().get(0).tasksMade()).isOne();
                    assertThat(told(world, Notices.Move.TRANSFERRING)).isOne();
                    assertThat(shown(world, m -> Notices.words(m).startsWith("I have opened case")))
                            .isOne();
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {World.Shape.NO_CENTER, World.Shape.CORE_DRIVES})
    void an_end_wanted_three_times_is_told_once(int center) {
        race(
                center,
                RaceTest::anAgentIsThere,
                world -> {
                    world.agents().closes(id(world));
                    complete(world);
                    complete(world);
                },
                world -> {
                    assertThat(told(world, Notices.Move.ENDED)).isOne();
                    assertThat(shown(
                                    world,
                                    m -> m.body() instanceof MessageBody.ChoicePrompt prompt
                                            && prompt.choice("rate-1").isPresent()))
                            .isOne();
                    assertThat(status(world, 0)).isEqualTo(ConversationStatus.CLOSED);
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {World.Shape.NO_CENTER, World.Shape.CORE_DRIVES, World.Shape.CENTER_DRIVES})
    void buttons_pressed_after_the_end_begin_one_conversation_and_rate_once(int center) {
        race(
                center,
                world -> {
                    anAgentIsThere(world);
                    complete(world);
                    world.settle();
                },
                world -> {
                    world.customer(0).presses("person");
                    world.customer(0).presses("person");
                    world.customer(0).presses("rate-4");
                    world.customer(0).presses("rate-5");
                },
                world -> {
                    assertThat(talks(world)).hasSize(2);
                    assertThat(open(world)).hasSize(1);
                    assertThat(told(world, Notices.Move.TRANSFERRING)).isEqualTo(2);
                    assertThat(shown(world, Notices::thanksForRating)).isOne();
                    if (world.center() != null) {
                        assertThat(world.center().halves().get(1).tasksMade()).isOne();
                    }
                });
    }

    @Test
    void an_agent_who_comes_while_the_virtual_agent_thinks_is_not_interrupted() {
        race(
                World.Shape.NO_CENTER,
                world -> {},
                world -> {
                    world.customer(0).writes();
                    world.settleUntilKept();
                    world.agents().joins(id(world), key(world), AgentActors.ADA);
                    world.agents().writes(id(world), key(world), AgentActors.ADA);
                },
                world -> {
                    List<Message> seen = world.channel().shownTo("Mia");
                    int joined = indexOf(seen, m -> Notices.moveToldBy(m) == Notices.Move.JOINED);
                    assertThat(seen.subList(joined, seen.size()))
                            .noneMatch(m -> Notices.words(m).startsWith("answer-"));
                });
    }

    /** Brings worlds to where the race begins, lets it be run in many orders, and looks at how each ended. */
    private static void race(int center, Consumer<World> before, Consumer<World> together, Consumer<World> after) {
        for (long seed = 1; seed <= ORDERS; seed++) {
            try {
                run(new World(seed, World.Shape.calm(center), false), before, together, after);
            } catch (AssertionError e) {
                World again = new World(seed, World.Shape.calm(center), true);
                assertThatThrownBy(() -> run(again, before, together, after)).isInstanceOf(e.getClass());
                throw new AssertionError("seed " + seed + "\n" + again.trace().last(), e);
            }
        }
    }

    private static void run(World world, Consumer<World> before, Consumer<World> together, Consumer<World> after) {
        world.settle();
        before.accept(world);
        together.accept(world);
        world.settle();
        new Aftermath(world).comes();
        after.accept(world);
    }

    private static void aTalk(World world) {
        world.customer(0).writes();
        world.settle();
    }

    private static void handedOff(World world) {
        aTalk(world);
        world.customer(0).presses("person");
        world.settle();
    }

    private static void anAgentIsThere(World world) {
        handedOff(world);
        world.agents().joins(id(world), key(world), AgentActors.ADA);
        world.settle();
    }

    private static void complete(World world) {
        SimulatedCenter center = world.center();
        world.agents().completes(id(world), key(world), center == null ? null : center.halfOf(id(world)));
    }

    private static ConversationId id(World world) {
        return talks(world).get(0).now().id();
    }

    private static ConversationKey key(World world) {
        SimulatedCenter center = world.center();
        return center == null
                ? ConversationKey.of(id(world))
                : ConversationKey.linked(center.halfOf(id(world)).ref());
    }

    private static List<Talk> talks(World world) {
        return world.checker().kept().talks();
    }

    private static List<Talk> open(World world) {
        return talks(world).stream().filter(talk -> talk.now().isOpen()).toList();
    }

    private static ConversationStatus status(World world, int talk) {
        return talks(world).get(talk).now().status();
    }

    private static long told(World world, Notices.Move move) {
        return shown(world, m -> Notices.moveToldBy(m) == move);
    }

    private static long shown(World world, Predicate<Message> what) {
        return world.channel().shownTo("Mia").stream().filter(what).count();
    }

    private static int indexOf(List<Message> seen, Predicate<Message> what) {
        for (int i = 0; i < seen.size(); i++) {
            if (what.test(seen.get(i))) {
                return i;
            }
        }
        throw new AssertionError("never shown");
    }

    private static List<String> saidBy(World world, String name) {
        return talks(world).stream()
                .flatMap(talk -> talk.said().stream())
                .map(said -> Notices.words(said.entry()))
                .filter(words -> words.startsWith(name))
                .toList();
    }
}
