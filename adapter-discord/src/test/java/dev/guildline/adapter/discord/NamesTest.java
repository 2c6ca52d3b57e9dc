package dev.guildline.adapter.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.port.channel.OutboundMessage;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is minted here and understood again: addresses, button ids, nonces. */
class NamesTest {
    private static final MessageId PROMPT = new MessageId(new ConversationId("c-17"), 4);

    private static OutboundMessage outbound(long delivery, String conversation, long sequence) {
        Message message = new Message(
                new MessageId(new ConversationId(conversation), sequence),
                Author.SYSTEM,
                new MessageBody.Text("hello"),
                List.of(),
                null,
                Instant.EPOCH);
        return new OutboundMessage(new DeliveryId(delivery), UserAddress.of(1), message, null, false);
    }

    @Test
    void an_address_leads_back_to_its_user() {
        assertThat(UserAddress.of(123456789012345678L).value()).isEqualTo("user/123456789012345678");
        assertThat(UserAddress.userAt(UserAddress.of(123456789012345678L))).isEqualTo(123456789012345678L);
        assertThat(UserAddress.customer(5).value()).isEqualTo("discord:5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/", "user/0", "user/-1", "user/12345678901234567890", "thread/5", "5", "user/5 "})
    void what_is_no_address_is_refused(String value) {
        ChannelAddress address = new ChannelAddress(UserAddress.CHANNEL, value);

        assertThatThrownBy(() -> UserAddress.userAt(address)).isInstanceOf(PortException.Permanent.class);
    }

    @Test
    void an_address_of_another_channel_is_refused() {
        ChannelAddress address = new ChannelAddress(new ChannelId("other"), "user/5");

        assertThatThrownBy(() -> UserAddress.userAt(address)).isInstanceOf(PortException.Permanent.class);
    }

    @Test
    void a_button_leads_back_to_its_prompt() {
        String once = ComponentIds.of(PROMPT, "close", true);
        String often = ComponentIds.of(PROMPT, "a1", false);

        assertThat(once).isEqualTo("gl:c-17:4:close:once");
        assertThat(ComponentIds.parse(once)).contains(new ComponentIds.ChoiceButton(PROMPT, "close", true));
        assertThat(ComponentIds.parse(often)).contains(new ComponentIds.ChoiceButton(PROMPT, "a1", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "roll",
                "gl:",
                "gl:c:0:a",
                "gl:c:-1:a",
                "gl:c:1:",
                "gl:c:1:a b",
                "gl:c:1:a:twice",
                "gl:c:1:abcdefghijklmnopq",
                "gl::1:a",
                "xgl:c:1:a",
                "gl:c:9999999999999999999:a",
                "gl:report:bug:1"
            })
    void what_is_not_ours_is_not_parsed(String id) {
        assertThat(ComponentIds.parse(id)).isEmpty();
    }

    @Test
    void a_conversation_that_does_not_fit_into_a_button_is_refused() {
        MessageId long61 = new MessageId(new ConversationId("c".repeat(61)), 1);

        assertThatThrownBy(() -> ComponentIds.of(long61, "a", false)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ComponentIds.of(
                        new MessageId(new ConversationId("c".repeat(60)), 999_999_999L), "abcdefghijklmnop", true))
                .hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void a_nonce_is_the_same_for_every_attempt_and_fits() {
        OutboundMessage largest = outbound(Long.MAX_VALUE, "conversation", Long.MAX_VALUE);

        assertThat(Nonces.of(largest, 35)).isEqualTo(Nonces.of(largest, 35)).hasSizeLessThanOrEqualTo(Nonces.LONGEST);
    }

    @Test
    void nonces_tell_parts_deliveries_and_stores_that_began_anew_apart() {
        Set<String> nonces = new HashSet<>();
        for (int delivery = 1; delivery <= 50; delivery++) {
            for (int part = 0; part < 40; part++) {
                nonces.add(Nonces.of(outbound(delivery, "before", delivery), part));
                nonces.add(Nonces.of(outbound(delivery, "after", delivery), part));
            }
        }

        assertThat(nonces).hasSize(50 * 40 * 2);
    }
}
