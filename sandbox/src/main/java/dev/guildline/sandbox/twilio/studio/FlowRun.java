package dev.guildline.sandbox.twilio.studio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One way through a flow. Runs on the thread that calls {@link #run} until the flow ends, is ended from outside by
 * interrupting that thread, or goes in circles. Not for use by several threads.
 */
public final class FlowRun {
    private static final int MOST_VISITS = 10;
    private static final int MOST_STEPS = 1_000;

    private final FlowDefinition definition;
    private final FlowEffects effects;
    private final Consumer<FlowStep> onStep;
    private final ObjectNode context;

    /**
     * Prepares a run.
     *
     * @param definition what to run
     * @param flow what {@code flow.*} says, for example {@code sid} and {@code flow_sid}
     * @param trigger what {@code trigger.*} says, for example an object {@code conversation}
     * @param contactAddress what {@code contact.channel.address} says
     * @param effects what it does to the outside
     * @param onStep told every step, on the running thread
     */
    public FlowRun(
            FlowDefinition definition,
            ObjectNode flow,
            ObjectNode trigger,
            String contactAddress,
            FlowEffects effects,
            Consumer<FlowStep> onStep) {
        this.definition = definition;
        this.effects = effects;
        this.onStep = onStep;
        this.context = JsonNodeFactory.instance.objectNode();
        ObjectNode flowValues = flow.deepCopy();
        if (!flowValues.has("variables")) {
            flowValues.putObject("variables");
        }
        context.set("flow", flowValues);
        context.set("trigger", trigger.deepCopy());
        context.putObject("contact").putObject("channel").put("address", contactAddress);
        context.putObject("widgets");
    }

    /**
     * Runs from the trigger to the end.
     *
     * @param event the trigger's event, for example {@code incomingConversationMessage}
     * @return why it ended
     */
    public Ending run(String event) {
        Map<String, Integer> visits = new HashMap<>();
        FlowState state = definition.first();
        String next = state.next(event);
        step(state, event, next);
        for (int steps = 0; next != null; steps++) {
            state = definition.state(next);
            if (state == null) {
                return Ending.FAILED;
            }
            if (visits.merge(state.name(), 1, Integer::sum) > MOST_VISITS || steps >= MOST_STEPS) {
                return Ending.LOOPED;
            }
            try {
                next = enter(state);
            } catch (InterruptedException ended) {
                return Ending.ENDED_FROM_OUTSIDE;
            }
            if (Thread.interrupted()) {
                return Ending.ENDED_FROM_OUTSIDE;
            }
        }
        return Ending.COMPLETED;
    }

    /**
     * All that templates can see.
     *
     * @return a copy
     */
    public ObjectNode context() {
        return context.deepCopy();
    }

    private @Nullable String enter(FlowState state) throws InterruptedException {
        Widgets widgets = new Widgets(state, context, effects);
        if (state.type().equals("split-based-on")) {
            FlowTransition taken = widgets.split();
            String next = taken == null ? null : taken.next();
            step(state, taken == null ? "noMatch" : taken.event(), next);
            return next;
        }
        String event = widgets.run();
        String next = state.next(event);
        step(state, event, next);
        return next;
    }

    private void step(FlowState state, String event, @Nullable String next) {
        onStep.accept(new FlowStep(state.name(), event, next));
    }

    /** Why a run ended. */
    public enum Ending {
        /** It reached a transition that leads nowhere. */
        COMPLETED,
        /** The same widget ran too often, or there were too many steps. */
        LOOPED,
        /** Somebody ended it. */
        ENDED_FROM_OUTSIDE,
        /** The definition led to a state that is not there. */
        FAILED
    }
}
