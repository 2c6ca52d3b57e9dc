package dev.guildline.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RateLimitsTest extends SandboxTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

    @Override
    TwilioSandboxSettings settings() {
        return TwilioSandboxSettings.defaults().withRateLimits(true).withClock(now::get);
    }

    @Test
    void thirty_writes_a_second_fit_in_a_conversation() {
        String sid = conversation();
        for (int number = 0; number < 29; number++) {
            write(sid, "message " + number);
        }
        assertRefused(20429, () -> write(sid, "too many"));
        now.updateAndGet(before -> before.plusSeconds(1));

        assertThat(write(sid, "later").getIndex()).isEqualTo(29);
    }
}
