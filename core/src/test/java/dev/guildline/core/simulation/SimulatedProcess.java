package dev.guildline.core.simulation;

import dev.guildline.core.Guildline;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.contactcenter.ContactCenter;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One life of Guildline: from its start to its being killed. */
final class SimulatedProcess {
    private final int number;
    private final Tasks work = new Tasks();
    private final Tasks thinking = new Tasks();
    private final Guildline guildline;
    private @Nullable CompletableFuture<Integer> resumed;
    private boolean alive = true;
    private Instant frozenUntil = Instant.MIN;

    SimulatedProcess(World world, int number) {
        this.number = number;
        ChatChannel channel = world.channel().seenBy(this);
        var builder = Guildline.builder()
                .instance(toString(number))
                .channel(channel)
                .store(new SimulatedStore(world, this))
                .clock(world.clock())
                .executor(work)
                .virtualAgentExecutor(thinking)
                .virtualAgent(world.virtualAgent())
                .knowledgeBase(SimulatedVirtualAgent.KNOWLEDGE)
                .agentSuggestions(true)
                .retryPolicy(World.POLICY)
                .random(world.chance().branch())
                .identities(world.chance().branch());
        ContactCenter center = world.center() == null ? null : world.center().seenBy(this);
        if (center != null) {
            builder.contactCenter(center);
        }
        builder.intakeBudget(world.features().budget());
        if (world.features().files()) {
            builder.attachments(world.files().keptBy(this), SimulatedFiles.POLICY)
                    .attachmentExecutor(work);
        }
        guildline = builder.build();
    }

    Guildline guildline() {
        return guildline;
    }

    /** Takes up what the process before it left; events are passed on once that is done. */
    void start() {
        resumed = guildline.operations().resume().toCompletableFuture();
    }

    boolean takesEvents() {
        return alive && resumed != null && resumed.isDone() && !resumed.isCompletedExceptionally();
    }

    boolean couldNotStart() {
        return alive && resumed != null && resumed.isCompletedExceptionally();
    }

    boolean isAlive() {
        return alive;
    }

    void kill() {
        alive = false;
        work.forget();
        thinking.forget();
    }

    boolean hasTasks() {
        return !work.isEmpty() || !thinking.isEmpty();
    }

    /** Runs a task that waits, of either executor; thinking takes its time. */
    void runOne(Chance chance) {
        boolean thinks = !thinking.isEmpty() && (work.isEmpty() || chance.percent(25));
        (thinks ? thinking : work).runOne(chance);
    }

    boolean onlyThinks() {
        return work.isEmpty();
    }

    @Override
    public String toString() {
        return toString(number);
    }

    private static String toString(int number) {
        return "p" + number;
    }

    /** Stops everything here for a while; the world goes on. */
    void freezeUntil(Instant end) {
        frozenUntil = end;
    }

    boolean isFrozen(Instant now) {
        return now.isBefore(frozenUntil);
    }

    /** Has something done by this process, later. */
    void later(Runnable task) {
        if (alive) {
            work.execute(task);
        }
    }
}
