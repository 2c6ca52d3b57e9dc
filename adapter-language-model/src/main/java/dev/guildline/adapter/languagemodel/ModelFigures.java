package dev.guildline.adapter.languagemodel;

import dev.guildline.core.port.health.HealthCheck;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How the model has been of use since the start, for the operator. Thread-safe. */
final class ModelFigures implements HealthCheck {
    private static final System.Logger LOG = System.getLogger(ModelFigures.class.getName());

    private final String model;
    private final DailyBudget budget;
    private final Breaker breaker;
    private final AtomicInteger used = new AtomicInteger();
    private final AtomicInteger declined = new AtomicInteger();
    private final AtomicInteger unusable = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile String lastFailure = "";
    private volatile long spentWhenTold = -1;

    ModelFigures(String model, DailyBudget budget, Breaker breaker) {
        this.model = model;
        this.budget = budget;
        this.breaker = breaker;
    }

    void used() {
        used.incrementAndGet();
    }

    void declined() {
        declined.incrementAndGet();
    }

    void unusable() {
        unusable.incrementAndGet();
    }

    void failed(String why) {
        lastFailure = why;
        failed.incrementAndGet();
    }

    /** Said once for a day, because what is used up stays as it is until the next. */
    void outOfBudget() {
        long spent = budget.used();
        if (spent != spentWhenTold) {
            spentWhenTold = spent;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} of {1} tokens of the language model are used today (UTC): the standard replies are given",
                    spent,
                    budget.limit());
        }
    }

    @Override
    public String name() {
        return "language-model";
    }

    @Override
    public Health check() {
        Duration rest = breaker.rest();
        String now = rest.isZero()
                ? ""
                : "left alone for " + Math.max(1, rest.toSeconds()) + " s because it " + lastFailure + "; ";
        return new Health(
                true,
                String.format(
                        "%s%s: answers used %d, declined %d, not shown %d, failed %d; tokens today (UTC) %d of %d",
                        now,
                        model,
                        used.get(),
                        declined.get(),
                        unusable.get(),
                        failed.get(),
                        budget.used(),
                        budget.limit()));
    }
}
