package dev.guildline.core.simulation;

import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.relay.RetryPolicy;
import dev.guildline.core.relay.Side;
import dev.guildline.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A world of its own: customers, agents, far sides, stores, and one process after the other. All of it hangs on a seed. */
final class World {
    static final RetryPolicy POLICY = new RetryPolicy(Duration.ofMillis(500), Duration.ofSeconds(4), 0.2, 5);
    /** Makes another stream of chance of a seed. */
    private static final long DEEDS = 0x6A09E667F3BCC908L;

    private static final List<String> NAMES = List.of("Mia", "Leo", "Zoe");

    private final Chance chance;
    private final ManualClock clock = new ManualClock();
    private final Trace trace;
    private final Faults faults;
    private final Curse curse;
    private final InMemoryStores stores;
    private final Recorder recorder = new Recorder();
    private final Checker checker;
    private final FarSides farSides;
    private final SimulatedChannel channel;
    private final @Nullable SimulatedCenter center;
    private final SimulatedVirtualAgent virtualAgent;
    private final Tellings tellings;
    private final List<CustomerActor> customers = new ArrayList<>();
    private final AgentActors agents;
    private final int eagerness;
    private final boolean scripted;
    private final Features features;
    private final Deeds deeds;
    private final SimulatedFiles files;
    private final List<SimulatedProcess> all = new ArrayList<>();
    /** The one that is looked at. */
    private SimulatedProcess process;

    private int processes;

    /** How a world is made. */
    record Shape(
            int instances,
            int customers,
            int center,
            int store,
            int calls,
            int crashes,
            int refusals,
            int agents,
            Curse.Nature curse,
            Side cursed) {
        static final int NO_CENTER = 0;
        static final int CORE_DRIVES = 1;
        static final int CENTER_DRIVES = 2;

        /** A world of any shape. */
        static Shape any(Chance chance) {
            if (chance.percent(12)) {
                // Agents speak, little of it arrives, and the store is hardly there.
                return new Shape(
                        1,
                        1,
                        chance.between(1, 2),
                        45,
                        35,
                        chance.between(0, 10),
                        60,
                        75,
                        Curse.Nature.NONE,
                        Side.CUSTOMER);
            }
            boolean calm = chance.percent(15);
            int center = chance.percent(12) ? NO_CENTER : chance.percent(60) ? CORE_DRIVES : CENTER_DRIVES;
            Side cursed = center == NO_CENTER || chance.percent(50) ? Side.CUSTOMER : Side.CONTACT_CENTER;
            return new Shape(
                    chance.percent(75) ? 1 : chance.between(2, 3),
                    chance.between(1, 3),
                    center,
                    calm ? 0 : chance.percent(30) ? chance.between(8, 50) : chance.below(8),
                    calm ? 0 : chance.below(40),
                    calm || chance.percent(40) ? 0 : chance.between(5, 40),
                    chance.percent(20) ? 60 : 10,
                    chance.between(25, 60),
                    chance.percent(70) ? Curse.Nature.NONE : chance.oneOf(List.of(Curse.Nature.values())),
                    cursed);
        }

        /** A world without failures: only the order of things is left to chance. */
        static Shape calm(int center) {
            return new Shape(1, 1, center, 0, 0, 0, 0, 40, Curse.Nature.NONE, Side.CUSTOMER);
        }
    }

    World(long seed, boolean traced) {
        this(new Chance(seed), null, new Chance(seed ^ DEEDS), traced);
    }

    World(long seed, Shape shape, boolean traced) {
        this(new Chance(seed), shape, new Chance(seed ^ DEEDS), traced);
    }

    private World(Chance chance, @Nullable Shape given, Chance ofDeeds, boolean traced) {
        this.chance = chance;
        features = given == null ? Features.any(ofDeeds) : Features.NONE;
        deeds = new Deeds(this, ofDeeds);
        files = new SimulatedFiles(this);
        Shape shape = given == null ? Shape.any(chance) : given;
        trace = new Trace(traced, clock);
        faults = new Faults(chance, shape.store(), shape.calls(), shape.crashes(), shape.refusals());
        curse = new Curse(shape.curse(), shape.cursed());
        eagerness = shape.agents();
        scripted = given != null;
        stores = shape.instances() > 1 ? InMemoryStores.shared(clock) : new InMemoryStores();
        checker = new Checker(this);
        farSides = new FarSides(this);
        channel = new SimulatedChannel(this);
        center = shape.center() == Shape.NO_CENTER
                ? null
                : new SimulatedCenter(this, shape.center() == Shape.CENTER_DRIVES);
        virtualAgent = new SimulatedVirtualAgent(this);
        tellings = new Tellings(this);
        agents = new AgentActors(this);
        for (int i = 0; i < shape.customers(); i++) {
            customers.add(new CustomerActor(this, NAMES.get(i)));
        }
        for (int i = 0; i < shape.instances(); i++) {
            all.add(new SimulatedProcess(this, ++processes));
            all.get(i).start();
        }
        process = all.get(0);
        trace.note("a world of %s, with %s", shape, features);
    }

    /** Lets things happen, then lets everything come to its end. */
    void live(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
        new Aftermath(this).comes();
    }

