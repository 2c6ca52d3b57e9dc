package dev.guildline.core;

import static dev.guildline.core.AgeingTalks.days;
import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.MessageId;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.MessageOutcome;
import dev.guildline.core.usecase.SignalOutcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is told again when it is forgotten that it was told. */
class ForgottenEventsTest {
    private final AgeingTalks old = new AgeingTalks();

    @Test
    void a_message_that_the_far_side_tells_again_after_all_is_known_by_its_name() {
        MessageId first = old.writes(old.mia, "m1");
        Instant then = old.clock.instant();
        old.tells(old.wordsOfAda(first, "a1", then));
        int entries = old.said(first).size();
        old.pass(days(40));
        assertThat(old.isRecognised(new InboxKey("far.message", "a1"))).isFalse();
        assertThat(old.isRecognised(new InboxKey("fake.message", "m1"))).isFalse();

        assertThat(old.tells(old.wordsOfAda(first, "a1", then))).isEqualTo(SignalOutcome.DUPLICATE);
        assertThat(done(old.guildline.conversations().customerWrote(old.written(old.mia, "m1", then))))
                .isInstanceOf(MessageOutcome.Duplicate.class);

        assertThat(old.said(first)).hasSize(entries);
    }

    @Test
    void what_is_told_again_of_a_conversation_whose_words_are_gone_changes_nothing() {
        MessageId first = old.writes(old.mia, "m1");
        Instant then = old.clock.instant();
        old.tells(old.wordsOfAda(first, "a1", then));
        old.ends(first);
        old.pass(days(40));
        assertThat(old.said(first)).isEmpty();

        assertThat(old.tells(old.wordsOfAda(first, "a1", then))).isEqualTo(SignalOutcome.CLOSED);

        assertThat(old.said(first)).isEmpty();
        assertThat(old.recognisedSince())
                .as("the customer's words are not told again")
                .isAfter(then);
    }

    @Test
    void everything_since_the_moment_that_is_told_is_recognised() {
        old.writes(old.mia, "old");
        for (int day = 1; day <= 60; day++) {
            old.pass(days(1));
            String id = "m" + day;
            old.writes(old.mia, id);
            Instant since = old.recognisedSince();
            assertThat(since).isBefore(old.clock.instant().minus(days(19)));
            assertThat(old.isRecognised(new InboxKey("fake.message", id))).isTrue();
            if (day > 45) {
                assertThat(since).isAfter(old.clock.instant().minus(days(22)));
                assertThat(old.isRecognised(new InboxKey("fake.message", "m" + (day - 12))))
                        .isTrue();
            }
        }
        assertThat(old.isRecognised(new InboxKey("fake.message", "old"))).isFalse();
    }

    @Test
    void while_a_channel_looks_back_everything_is_recognised() {
        MessageId first = old.writes(old.mia, "m1");
        old.ends(first);
        old.channel.looksBack(true);

        old.pass(days(300));
        assertThat(old.isRecognised(new InboxKey("fake.message", "m1"))).isTrue();
        assertThat(old.recognisedSince()).isEqualTo(Instant.EPOCH);
        assertThat(old.deliveries(first)).as("the rest goes").isEmpty();

        old.channel.looksBack(false);
        old.pass(days(1));
        assertThat(old.isRecognised(new InboxKey("fake.message", "m1"))).isFalse();
    }
}
