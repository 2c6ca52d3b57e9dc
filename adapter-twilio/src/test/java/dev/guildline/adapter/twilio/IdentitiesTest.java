package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.CustomerId;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    @Test
    void a_discord_customer_is_easy_to_recognise() {
        assertThat(Identities.of(new CustomerId("discord:80351110224678912"))).isEqualTo("discord_80351110224678912");
    }

    @Test
    void identities_are_safe_short_and_never_shared() {
        List<String> identities = List.of(
                        "discord:1",
                        "discord_1",
                        "discord 1",
                        "Discord 1",
                        "discord/1",
                        "\u5c0f\u660e",
                        "system",
                        "x".repeat(255))
                .stream()
                .map(id -> Identities.of(new CustomerId(id)))
                .toList();

        assertThat(identities).doesNotHaveDuplicates();
        assertThat(identities).allMatch(identity -> identity.matches("[A-Za-z0-9_.-]{1,200}"));
        assertThat(identities).noneMatch(Identities::isOwn);
    }
}
