package dev.guildline.adapter.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TypingPaceTest {
    private final AtomicLong now = new AtomicLong();
    private final TypingPace pace = new TypingPace(now::get);

    @Test
    void it_is_shown_again_after_eight_seconds_to_each_by_themselves() {
        assertThat(pace.isDue(1)).isTrue();
        now.addAndGet(Duration.ofMillis(7_999).toNanos());
        assertThat(pace.isDue(1)).isFalse();
        assertThat(pace.isDue(2)).isTrue();
        now.addAndGet(Duration.ofMillis(1).toNanos());

        assertThat(pace.isDue(1)).isTrue();
        assertThat(pace.isDue(2)).isFalse();
    }
}
