package dev.guildline.adapter.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.adapter.languagemodel.DailyBudget.Share;
import dev.guildline.testkit.fake.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DailyBudgetTest {
    private final ManualClock clock = new ManualClock();
    private final DailyBudget budget = new DailyBudget(100, clock);

    @Test
    void many_questions_at_once_cannot_overdraw_it() {
        Share first = budget.setAside(60).orElseThrow();
        assertThat(budget.setAside(60)).isEmpty();

        budget.settle(first, 10);
        assertThat(budget.setAside(60)).isPresent();
    }

    @Test
    void more_than_was_set_aside_counts_as_well() {
        budget.settle(budget.setAside(10).orElseThrow(), 95);

        assertThat(budget.used()).isEqualTo(95);
        assertThat(budget.setAside(10)).isEmpty();
    }

    @Test
    void a_new_day_of_utc_begins_anew_and_yesterdays_answers_do_not_count() {
        Share late = budget.setAside(90).orElseThrow();
        toMidnight();
        assertThat(budget.used()).isZero();

        budget.settle(late, 90);
        assertThat(budget.used()).isZero();
    }

    private void toMidnight() {
        Instant now = clock.instant();
        clock.advance(Duration.between(
                now,
                now.atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC)));
    }
}
