package dev.guildline.adapter.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.testkit.fake.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private final ManualClock clock = new ManualClock();
    private final Breaker breaker = new Breaker(clock, Duration.ofSeconds(7));

    @Test
    void after_a_rest_one_question_tries_it_and_the_others_wait_for_its_end() {
        breaker.failed(Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(10));

        assertThat(breaker.mayAsk()).isTrue();
        assertThat(breaker.mayAsk()).isFalse();

        breaker.worked();
        assertThat(breaker.mayAsk()).isTrue();
        assertThat(breaker.mayAsk()).isTrue();
    }

    @Test
    void a_try_of_which_nothing_is_heard_does_not_close_it_for_good() {
        breaker.failed(Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(10));
        assertThat(breaker.mayAsk()).isTrue();

        clock.advance(Duration.ofSeconds(7));
        assertThat(breaker.mayAsk()).isTrue();
    }

    @Test
    void rests_grow_up_to_five_minutes() {
        for (int i = 0; i < 40; i++) {
            breaker.failed(Duration.ZERO);
        }

        assertThat(breaker.rest()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_success_forgets_the_failures_before() {
        breaker.failed(Duration.ZERO);
        breaker.failed(Duration.ZERO);
        breaker.worked();

        assertThat(breaker.failed(Duration.ZERO)).isFalse();
        assertThat(breaker.mayAsk()).isTrue();
    }
}
