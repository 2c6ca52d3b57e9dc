package dev.guildline.adapter.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationState;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.Epoch;
import dev.guildline.core.participant.Customer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeardThroughTest {
    private static final Instant SILENT = Instant.parse("2026-05-01T12:00:00Z");
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    static Conversation open(long user, Instant openedAt, Instant updatedAt) {
        return conversation(UserAddress.of(user), user, new ConversationState.WithVirtualAgent(), openedAt, updatedAt);
    }

    static Conversation closed(long user, Instant openedAt, Instant updatedAt) {
        return conversation(
                UserAddress.of(user),
                user,
                new ConversationState.Closed(CloseReason.AGENT_ENDED, updatedAt),
                openedAt,
                updatedAt);
    }

    private static Conversation conversation(
            ChannelAddress address, long user, ConversationState state, Instant openedAt, Instant updatedAt) {
        return new Conversation(
                new ConversationId("c-" + user + "-" + openedAt.getEpochSecond()),
                new Customer(UserAddress.customer(user), address, "Amy", Locale.ENGLISH),
                state,
                Epoch.FIRST,
                0,
                0,
                0,
                null,
                -1,
                null,
                0,
                openedAt,
                updatedAt);
    }

    private static Instant before(int hours) {
        return SILENT.minus(Duration.ofHours(hours));
    }

    private static Map<Long, Instant> byUser(List<Conversation> conversations) {
        return HeardThrough.byUser(conversations, SILENT, Instant.EPOCH);
    }

    @Test
    void nothing_is_looked_for_that_would_not_be_recognised() {
        List<Conversation> all = List.of(
                open(1, before(900), before(1)), closed(2, before(800), before(700)), closed(3, before(5), before(4)));

        assertThat(HeardThrough.byUser(all, SILENT, before(100)))
                .containsOnly(
                        Map.entry(1L, before(100)),
                        Map.entry(2L, before(100)),
                        Map.entry(3L, before(5).minus(OVERLAP)));
    }

    @Test
    void a_conversation_that_was_over_vouches_for_everything_before_its_beginning() {
        assertThat(byUser(List.of(closed(1, before(9), before(8)), closed(1, before(20), before(19)))))
                .containsExactly(Map.entry(1L, before(9).minus(OVERLAP)));
    }

    @Test
    void an_open_conversation_vouches_for_nothing_after_the_beginning_of_the_one_before() {
        assertThat(byUser(List.of(open(1, before(3), before(1)), closed(1, before(9), before(8)))))
                .containsExactly(Map.entry(1L, before(9).minus(OVERLAP)));
    }

    @Test
    void a_conversation_that_agents_changed_during_the_silence_is_looked_at_from_its_beginning() {
        Instant after = SILENT.plusSeconds(3600);

        assertThat(byUser(List.of(closed(2, before(3), after), open(1, before(5), after))))
                .containsExactly(
                        Map.entry(2L, before(3).minus(OVERLAP)),
                        Map.entry(1L, before(5).minus(OVERLAP)));
    }

    @Test
    void customers_of_other_channels_are_left_alone() {
        Conversation elsewhere = conversation(
                new ChannelAddress(new ChannelId("mail"), "user/7"),
                7,
                new ConversationState.WithVirtualAgent(),
                before(2),
                before(1));

        assertThat(byUser(List.of(elsewhere))).isEmpty();
    }
}
