package dev.guildline.app.crash;

import dev.guildline.sandbox.discord.SandboxFault;
import dev.guildline.sandbox.discord.SandboxFaults;
import dev.guildline.sandbox.twilio.TwilioFaults;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Everything that goes wrong besides the kills, for as long as it lasts. */
final class Weather {
    private static final double OFTEN = 0.05;
    private static final double SELDOM = 0.002;
    private static final String DISCORD_MESSAGES = "POST /channels/{channel}/messages";
    private static final String TWILIO_MESSAGES = "/conversations/v1/**Messages";
    private static final String HOOK = "onMessageAdded";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    /** Longer than any client here waits. */
    private static final Duration TOO_LONG = Duration.ofSeconds(20);

    private final CrashPlan plan;
    private final FarSides sides;
    private final RunDatabase database;
    private final SplittableRandom random;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int storms;
    private int losses;
    private int databaseRestarts;

    Weather(CrashPlan plan, FarSides sides, RunDatabase database) {
        this.plan = plan;
        this.sides = sides;
        this.database = database;
        this.random = new SplittableRandom(plan.seed() + 1);
    }

    void begin() {
        SandboxFaults discord = sides.discord().faults();
        TwilioFaults twilio = sides.twilio().faults();
        discord.seed(random.nextLong());
        if (plan.has(Fault.LOST_ANSWERS)) {
            discord.on(DISCORD_MESSAGES).probability(OFTEN).loseAnswer();
            twilio.on("POST", TWILIO_MESSAGES)
                    .withProbability(OFTEN, random.nextLong())
                    .loseAnswer();
        }
        if (plan.has(Fault.ERRORS)) {
            discord.on(DISCORD_MESSAGES).probability(OFTEN).status(503);
            twilio.on("POST", TWILIO_MESSAGES)
                    .withProbability(OFTEN, random.nextLong())
                    .answer(503, 20503);
            twilio.on("GET", "/conversations/v1/**")
                    .withProbability(OFTEN, random.nextLong())
                    .answer(500, 20500);
        }
        if (plan.has(Fault.SLOW_ANSWERS)) {
            discord.on(DISCORD_MESSAGES).probability(SELDOM).delayAnswer(TOO_LONG);
            twilio.on("POST", TWILIO_MESSAGES)
                    .withProbability(SELDOM, random.nextLong())
                    .delayAnswer(TOO_LONG);
        }
        hooks(twilio);
        if (plan.has(Fault.INDEX_GAPS)) {
            twilio.skipIndexes(OFTEN, random.nextLong());
        }
        if (plan.has(Fault.RATE_LIMITS)) {
            every(5_000, this::storm);
        }
        if (plan.has(Fault.GATEWAY_LOSS)) {
            every(4_000, this::loseGateway);
        }
        if (plan.has(Fault.DATABASE_RESTARTS) && plan.database() == RunDatabase.Kind.POSTGRESQL) {
            every(20_000, this::restartDatabase);
        }
    }

    private void hooks(TwilioFaults twilio) {
        if (plan.has(Fault.WEBHOOKS_LOST)) {
            twilio.onHook(HOOK).withProbability(OFTEN, random.nextLong()).drop();
        }
        if (plan.has(Fault.WEBHOOKS_SHUFFLED)) {
            twilio.onHook(HOOK).withProbability(OFTEN, random.nextLong()).holdBack();
            twilio.onHook(HOOK).withProbability(OFTEN, random.nextLong()).delay(Duration.ofMillis(300));
        }
        if (plan.has(Fault.WEBHOOKS_REPEATED)) {
            twilio.onHook(HOOK).withProbability(OFTEN, random.nextLong()).duplicate();
        }
    }

    private void every(int meanMillis, Runnable trouble) {
        var unused = clock.schedule(
                () -> {
                    trouble.run();
                    every(meanMillis, trouble);
                },
                random.nextInt(meanMillis / 2, meanMillis * 3 / 2),
                TimeUnit.MILLISECONDS);
    }

    private void storm() {
        storms++;
        Duration time = Duration.ofMillis(random.nextInt(500, 2_000));
        if (random.nextBoolean()) {
            SandboxFault limit = sides.discord().faults().on(DISCORD_MESSAGES);
            limit.rateLimit(RETRY_AFTER, random.nextBoolean());
            var unused = clock.schedule(limit::stop, time.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            sides.twilio()
                    .faults()
                    .on("*", "/conversations/v1/**")
                    .lasting(time)
                    .tooManyRequests(RETRY_AFTER);
        }
    }

    private void loseGateway() {
        losses++;
        if (random.nextBoolean()) {
            sides.discord().gateway().dropAndForget();
        } else {
            sides.discord().gateway().drop();
        }
    }

    private void restartDatabase() {
        databaseRestarts++;
        database.restart();
    }

    /** From now on everything works. */
    void end() {
        clock.shutdownNow();
        try {
            if (!clock.awaitTermination(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the weather does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        sides.discord().faults().clear();
        sides.twilio().faults().clear();
    }

    @Override
    public String toString() {
        return storms + " rate limit storms, " + losses + " gateway losses, " + databaseRestarts + " database restarts";
    }
}