    /** One thing happens. */
    void step() {
        lookAtAny();
        if (process.isFrozen(clock.instant())) {
            timePasses(Duration.ofMillis(chance.between(1, 2000)));
        } else if (!process.isAlive() || process.couldNotStart()) {
            restart();
        } else if (faults.crashesNow()) {
            kill(process);
        } else if (deeds.happen()) {
            deeds.one();
        } else {
            happen(chance.below(100));
        }
        checker.afterStep();
    }

    /** Looks at one of the processes. */
    void lookAtAny() {
        if (all.size() > 1) {
            process = chance.oneOf(all);
        }
    }

    /** Nobody is frozen or dead any more. */
    void mendProcesses() {
        for (SimulatedProcess one : List.copyOf(all)) {
            one.freezeUntil(clock.instant());
            process = one;
            if (!one.isAlive() || one.couldNotStart()) {
                restart();
            }
        }
    }

    List<SimulatedProcess> processes() {
        return all;
    }

    /** Lets everything that is under way go on, in any order, until nothing is. Nobody acts. */
    void settle() {
        List<Runnable> possible = new ArrayList<>();
        do {
            possible.clear();
            if (process.hasTasks()) {
                possible.add(() -> process.runOne(chance));
            }
            if (farSides.canProceed()) {
                possible.add(() -> farSides.proceed(chance));
            }
            if (tellings.areWaiting() && process.takesEvents()) {
                possible.add(() -> tellings.tellOne(chance));
            }
            if (!possible.isEmpty()) {
                chance.oneOf(possible).run();
            }
            checker.afterStep();
        } while (!possible.isEmpty());
    }

    /** Lets things go on until there is a conversation. */
    void settleUntilKept() {
        while (checker.kept().talks().isEmpty()) {
            if (!process.hasTasks()) {
                tellings.tellOne(chance);
            }
            process.runOne(chance);
            checker.afterStep();
        }
    }

    private void happen(int kind) {
        if (kind < (process.onlyThinks() ? 15 : 45) && process.hasTasks()) {
            process.runOne(chance);
        } else if (kind < 62 && farSides.canProceed()) {
            farSides.proceed(chance);
        } else if (kind < 80 && process.takesEvents()) {
            if (!tellings.tellOne(chance)) {
                somebodyActs();
            }
        } else if (kind < 83 && process.takesEvents()) {
            tellings.repeatOne(chance);
        } else if (kind < 92) {
            somebodyActs();
        } else if (kind == 99 && all.size() > 1) {
            freeze(chance);
        } else {
            timePasses(Duration.ofMillis(chance.percent(30) ? chance.between(500, 5000) : chance.between(1, 400)));
        }
    }

    private void somebodyActs() {
        if (chance.percent(eagerness)) {
            agents.act(chance);
        } else {
            chance.oneOf(customers).act(chance);
        }
    }

    /** Freezes the process that is looked at, for longer than a lease at most. */
    void freeze(Chance by) {
        trace.note("%s is frozen", process);
        process.freezeUntil(clock.instant().plusMillis(by.between(500, 12_000)));
    }

    void timePasses(Duration time) {
        if (all.size() > 1) {
            farSides.arrive();
        }
        clock.advance(time);
        for (SimulatedProcess one : all) {
            if (one.takesEvents() && !one.isFrozen(clock.instant())) {
                one.guildline().operations().tick();
            }
        }
    }

    /** Kills a process, wherever it stands. What it called is on its own now. */
    void kill(SimulatedProcess victim) {
        trace.note("%s is killed", victim);
        victim.kill();
        farSides.leftAlone(victim, chance);
        tellings.unheard(victim, chance);
    }

    /** Another process in the place of the one that is looked at. */
    void restart() {
        if (process.isAlive()) {
            kill(process);
        }
        int place = all.indexOf(process);
        process = new SimulatedProcess(this, ++processes);
        all.set(place, process);
        trace.note("%s starts", process);
        process.start();
    }

    /** Whether what people do is given, and only its order is left to chance. */
    boolean isScripted() {
        return scripted;
    }

    Chance chance() {
        return chance;
    }

    ManualClock clock() {
        return clock;
    }

    Trace trace() {
        return trace;
    }

    Faults faults() {
        return faults;
    }

    Curse curse() {
        return curse;
    }

    InMemoryStores stores() {
        return stores;
    }

    Recorder recorder() {
        return recorder;
    }

    Checker checker() {
        return checker;
    }

    FarSides farSides() {
        return farSides;
    }

    SimulatedChannel channel() {
        return channel;
    }

    @Nullable
    SimulatedCenter center() {
        return center;
    }

    SimulatedVirtualAgent virtualAgent() {
        return virtualAgent;
    }

    Tellings tellings() {
        return tellings;
    }

    Features features() {
        return features;
    }

    Deeds deeds() {
        return deeds;
    }

    SimulatedFiles files() {
        return files;
    }

    List<CustomerActor> customers() {
        return customers;
    }

    CustomerActor anyCustomer(Chance by) {
        return by.oneOf(customers);
    }

    CustomerActor customer(int index) {
        return customers.get(index);
    }

    AgentActors agents() {
        return agents;
    }

    SimulatedProcess process() {
        return process;
    }
}
