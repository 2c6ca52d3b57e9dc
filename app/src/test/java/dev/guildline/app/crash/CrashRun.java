package dev.guildline.app.crash;

import dev.guildline.core.relay.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Writes both ways through a Guildline that is killed again and again, and looks at what came to the far ends. */
final class CrashRun implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    /** Longer than the longest time after which something lost is looked for. */
    private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(150);

    private final CrashPlan plan;
    private final Path folder;
    private final Path logs;
    private final SplittableRandom random;
    private final RunDatabase database;
    private final FarSides sides;
    private final FrontDoor door;
    private final List<Integer> ports = new ArrayList<>();
    private final List<GuildlineProcess> processes = new ArrayList<>();
    private final List<Instant> kills = new ArrayList<>();
    private int freezes;
    private int restarts;
    private final Map<String, String> settings = new HashMap<>();

    CrashRun(CrashPlan plan, Path folder, Path logs) {
        this.plan = plan;
        this.folder = folder;
        this.logs = logs;
        random = new SplittableRandom(plan.seed());
        database = RunDatabase.start(plan.database(), folder);
        sides = new FarSides(plan.conversations());
        for (int i = 0; i < plan.instances(); i++) {
            ports.add(freePort());
        }
        door = new FrontDoor(ports);
        // Between one process and those who call it nothing needs to stand.
        int entrance = plan.instances() == 1 ? ports.get(0) : door.port();
        settings.putAll(sides.settings("http://127.0.0.1:" + entrance));
        settings.putAll(database.settings());
    }

    /**
     * What came of it.
     *
     * @param verdict what came to the far ends
     * @param undelivered what the database says is not delivered
     * @param report for people
     */
    record Result(Verdict verdict, List<Delivery> undelivered, String report) {}

    /** Starts everything; every customer talks to an agent then. */
    List<Talk> startTalks() {
        sides.provision(settings);
        startAll();
        awaitReady();
        return sides.talks(plan.conversations());
    }

    void startAll() {
        processes.clear();
        for (int i = 0; i < plan.instances(); i++) {
            processes.add(start(i));
        }
    }

    void killAll() {
        processes.forEach(GuildlineProcess::kill);
    }

    /** What the processes that run now have used. */
    Duration cpu() {
        return processes.stream().map(GuildlineProcess::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    Result run() {
        List<Talk> talks = startTalks();
        Weather weather = new Weather(plan, sides, database);
        Load load = new Load(talks, plan.rate(), plan.seed() + 2);
        load.begin();
        weather.begin();
        try {
            Pause.between(1_000, 3_000, random);
            for (int i = 0; i < plan.kills(); i++) {
                trouble();
            }
        } finally {
            load.end();
            weather.end();
        }
        awaitReady();
        awaitArrival(talks);
        // What has arrived while its answer was lost is looked for once more; if it never ends, the database tells.
        Pause.until(WITHOUT_PROGRESS, () -> processes.stream().anyMatch(GuildlineProcess::hasDelivered));
        Verdict verdict = Verdict.of(talks);
        processes.forEach(GuildlineProcess::stop);
        List<Delivery> undelivered = database.undelivered();
        String report = plan + "\n" + weather + "\n" + kills.size() + " kills, " + freezes + " freezes, "
                + restarts + " rolling restarts; " + Figures.afterKills(talks, kills)
                + "\n" + Figures.latency(talks, Instant.MIN) + "\n" + verdict
                + "; not delivered by the database's account: " + undelivered.size();
        return new Result(verdict, undelivered, report);
    }

    private void trouble() {
        int which = random.nextInt(4) == 0 ? random.nextInt(processes.size()) : active();
        int kind = processes.size() == 1 ? 0 : random.nextInt(4);
        if (kind == 1) {
            freeze(which);
        } else if (kind == 2) {
            restartInTurn();
        } else {
            kill(which);
        }
        if (random.nextInt(4) == 0) {
            // While it starts and makes good what it has missed.
            Pause.between(500, 6_000, random);
        } else {
            awaitReady();
            Pause.between(500, 5_000, random);
        }
    }

    /** The one that makes the deliveries: it has the most to lose. */
    private int active() {
        String holder = processes.size() == 1 ? "" : database.leaseHolder();
        for (int i = 0; i < processes.size(); i++) {
            if (holder.endsWith("-" + processes.get(i).pid())) {
                return i;
            }
        }
        return 0;
    }

    private void kill(int which) {
        processes.get(which).kill();
        kills.add(Instant.now());
        Pause.between(200, 2_000, random);
        processes.set(which, start(which));
    }

    /** Longer than the others wait before they take over. */
    private void freeze(int which) {
        freezes++;
        processes.get(which).freeze();
        Pause.between(7_000, 12_000, random);
        processes.get(which).thaw();
    }

    /** As a new version is brought in: one after the other is told to stop, and the next waits for it. */
    private void restartInTurn() {
        restarts++;
        for (int i = 0; i < processes.size(); i++) {
            processes.get(i).stop();
            processes.set(i, start(i));
            awaitReady();
        }
    }

    private GuildlineProcess start(int which) {
        return GuildlineProcess.start(
                settings, ports.get(which), folder, logs.resolve("guildline-" + plan.seed() + "-" + which + ".log"));
    }

    void awaitReady() {
        boolean ready = Pause.until(START, () -> {
            // One that meets its database restarting gives up and says why; whoever watches over it starts it again.
            for (int i = 0; i < processes.size(); i++) {
                if (!processes.get(i).isAlive()) {
                    processes.set(i, start(i));
                }
            }
            return processes.stream().allMatch(GuildlineProcess::isReady);
        });
        if (!ready) {
            throw new AssertionError("Guildline is not ready within " + START + ": its log is in " + logs);
        }
    }

    private static void awaitArrival(List<Talk> talks) {
        int expected = Verdict.written(talks);
        int arrived = Verdict.arrived(talks);
        while (arrived < expected) {
            int before = arrived;
            if (!Pause.until(WITHOUT_PROGRESS, () -> Verdict.arrived(talks) > before)) {
                return;
            }
            arrived = Verdict.arrived(talks);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        processes.stream().filter(GuildlineProcess::isAlive).forEach(GuildlineProcess::kill);
        door.close();
        sides.close();
        database.close();
    }
}
