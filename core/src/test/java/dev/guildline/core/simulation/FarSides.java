package dev.guildline.core.simulation;

import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The calls that are under way to the far sides. */
final class FarSides {
    private final World world;
    private final List<Call<?>> underWay = new ArrayList<>();

    FarSides(World world) {
        this.world = world;
    }

    /** Takes a call: it goes well or wrong, at once or later. */
    <T> CompletionStage<T> take(
            SimulatedProcess from,
            Call.Kind kind,
            ConversationId conversation,
            long delivery,
            boolean doubtful,
            Supplier<T> effect) {
        if (!from.isAlive()) {
            return new CompletableFuture<>();
        }
        Faults.Fate cursed = world.curse().fate(conversation, kind);
        Faults.Fate fate = cursed == null ? world.faults().ofCall() : cursed;
        Call<T> call = new Call<>(from, kind, conversation, delivery, doubtful, fate, effect);
        world.trace().note("%s calls: %s -> %s", from, call, fate);
        world.checker().calls().made(call, underWay);
        if (fate.atOnce()) {
            call.arrive();
            world.checker().calls().answered(call);
            call.answerNow(false);
        } else {
            underWay.add(call);
        }
        return call.answer();
    }

    boolean canProceed() {
        for (Call<?> call : underWay) {
            if (canProceed(call)) {
                return true;
            }
        }
        return false;
    }

    private boolean canProceed(Call<?> call) {
        boolean waits = call.hasArrived() && call.from().isFrozen(world.clock().instant());
        return !waits && !world.curse().silences(call.conversation(), call.kind());
    }

    /** Where another process may take over, nothing stays on its way for longer than that one waits. */
    void arrive() {
        for (Call<?> call : underWay) {
            if (!call.hasArrived()) {
                call.arrive();
            }
        }
    }

    /** One of the calls gets on: it arrives, or its answer does. */
    void proceed(Chance chance) {
        int index = chance.below(underWay.size());
        Call<?> call = underWay.get(index);
        if (!canProceed(call)) {
            return;
        }
        if (!call.hasArrived()) {
            call.arrive();
            world.trace().note("arrives: %s", call);
            if (chance.percent(50) || !canProceed(call)) {
                return;
            }
        }
        underWay.remove(index);
        PortException failure = call.failure();
        world.trace()
                .note(
                        "answer to %s: %s",
                        call, failure == null ? "done" : failure.getClass().getSimpleName());
        world.checker().calls().answered(call);
        call.answerNow(chance.percent(20));
    }

    /** What a killed process had under way reaches the far side or does not; nobody hears of it. */
    void leftAlone(SimulatedProcess by, Chance chance) {
        for (int i = underWay.size() - 1; i >= 0; i--) {
            Call<?> call = underWay.get(i);
            if (call.from() == by) {
                underWay.remove(i);
                if (!call.hasArrived() && chance.percent(50)) {
                    world.trace().note("arrives after all: %s", call);
                    call.arrive();
                }
            }
        }
    }
}
