package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.port.health.HealthCheck.Health;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.RelayFigures;
import dev.guildline.core.relay.Side;
import dev.guildline.core.usecase.Operations;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What keeps Guildline going. */
final class OperationsService implements Operations {
    private static final int PAGE = 1000;

    private final JournalWriter writer;
    private final Relay relay;
    private final Leadership leadership;
    private final LeaseKeeper keeper;
    private final Consumer<Boolean> activeChanged;
    private final Housekeeping housekeeping;

    /**
     * Makes it.
     *
     * @param housekeeping deletes what is not kept any longer
     * @param activeChanged told true when this process begins to make deliveries
     */
    OperationsService(
            JournalWriter writer,
            Relay relay,
            Leadership leadership,
            InstantSource clock,
            Housekeeping housekeeping,
            Consumer<Boolean> activeChanged) {
        this.housekeeping = housekeeping;
        this.writer = writer;
        this.relay = relay;
        this.leadership = leadership;
        this.activeChanged = activeChanged;
        this.keeper = new LeaseKeeper(leadership, writer, relay, clock, this::resume);
    }

    LeaseKeeper keeper() {
        return keeper;
    }

    @Override
    public CompletionStage<Integer> resume() {
        keeper.begin();
        return writer.write(step -> {
            boolean wasActive = leadership.isActive();
            if (!leadership.take(step)) {
                return 0;
            }
            List<Delivery> leftOver = LeftOvers.pending(step.tx());
            promiseLostTurns(step, leftOver);
            List<Delivery> all = LeftOvers.pending(step.tx());
            step.afterCommit(() -> {
                if (!wasActive) {
                    activeChanged.accept(true);
                }
                relay.takeOver(all);
                relay.pumpAll();
            });
            return leftOver.size();
        });
    }

    /**
     * A contact center that drives the virtual agent may have been told of a customer's words and not have asked for
     * the turn before the process ended; it will not ask again. Answering what was answered meanwhile says nothing.
     */
    private static void promiseLostTurns(Step step, List<Delivery> leftOver) {
        Set<ConversationId> promised = leftOver.stream()
                .filter(d -> d.side() == Side.VIRTUAL_AGENT)
                .map(Delivery::conversation)
                .collect(Collectors.toSet());
        for (Conversation conversation :
                step.tx().conversations().list(Set.of(ConversationStatus.WITH_VIRTUAL_AGENT), PAGE)) {
            if (!promised.contains(conversation.id()) && TurnCourier.hasUnanswered(step, conversation)) {
                step.promise(
                        new NewDelivery(
                                conversation.id(), Side.VIRTUAL_AGENT, new Errand.TakeTurn(), conversation.epoch()),
                        null);
            }
        }
    }

    @Override
    public void tick() {
        keeper.tick();
        writer.resolveDoubt();
        relay.pumpAll();
        housekeeping.tick();
    }

    @Override
    public CompletionStage<List<Delivery>> deliveries(DeliveryState state, int limit) {
        return writer.read(step -> step.tx().outbox().list(state, new DeliveryId(0), limit));
    }

    @Override
    public CompletionStage<List<Delivery>> deliveriesOf(ConversationId conversation) {
        return writer.read(step -> step.tx().outbox().of(conversation));
    }

    @Override
    public CompletionStage<Boolean> retry(DeliveryId id) {
        return writer.write(step -> {
            Optional<Delivery> found = step.tx()
                    .outbox()
                    .find(id)
                    .filter(d -> d.state() != DeliveryState.PENDING && d.state() != DeliveryState.DELIVERED)
                    .filter(d -> !relay.isAboutToEnd(d.id()));
            found.map(Delivery::reopened).ifPresent(again -> {
                step.tx().outbox().save(again);
                step.reissue(again);
            });
            return found.isPresent();
        });
    }

    @Override
    public RelayFigures figures() {
        return relay.figures();
    }

    @Override
    public Health health() {
        return leadership.isActive()
                ? new Health(true, relay.pending() + " deliveries under way")
                : new Health(true, "standing by, " + leadership.holder() + " makes the deliveries");
    }
}
